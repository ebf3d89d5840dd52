"""The clock's doors for a quarter as a whole: notes to editors, and publishing by the calendar."""

from __future__ import annotations

from bot.deadlines import NoteKind, due_note, is_publishing_day, open_quarter
from bot.delivery import Delivery
from bot.messages.publishing import notes, previews
from bot.messages.sheet import Message
from bot.publication import CALENDAR
from bot.quarter import Quarter
from handlers.collecting import Desk, desk_of, due_of
from handlers.editions import preview_of, publish_now
from handlers.outbox import Builder
from handlers.rooms import Rooms
from storage.deliveries import owe
from storage.plans import read_plan
from storage.session import Session
from storage.snapshots import is_published


def follow_the_calendar(rooms: Rooms) -> None:
    """Publish what the calendar publishes, and owe the editors what they are told at its days;
    nothing of a quarter that is published."""
    with rooms.store.read() as session:
        plan = read_plan(session, rooms.plan_id)
    if plan.collection is None:
        return
    quarter = open_quarter(plan.collection.calendar, rooms.now())
    if due_note(plan, quarter, rooms.now()) is None:
        return
    with rooms.store.write() as session:
        if not is_published(session, rooms.plan_id, quarter):
            desk = desk_of(session, rooms, quarter)
            _follow(session, desk)


def _follow(session: Session, desk: Desk) -> None:
    publishing = desk.plan.publishing
    by_calendar = publishing is not None and publishing.automatic
    if by_calendar and is_publishing_day(desk.plan, desk.quarter, desk.now):
        publish_now(session, desk, CALENDAR)
    elif kind := due_note(desk.plan, desk.quarter, desk.now):
        about = {"quarter": desk.quarter.key, "note": kind.value}
        for mark, recipient in desk.editors().items():
            key = f"note:{desk.quarter.key}:{kind}{mark}"
            owe(session, desk.plan.id, Delivery(key, "note", recipient, desk.now, about), desk.now)


def build_note(rooms: Rooms, delivery: Delivery) -> tuple[Message, ...]:
    """The note from what stands now; nothing once the quarter is published."""
    quarter, kind = Quarter.parse(delivery.about["quarter"]), NoteKind(delivery.about["note"])
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, quarter)
        if is_published(session, rooms.plan_id, quarter):
            return ()
        if kind is NoteKind.PUBLISHING:
            return (previews.preview_message(preview_of(session, desk)),)
    draw = notes.opened_note if kind is NoteKind.OPENED else notes.closing_note
    return (draw(desk.plan, quarter, desk.situation.progress, *due_of(desk)),)


BUILDERS: dict[str, Builder] = {"note": build_note}
