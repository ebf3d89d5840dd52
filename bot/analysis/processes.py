"""A reading against its own history: is this quarter more than the usual up and down?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from threading import RLock

from cachetools import cached

from bot.analysis import process_words as say
from bot.analysis.kept import room
from bot.analysis.rounding import recorded_digits, telling_digits, to_digits, within
from bot.analysis.series import Series, is_of_events, overlap, series_of
from bot.finding import Reading
from bot.grounds import NO_GROUNDS, Decision, DecisionKind, Grounds
from bot.plan import CaveatKind, Good, Metric, Plan
from bot.quarter import Quarter
from bot.signal import Finding, Process, ProcessPhase, ProcessPoint, Sign
from bot.statistics import xmr
from bot.statistics.limits import FEWEST, Limits
from bot.statistics.verdicts import Variation

SMALL_MEAN = 3  # counts that are smaller on average are for the exact test, not for limits

_SIGNS = {
    Variation.NOT_JUDGED: Sign.NOT_JUDGED,
    Variation.COMMON: Sign.COMMON,
    Variation.IMPROVING_HIGH: Sign.IMPROVING,
    Variation.IMPROVING_LOW: Sign.IMPROVING,
    Variation.CONCERNING_HIGH: Sign.CONCERNING,
    Variation.CONCERNING_LOW: Sign.CONCERNING,
    Variation.NEUTRAL_HIGH: Sign.NEUTRAL,
    Variation.NEUTRAL_LOW: Sign.NEUTRAL,
}


def process_of(plan: Plan, reading: Reading, grounds: Grounds = NO_GROUNDS) -> Process | None:
    """The reading's history with its limits; None where the quarter has no figure.

    Where it cannot be judged, the process says why, and has points but no lines.
    """
    if not reading.figure:
        return None
    decisions = _decisions(plan, reading, grounds)
    excluded = frozenset(d.quarter for d in decisions if d.kind is DecisionKind.EXCLUDE)
    series = series_of(reading.metric, reading.history, excluded)
    chart = _chart(
        tuple(slot.value for slot in series.slots),
        reading.metric.good,
        tuple(_rebases(plan, series, decisions)),
        tuple(_exclusions(series, decisions)),
    )
    return _told(reading, series, chart, _not_judged(series, chart))


@cached(room(lambda chart: chart.points), lock=RLock())
def _chart(
    values: tuple[Fraction | None, ...],
    good: Good,
    rebases: tuple[xmr.Rebase, ...],
    exclusions: tuple[xmr.Exclusion, ...],
) -> xmr.Chart:
    """Each series is judged once, however often it is asked of."""
    return xmr.xmr(values, good, rebases=rebases, exclusions=exclusions)


def _not_judged(series: Series, chart: xmr.Chart) -> str:
    """Why a series has no limits, or must not have them however long it is."""
    if series.metric.rolling or overlap(series.figures):
        return "Rolling values overlap, so their ups and downs say nothing of what is usual"
    return _too_few(series, chart) or _too_small(series, chart)


def _too_small(series: Series, chart: xmr.Chart) -> str:
    """By the counts that limits would rest on: one that is left out says nothing of the others."""
    pairs = zip(series.slots, chart.points, strict=True)
    values = [s.figure.value for s, point in pairs if s.figure and not point.exclusion]
    if is_of_events(series.metric) and sum(values) < SMALL_MEAN * len(values):
        return f"Counts of fewer than {SMALL_MEAN} on average are judged by the exact test alone"
    return ""


def _too_few(series: Series, chart: xmr.Chart) -> str:
    if chart.limits:
        return ""
    phase = chart.phases[-1]
    known = sum(each.value is not None for each in series.slots[phase.start : phase.end])
    since = f" since {series.slots[phase.start].period.label}" if phase.start else ""
    if known < FEWEST:
        return f"Too few points to judge ({known}{since}, and {FEWEST} are needed)"
    return f"Too few neighbouring points to judge{since}: the series has gaps"


def _decisions(plan: Plan, reading: Reading, grounds: Grounds) -> list[Decision]:
    """Those about this series, and what changed the recording of the whole force."""
    metric, area = reading.metric.id, reading.area.id
    own = list(grounds.decisions_on(metric, area))
    if area == plan.force_area.id:
        return own
    changes = grounds.decisions_on(metric, plan.force_area.id)
    return own + [each for each in changes if each.kind is DecisionKind.RECORDING_CHANGE]


def _rebases(plan: Plan, series: Series, decisions: Iterable[Decision]) -> Iterator[xmr.Rebase]:
    """Where limits begin anew: by decision, and where a figure has a recording change for the
    first time. Before the second point there is nothing to begin anew from."""
    decided = {
        at: each
        for each in decisions
        if each.kind.begins_a_phase and (at := _place(series, each.quarter)) is not None
    }
    changed = _changes(plan, series)
    for at in sorted({*decided, *changed} - {0}):
        if at in decided:
            each = decided[at]
            yield xmr.Rebase(at, each.who, each.decided, each.why)
        else:
            period = series.slots[at].period
            yield xmr.Rebase(at, say.THE_SOURCE, period.start, changed[at])


def _changes(plan: Plan, series: Series) -> dict[int, str]:
    found: dict[int, str] = {}
    before: set[str] = set()
    for at, slot in enumerate(series.slots):
        if slot.figure:
            now = {c for c in slot.figure.caveats if _is_recording_change(plan, c)}
            if now - before:
                found[at] = plan.caveat(min(now - before)).text
            before = now
    return found


def _is_recording_change(plan: Plan, caveat: str) -> bool:
    return plan.caveat(caveat).kind is CaveatKind.RECORDING_CHANGE


def _exclusions(series: Series, decisions: Iterable[Decision]) -> Iterator[xmr.Exclusion]:
    for each in decisions:
        if each.kind is DecisionKind.EXCLUDE:
            for at, slot in enumerate(series.slots):
                if Quarter.containing(slot.period.end) == each.quarter:
                    yield xmr.Exclusion(at, each.who, each.decided, each.why)


def _place(series: Series, quarter: Quarter) -> int | None:
    """The first place of a series that lies in a quarter or after it; None where the series
    ends before."""
    places = (at for at, slot in enumerate(series.slots) if slot.period.end >= quarter.start)
    return next(places, None)


def _told(reading: Reading, series: Series, chart: xmr.Chart, not_judged: str) -> Process:
    metric = reading.metric
    judged = not not_judged
    target = _target(metric, series)
    assured = chart.assurance(target) if judged else None
    digits = _digits(series, chart)
    return Process(
        metric=metric,
        area=reading.area,
        quarter=reading.quarter,
        unit=series.unit,
        points=tuple(_points(series, chart, digits, judged=judged)),
        phases=tuple(_phase(series, each, digits, judged=judged) for each in chart.phases),
        finding=_finding(reading, series, chart, not_judged),
        variation=str(chart.variation) if judged else "",
        assurance=str(assured or ""),
        target=metric.target if target is None or not series.basis else to_digits(target, digits),
        not_judged=not_judged and f"{not_judged}.",
    )


def _finding(reading: Reading, series: Series, chart: xmr.Chart, not_judged: str) -> Finding:
    if not_judged:
        return say.unjudged(reading, not_judged)
    return say.judged(reading, series, chart)


def _target(metric: Metric, series: Series) -> Fraction | None:
    """As the series has it: per day, for as many days as the latest period has."""
    return None if metric.target is None else Fraction(metric.target) / series.slots[-1].size


def _points(
    series: Series, chart: xmr.Chart, digits: int, *, judged: bool
) -> Iterator[ProcessPoint]:
    for slot, point in zip(series.slots, chart.points, strict=True):
        signal = point.signal if judged else None
        yield ProcessPoint(
            period=slot.period,
            value=None if point.value is None else to_digits(point.value, digits),
            sign=_SIGNS[point.variation] if judged else Sign.NOT_JUDGED,
            side=signal.side if signal else 0,
            rule=str(signal.rule) if signal else "",
            figure=slot.figure,
            left_out=say.decided(point.exclusion) if point.exclusion else "",
        )


def _phase(series: Series, phase: xmr.Phase, digits: int, *, judged: bool) -> ProcessPhase:
    why = say.decided(phase.rebase) if phase.rebase else ""
    if not (phase.limits and judged):
        return ProcessPhase(phase.start, phase.end, why=why)
    lines = phase.limits.drawn(series.metric.kind)
    lower, upper = _drawn(series, lines, digits)
    return ProcessPhase(
        start=phase.start,
        end=phase.end,
        mean=to_digits(lines.mean, digits),
        lower=lower,
        upper=upper,
        trial=lines.trial,
        why=why,
    )


def _drawn(series: Series, lines: Limits, digits: int) -> tuple[Decimal, Decimal]:
    """As the sentence has them, where the values are drawn as they are recorded."""
    if series.basis:
        return to_digits(lines.lower, digits), to_digits(lines.upper, digits)
    return within(lines.lower, lines.upper, series.metric, digits)


def _digits(series: Series, chart: xmr.Chart) -> int:
    """As many as are recorded; of values worked out, as many as show each point on the side of
    each limit that it is on."""
    if not series.basis:
        return recorded_digits(each.value for each in series.figures)
    known = [each.value for each in chart.points if each.value is not None]
    lines = [line for phase in chart.phases for line in _edges(phase)]
    start = telling_digits(known)
    for digits in range(start, start + 4):
        if all(_same_side(x, line, digits) for x in known for line in lines):
            return digits
    return start + 4


def _edges(phase: xmr.Phase) -> tuple[Fraction, ...]:
    return (phase.limits.lower, phase.limits.upper) if phase.limits else ()


def _same_side(value: Fraction, line: Fraction, digits: int) -> bool:
    drawn: tuple[Decimal, Decimal] = (to_digits(value, digits), to_digits(line, digits))
    return (value > line) == (drawn[0] > drawn[1]) and (value < line) == (drawn[0] < drawn[1])
