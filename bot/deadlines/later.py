"""When a person asked to be reminded again, and how often an editor may nudge."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from bot.collection import Calendar
from bot.deadlines.working import WorkingDays


class Later(StrEnum):
    TOMORROW = "tomorrow"  # the next working day
    TWO_DAYS = "two working days"


def snoozed_until(choice: Later | date, now: datetime, calendar: Calendar) -> datetime:
    """The start of working hours on the day chosen, or on the first working day after it;
    always a moment to come."""
    working = WorkingDays(calendar)
    today = working.local(now).date()
    match choice:
        case Later.TOMORROW:
            day = working.after(today, 1)
        case Later.TWO_DAYS:
            day = working.after(today, 2)
        case _:
            day = max(working.first_on_or_after(choice), working.after(today, 1))
    return working.start(day)


def may_nudge(last: datetime | None, now: datetime, calendar: Calendar) -> bool:
    """Whether a person may be nudged again: at most once for each working day. What is sent out
    of hours counts for the working day on which it arrives."""
    working = WorkingDays(calendar)
    return last is None or (working.next_moment(last).date() < working.next_moment(now).date())
