"""Averages per day, week and month, over the real length of the quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.claims.arithmetic import Range, as_printed, edges, fits, shown, span
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.periods import Lengths, is_of_quarter, lengths
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict
from bot.quarter import Quarter

_PER = re.compile(
    r"\b(?P<early>dai|week|month)ly\saverage\s(?:of|was|is)\s(?P<a><n\d+>)"
    r"|averag\w+(?:\s(?:of|was|is|at|out|to|around|about))*\s(?P<b><n\d+>)(?:\s[a-z-]+){0,3}?"
    r"\s(?:per|a|each|every)\s(?P<late>day|week|month)\b"
    r"|(?P<c><n\d+>)(?:\s[a-z-]+){0,2}?\s(?:per|a|each|every)\s(?P<last>day|week|month)"
    r"\son\saverage\b"
)


def average_checks(marked: Marked, quarter: Quarter | None) -> Iterator[Check]:
    for found in _PER.finditer(marked.text):
        printed = marked.mark(found["a"] or found["b"] or found["c"])
        unit = (found["early"] or found["late"] or found["last"]).replace("dai", "day")
        outcome, is_certain = _judged(marked, printed, unit, quarter)
        yield checked(marked, Kind.AVERAGE, decide(outcome, is_certain=is_certain))


def _judged(
    marked: Marked, printed: Quantity, unit: str, quarter: Quarter | None
) -> tuple[Outcome, bool]:
    totals = _totals(marked, printed)
    if not totals:
        return Outcome(
            printed, Verdict.UNCHECKABLE, "", "the total is not printed beside it"
        ), False
    words = marked.passage.text[slice(*marked.passage.sentence_at(printed.start))].lower()
    if not is_of_quarter(words):
        why = f"the sentence does not say that {totals[0].text} is the total of the quarter alone"
        return Outcome(printed, Verdict.UNCHECKABLE, "", why), False
    tried = [_outcome(printed, total, unit, quarter) for total in totals]
    best = next((each for each in tried if each.verdict is Verdict.HOLDS), tried[0])
    return best, len(totals) == 1 and _same_things(marked, totals[0], printed)


def _same_things(marked: Marked, total: Quantity, printed: Quantity) -> bool:
    """Whether both numbers count the same things, or the average names none of its own."""
    noun = re.split(r"\b(?:per|a|each|every|on)\b", marked.noun_of(printed))[0].split()
    return not noun or noun[-1].rstrip("s") in marked.noun_of(total)


def _totals(marked: Marked, printed: Quantity) -> tuple[Quantity, ...]:
    """The counts in the same sentence that it can be an average of."""
    start, end = marked.passage.sentence_at(printed.start)
    return tuple(
        each
        for each in marked.levels
        if start <= each.start < end and each.unit is Unit.COUNT and each.value > printed.value
    )


def _outcome(printed: Quantity, total: Quantity, unit: str, quarter: Quarter | None) -> Outcome:
    possible = lengths(quarter)
    found = [span(edge / length.of(unit) for edge in edges(total)) for length in possible]
    holding = [each for each in zip(possible, found, strict=True) if _is(printed, each[1])]
    length, average = holding[0] if holding else (possible[-1], found[-1])
    why = f"{total.text} / {length.said(unit)} = {shown(average.middle, printed.digits + 1)}"
    if holding:
        return Outcome(printed, Verdict.HOLDS, as_printed(average.middle, printed), why)
    why += _other_length(printed, total, unit)
    return Outcome(printed, Verdict.WRONG, as_printed(average.middle, printed), why)


def _is(printed: Quantity, average: Range) -> bool:
    """An average printed as a whole number was rounded to one."""
    half = Decimal("0.5") if not printed.half else Decimal(0)
    return fits(printed, Range(average.low - half, average.high + half))


def _other_length(printed: Quantity, total: Quantity, unit: str) -> str:
    """The number of days for which the printed average would be right."""
    for days in (90, 91, 92):
        length = Lengths(days)
        if unit != "month" and _is(printed, span(edge / length.of(unit) for edge in edges(total))):
            return f"; {printed.text} is right for {length.said(unit)}"
    return ""
