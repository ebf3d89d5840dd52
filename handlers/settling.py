"""What follows an answer: the receipt goes out now, and reminders lose their buttons."""

from __future__ import annotations

import logging

from bot.quarter import Quarter
from handlers.cards import redraw
from handlers.receipts import refresh
from handlers.reminders import send_what_is_owed
from handlers.rooms import Rooms

log = logging.getLogger(__name__)


def after_answer(rooms: Rooms, quarter: Quarter, unit: str, *, settled: str = "") -> None:
    """Hand it over: it was recorded, and the clock's next turn would send it all the same."""
    rooms.work.submit(_follow, rooms, quarter, unit, settled)


def after_review(rooms: Rooms, quarter: Quarter, unit: str) -> None:
    """Hand over what follows an editor's decision: word of it, and cards that show it."""
    rooms.work.submit(_follow, rooms, quarter, unit, "")


def _follow(rooms: Rooms, quarter: Quarter, unit: str, settled: str) -> None:
    try:
        send_what_is_owed(rooms)
        refresh(rooms, quarter, unit, settled=settled)
        redraw(rooms, quarter, unit)
    except Exception:
        log.exception("what follows an answer failed for now; the clock sends what is owed")
