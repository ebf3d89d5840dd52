"""The doors of the queue: what waits for an editor, and the card of what they pick."""

from __future__ import annotations

import re

from slack_bolt import Ack, App, BoltResponse

from bot.messages import sayings
from bot.messages.collecting import refusals
from bot.messages.collecting.boards import headline
from bot.messages.collecting.words import unit_name
from bot.messages.reviewing import ids, notices
from bot.messages.reviewing.ids import Seen
from bot.messages.reviewing.queue import Waiting, queue_message
from bot.messages.sheet import Message
from bot.quarter import Quarter
from bot.question import Question
from bot.rights import Act
from bot.submission import Revision, StepKind
from handlers.cards import missing_in, owe_card_to, waiting_in
from handlers.collecting import Desk, desk_of
from handlers.deliveries import privately, tell
from handlers.doors import answer_later
from handlers.knocks import Body, Knock, from_action, read_held, value_of
from handlers.reminders import send_what_is_owed
from handlers.rooms import Rooms
from storage.concerns import concerns_of
from storage.reviews import steps_of
from storage.revisions import latest_revision
from storage.session import Session


def register(app: App, rooms: Rooms) -> None:
    """The menu under the queue, and the button that shows it."""

    @app.action(re.compile(f"^({ids.OPEN}|{ids.QUEUE})$"))
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        work = open_card if action["action_id"] == ids.OPEN else show_queue
        answer_later(rooms, from_action(body), work, value_of(action))
        return ack()


def answer(rooms: Rooms, knock: Knock, question: Question) -> None:
    """The queue of a quarter, or the card of one unit."""
    if question.unit is None:
        show_queue(rooms, knock, question.quarter.key)
        return
    with rooms.store.read() as session:
        revision = latest_revision(session, rooms.plan_id, question.unit, question.quarter)
        desk = desk_of(session, rooms, question.quarter)
    if revision is None and desk.may(Act.REVIEW, knock.user):
        name = unit_name(desk.plan, question.unit)
        tell(rooms, knock, sayings.nothing_sent(name, question.quarter.label))
    else:
        _show_card(rooms, knock, question.quarter, question.unit)


def show_queue(rooms: Rooms, knock: Knock, value: str) -> None:
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, read_held(Quarter.parse, value))
        message = queue_of(session, desk)
    if desk.may(Act.REVIEW, knock.user):
        privately(rooms, knock, (message,))
    else:
        tell(rooms, knock, refusals.may_not_edit(desk.plan))


def queue_of(session: Session, desk: Desk) -> Message:
    waiting = [_waiting(session, desk, each) for each in waiting_in(session, desk)]
    return queue_message(desk.plan, desk.quarter, waiting, [headline(desk.situation.progress)])


def _waiting(session: Session, desk: Desk, revision: Revision) -> Waiting:
    plan_id, about = desk.plan.id, (revision.unit, revision.quarter)
    concerns = concerns_of(session, plan_id, *about, revision.number)
    steps = steps_of(session, plan_id, *about)
    answered = {each.of for each in steps}
    asked = [each for each in steps if each.kind is StepKind.ASKED and each.id not in answered]
    faults = sum(each.is_fault for each in concerns)
    return Waiting(
        revision,
        revision.at,
        faults=faults,
        worth_a_look=len(concerns) - faults,
        missing=len(missing_in(desk, revision)),
        asked=len(asked),
    )


def open_card(rooms: Rooms, knock: Knock, value: str) -> None:
    """The card of a unit, as it stands now; whatever revision was in the menu."""
    try:
        seen = Seen.read(value)
    except ValueError:
        tell(rooms, knock, notices.no_such_submission())
        return
    _show_card(rooms, knock, seen.quarter, seen.unit)


def _show_card(rooms: Rooms, knock: Knock, quarter: Quarter, unit: str) -> None:
    """Sent as every card is, so that it is drawn anew when it is decided."""
    with rooms.store.write() as session:
        desk = desk_of(session, rooms, quarter)
        revision = latest_revision(session, rooms.plan_id, unit, quarter)
        said = _refused(desk, knock, revision)
        if revision and not said:
            owe_card_to(session, desk, revision, knock.user)
    if said:
        tell(rooms, knock, said)
        return
    send_what_is_owed(rooms)
    if knock.in_a_channel:
        tell(rooms, knock, sayings.CARD_IN_DIRECT_MESSAGES)


def _refused(desk: Desk, knock: Knock, revision: Revision | None) -> str:
    if not desk.may(Act.REVIEW, knock.user):
        return refusals.may_not_edit(desk.plan).said
    return "" if revision else notices.no_such_submission()
