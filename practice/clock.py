"""The practice clock: real time, moved forward or begun elsewhere. It never goes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from practice.errors import Refused

ZONE = ZoneInfo("Europe/London")
# Timestamps are compared as text, so all of them need ten digits before the point.
FIRST, LAST = datetime(2002, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_MORNING, _SATURDAY = 9, 5


class Clock:
    """Real time plus ``offset`` seconds."""

    def __init__(self, start: datetime | None = None) -> None:
        """Begin at a moment, or at the real one."""
        self.offset = 0.0
        if start:
            self._show(start)

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset)

    def seconds(self) -> int:
        return int(self.now().timestamp())

    def micros(self) -> int:
        return round(self.now().timestamp() * 1_000_000)

    def move(self, to: datetime) -> None:
        now = self.now()
        if to < now:
            raise Refused(f"the practice clock cannot go back: it is {in_words(now)} already")
        self._show(to)

    def _show(self, moment: datetime) -> None:
        if not FIRST <= moment < LAST:
            raise Refused(f"the practice clock knows the years {FIRST.year} to {LAST.year - 1}")
        self.offset = (moment - datetime.now(UTC)).total_seconds()


def moment(text: str) -> datetime:
    """A moment in ISO 8601; without an offset it is meant in the zone of the clock."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"not a date and time that ISO 8601 knows: {text}") from None
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def next_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def next_morning(now: datetime) -> datetime:
    """Nine o'clock on a weekday, as the clocks on the wall show it."""
    here = now.astimezone(ZONE)
    found = here.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    while found <= here or found.weekday() >= _SATURDAY:
        found += timedelta(days=1)
    return found


def next_day(now: datetime) -> datetime:
    """The same time tomorrow, as the clocks on the wall show it."""
    return now.astimezone(ZONE) + timedelta(days=1)


def in_words(moment: datetime) -> str:
    here = moment.astimezone(ZONE)
    return f"{here:%A} {here.day} {here:%B %Y, %H:%M}"


NEXT: dict[str, Callable[[datetime], datetime]] = {
    "next-hour": next_hour,
    "next-morning": next_morning,
    "next-day": next_day,
}
