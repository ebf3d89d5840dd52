"""Highest, lowest, record, first since: claims that only a history can decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.claims.known import Known
from bot.claims.passages import Passage
from bot.claims.quantities import NUMBER_WORDS
from bot.claims.words import Check, Kind, Verdict
from bot.figure import Figure
from bot.quarter import Quarter
from bot.wording import number

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HIGH, _LOW = "highest|largest|greatest|busiest|peak", "lowest|smallest|fewest"
_COUNT = rf"\d{{1,2}}|{'|'.join(NUMBER_WORDS)}"
_SINCE = (
    r"since\s(?:(?:the\s)?(?:start|beginning|end)\sof\s)?(?P<since>records\sbegan|recording\sbegan"
    rf"|(?:q[1-4]\s)?(?:19|20)\d\d(?:/\d\d)?(?:\sq[1-4])?|(?:{'|'.join(_MONTHS)})[a-z]*\s(?:19|20)\d\d)"
)
_CLAIM = re.compile(
    rf"\b(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))\b(?:\s(?!since\b|for\b)[a-z'’-]+){{0,4}}?\s"
    rf"(?:{_SINCE}|(?:for|in)\s(?:(?:over|more than|the last|at least|the past)\s)?"
    rf"(?P<count>{_COUNT})\s(?P<unit>years|quarters|months)|(?P<ever>on\srecord|ever|to\sdate))\b"
    r"|\b(?:a|an|its|the)\s(?:all-time\s|new\s)?record\s(?P<record>high|low)\b"
    r"|\bfirst\s(?:rise|fall|increase|decrease|drop)\s(?:[a-z]+\s){0,3}"
    rf"{_SINCE.replace('<since', '<since2')}\b"
)


def superlative_checks(
    passage: Passage, quarter: Quarter | None, known: Known | None
) -> Iterator[Check]:
    for found in _CLAIM.finditer(passage.text.lower()):
        verdict, computed, why = _judged(passage, found, quarter, known)
        line = passage.line_at(found.start())
        excerpt = passage.excerpt(found.start())
        yield Check(line, excerpt, Kind.HIGHEST, verdict, found[0], computed, why)


def _judged(
    passage: Passage, found: re.Match[str], quarter: Quarter | None, known: Known | None
) -> tuple[Verdict, str, str]:
    begins = _begins(found, quarter)
    back = f"back to {begins.label}" if begins else "as far back as it says"
    needs = f"figures of this measure for every quarter {back} would decide it"
    history = _history(passage, found, quarter, known)
    if not (history and quarter and known and (found["high"] or found["low"] or found["record"])):
        return Verdict.UNCHECKABLE, "", needs
    name = known.plan.metric(history[-1].metric).name
    now, before = history[-1], _before(history, begins)
    is_high = bool(found["high"] or found["record"] == "high")
    extreme = (max if is_high else min)((now, *before), key=lambda each: each.value)
    is_beaten = extreme.value != now.value  # which one quarter shows, whatever else is missing
    if not _reaches(before, begins, quarter) and not is_beaten:
        return Verdict.UNCHECKABLE, "", f"{needs}; the record of {name} begins later or has gaps"
    extreme = (max if is_high else min)(before, key=lambda each: each.value)
    holds = now.value > extreme.value if is_high else now.value < extreme.value
    why = f"{name}: {number(now.value)} now, {number(extreme.value)} in {extreme.period.label}"
    return (Verdict.HOLDS if holds else Verdict.LOOK), number(extreme.value), why


def _history(
    passage: Passage, found: re.Match[str], quarter: Quarter | None, known: Known | None
) -> tuple[Figure, ...]:
    """The quarters up to the one reported of the one metric that the sentence names."""
    if not known or not quarter:
        return ()
    words = passage.text[slice(*passage.sentence_at(found.start()))].lower()
    named = {each.metric.id for each in known.named(words)}
    if len(named) != 1 or known.areas_in(words) - {known.force.id, known.home.id}:
        return ()
    history = known.history(named.pop(), known.home.id)
    of_quarters = [each for each in history if each.period.quarter]
    past = tuple(each for each in of_quarters if each.period <= quarter.period())
    return past if past and past[-1].period == quarter.period() else ()


def _before(history: tuple[Figure, ...], begins: Quarter | None) -> list[Figure]:
    """What it is compared with; "since" a quarter leaves that quarter itself out."""
    return [each for each in history[:-1] if not begins or each.period > begins.period()]


def _reaches(before: list[Figure], begins: Quarter | None, quarter: Quarter) -> bool:
    """Whether there is a figure for each quarter between the beginning and the one reported."""
    if not before or not begins:
        return False
    quarters = {each.period.quarter for each in before}
    at = begins.next()
    while at < quarter:
        if at not in quarters:
            return False
        at = at.next()
    return True


def _begins(found: re.Match[str], quarter: Quarter | None) -> Quarter | None:
    """The quarter since which it is said to be; None where it is said of all time."""
    since = found["since"] or found["since2"]
    if since:
        return _quarter_of(since)
    if found["count"] and quarter:
        count = found["count"]
        value = int(count) if count.isdigit() else NUMBER_WORDS[count]
        quarters = {"years": 4 * value, "quarters": value, "months": value // 3}[found["unit"]]
        return quarter.shifted(-quarters - 1) if quarter.year > quarters // 4 + 1 else None
    return None


def _quarter_of(since: str) -> Quarter | None:
    year = re.search(r"(?:19|20)\d\d", since)
    if not year:
        return None
    labelled = re.search(r"q([1-4])", since)
    if labelled:
        return Quarter(int(year[0]), int(labelled[1]))
    if since[:3] in _MONTHS:
        return Quarter.containing(date(int(year[0]), _MONTHS.index(since[:3]) + 1, 1))
    return Quarter(int(year[0]), 4)
