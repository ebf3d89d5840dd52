"""From values to pixels, by round steps that people count in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from bot.plan import Metric, MetricKind

_MOST_STEPS = 5
_SECONDS = tuple(map(Decimal, (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)))
_LEVEL_BELOW = Decimal("0.5")  # a series that stays above this share of its top needs no zero


@dataclass(frozen=True)
class Scale:
    """Maps ``low`` to pixel ``start`` and ``high`` to pixel ``end``, straight in between."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def needs_zero(values: Sequence[Decimal]) -> bool:
    """Whether a line of these values would exaggerate without a zero; columns always need one."""
    return min(values) <= max(values) * _LEVEL_BELOW or len(set(values)) == 1


def steps(values: Sequence[Decimal], metric: Metric, *, zero: bool) -> list[Decimal]:
    """Round values from below the smallest to above the largest, for grid lines."""
    ends = [*values, Decimal(0)] if zero else list(values)
    low, high = min(ends), max(ends)
    if low == high:
        high = low + 1
    step = _step(high - low, metric, whole=all(each == int(each) for each in values))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [(first + index) * step for index in range(int(last - first) + 1)]


def _step(span: Decimal, metric: Metric, *, whole: bool) -> Decimal:
    least = span / _MOST_STEPS
    if metric.kind is MetricKind.DURATION and least <= _SECONDS[-1]:
        return next(each for each in _SECONDS if each >= least)
    unit = Decimal(1).scaleb(least.adjusted())
    step = next(each for each in (unit, 2 * unit, 5 * unit, unit.scaleb(1)) if each >= least)
    return max(step, Decimal(1)) if whole else step
