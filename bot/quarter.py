"""Quarters of the police financial year, and the periods that figures cover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_YEARS = range(1900, 2200)  # any plan's, and the years around it are dates still
_FIRST_MONTH = {1: 4, 2: 7, 3: 10, 4: 1}


@total_ordering
@dataclass(frozen=True)
class Quarter:
    """A quarter of a financial year that runs from April to March.

    ``year`` is the calendar year in which the financial year begins, so
    ``Quarter(2021, 3)`` is 2021/22 Q3: October to December 2021.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in _FIRST_MONTH:
            raise ValueError(f"a quarter is numbered 1 to 4, not {self.number}")

    @classmethod
    def containing(cls, day: date) -> Quarter:
        year = day.year if day.month >= 4 else day.year - 1
        return cls(year, (day.month - 4) % 12 // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read the strict form used in files and keys, ``2021/22-Q3``; raises ValueError."""
        match = re.fullmatch(r"(\d{4})/(\d{2})[- ]Q([1-4])", text.strip(), re.ASCII)
        is_one = match and (int(match[1]) + 1) % 100 == int(match[2])
        if not match or not is_one or int(match[1]) not in _YEARS:
            raise ValueError(f"{text!r} is not a quarter; write it like 2021/22-Q3")
        return cls(int(match[1]), int(match[3]))

    @property
    def start(self) -> date:
        month = _FIRST_MONTH[self.number]
        return date(self.year + (month == 1), month, 1)

    @property
    def end(self) -> date:
        return self.next().start - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def key(self) -> str:
        return f"{self.label.replace(' ', '-')}"

    @property
    def label(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02} Q{self.number}"

    @property
    def words(self) -> str:
        return f"{_MONTHS[self.start.month - 1]} to {_MONTHS[self.end.month - 1]} {self.end.year}"

    def shifted(self, quarters: int) -> Quarter:
        years, index = divmod(self.number - 1 + quarters, 4)
        return Quarter(self.year + years, index + 1)

    def next(self) -> Quarter:
        return self.shifted(1)

    def previous(self) -> Quarter:
        return self.shifted(-1)

    def year_earlier(self) -> Quarter:
        return self.shifted(-4)

    def period(self) -> Period:
        return Period(self.start, self.end)

    def __lt__(self, other: Quarter) -> bool:
        return (self.year, self.number) < (other.year, other.number)


@total_ordering
@dataclass(frozen=True)
class Period:
    """The days that a figure covers, both included; a single day is a position *at* that day."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period as plan data writes it; raises ValueError.

        A quarter ``2021/22-Q3``, a month ``2021-12``, a day ``2021-12-21``, or a span of
        months or days ``2021-07..2021-12``.
        """
        text = text.strip()
        if "/" in text:
            return Quarter.parse(text).period()
        first, dots, last = text.partition("..")
        try:
            return cls(_first_day(first), _last_day(last if dots else first))
        except ValueError as problem:
            raise ValueError(
                f"{text!r} is not a period; write 2021/22-Q3, 2021-12, 2021-12-21 "
                f"or 2021-07..2021-12"
            ) from problem

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def quarter(self) -> Quarter | None:
        """The quarter this period is exactly, or None."""
        quarter = Quarter.containing(self.start)
        return quarter if self == quarter.period() else None

    @property
    def months(self) -> int | None:
        """How many whole months this period is, or None where it is not whole months."""
        whole = self.start.day == 1 and (self.end + timedelta(days=1)).day == 1
        if not whole:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def key(self) -> str:
        if self.quarter:
            return self.quarter.key
        if self.months == 1:
            return f"{self.start:%Y-%m}"
        if self.days == 1:
            return self.start.isoformat()
        if self.months:
            return f"{self.start:%Y-%m}..{self.end:%Y-%m}"
        return f"{self.start}..{self.end}"

    @property
    def label(self) -> str:
        """Short words for a table or an axis: ``2021/22 Q3``, ``Dec 2021``, ``at 21 Dec 2021``."""
        if self.quarter:
            return self.quarter.label
        if self.days == 1:
            return f"at {_day(self.end)}"
        if self.months == 1:
            return _month(self.end)
        if self.months:
            return f"{_month(self.start)} to {_month(self.end)}"
        return f"{_day(self.start)} to {_day(self.end)}"

    def year_earlier(self) -> Period:
        return self._back(12)

    def before(self) -> Period:
        """The period of the same kind just before: last quarter for a quarter, last month for
        a month. A position at a day is compared with three months earlier."""
        return self._back(self.months or 3)

    def _back(self, months: int) -> Period:
        if self.months:
            end = _shift_month(self.end.replace(day=1), 1 - months) - timedelta(days=1)
            return Period(_shift_month(self.start, -months), end)
        return Period(_shift_month(self.start, -months), _shift_month(self.end, -months))

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.start) < (other.end, other.start)


def month_label(day: date) -> str:
    """``October 2021``: how a position in a month is spoken of."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1][:3]} {day.year}"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _shift_month(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, _days_in_month(first)))


def _days_in_month(first: date) -> int:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (following - first).days


def _first_day(text: str) -> date:
    """The day, or the first of the month; Python's own reader also takes weeks and bare digits."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text, re.ASCII)
    if not match:
        raise ValueError(f"{text!r} is neither a month nor a day")
    return date(int(match[1]), int(match[2]), int(match[3] or 1))


def _last_day(text: str) -> date:
    first = _first_day(text)
    is_month = text.count("-") == 1
    return first.replace(day=_days_in_month(first)) if is_month else first
