"""How a figure differs from an earlier one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.figure import Figure
from bot.finding import Change
from bot.plan import Metric, MetricKind
from bot.signal import Direction
from bot.statistics.counts import TwoPeriods, two_periods
from bot.wording import amount, percentage, points


def change(metric: Metric, figure: Figure, base: Figure) -> Change:
    """Compare ``figure`` with the earlier ``base``, which is what the percentage is of.

    Percentages differ in percentage points and never get a relative change: "18% is 3.8
    points down" and "down 17%" are easily taken for one another.
    """
    difference = figure.value - base.value
    direction = _direction(difference)
    relative = _relative(metric, difference, base.value)
    if not relative or metric.kind is MetricKind.DURATION:
        words = f"{direction} {_plain_size(metric, difference)}" if difference else "no change"
        return Change(base, difference, relative, direction, words, words)
    short = f"{direction} {percentage(relative)}"
    words = f"{_size(metric, difference)}, {short}"
    return Change(base, difference, relative, direction, words, short)


def change_told(metric: Metric, figure: Figure, base: Figure) -> Change:
    """``change``, but without a percentage where chance alone may well have made the difference:
    "up 70%" of 10 is read as news, and 7 more may be none."""
    told = change(metric, figure, base)
    test = exact_test(metric, figure, base)
    if not told.difference or not is_small_count(metric, figure, base) or (test and test.passes):
        return told
    size = _size(metric, told.difference)
    why = "a difference this size is within chance" if test else "the two overlap in time"
    return replace(
        told,
        words=f"{size} ({why})",
        short=f"{size}, within chance" if test else size,
        within_chance=test is not None,
    )


SMALL = 300  # from here on counts vary by more than chance, and the test would pass them all


def is_small_count(metric: Metric, *figures: Figure) -> bool:
    """Whether these are small counts of events. What is there at a day, or always, is no count
    of events."""
    small = all(0 <= each.value < SMALL and each.value % 1 == 0 for each in figures)
    at_a_day = any(each.period.days == 1 for each in figures)
    return metric.kind is MetricKind.COUNT and not metric.stock and small and not at_a_day


def exact_test(metric: Metric, figure: Figure, base: Figure) -> TwoPeriods | None:
    """The exact test of two small counts at 95%; None of other figures, and of periods that
    share days: what is counted in both says nothing of a change."""
    rolled = metric.rolling and base.period != figure.period.year_earlier()
    if not is_small_count(metric, figure, base) or rolled or figure.period.start <= base.period.end:
        return None
    days = figure.period.days, base.period.days
    return two_periods(int(figure.value), int(base.value), *days)


def _relative(metric: Metric, difference: Decimal, base: Decimal) -> Decimal | None:
    """The change in percent of the size of what was before; None where nothing was."""
    if metric.kind is MetricKind.PERCENT or not base:
        return None
    return difference / abs(base) * 100


def _direction(difference: Decimal) -> Direction:
    if not difference:
        return Direction.LEVEL
    return Direction.UP if difference > 0 else Direction.DOWN


def _size(metric: Metric, difference: Decimal) -> str:
    """The difference in the metric's own terms: ``5,244 fewer``, ``0.4 higher``."""
    more, less = ("more", "fewer") if metric.kind is MetricKind.COUNT else ("higher", "lower")
    return f"{amount(abs(difference), metric)} {more if difference > 0 else less}"


def _plain_size(metric: Metric, difference: Decimal) -> str:
    """The difference where no relative change is told: ``3.8 percentage points``, ``10 s``."""
    size = abs(difference)
    return points(size) if metric.kind is MetricKind.PERCENT else amount(size, metric)
