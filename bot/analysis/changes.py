"""How a figure differs from an earlier one."""

from __future__ import annotations

from decimal import Decimal

from bot.figure import Figure
from bot.finding import Change, Direction
from bot.plan import Metric, MetricKind
from bot.wording import amount, duration, number, points, rounded


def change(metric: Metric, figure: Figure, base: Figure) -> Change:
    """Compare ``figure`` with the earlier ``base``, which is what the percentage is of.

    Percentages differ in percentage points and never get a relative change: "18% is 3.8
    points down" and "down 17%" are easily taken for one another.
    """
    difference = figure.value - base.value
    relative = None
    if metric.kind is not MetricKind.PERCENT and base.value:
        relative = difference / base.value * 100
    direction = _direction(difference)
    size = _size(metric, difference)
    if not relative or metric.kind is MetricKind.DURATION:
        return Change(base, difference, relative, direction, size, size)
    short = f"{direction} {number(rounded(abs(relative)))}%"
    words = f"{size}, {short}"
    return Change(base, difference, relative, direction, words, short)


def _direction(difference: Decimal) -> Direction:
    if not difference:
        return Direction.LEVEL
    return Direction.UP if difference > 0 else Direction.DOWN


def _size(metric: Metric, difference: Decimal) -> str:
    """The difference in the metric's own terms: ``5,244 fewer``, ``10 s longer``."""
    size = abs(difference)
    if not size:
        return "no change"
    match metric.kind:
        case MetricKind.PERCENT:
            return f"{_way(difference, 'up', 'down')} {points(size)}"
        case MetricKind.DURATION:
            return f"{duration(size)} {_way(difference, 'longer', 'shorter')}"
        case MetricKind.COUNT:
            return f"{number(size)} {_way(difference, 'more', 'fewer')}"
    return f"{amount(size, metric)} {_way(difference, 'higher', 'lower')}"


def _way(difference: Decimal, more: str, less: str) -> str:
    return more if difference > 0 else less
