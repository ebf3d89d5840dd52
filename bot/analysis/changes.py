"""How a figure differs from an earlier one."""

from __future__ import annotations

from decimal import Decimal

from bot.figure import Figure
from bot.finding import Change, Direction
from bot.plan import Metric, MetricKind
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
