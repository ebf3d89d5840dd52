"""Working days and hours of a force: what is neither a weekend nor a bank holiday nor a day off."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.collection import Calendar

_DAY = timedelta(days=1)
_SATURDAY = 5


class WorkingDays:
    """The working days of a calendar. Moments come and go as aware datetimes."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._zone = ZoneInfo(calendar.timezone)
        self._opening, self._closing = calendar.hours

    def is_working(self, day: date) -> bool:
        return (
            day.weekday() < _SATURDAY
            and day not in self._calendar.days_off
            and day not in _bank_holidays(self._calendar.subdivision, day.year)
        )

    def after(self, day: date, n: int) -> date:
        """The n-th working day after a day; the day itself for 0."""
        return self._stepped(day, n, _DAY)

    def before(self, day: date, n: int) -> date:
        """The n-th working day before a day; the day itself for 0."""
        return self._stepped(day, n, -_DAY)

    def between(self, first: date, last: date) -> int:
        """How many working days come after the first day, up to and including the last."""
        days = (first + _DAY * n for n in range(1, (last - first).days + 1))
        return sum(map(self.is_working, days))

    def first_on_or_after(self, day: date) -> date:
        return self.after(day - _DAY, 1)

    def local(self, now: datetime) -> datetime:
        if now.tzinfo is None:
            raise ValueError(f"{now} has no time zone")
        return now.astimezone(self._zone)

    def start(self, day: date) -> datetime:
        return datetime.combine(day, self._opening, self._zone)

    def end(self, day: date) -> datetime:
        return datetime.combine(day, self._closing, self._zone)

    def within_hours(self, now: datetime) -> bool:
        local = self.local(now)
        return self.is_working(local.date()) and self._opening <= local.time() < self._closing

    def next_moment(self, now: datetime) -> datetime:
        """The earliest moment within working hours that is not before now."""
        local = self.local(now)
        if self.within_hours(local):
            return local
        is_over = local.time() >= self._closing
        return self.start(self.first_on_or_after(local.date() + _DAY * is_over))

    def _stepped(self, day: date, n: int, step: timedelta) -> date:
        left = n
        while left > 0:
            day += step
            left -= self.is_working(day)
        return day


@lru_cache(maxsize=256)
def _bank_holidays(subdivision: str, year: int) -> frozenset[date]:
    """Frozen, because the library's own calendars fill themselves while they are read."""
    return frozenset(holidays.country_holidays("GB", subdiv=subdivision, years=year))
