"""Averages per day, week and month, over the real length of the time that is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from bot.claims.arithmetic import Range, as_printed, edges, fits, shown, span
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.quantities import Quantity, Unit
from bot.claims.stretches import Stretch, stretches
from bot.claims.words import Check, Kind, Verdict
from bot.quarter import Quarter

_UNIT = r"(?P<unit>dai|week|month|day)"
_FACTOR = r"\b(?P<early>dai|week|month)ly\saverage\s(?:of|was|is)\s(?P<a><n\d+>)"
_RATE = (
    r"(?P<b><n\d+>)(?:\s(?!and\b|or\b|from\b|to\b)[a-z-]+){0,3}?"
    r"\s(?:(?:per|a|each|every|for\seach|in\seach|for\severy)\s(?P<late>day|week|month)\b(?!\s(?:ago|earlier|before|of|in)\b)"
    r"|(?P<ly>dai|week|month)ly\b)"
)
_PER = re.compile(f"{_FACTOR}|{_RATE}")
_SAID = re.compile(
    r"\b(?:averag\w+|mean)(?:\s(?:of|was|is|at|out|to|around|about|just|over|under))*\s$"
)
_EQUAL = re.compile(
    r"\b(?:or|i\.e\.,?|which\sis|that\sis|equal\sto|equates\sto|equivalent\sto"
    r"|works\sout\s(?:at|to))\s$"
)
_LINKED = re.compile(r"(?:[,(:;–-]\s?|\b(?:being|about|around)\s)$")
# what narrows an average: "18 a day in the north", "at weekends"
_NARROWED = re.compile(
    r"\s(?:in|at|on|by|among|from|across|between)\s(?!(?:the|this)\s(?:quarter|period|force|county)\b|average\b)"
)
_REFERS_BACK = re.compile(
    r"\s*(?:this|that|these|the\s(?:daily|weekly|monthly)|an\saverage|on\saverage|it)\b"
)
_CLAUSE = re.compile(r"[;.,]\s|\s(?:is|was|were|which|and|but|while|against|compared)\s")
# the total behind its average: "969 calls per day, 88,220 in total"
_IN_TOTAL = re.compile(
    r"(?:\s[a-z-]+){0,2}\s(?:in\s(?:total|all|the\squarter|this\squarter)|altogether)\b"
)
_FAR = Decimal("1.25")  # an average further off than this factor is likely one of other things


@dataclass(frozen=True)
class _Rate:
    """An average as it is printed, and how surely it is one of the number before it."""

    marked: Marked
    printed: Quantity
    unit: str
    is_called_average: bool
    is_sure: bool


def average_checks(marked: Marked, quarter: Quarter | None) -> Iterator[Check]:
    for rate in _rates(marked):
        for outcome, is_certain in _judged(rate, quarter):
            yield checked(marked, Kind.AVERAGE, decide(outcome, is_certain=is_certain))


def _rates(marked: Marked) -> Iterator[_Rate]:
    last = -1
    for found in _PER.finditer(marked.text):
        printed = marked.mark(found["a"] or found["b"])
        unit = (found["early"] or found["late"] or found["ly"]).replace("dai", "day")
        before = marked.text[: found.start()]
        after = marked.text[found.end() : found.end() + 40]
        called = bool(found["a"] or _SAID.search(before) or after.startswith(" on average"))
        follows = 0 <= last == len(before.rstrip().removesuffix(" and").rstrip())
        equal = bool(_EQUAL.search(before))
        if called or equal or follows or _LINKED.search(before):
            last = found.end()
            sure = (called or equal) and not _NARROWED.match(after)
            yield _Rate(marked, printed, unit, called, sure)


def _judged(rate: _Rate, quarter: Quarter | None) -> Iterator[tuple[Outcome, bool]]:
    totals, is_same = _totals(rate)
    if not totals:
        if rate.is_called_average:
            why = "the total is not printed beside it"
            yield Outcome(rate.printed, Verdict.UNCHECKABLE, "", why), False
        return
    tried = [_over(rate, total, quarter) for total in totals]
    known = [each for each in tried if each]
    if known:
        best = next((each for each in known if each[0].verdict is Verdict.HOLDS), known[0])
        yield best[0], best[1] and is_same and rate.is_sure and len(totals) == 1
    elif rate.is_called_average:
        why = f"the sentence does not say that {totals[0].text} is the total of the quarter alone"
        yield Outcome(rate.printed, Verdict.UNCHECKABLE, "", why), False


def _over(rate: _Rate, total: Quantity, quarter: Quarter | None) -> tuple[Outcome, bool] | None:
    """The average of a total over the time that its sentence speaks of, and whether it is sure
    which time that is."""
    possible = stretches(_words(rate, total), quarter)
    found = _outcome(rate, total, [each for each in possible if each.of(rate.unit)])
    if not found or (found.verdict is not Verdict.HOLDS and _is_far(rate.printed, found)):
        return None
    return found, all(each.is_said for each in possible) and _same_things(rate, total)


def _is_far(printed: Quantity, found: Outcome) -> bool:
    value = Decimal(found.computed.replace(",", ""))
    low, high = sorted((value, printed.value))
    return high > low * _FAR


def _words(rate: _Rate, total: Quantity) -> str:
    """The words from the beginning of the total's sentence to the clause after the average."""
    passage = rate.marked.passage
    start, _ = passage.sentence_at(total.start)
    _, end = passage.sentence_at(rate.printed.start)
    ends = _CLAUSE.search(passage.text, rate.printed.end, end)
    stop = ends.start() if ends else end
    return passage.text[start:stop].lower()


def _same_things(rate: _Rate, total: Quantity) -> bool:
    """Whether both numbers count the same things, or the average names none of its own."""
    marked = rate.marked
    noun = re.split(
        r"\b(?:per|a|each|every|on|for|in|daily|weekly|monthly)\b", marked.noun_of(rate.printed)
    )[0].split()
    return not noun or noun[-1].rstrip("s") in marked.noun_of(total)


def _totals(rate: _Rate) -> tuple[tuple[Quantity, ...], bool]:
    """The counts before it that it can be an average of, the nearest first; and whether they
    stand in the same sentence."""
    marked = rate.marked
    sentences = marked.passage.sentences()
    at = next(n for n, each in enumerate(sentences) if rate.printed.start < each[1])
    here = _counts(rate, sentences[at]) or _behind(rate, sentences[at])
    words = marked.passage.text[slice(*sentences[at])].lower()
    if here or not at or not _REFERS_BACK.match(words):
        return here, True
    return _counts(rate, sentences[at - 1]), False


def _counts(rate: _Rate, sentence: tuple[int, int]) -> tuple[Quantity, ...]:
    start, end = sentence
    return tuple(
        each
        for each in reversed(rate.marked.levels)
        if start <= each.start < min(end, rate.printed.start)
        and each.unit is Unit.COUNT
        and each.value > rate.printed.value
    )


def _behind(rate: _Rate, sentence: tuple[int, int]) -> tuple[Quantity, ...]:
    """The count behind it that is called the total."""
    text = rate.marked.passage.text.lower()
    behind = (
        each
        for each in rate.marked.levels
        if rate.printed.start < each.start < sentence[1]
        and each.unit is Unit.COUNT
        and each.value > rate.printed.value
        and _IN_TOTAL.match(text, each.end)
    )
    return tuple(islice(behind, 1))


def _outcome(rate: _Rate, total: Quantity, possible: list[Stretch]) -> Outcome | None:
    if not possible:
        return None
    unit, printed = rate.unit, rate.printed
    found = [_average(total, each, unit) for each in possible]
    holding = [each for each in zip(possible, found, strict=True) if _is(printed, each[1])]
    stretch, average = holding[0] if holding else (possible[-1], found[-1])
    why = f"{total.text} / {stretch.said(unit)} = {shown(average.middle, printed.digits + 1)}"
    if holding:
        return Outcome(printed, Verdict.HOLDS, as_printed(average.middle, printed), why)
    why += _other_length(printed, total, unit)
    if not stretch.is_said:
        why += "; the sentence does not say that this is of the quarter alone"
    return Outcome(printed, Verdict.WRONG, as_printed(average.middle, printed), why)


def _average(total: Quantity, stretch: Stretch, unit: str) -> Range:
    length = stretch.of(unit)
    assert length  # noqa: S101 - only those that are made of the unit are asked
    return span(edge / length for edge in edges(total))


def _is(printed: Quantity, average: Range) -> bool:
    """An average printed as a whole number was rounded to one."""
    half = Decimal("0.5") if not printed.half else Decimal(0)
    return fits(printed, Range(average.low - half, average.high + half))


def _other_length(printed: Quantity, total: Quantity, unit: str) -> str:
    """The number of days for which the printed average would be right."""
    for days in (90, 91, 92):
        stretch = Stretch(days, None, is_said=True)
        if unit != "month" and _is(printed, _average(total, stretch, unit)):
            return f"; {printed.text} is right for {stretch.said(unit)}"
    return ""
