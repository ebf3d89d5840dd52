"""Against the record: what a text says of a metric, and what is recorded for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.claims.arithmetic import Range, as_printed, fits, plain
from bot.claims.comparisons import Comparison, comparisons
from bot.claims.events import Marked
from bot.claims.known import Known, Naming, simple
from bot.claims.outcomes import Outcome, checked
from bot.claims.periods import is_of_quarter, names_another, without_names
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict
from bot.figure import Figure
from bot.plan import MetricKind
from bot.quarter import Quarter

_UNITS = {
    MetricKind.COUNT: Unit.COUNT,
    MetricKind.PERCENT: Unit.PERCENT,
    MetricKind.DURATION: Unit.SECONDS,
    MetricKind.RATE: Unit.COUNT,
}
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        "a all an and are at been by called came come during for force from had has have in is it"
        " made number of on our over overall police quarter received recorded reported saw stands"
        " stood taken the there this to took total us was we were with",
    )
)
_LAST_YEAR = re.compile(
    r"\b(?:same (?:quarter|period|time)|last year|previous year|a year (?:ago|before|earlier))\b"
)
_LAST_QUARTER = re.compile(
    r"\b(?:last|previous|prior|preceding) (?:quarter|three months)\b(?! of)|\bquarter before\b"
)
_NEAR = 60  # characters around an earlier value in which it is said when it was
_ALIKE = Decimal("1.5")  # values further apart than this factor are likely not of the same thing


@dataclass(frozen=True)
class _Said:
    """A sentence that names one metric: its number, and the period that is spoken of."""

    marked: Marked
    naming: Naming
    words: str
    value: Quantity
    quarter: Quarter
    is_explicit: bool


def store_checks(marked: Marked, quarter: Quarter | None, known: Known | None) -> Iterator[Check]:
    if not (known and quarter):
        return
    for start, end in marked.passage.sentences():
        words = marked.passage.text[start:end].lower()
        named = known.named(words)
        if len({each.metric.id for each in named}) == 1:
            for said in _said(marked, named[0], (start, end), quarter):
                yield from _check(said, known)
    for comparison in comparisons(marked):
        yield from _implied(comparison, quarter, known)


def _said(
    marked: Marked, naming: Naming, sentence: tuple[int, int], quarter: Quarter
) -> Iterator[_Said]:
    """The one value of the quarter in a sentence, and the earlier one that it is compared with."""
    start, end = sentence
    words = marked.passage.text[start:end].lower()
    unit = _UNITS.get(naming.metric.kind)
    earlier = {each.earlier.start: each.earlier for each in marked.events if each.earlier}
    values = [each for each in marked.levels if start <= each.start < end and each.unit is unit]
    own = [each for each in values if each.start not in earlier and _counts(marked, each, naming)]
    if len(own) == 1 and not names_another(words, quarter):
        yield _Said(marked, naming, words, own[0], quarter, is_of_quarter(words))
    for each in values:
        when = _when(marked, each, quarter) if each.start in earlier else None
        if when:
            yield _Said(marked, naming, words, each, when, is_explicit=False)


def _implied(said: Comparison, quarter: Quarter, known: Known) -> Iterator[Check]:
    """The earlier value that a difference implies, against the one that was published."""
    size = said.difference
    if not size or said.earlier or not said.way or not said.now or not said.is_certain:
        return
    now, when = said.now[0], _when(said.marked, size, quarter)
    metric = _recorded_as(said.marked, now, quarter, known)
    figure = known.figure(metric, known.home.id, when.period()) if metric and when else None
    if not figure or not when or size.is_rough or size.half or now.half:
        return
    implied = now.value - said.way * size.value
    sign = "−" if said.way > 0 else "+"
    why = (
        f"{now.text} {sign} {size.text} = {plain(implied)}; the record has {plain(figure.value)} "
        f"for {known.plan.metric(metric or '').name}, {when.label}"
    )
    verdict = Verdict.HOLDS if implied == figure.value else Verdict.LOOK
    yield checked(said.marked, Kind.STORE, Outcome(size, verdict, plain(implied), why))


def _recorded_as(marked: Marked, value: Quantity, quarter: Quarter, known: Known) -> str | None:
    """The one metric that is named where a value stands, if it is recorded as that value."""
    words = marked.passage.text[slice(*marked.passage.sentence_at(value.start))].lower()
    named = {each.metric.id for each in known.named(words)}
    if len(named) != 1:
        return None
    [metric] = named
    figure = known.figure(metric, known.home.id, quarter.period())
    return metric if figure and figure.value == value.value else None


def _counts(marked: Marked, value: Quantity, naming: Naming) -> bool:
    """Whether a count is of the metric's things: their noun, or their name, follows it or leads
    up to it."""
    if value.unit is not Unit.COUNT:
        return True
    noun = simple(naming.metric.unit).split()[:1] or [""]
    behind = f" {marked.noun_of(value)} "
    name = simple(naming.metric.name).split()
    return f" {noun[0]} " in behind or any(f" {each} " in behind for each in name[-1:])


def _when(marked: Marked, value: Quantity, quarter: Quarter) -> Quarter | None:
    around = marked.passage.text[max(0, value.start - _NEAR) : value.end + _NEAR].lower()
    year, before = bool(_LAST_YEAR.search(around)), bool(_LAST_QUARTER.search(around))
    if year == before:
        return None
    return quarter.year_earlier() if year else quarter.previous()


def _check(said: _Said, known: Known) -> Iterator[Check]:
    metric = said.naming.metric
    areas = known.areas_in(said.words) - {known.force.id, known.home.id}
    figure = known.figure(metric.id, known.home.id, said.quarter.period())
    if not figure or areas:
        return
    if _agrees(said.value, figure):
        yield _checked(said, figure, Verdict.HOLDS)
    elif _is_certain(said, known):
        yield _checked(said, figure, Verdict.INCONSISTENT)
    elif _are_alike(said.value.value, figure.value):
        yield _checked(said, figure, Verdict.LOOK)


def _agrees(value: Quantity, figure: Figure) -> bool:
    return fits(value, Range(figure.value, figure.value))


def _are_alike(one: Decimal, other: Decimal) -> bool:
    return min(one, other) > 0 and max(one, other) <= min(one, other) * _ALIKE


def _is_certain(said: _Said, known: Known) -> bool:
    """Whether a sentence can only be about this metric, area and quarter: it names the metric in
    more than a word and the quarter, and its clause says nothing that would narrow either."""
    units = known.units_in(said.words) - {said.naming.metric.owner}
    if said.value.is_rough or not said.is_explicit or said.naming.words < 2 or units:
        return False
    left = _clause(said)
    for name in (said.naming.metric.name, *said.naming.metric.aliases, said.naming.metric.unit):
        left -= set(simple(name).split())
    return not left - _PLAIN - set(simple(known.plan.force).split())


def _clause(said: _Said) -> set[str]:
    """The words around the number, up to the next stop or comma on both sides."""
    text = said.marked.passage.text
    before = re.split(r"[.;:,]\s", text[: said.value.start])[-1]
    after = re.split(r"[.;:,]\s|[.]$", text[said.value.end :])[0]
    return set(simple(without_names(f"{before} {after}")).split())


def _checked(said: _Said, figure: Figure, verdict: Verdict) -> Check:
    metric, value = said.naming.metric, said.value
    recorded = plain(figure.value) if value.unit is Unit.COUNT else as_printed(figure.value, value)
    source = f" ({figure.source})" if figure.source else ""
    why = f"the record has {recorded} for {metric.name}, {said.quarter.label}{source}"
    if verdict is Verdict.LOOK:
        why += "; the sentence may mean something else"
    return checked(said.marked, Kind.STORE, Outcome(value, verdict, recorded, why))
