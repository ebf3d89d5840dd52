"""The doors of doubtful deliveries: an admin sees them, and says what became of each."""

from __future__ import annotations

import re

from slack_bolt import Ack, App, BoltResponse

from bot.delivery import DeliveryState
from bot.messages import doubtful, sayings
from bot.messages.doubtful import AGAIN, ARRIVED, DROP, Seen
from bot.messages.sheet import Message
from bot.plan import Person
from bot.question import Question
from bot.rights import Act
from handlers.collecting import Desk, desk_of
from handlers.deliveries import privately, replace, tell
from handlers.doors import answer_later
from handlers.knocks import Body, Knock, from_action, value_of
from handlers.reminders import send_what_is_owed
from handlers.rooms import Rooms
from storage.backlog import wanting
from storage.deliveries import delivery, resolve
from storage.session import Session

_DECIDED = {
    ARRIVED: DeliveryState.SENT,
    AGAIN: DeliveryState.PENDING,
    DROP: DeliveryState.DROPPED,
}


def register(app: App, rooms: Rooms) -> None:
    """The buttons under each delivery."""

    @app.action(re.compile(f"^({ARRIVED}|{AGAIN}|{DROP})$"))
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        value = f"{action['action_id']} {value_of(action)}"
        answer_later(rooms, from_action(body), decide, value)
        return ack()


def answer(rooms: Rooms, knock: Knock, _: Question) -> None:
    """The list, for admins."""
    with rooms.store.read() as session:
        desk = desk_of(session, rooms)
        message = _listed(session, desk)
    if desk.may(Act.SETTLE_DELIVERY, knock.user):
        privately(rooms, knock, (message,))
    else:
        tell(rooms, knock, doubtful.may_not(desk.admins()))


def decide(rooms: Rooms, knock: Knock, value: str) -> None:
    """Put a decision on record, and show how the list stands then."""
    action, _, packed = value.partition(" ")
    try:
        seen = Seen.read(packed)
    except ValueError:
        tell(rooms, knock, sayings.too_old("button", "deliveries"))
        return
    with rooms.store.write() as session:
        desk = desk_of(session, rooms)
        admin = desk.who_may(Act.SETTLE_DELIVERY, knock.user)
        if admin is None:
            said = doubtful.may_not(desk.admins())
            message = None
        else:
            said = _decided(session, rooms, desk, admin, seen, _DECIDED[action])
            message = _listed(session, desk)
    if message:
        send_what_is_owed(rooms)
        replace(rooms, knock, message)
    if said:
        tell(rooms, knock, said)


def _decided(
    session: Session, rooms: Rooms, desk: Desk, admin: Person, seen: Seen, to: DeliveryState
) -> str:
    """Empty, or why nothing was decided."""
    found = delivery(session, desk.plan.id, seen.key)
    if found is None or Seen.of(found) != seen:
        return doubtful.meanwhile()
    if rooms.life.is_in_hand(found):
        return doubtful.in_hand()
    resolve(session, desk.plan.id, found, to, admin.id, desk.now)
    return ""


def _listed(session: Session, desk: Desk) -> Message:
    return doubtful.doubtful_message(desk.plan, wanting(session, desk.plan.id, desk.now))
