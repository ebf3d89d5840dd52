"""What editors are told of a quarter as a whole, at the calendar's days."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.deadlines.days import key_days
from bot.deadlines.working import WorkingDays
from bot.plan import Plan
from bot.quarter import Quarter


class NoteKind(StrEnum):
    OPENED = "opened"
    CLOSING = "closing"
    PUBLISHING = "publishing"


def due_note(plan: Plan, quarter: Quarter, now: datetime) -> NoteKind | None:
    """The latest of them whose day has come, in working hours; earlier ones are not made up for,
    so that a week down brings one note and no heap. Nothing of a quarter outside the plan."""
    if plan.collection is None or not _is_of(plan, quarter):
        return None
    working = WorkingDays(plan.collection.calendar)
    days = key_days(plan.collection.calendar, quarter)
    begins = {
        NoteKind.PUBLISHING: days.publishes,
        NoteKind.CLOSING: days.due,
        NoteKind.OPENED: days.opens,
    }
    if not working.within_hours(now):
        return None
    return next((kind for kind, day in begins.items() if working.start(day) <= now), None)


def is_publishing_day(plan: Plan, quarter: Quarter, now: datetime) -> bool:
    """Whether the publishing day of a quarter of the plan has begun."""
    if plan.collection is None or not _is_of(plan, quarter):
        return False
    working = WorkingDays(plan.collection.calendar)
    return working.start(key_days(plan.collection.calendar, quarter).publishes) <= now


def _is_of(plan: Plan, quarter: Quarter) -> bool:
    return plan.period.start <= quarter.start and quarter.end <= plan.period.end
