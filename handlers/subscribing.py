"""The doors of subscriptions: to begin one, to see what there is, and to stop it."""

from __future__ import annotations

import secrets

from slack_bolt import Ack, App, BoltResponse

from bot.messages import replies
from bot.messages.digests import ids
from bot.messages.digests import subscribing as words
from bot.messages.sheet import Message
from bot.plan import Plan
from bot.question import Question, wishes
from bot.rights import Act, Tie, allows
from bot.subscription import Subscription, Wish
from handlers.collecting import desk_of
from handlers.deliveries import closed, tell
from handlers.doors import answer_later, name_of
from handlers.knocks import Body, Knock, from_action, value_of
from handlers.rooms import Rooms
from handlers.unpublished import may_see_all
from storage import subscriptions as kept
from storage.plans import read_plan
from storage.session import Session


def register(app: App, rooms: Rooms) -> None:
    """The button under everything that a subscription brings, and in the list of them."""

    @app.action(ids.STOP)
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), stop, value_of(action))
        return ack()


def subscribe(rooms: Rooms, knock: Knock, question: Question) -> None:
    """Keep it, and tell those whom it concerns; where nothing is named, offer what there is."""
    with rooms.store.read() as session:
        plan = read_plan(session, rooms.plan_id)
    if not (question.priority or question.area):
        tell(rooms, knock, words.offers(plan, question.quarter))
        return
    wish = wishes.read(question.words) or Wish()
    if wish.here and (why := closed(rooms, knock.channel)):
        tell(rooms, knock, replies.cannot_post(rooms.bot.name, why))
        return
    wanted = _wanted(rooms, knock, question, wish)
    with rooms.store.write() as session:
        subscription = kept.subscribe(session, rooms.plan_id, wanted)
    _confirm(rooms, knock, plan, subscription, here=wish.here)


def _wanted(rooms: Rooms, knock: Knock, question: Question, wish: Wish) -> Subscription:
    return Subscription(
        id=secrets.token_hex(8),
        priority=question.priority or "",
        area=question.area or "",
        recipient=knock.channel if wish.here else knock.user,
        by=knock.user,
        at=rooms.now(),
        rhythm=wish.rhythm,
        weekday=wish.weekday,
        hour=wish.hour,
    )


def _confirm(
    rooms: Rooms, knock: Knock, plan: Plan, subscription: Subscription, *, here: bool
) -> None:
    """A channel sees who subscribed it to what; a person is told alone."""
    sees_all = may_see_all(rooms, plan, subscription.recipient)
    who = name_of(rooms, plan, knock.user) if here else ""
    message = words.subscribed(plan, subscription, sees_all=sees_all, who=who)
    if here:
        rooms.posts.chat_postMessage(
            channel=knock.channel, text=message.text, blocks=list(message.blocks)
        )
    else:
        tell(rooms, knock, message)


def unsubscribe(rooms: Rooms, knock: Knock, question: Question) -> None:
    """Stop what is named, of one's own or, in a channel, of the channel; else list all."""
    if not (question.priority or question.area):
        show(rooms, knock, question)
        return
    wish = wishes.read(question.words) or Wish()
    whose = [knock.channel] if wish.here else [knock.user, knock.channel]
    with rooms.store.write() as session:
        plan = read_plan(session, rooms.plan_id)
        found = [
            each
            for each in kept.subscriptions(session, rooms.plan_id, whose)
            if (each.priority, each.area) == (question.priority or "", question.area or "")
        ]
        for each in found[:1]:  # one's own first
            kept.unsubscribe(session, rooms.plan_id, each.id, knock.user, rooms.now())
    asked = _wanted(rooms, knock, question, wish)
    name = words.subject_name(plan, asked)
    tell(rooms, knock, words.stopped(name) if found else words.not_subscribed(name))


def show(rooms: Rooms, knock: Knock, _: Question) -> None:
    with rooms.store.read() as session:
        message = _listing(session, rooms, knock)
    tell(rooms, knock, message)


def _listing(session: Session, rooms: Rooms, knock: Knock) -> Message:
    plan = read_plan(session, rooms.plan_id)
    mine = kept.subscriptions(session, rooms.plan_id, [knock.user])
    here = kept.subscriptions(session, rooms.plan_id, [knock.channel]) if knock.channel else ()
    return words.listing(plan, mine, here, rooms.command)


def stop(rooms: Rooms, knock: Knock, value: str) -> None:
    """Stop what a button is about; pressed twice, it was stopped once."""
    with rooms.store.write() as session:
        held = kept.subscription(session, rooms.plan_id, value)
        plan = read_plan(session, rooms.plan_id)
        if held is None:
            said = words.not_subscribed("")
        elif not _may_stop(session, rooms, knock, held):
            said = words.may_not_stop()
        else:
            kept.unsubscribe(session, rooms.plan_id, value, knock.user, rooms.now())
            said = words.stopped(words.subject_name(plan, held))
    tell(rooms, knock, said)


def _may_stop(session: Session, rooms: Rooms, knock: Knock, held: Subscription) -> bool:
    own = knock.user in (held.recipient, held.by) or knock.channel == held.recipient
    desk = desk_of(session, rooms)
    ties = {Tie.SUBSCRIBER} if own else set[Tie]()
    return allows(Act.STOP, desk.plan, ties=ties) or desk.may(Act.STOP, knock.user)
