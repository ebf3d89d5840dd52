"""Small counts: what may lie behind each, and whether two differ by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.analysis.changes import exact_test, is_small_count
from bot.analysis.readings import reading_name, stated
from bot.figure import Figure
from bot.finding import Change, Reading
from bot.plan import Metric
from bot.signal import CountInterval, Direction, Finding, Strength
from bot.statistics.counts import TwoPeriods, poisson_interval
from bot.wording import number, rounded, sentence

_SHOWN = 8  # of the newest counts

_HOW = "the exact two-sided test of two counts, each over its own days, at 95%"
_ALIKE = "a difference this size is within chance"


def intervals_of(reading: Reading) -> tuple[CountInterval, ...]:
    """The newest counts with what may lie behind each; empty where they are not small ones."""
    if not reading.figure or not is_small_count(reading.metric, reading.figure):
        return ()
    known = [each for each in reading.history if is_small_count(reading.metric, each)]
    return tuple(_interval(each) for each in known[-_SHOWN:])


def _interval(figure: Figure) -> CountInterval:
    found = poisson_interval(int(figure.value))
    return CountInterval(figure, *(_told(each) for each in (found.low, found.high)))


def _told(value: float) -> Decimal:
    return rounded(Decimal(value), 0 if value >= 100 else 1)


def interval_finding(reading: Reading, counts: Sequence[CountInterval]) -> Finding | None:
    """What may lie behind the newest of the counts."""
    if not counts:
        return None
    newest = counts[-1]
    told = f"{_count(newest.figure, reading.metric)}, behind which {number(newest.low)} to "
    return Finding(
        about=reading_name(reading),
        sentence=sentence(
            f"{reading_name(reading)}: {told}{number(newest.high)} may lie by chance"
        ),
        direction=None,
        strength=Strength.PLAIN,
        rows=(newest.figure,),
        caveats=reading.caveats,
        how="the exact 95% interval of a count of events",
    )


def small_findings(reading: Reading) -> tuple[Finding, ...]:
    """The count against the same quarter last year, then against the period before."""
    changes = (reading.year_earlier, reading.previous)
    found = (_compared(reading, each) for each in changes if each)
    return tuple(each for each in found if each)


def _compared(reading: Reading, change: Change) -> Finding | None:
    figure, base = reading.figure, change.base
    if figure is None or not is_small_count(reading.metric, figure, base):
        return None
    test = exact_test(reading.metric, figure, base)
    told = f"{_count(figure, reading.metric)} against {_count(base, reading.metric)}"
    return Finding(
        about=reading_name(reading),
        sentence=sentence(f"{reading_name(reading)}: {told}, {_verdict(change, test)}"),
        direction=change.direction if test and test.passes else None,
        strength=_strength(test),
        rows=(figure, base),
        caveats=reading.caveats,
        how=_how(test),
    )


def _count(figure: Figure, metric: Metric) -> str:
    label = figure.period.label
    return f"{stated(figure, metric)} {label if label.startswith('at ') else f'in {label}'}"


def _verdict(change: Change, test: TwoPeriods | None) -> str:
    if test is None:
        return "which overlap in time and cannot be told apart"
    if not change.difference:
        return "no change"
    if not test.passes:
        return _ALIKE
    way = "rise" if change.direction is Direction.UP else "fall"
    return f"a {way} beyond what chance would have"


def _strength(test: TwoPeriods | None) -> Strength:
    if test is None:
        return Strength.NOT_JUDGED
    return Strength.SIGNAL if test.passes else Strength.CHANCE


def _how(test: TwoPeriods | None) -> str:
    if test is None:
        return "no test: what is counted in both periods says nothing of a change"
    exact = f"= {number(rounded(Decimal(test.p), 3))}"
    chance = f"p {'less than 0.001' if test.p < 0.001 else exact}"
    if test.ratio is None:
        return f"{_HOW}: {chance}"
    between = f"{_ratio(test.interval.low)} to {_ratio(test.interval.high)}"
    return f"{_HOW}: ratio {_ratio(test.ratio)}, 95% interval {between}, {chance}"


def _ratio(value: float) -> str:
    return number(rounded(Decimal(value), 2))
