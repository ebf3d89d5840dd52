"""Spans: "the last three years (since September 2017)" against the day up to which data go, and
"six months, from April to September 2021", "two weeks, from 1 to 14 December" by the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.claims.quantities import NUMBER_WORDS
from bot.claims.words import Check, Kind, Verdict
from bot.quarter import Quarter

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = rf"(?:{'|'.join(_MONTHS)})[a-z]*[\s'’-]+(?:20)?\d\d\b"
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})"
_SINCE = re.compile(
    rf"(?P<said>\b(?:(?:(?:last|past|previous)\s+{_COUNT}\s+(?P<unit>years|months)\s*,?\s*\(?"
    rf"(?:since|from))|(?:{_COUNT.replace('<count', '<count2')}\s+(?P<unit2>years|months)"
    rf"(?:\s+ago,?\s+in|\s*,?\s*\(?since)))\s+(?P<since>{_DATE})[^.\n]*)",
    re.IGNORECASE,
)
_MONTH_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_FROM_TO = re.compile(
    rf"(?P<said>\b{_COUNT}\s+(?P<unit>years|months)\s*,?\s*\(?(?:from|between)\s+"
    rf"(?P<since>{_DATE}|{_MONTH_NAME})\s*(?:to|and|[-–])\s*(?P<until>{_DATE})\)?)",
    re.IGNORECASE,
)
_DAYS = re.compile(
    rf"(?P<said>\b{_COUNT}\s+(?P<unit>days|weeks)\s*,?\s*\(?(?:from|between)\s+"
    rf"(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<month>{_MONTH_NAME}))?(?:\s+20\d\d)?"
    r"\s*(?:to|and|[-–])\s*"
    rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<ends>{_MONTH_NAME})(?:\s+(?P<year>20\d\d))?\)?)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"(?P<said>\b{_COUNT}\s+years\s*,?\s*\(?(?:from\s+)?(?P<from>(?:19|20)\d\d)\s*(?:to|[-–])\s*"
    r"(?P<to>(?:19|20)\d\d)\)?)",
    re.IGNORECASE,
)
_BETWEEN_YEARS = re.compile(
    r"(?P<said>\b(?:between|from)\s+(?P<from>(?:19|20)\d\d)\s*(?:and|to|[-–])\s*"
    rf"(?P<to>(?:19|20)\d\d)\s*,?\s*\(?(?:a\s+period\s+of\s+|over\s+)?{_COUNT}\s+years\b)",
    re.IGNORECASE,
)
_DATA_TO = re.compile(rf"\bdata\s+to\s+(?P<until>{_DATE})", re.IGNORECASE)
_NEAR = 500  # characters before the words in which a "data to" is meant for them


def span_checks(text: str, quarter: Quarter | None) -> Iterator[Check]:
    for found in _SINCE.finditer(text):
        ends = _ends(text[max(0, found.start() - _NEAR) : found.start()], quarter)
        if ends:
            yield _check(text, found, ends, Verdict.LOOK)
    for found in _FROM_TO.finditer(text):
        is_dated = any(each.isdigit() for each in found["since"])
        fault = Verdict.INCONSISTENT if is_dated else Verdict.LOOK
        yield _check(text, found, {found["until"]: _month(found["until"])}, fault)
    for found in _DAYS.finditer(text):
        yield from _of_days(text, found, quarter)
    for pattern in (_YEARS, _BETWEEN_YEARS):
        for found in pattern.finditer(text):
            yield _of_years(text, found)


def _of_years(text: str, found: re.Match[str]) -> Check:
    """From one year to another, with the first counted in or not."""
    count, length = _number(found["count"]), int(found["to"]) - int(found["from"])
    verdict = Verdict.HOLDS if length <= count <= length + 1 else Verdict.LOOK
    line = text.count("\n", 0, found.start("count")) + 1
    printed, excerpt = f"{found['count']} years", " ".join(found["said"].split())
    why = f"{found['from']} to {found['to']} are {length} years, or {length + 1} with both"
    return Check(line, excerpt, Kind.SPAN, verdict, printed, f"{length} years", why)


def _of_days(text: str, found: re.Match[str], quarter: Quarter | None) -> Iterator[Check]:
    """From one day to another, with both counted in or the last not. "Two weeks" may be meant
    loosely, so that another length is worth a look and no more."""
    year = int(found["year"]) if found["year"] else (quarter.end.year if quarter else 2023)
    starts, ends = found["month"] or found["ends"], found["ends"]
    try:
        last = date(year, _place(ends) + 1, int(found["last"]))
        first = date(
            year - (_place(starts) > _place(ends)), _place(starts) + 1, int(found["first"])
        )
    except ValueError:
        return  # no such day
    length = (last - first).days
    if length <= 0:
        return
    days = _number(found["count"]) * (7 if found["unit"].lower() == "weeks" else 1)
    verdict = Verdict.HOLDS if length <= days <= length + 1 else Verdict.LOOK
    computed = f"{length + 1} days"
    why = f"{first.day} {first:%B} to {last.day} {last:%B} are {length + 1} days with both"
    line = text.count("\n", 0, found.start("count")) + 1
    printed, excerpt = f"{found['count']} {found['unit']}", " ".join(found["said"].split())
    yield Check(line, excerpt, Kind.SPAN, verdict, printed, computed, why)


def _ends(before: str, quarter: Quarter | None) -> dict[str, int]:
    """The months in which the span can end, by how they are called."""
    last = list(_DATA_TO.finditer(before))[-1:]
    ends = {" ".join(each["until"].split()): _month(each["until"]) for each in last}
    if quarter:
        ends["the quarter's end"] = quarter.end.year * 12 + quarter.end.month - 1
    return ends


def _check(text: str, found: re.Match[str], ends: dict[str, int], fault: Verdict) -> Check:
    groups = found.re.groupindex
    name, unit = (
        ("count", "unit") if "count2" not in groups or found["count"] else ("count2", "unit2")
    )
    months = _number(found[name]) * (12 if found[unit].lower() == "years" else 1)
    since = _began(found["since"], next(iter(ends.values())))
    lengths = {name: end - since for name, end in ends.items()}
    holds = any(length in (months, months - 1) for length in lengths.values())
    said = [
        f"{length + 1} months from {found['since']} to {name}" for name, length in lengths.items()
    ]
    line = text.count("\n", 0, found.start(name)) + 1
    verdict = Verdict.HOLDS if holds else fault
    printed = f"{found[name]} {found[unit]}"
    computed = f"{next(iter(lengths.values())) + 1} months"
    excerpt = " ".join(found["said"].split())
    return Check(line, excerpt, Kind.SPAN, verdict, printed, computed, "; ".join(said))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_WORDS[word.lower()]


def _began(since: str, end: int) -> int:
    """The month in which it began; one without a year is the last before it ended."""
    if any(each.isdigit() for each in since):
        return _month(since)
    return end - (end - _place(since)) % 12


def _month(said: str) -> int:
    """Months since the year 0."""
    year = int(re.findall(r"\d+", said)[-1]) % 2000
    return (2000 + year) * 12 + _place(said)


def _place(month: str) -> int:
    """Its place in the year, from 0."""
    return _MONTHS.index(month[:3].lower())
