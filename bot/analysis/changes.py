"""How a figure differs from an earlier one."""

from __future__ import annotations

from decimal import Decimal

from bot.figure import Figure
from bot.finding import Change, Direction
from bot.plan import Metric, MetricKind
from bot.wording import duration, number, quantity, rounded


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
    return Change(base, difference, relative, direction, _words(metric, difference, relative))


def _direction(difference: Decimal) -> Direction:
    if not difference:
        return Direction.LEVEL
    return Direction.UP if difference > 0 else Direction.DOWN


def _words(metric: Metric, difference: Decimal, relative: Decimal | None) -> str:
    if not difference:
        return "no change"
    size = abs(difference)
    match metric.kind:
        case MetricKind.PERCENT:
            way = "up" if difference > 0 else "down"
            return f"{way} {number(size)} percentage {'point' if size == 1 else 'points'}"
        case MetricKind.DURATION:
            return f"{duration(size)} {'longer' if difference > 0 else 'shorter'}"
    way = "more" if difference > 0 else "fewer"
    if metric.kind is not MetricKind.COUNT:
        way = "higher" if difference > 0 else "lower"
    amount = quantity(size, metric) if metric.kind is MetricKind.MONEY else number(size)
    if relative is None:
        return f"{amount} {way}"
    return f"{amount} {way}, {'up' if difference > 0 else 'down'} {number(rounded(abs(relative)))}%"
