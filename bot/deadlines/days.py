"""The days of a quarter's collection, worked out from a force's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from bot.collection import Calendar
from bot.deadlines.working import WorkingDays
from bot.quarter import Quarter, month_label
from bot.wording import counted


@dataclass(frozen=True)
class KeyDays:
    """When a quarter is opened, reminded of, due, chased and published; all are working days."""

    opens: date
    reminders: tuple[date, ...]
    due: date
    chases: tuple[date, ...]
    publishes: date


@lru_cache(maxsize=256)
def key_days(calendar: Calendar, quarter: Quarter) -> KeyDays:
    working = WorkingDays(calendar)
    due = working.after(quarter.end, calendar.due)
    return KeyDays(
        opens=working.after(quarter.end, calendar.opens),
        reminders=tuple(working.before(due, n) for n in calendar.remind),
        due=due,
        chases=tuple(working.after(due, n) for n in calendar.chase),
        publishes=working.after(quarter.end, calendar.publishes),
    )


def open_quarter(calendar: Calendar, now: datetime) -> Quarter:
    """The quarter being collected: the newest whose opening day has come."""
    today = WorkingDays(calendar).local(now).date()
    newest = Quarter.containing(today).previous()
    return newest if key_days(calendar, newest).opens <= today else newest.previous()


def watched_quarters(calendar: Calendar, now: datetime) -> tuple[Quarter, Quarter]:
    """The quarters that may have something due: the open one, and the next, whose gaps are
    reported before it opens."""
    quarter = open_quarter(calendar, now)
    return quarter, quarter.next()


def due_moment(calendar: Calendar, quarter: Quarter) -> datetime:
    """The end of working hours on the due day."""
    return WorkingDays(calendar).end(key_days(calendar, quarter).due)


def due_words(calendar: Calendar, quarter: Quarter, now: datetime) -> str:
    """``due Monday 25 April 2022, in 3 working days``, or ``was due ..., 2 working days ago``."""
    working = WorkingDays(calendar)
    due, today = key_days(calendar, quarter).due, working.local(now).date()
    named = f"{due:%A} {due.day} {month_label(due)}"
    if now >= working.end(due):
        ago = working.between(due, today)
        return f"was due {named}, {counted(ago, 'working day')} ago" if ago else f"was due {named}"
    if today == due:
        return f"due today, {named}, by {calendar.hours[1]:%H:%M}"
    return f"due {named}, in {counted(working.between(today, due), 'working day')}"
