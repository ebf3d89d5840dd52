"""Periods that differ from the quarter reported, and numbers that are printed twice, once with
two digits changed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict
from bot.quarter import Quarter

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH = "|".join(_NAMES)
_THREE = re.compile(
    rf"(?:(?:\b(?:in|during|between|for|from)\s|\()(?P<first>{_MONTH})(?:\s20\d\d)?\s?(?:to|and|[-–])\s?"
    rf"(?P<last>{_MONTH})\s(?P<year>20\d\d)"
    rf"|\b(?:the\s)?three\smonths\s(?:up\s)?to\s(?:the\send\sof\s)?(?P<last2>{_MONTH})\s(?P<year2>20\d\d))\b"
)
_MONTHS_TO = re.compile(
    rf"\b(?:\d{{1,2}}|six|nine|twelve)\smonths\s(?:up\s)?to\s(?:the\send\sof\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?"
    rf"(?P<last>{_MONTH})\s(?P<year>20\d\d)\b"
)
_COMPARES = re.compile(
    r"\b(?:compare[sd]?|than|previous|last|same|since|next|will|plan\w*|due|ago|earlier|before|year"
    r"|versus|against|forecast|expect\w*|future|coming|from|as at|data)\b"
)


def period_checks(marked: Marked, quarter: Quarter | None) -> Iterator[Check]:
    """Values of three months other than those of the quarter that is reported, where nothing says
    that they are there to be compared with; and of months that end after it."""
    if not quarter:
        return
    for start, end in marked.passage.sentences():
        words = marked.passage.text[start:end].lower()
        rest = _MONTHS_TO.sub(" ", _THREE.sub(" ", words))
        if _COMPARES.search(rest) or not _has_value(marked, start, end):
            continue
        found, late = _THREE.search(words), _MONTHS_TO.search(words)
        if found and (meant := _meant(found)) and meant != quarter.words:
            printed = found[0].removeprefix("(")
            yield _elsewhere(marked, start + found.start(), printed, meant, quarter)
        if late and _is_after(late, quarter):
            meant = f"{late['last'].capitalize()} {late['year']}"
            yield _elsewhere(marked, start + late.start(), late[0], meant, quarter)


def _is_after(late: re.Match[str], quarter: Quarter) -> bool:
    ends = int(late["year"]), _NAMES.index(late["last"]) + 1
    return ends > (quarter.end.year, quarter.end.month)


def _has_value(marked: Marked, start: int, end: int) -> bool:
    return any(start <= each.start < end for each in marked.levels)


def _meant(found: re.Match[str]) -> str:
    """The three months in words, as a quarter's are; empty for another number of months."""
    last = _NAMES.index(found["last"] or found["last2"]) + 1
    year = int(found["year"] or found["year2"])
    first = _NAMES.index(found["first"]) + 1 if found["first"] else (last - 3) % 12 + 1
    if (last - first) % 12 != 2:
        return ""
    return f"{_NAMES[first - 1].capitalize()} to {_NAMES[last - 1].capitalize()} {year}"


def _elsewhere(marked: Marked, at: int, printed: str, meant: str, quarter: Quarter) -> Check:
    passage = marked.passage
    why = f"{meant} is not of the quarter reported, {quarter.label} ({quarter.words})"
    line, excerpt = passage.line_at(at), passage.excerpt(at)
    return Check(line, excerpt, Kind.PERIOD, Verdict.LOOK, printed, quarter.words, why)


_LEAST = 1000  # a number of four digits, which is seldom right with two of them changed over
_AROUND = 60  # characters before a number in which it is said what it is of
_IDLE = frozenset(
    re.findall(
        r"\w+",
        "about after also been before came come during force from have into less more number only"
        " other over quarter said some than that their there these this those total under were"
        " when which with year",
    )
)


def repeat_checks(all_marked: Sequence[Marked]) -> Iterator[Check]:
    """A number whose digits stand elsewhere in another order, said of the same things."""
    seen: dict[str, list[tuple[Marked, Quantity]]] = {}
    for marked in all_marked:
        for value in marked.levels:
            if value.unit is Unit.COUNT and value.value >= _LEAST and not value.half:
                key = "".join(sorted(str(value.value)))
                others = seen.setdefault(key, [])
                yield from _differing(marked, value, others)
                others.append((marked, value))


def _differing(
    marked: Marked, value: Quantity, others: Sequence[tuple[Marked, Quantity]]
) -> Iterator[Check]:
    words = _words(marked, value)
    for one, other in others[-20:]:
        if other.value != value.value and len(words & _words(one, other)) > 1:
            line = one.passage.line_at(other.start)
            why = f"{other.text} stands in line {line} with the same digits in another order"
            yield checked(marked, Kind.REPEAT, Outcome(value, Verdict.LOOK, other.text, why))
            return


def _words(marked: Marked, value: Quantity) -> frozenset[str]:
    before = marked.passage.text[max(0, value.start - _AROUND) : value.start].lower()
    words = re.findall(r"[a-z]{4,}", f"{before} {marked.noun_of(value)}")
    return frozenset(each.rstrip("s") for each in words) - _IDLE
