"""How a figure differs from an earlier one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.figure import Figure
from bot.finding import Change
from bot.plan import Metric, MetricKind
from bot.signal import Direction
from bot.statistics.counts import two_periods
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


def change_on_year(metric: Metric, figure: Figure, base: Figure) -> Change:
    """``change``, but without a percentage where chance alone may well have made the difference:
    "up 70%" of 10 is read as news, and 7 more may be none."""
    told = change(metric, figure, base)
    if not told.difference or not _within_chance(metric, figure, base):
        return told
    size = _size(metric, told.difference)
    return replace(
        told,
        words=f"{size} (a difference this size is within chance)",
        short=f"{size}, within chance",
        within_chance=True,
    )


_SMALL = 300  # from here on counts vary by more than chance, and the test would pass them all


def _within_chance(metric: Metric, figure: Figure, base: Figure) -> bool:
    """Whether two small counts of events fail the exact test at 95%. What is there at a day is
    no count of events."""
    small = all(0 <= each.value < _SMALL and each.value % 1 == 0 for each in (figure, base))
    if metric.kind is not MetricKind.COUNT or not small or figure.period.days == 1:
        return False
    days = figure.period.days, base.period.days
    return not two_periods(int(figure.value), int(base.value), *days).passes


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
