"""How long the time is that a sentence speaks of: the quarter, a month, several, since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.claims.periods import is_of_quarter, other_times, without_rates
from bot.quarter import Quarter

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH = rf"(?P<{{}}>{'|'.join(_NAMES)})(?:\s(?P<{{}}_year>20\d\d))?"
_FIRST, _LAST = _MONTH.format("first", "first"), _MONTH.format("last", "last")
_RANGE = re.compile(
    rf"\b(?P<between>between\s)?{_FIRST}\s?(?P<joint>to|and|until|[-–])\s?{_LAST}\b"
)
_SINCE = re.compile(rf"\bsince\s{_FIRST}\b")
_SINGLE = re.compile(rf"\b(?:in|during|for|over)\s{_FIRST}\b")
_WEEK = re.compile(r"\b(?:first|second|third|last)\sweek\b")
_QUARTER = re.compile(r"\b(?:in|during|for|of)\s(?:q|quarter\s)([1-4])\b(?!\s?20)")
_OTHER_QUARTER = re.compile(
    r"\b(?:previous|last|prior|preceding|same|corresponding|next)\s(?:quarter|three months)"
)


@dataclass(frozen=True)
class Stretch:
    """Days and, where it is made of whole months, months. ``is_said`` where the words say which
    time is meant; where they name none, the quarter reported is taken."""

    days: int
    months: int | None
    is_said: bool

    def of(self, unit: str) -> Decimal | None:
        """How many days, weeks or months it is."""
        if unit == "month":
            return Decimal(self.months) if self.months else None
        return Decimal(self.days) / (7 if unit == "week" else 1)

    def said(self, unit: str) -> str:
        if unit == "month":
            return f"{self.months} months" if self.months != 1 else "1 month"
        return f"{self.days} days" if unit == "day" else f"{self.days} / 7 weeks"


def stretches(words: str, quarter: Quarter | None) -> tuple[Stretch, ...]:
    """The times that words in lower case can be of; none where it is not known."""
    own = without_rates(words)
    for read in (_of_months, _of_week, _of_other_quarter):
        found = tuple(read(own, quarter))
        if found:
            return found
    if is_of_quarter(words):
        return _quarter(quarter, is_said=True)
    return () if other_times(own) else _quarter(quarter, is_said=False)


def _quarter(quarter: Quarter | None, *, is_said: bool) -> tuple[Stretch, ...]:
    days = (quarter.days,) if quarter else (90, 91, 92)
    return tuple(Stretch(each, 3, is_said) for each in days)


def _of_week(words: str, _: Quarter | None) -> Iterator[Stretch]:
    if _WEEK.search(words):
        yield Stretch(7, None, is_said=True)


def _of_other_quarter(words: str, quarter: Quarter | None) -> Iterator[Stretch]:
    """``In Q3 it was ...``: the last third quarter before the end of the one reported."""
    named = {int(each) for each in _QUARTER.findall(words)}
    if quarter and len(named) == 1 and not _OTHER_QUARTER.search(words):
        [number] = named
        meant = Quarter(quarter.year - (number > quarter.number), number)
        yield Stretch(meant.days, 3, is_said=True)


def _of_months(words: str, quarter: Quarter | None) -> Iterator[Stretch]:
    ranges, since = list(_RANGE.finditer(words)), list(_SINCE.finditer(words))
    if any(each["joint"] == "and" and not each["between"] for each in ranges):
        return  # two months, whatever lies between them
    rest = _RANGE.sub(" ", words)
    singles = list(_SINGLE.finditer(rest)) if not _WEEK.search(rest) else []
    if len(ranges) + len(since) + len(singles) != 1 or other_times(_bare(rest)):
        return
    for found in (*ranges, *singles):
        last = found["last"] if "last" in found.re.groupindex else found["first"]
        year = found["last_year"] if "last" in found.re.groupindex else found["first_year"]
        yield from _from(found["first"], last, year, quarter)
    if since and quarter:
        yield from _until(since[0], quarter)


def _bare(words: str) -> str:
    """Words without the months that are read."""
    return _SINCE.sub(" ", _SINGLE.sub(" ", words))


def _from(first: str, last: str, year: str | None, quarter: Quarter | None) -> Iterator[Stretch]:
    for end_year in _years(last, year, quarter):
        ends = _after(end_year, _NAMES.index(last) + 1)
        months = (_NAMES.index(last) - _NAMES.index(first)) % 12 + 1
        starts = _back(ends, months)
        yield Stretch((ends - starts).days, months, is_said=True)


def _years(last: str, year: str | None, quarter: Quarter | None) -> tuple[int, ...]:
    """The year in which a month ends that is not later than the quarter; a common and a leap
    year where nothing tells."""
    if year:
        return (int(year),)
    if not quarter:
        return (2023, 2024)
    return (quarter.end.year - (_NAMES.index(last) + 1 > quarter.end.month),)


def _until(since: re.Match[str], quarter: Quarter) -> Iterator[Stretch]:
    number = _NAMES.index(since["first"]) + 1
    year = int(since["first_year"] or quarter.end.year - (number > quarter.end.month))
    starts, ends = date(year, number, 1), quarter.end + timedelta(days=1)
    if starts < ends:
        months = (ends.year - starts.year) * 12 + ends.month - starts.month
        yield Stretch((ends - starts).days, months, is_said=True)


def _after(year: int, month: int) -> date:
    """The day after a month's last."""
    return date(year + month // 12, month % 12 + 1, 1)


def _back(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 - months, 12)
    return date(day.year + years, month + 1, 1)
