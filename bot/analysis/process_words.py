"""What is said of a series against its limits. The latest point alone is news."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from bot.analysis.readings import reading_name, stated
from bot.analysis.rounding import recorded_digits, to_digits, within
from bot.analysis.series import Series
from bot.finding import Reading
from bot.plan import Good, MetricKind
from bot.quarter import Period
from bot.signal import Direction, Finding, Process, Strength
from bot.statistics.limits import FIRM, Limits
from bot.statistics.rules import Rule, Signal
from bot.statistics.xmr import Chart, Decision
from bot.wording import amount, sentence

THE_SOURCE = "the source says so"

_METHOD = (
    "the mean and 2.66 times the mean moving range to either side, no range left out as too large; "
    "four rules: beyond a limit, a run of 7, a trend of 7, 2 of 3 near a limit"
)
_WORTH = {
    (Good.UP, 1): "improving",
    (Good.UP, -1): "concerning",
    (Good.DOWN, 1): "concerning",
    (Good.DOWN, -1): "improving",
    (Good.NEITHER, 1): "unusual, though neither good nor bad in itself",
    (Good.NEITHER, -1): "unusual, though neither good nor bad in itself",
}


def unjudged(reading: Reading, why: str) -> Finding:
    """What cannot be told, and why; no word of a signal."""
    return Finding(
        about=reading_name(reading),
        sentence=sentence(f"{reading_name(reading)}: {why[:1].lower()}{why[1:]}"),
        direction=None,
        strength=Strength.NOT_JUDGED,
        caveats=reading.caveats,
    )


def judged(reading: Reading, series: Series, chart: Chart) -> Finding:
    latest, limits = chart.latest, chart.limits
    if latest is None or limits is None:
        raise ValueError("a series without limits is not judged")
    signal = latest.signal
    told = _signal(reading, series, chart, signal) if signal else _common(reading, series, limits)
    first = sentence(f"{reading_name(reading)}: {told}")
    return Finding(
        about=reading_name(reading),
        sentence=" ".join(filter(None, (first, _on_trial(series, limits)))),
        direction=_way(signal),
        strength=Strength.SIGNAL if signal else Strength.CHANCE,
        rows=series.figures,
        caveats=reading.caveats,
        how=_how(series, limits),
    )


def decided(decision: Decision) -> str:
    """``Stalking is counted differently (Crime registrar, 2 Jul 2018)``."""
    if decision.who == THE_SOURCE:
        return f"{decision.why.removesuffix('.')} ({THE_SOURCE})"
    when = Period(decision.when, decision.when).label.removeprefix("at ")
    return f"{decision.why.removesuffix('.')} ({decision.who}, {when})"


def _way(signal: Signal | None) -> Direction | None:
    if signal is None:
        return None
    return Direction.UP if signal.side > 0 else Direction.DOWN


def _common(reading: Reading, series: Series, limits: Limits) -> str:
    return (
        f"no unusual variation, as {_now(reading)} is within {_expected(reading, series, limits)}"
    )


def _signal(reading: Reading, series: Series, chart: Chart, signal: Signal) -> str:
    worth = _WORTH[reading.metric.good, signal.side]
    return f"{worth}, as {_TELLERS[signal.rule](reading, series, chart, signal)}"


def _outside(reading: Reading, series: Series, chart: Chart, signal: Signal) -> str:
    where = "above" if signal.side > 0 else "below"
    return f"{_now(reading)} is {where} {_expected(reading, series, _limits(chart))}"


def _run(reading: Reading, series: Series, chart: Chart, signal: Signal) -> str:
    where, mean = "above" if signal.side > 0 else "below", _limits(chart).mean
    length = _length(chart, lambda x, _: (x - mean) * signal.side > 0)
    usual = amount(_in_figures(series, mean), reading.metric)
    here = (
        f" ({usual} in a {series.noun.removesuffix('s')} like this)"
        if series.basis
        else f" ({usual})"
    )
    return f"the last {length} {series.noun} are all {where} the mean{here}; {_now(reading)}"


def _trend(reading: Reading, series: Series, chart: Chart, signal: Signal) -> str:
    length = _length(chart, lambda x, before: before is None or (x - before) * signal.side > 0)
    way = "higher" if signal.side > 0 else "lower"
    counted = f", {series.basis}" if series.basis else ""
    each = f"each of the last {length} {series.noun} is {way} than the one before"
    return f"{each}{counted}; {_now(reading)}"


def _two_of_three(reading: Reading, series: Series, chart: Chart, signal: Signal) -> str:
    end = "upper" if signal.side > 0 else "lower"
    expected = _expected(reading, series, _limits(chart))
    return (
        f"at least two of the last three {series.noun} are close to the {end} end of {expected}; "
        f"{_now(reading)}"
    )


_TELLERS = {
    Rule.OUTSIDE: _outside,
    Rule.RUN: _run,
    Rule.TREND: _trend,
    Rule.TWO_OF_THREE: _two_of_three,
}


def _now(reading: Reading) -> str:
    """``88,220 in 2021/22 Q3``, with its noun where the metric's name does not say it."""
    if reading.figure is None:
        raise ValueError("nothing is recorded to speak of")
    label = reading.figure.period.label
    when = label if label.startswith("at ") else f"in {label}"
    return f"{stated(reading.figure, reading.metric)} {when}"


def _expected(reading: Reading, series: Series, limits: Limits) -> str:
    low, high = (amount(each, reading.metric) for each in expected_range(series, limits))
    return f"what {limits.points} {series.noun} lead to expect ({low} to {high})"


def expected_range(series: Series, limits: Limits) -> tuple[Decimal, Decimal]:
    """The limits for the latest period in the metric's own unit, as a person would count it."""
    size, lines = series.slots[-1].size, limits.drawn(series.metric.kind)
    recorded = recorded_digits(each.value for each in series.figures)
    return within(lines.lower * size, lines.upper * size, series.metric, recorded)


def _in_figures(series: Series, value: Fraction) -> Decimal:
    recorded = recorded_digits(each.value for each in series.figures)
    digits = 0 if series.metric.kind is MetricKind.COUNT else recorded + 1
    return to_digits(value * series.slots[-1].size, digits)


def _limits(chart: Chart) -> Limits:
    if chart.limits is None:
        raise ValueError("without limits there is no signal")
    return chart.limits


def _length(chart: Chart, holds: Callable[[Fraction, Fraction | None], bool]) -> int:
    """How many of the last points, back to the phase's beginning or a gap, are alike."""
    phase = chart.phases[-1]
    values = [each.value for each in chart.points[phase.start : phase.end]]
    length = 0
    for at in range(len(values) - 1, -1, -1):
        value, before = values[at], values[at - 1] if at else None
        if value is None or not holds(value, before):
            break
        length += 1
    return length


def _on_trial(series: Series, limits: Limits) -> str:
    if not limits.trial:
        return ""
    noun = series.noun
    return (
        f"The limits are on trial: they rest on {limits.points} {noun}, and are firm from {FIRM}."
    )


def _how(series: Series, limits: Limits) -> str:
    """The limits and what they rest on, in a line."""
    rests_on = f"process limits from {limits.points} {series.noun}"
    return "; ".join(filter(None, (rests_on, series.basis, series.season, _METHOD)))


def decisions_told(process: Process) -> Iterator[Finding]:
    """What was decided about the series: where limits begin anew, and what they leave out."""
    for phase in process.phases:
        if phase.why:
            since = process.points[phase.start].period.label
            yield _decision(process, f"new limits from {since}: {phase.why}")
    for point in process.points:
        if point.left_out:
            left = f"{point.period.label} is left out of the limits"
            yield _decision(process, f"{left}: {point.left_out}")


def _decision(process: Process, told: str) -> Finding:
    about = process.finding.about
    return Finding(about, sentence(f"{about}: {told}"), None, Strength.PLAIN)
