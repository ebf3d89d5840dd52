"""What is owed to people once something was done: receipts, and word of what was handed over."""

from __future__ import annotations

import logging

from slack_sdk.errors import SlackApiError

from bot.deadlines import responsible
from bot.delivery import Delivery, DeliveryState
from bot.messages import limits, sayings
from bot.messages.collecting.receipts import receipt
from bot.messages.collecting.reminders import HANDED, reminder, reminder_done
from bot.messages.sheet import Message
from bot.plan import Person
from bot.quarter import Quarter
from bot.submission import Cover, Revision
from handlers.cards import owe_cards
from handlers.collecting import Desk, before_for, desk_of, due_of, owing
from handlers.rooms import Rooms
from storage.concerns import concerns_of
from storage.deliveries import deliveries, owe
from storage.session import Session
from storage.submissions import revisions_of

log = logging.getLogger(__name__)

Pages = tuple[Message, ...]


def owe_receipt(session: Session, desk: Desk, revision: Revision, sender: str) -> None:
    """In the transaction that records the revision, so that there is never one without. It goes
    to the Slack id of whoever sent it, who may have answered for a group. With it go the cards
    for the editors."""
    key = f"receipt:{revision.quarter.key}:{revision.unit}:{revision.number}"
    about = {
        "quarter": revision.quarter.key,
        "units": revision.unit,
        "revision": str(revision.number),
    }
    owe(session, desk.plan.id, Delivery(key, "receipt", sender, desk.now, about), desk.now)
    owe_cards(session, desk, revision)


def build_receipt(rooms: Rooms, delivery: Delivery) -> Pages:
    quarter, unit = Quarter.parse(delivery.about["quarter"]), delivery.about["units"]
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, quarter)
        revisions = revisions_of(session, rooms.plan_id, unit, quarter)
        number = int(delivery.about["revision"])
        concerns = concerns_of(session, rooms.plan_id, unit, quarter, number)
    revision = next(each for each in revisions if each.number == number)
    return receipt(desk.plan, desk.duty(unit).slots(), revision, concerns=concerns)


def owe_handed(session: Session, desk: Desk, cover: Cover) -> None:
    """Tell whoever took a unit over what they are asked for."""
    key = f"handed:{desk.quarter.key}:{cover.unit}:{cover.taker}:{cover.at:%Y%m%dT%H%M%S}"
    about = {
        "quarter": desk.quarter.key,
        "units": cover.unit,
        "giver": cover.giver,
        "person": cover.taker,
    }
    for mark, recipient in desk.recipients(cover.taker).items():
        each = Delivery(f"{key}{mark}", "handed", recipient, desk.now, about)
        owe(session, desk.plan.id, each, desk.now)


def build_handed(rooms: Rooms, delivery: Delivery) -> Pages:
    """The duty as a reminder of its own; nothing where it went back or was answered meanwhile."""
    unit = delivery.about["units"]
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, Quarter.parse(delivery.about["quarter"]))
        cover = desk.situation.cover_of(unit)
        progress = desk.progress([unit])
        if not cover or cover.taker != delivery.about["person"] or not owing(progress):
            return ()
        before = before_for(session, desk, [unit])
    return (
        reminder(
            desk.plan, HANDED, desk.quarter, progress, *due_of(desk), before, giver=cover.giver
        ),
    )


def owe_returned(session: Session, desk: Desk, cover: Cover, by: Person) -> None:
    """A duty went back to who gave it: tell whichever of the two did not do it."""
    told = cover.taker if by.id == cover.giver else cover.giver
    key = f"back:{desk.quarter.key}:{cover.unit}:{told}:{desk.now:%Y%m%dT%H%M%S}"
    about = {
        "quarter": desk.quarter.key,
        "units": cover.unit,
        "giver": cover.giver,
        "by": by.id,
    }
    for mark, recipient in desk.recipients(told).items():
        each = Delivery(f"{key}{mark}", "back", recipient, desk.now, about)
        owe(session, desk.plan.id, each, desk.now)


def build_returned(rooms: Rooms, delivery: Delivery) -> Pages:
    """What stands now, with who is asked again."""
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, Quarter.parse(delivery.about["quarter"]))
    progress = desk.progress([delivery.about["units"]])
    name = desk.person(delivery.about["giver"]).name
    said = sayings.back_with(desk.plan.unit(delivery.about["units"]).name, name)
    by, at = delivery.about["by"], delivery.due
    return (reminder_done(desk.plan, desk.quarter, progress, by, at, said),)


def refresh(rooms: Rooms, quarter: Quarter, unit: str, *, settled: str = "") -> None:
    """Redraw the reminders about a unit: what is answered has no buttons any more.

    ``settled`` is what else settled it for those it was taken from. A message that cannot be
    edited stays; its buttons show what stands when they are pressed.
    """
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, quarter)
        found = deliveries(session, rooms.plan_id, {DeliveryState.SENT}, limit=1_000)
    for each in found:
        about = each.about
        if each.kind not in ("reminder", "handed") or about.get("quarter") != quarter.key:
            continue
        if about.get("person") and unit in about["units"].split():
            _redraw(rooms, desk, each, settled)


def _redraw(rooms: Rooms, desk: Desk, delivery: Delivery, settled: str) -> None:
    units = delivery.about["units"].split()
    progress = desk.progress(units)
    message = _standing(rooms, desk, delivery, units)
    if message is None:
        newest = max(progress, key=lambda each: each.since or desk.now)
        message = reminder_done(
            desk.plan, desk.quarter, progress, _who(rooms, newest.unit, desk), desk.now, settled
        )
    try:
        rooms.posts.chat_update(
            channel=delivery.channel,
            ts=delivery.ts,
            text=limits.clip(message.text, limits.EDIT_TEXT),
            blocks=list(message.blocks),
        )
    except SlackApiError as problem:
        log.warning("a reminder could not be redrawn: %s", problem.response.get("error"))


def _standing(rooms: Rooms, desk: Desk, delivery: Delivery, units: list[str]) -> Message | None:
    """The reminder as it stands; None where its person has nothing left to answer."""
    person, today = delivery.about["person"], desk.today.date()
    asked = [
        unit
        for unit in units
        if person in responsible(desk.plan, desk.duty(unit), desk.situation, today)
    ]
    progress = desk.progress(asked)
    if not owing(progress):
        return None
    with rooms.store.read() as session:
        before = before_for(session, desk, asked)
    kind = delivery.about.get("kind", HANDED)
    giver = delivery.about.get("giver", "")
    return reminder(desk.plan, kind, desk.quarter, progress, *due_of(desk), before, giver=giver)


def _who(rooms: Rooms, unit: str, desk: Desk) -> str:
    with rooms.store.read() as session:
        revisions = revisions_of(session, rooms.plan_id, unit, desk.quarter)
    return revisions[-1].by if revisions else ""
