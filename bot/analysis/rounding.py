"""Exact fractions as the digits that people read, so that no rounding turns a verdict about."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from bot.plan import Metric, MetricKind

_MOST = 6  # decimal places


def to_digits(value: Fraction, digits: int, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    context = Context(prec=60, rounding=rounding)
    exact = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=rounding, context=context)


def within(low: Fraction, high: Fraction, metric: Metric, recorded: int) -> tuple[Decimal, Decimal]:
    """A range in the digits of the metric, drawn in to what lies inside it: a recorded value is
    within these digits exactly where it is within the range itself."""
    start = 0 if metric.kind is MetricKind.COUNT else recorded
    for digits in range(start, start + 3):
        inside = to_digits(low, digits, ROUND_CEILING), to_digits(high, digits, ROUND_FLOOR)
        if inside[0] <= inside[1]:
            return inside
    return to_digits(low, start + 3), to_digits(high, start + 3)


def recorded_digits(values: Iterable[Decimal]) -> int:
    """How many decimal places the values are recorded with, at most."""
    return max((-int(each.as_tuple().exponent) for each in values), default=0)


def telling_digits(values: Iterable[Fraction], figures: int = 4) -> int:
    """How many decimal places show the largest of the values with so many figures."""
    largest = max((abs(each) for each in values), default=Fraction(0))
    if not largest:
        return 0
    return min(max(figures - 1 - math.floor(math.log10(largest)), 0), _MOST)
