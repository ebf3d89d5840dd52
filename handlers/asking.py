"""The doors for questions: the command, a mention, a direct message, and the buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from slack_bolt import Ack, App, BoltResponse
from slack_sdk.errors import SlackApiError

from bot.messages import replies
from bot.messages.replies import Closed
from bot.plan import Plan
from bot.question import Question, Topic
from handlers import (
    corrections,
    digesting,
    doubtful,
    histories,
    progress,
    publishing,
    queue,
    reports,
    subscribing,
)
from handlers.answers import Pages, answer_to, offer, reading_of
from handlers.deliveries import clear, closed, post, post_if_open, post_to, privately, tell
from handlers.doors import answer_later, name_of
from handlers.knocks import (
    Body,
    Knock,
    from_action,
    from_command,
    from_event,
    once,
    read_held,
    value_of,
)
from handlers.replying import links_in, reply_work
from handlers.rooms import Rooms
from handlers.unpublished import answer_unpublished, is_of_what_is_open, may_see_all
from storage.events import first_time, forget_event


def register(app: App, rooms: Rooms) -> None:
    """The command, mentions, direct messages, and the buttons and menus under answers."""

    @app.command(rooms.command)
    def command(ack: Ack, body: Body) -> BoltResponse:
        answer_later(rooms, from_command(body), ask, body.get("text") or "")
        return ack()

    @app.event("app_mention", matchers=[_is_by_a_person])
    def mention(body: Body) -> None:
        answer_later(rooms, from_event(body), ask, body["event"].get("text") or "")

    @app.event("message", matchers=[_is_said_to_us])
    def direct_message(body: Body) -> None:
        knock, event = from_event(body), body["event"]
        work = reply_work(rooms, knock, links_in(event)) or ask
        answer_later(rooms, knock, work, event.get("text") or "")

    @app.action(re.compile(r"^ask\."))
    def button(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, _pressed(body, action), ask_by_button, value_of(action))
        return ack()

    @app.action(replies.POST_HERE)
    def post_here(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, _pressed(body, action), post_in_channel, action.get("value") or "")
        return ack()


def _pressed(body: Body, action: Body) -> Knock:
    return once(from_action(body), body, action)


def _is_by_a_person(event: Body) -> bool:
    """Workflows and other bots mention us too; there is nobody then to answer."""
    return bool(event.get("user")) and not event.get("bot_id")


def _is_said_to_us(event: Body) -> bool:
    """A person's message to the bot alone: no edits, no joins, no other bots."""
    direct = event.get("channel_type") == "im" and bool(event.get("user"))
    written = event.get("subtype") in (None, "file_share")
    return direct and written and not event.get("bot_id")


def ask(rooms: Rooms, knock: Knock, words: str) -> None:
    """Answer where it was asked, or offer what may have been meant."""
    with rooms.store.read() as session:
        plan, read = reading_of(session, rooms.plan_id, words, rooms.now())
        pages: Pages = ()
        is_open = False
        if isinstance(read, Question) and read.topic not in _DOORS:
            pages = answer_to(session, plan, read)
            is_open = is_of_what_is_open(session, plan, read)
    if not isinstance(read, Question):
        tell(rooms, knock, offer(read))
    elif read.topic is Topic.HELP:
        tell(rooms, knock, pages[0])
    elif read.topic in _DOORS:
        _DOORS[read.topic](rooms, knock, read)
    elif not (is_open and _told_what_is_open(rooms, knock, plan, read)):
        _deliver(rooms, knock, plan, read, pages)


def _told_what_is_open(rooms: Rooms, knock: Knock, plan: Plan, read: Question) -> bool:
    """What is not published goes to nobody but its asker, and only if they may see it."""
    may = may_see_all(rooms, plan, knock.user)
    if not may or not (pages := answer_unpublished(rooms, plan, read)):
        return False
    privately(rooms, knock, pages)
    return True


def ask_by_button(rooms: Rooms, knock: Knock, words: str) -> None:
    """A private offer is taken away once one of its buttons was pressed."""
    if knock.pressed_private and knock.reply_url:
        clear(rooms, knock)
    ask(rooms, knock, words)


def _deliver(rooms: Rooms, knock: Knock, plan: Plan, question: Question, pages: Pages) -> None:
    """To the place where it was asked, if it may be said there; else to the asker alone."""
    if knock.said_to_us:
        post(rooms, knock.channel, pages, knock.thread)
        return
    why = closed(rooms, knock.channel)
    if why is None and not question.private:
        shown = _with_asker(rooms, knock, plan, pages)
        why = post_if_open(rooms, knock.channel, shown, knock.thread)
        if why is None:
            return
    _deliver_privately(rooms, knock, question, pages, why)


def _with_asker(rooms: Rooms, knock: Knock, plan: Plan, pages: Pages) -> Pages:
    """A mention stands in the channel with its answer; a command and a button leave no trace."""
    if knock.event_id:
        return pages
    return replies.with_asker(pages, name_of(rooms, plan, knock.user), knock.said)


def _deliver_privately(
    rooms: Rooms, knock: Knock, question: Question, pages: Pages, why: Closed | None
) -> None:
    """To the asker alone, with a button to post it where it was asked if that can be done, now
    or once the bot was invited."""
    if knock.in_a_channel and why in (None, Closed.ABSENT):
        public = replace(question, private=False)
        pages = replies.with_post_here(pages, knock.channel, public.text, knock.said)
    where = post_to(rooms, knock.user, pages)
    if where is None:
        tell(rooms, knock, replies.no_direct_messages())
    elif knock.channel and where != knock.channel:
        told = None if question.private else why
        tell(rooms, knock, replies.sent_privately(rooms.bot.name, told))


def post_in_channel(rooms: Rooms, knock: Knock, value: str) -> None:
    """Post an answer given in private in the channel where it was asked, once."""
    channel, words, said = read_held(replies.read_post_here, value)
    if why := closed(rooms, channel):
        tell(rooms, knock, replies.cannot_post(rooms.bot.name, why))
        return
    about = sha256(value.encode()).hexdigest()[:16]
    key = f"post:{knock.channel}:{knock.ts}:{about}"
    with rooms.store.write() as session:
        new = first_time(session, key, rooms.now())
    if new:
        _post_once(rooms, replace(knock, said=said), channel, words, key)
    tell(rooms, knock, replies.posted(channel) if new else replies.posted_before(channel))


def _post_once(rooms: Rooms, knock: Knock, channel: str, words: str, key: str) -> None:
    """What Slack refused was not posted, and may be tried again."""
    with rooms.store.read() as session:
        plan, read = reading_of(session, rooms.plan_id, words, rooms.now())
        pages = answer_to(session, plan, read) if isinstance(read, Question) else (offer(read),)
    try:
        post(rooms, channel, _with_asker(rooms, knock, plan, pages))
    except SlackApiError:
        with rooms.store.write() as session:
            forget_event(session, key)
        raise


# Topics that are more than a question: each has doors of its own, and is told to the asker alone.
_DOORS: dict[Topic, Callable[[Rooms, Knock, Question], None]] = {
    Topic.SUBMIT: progress.answer,
    Topic.PROGRESS: progress.answer,
    Topic.REVIEW: queue.answer,
    Topic.PUBLISH: publishing.answer,
    Topic.REPORT: reports.answer,
    Topic.DIGEST: digesting.answer,
    Topic.SUBSCRIBE: subscribing.subscribe,
    Topic.UNSUBSCRIBE: subscribing.unsubscribe,
    Topic.SUBSCRIPTIONS: subscribing.show,
    Topic.CORRECT: corrections.answer,
    Topic.HISTORY: histories.answer,
    Topic.DELIVERIES: doubtful.answer,
}
