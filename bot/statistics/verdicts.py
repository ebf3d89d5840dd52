"""What a signal means for who reads it: better, worse or merely different, and the target."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from bot.plan import Good
from bot.statistics.limits import Limits
from bot.statistics.rules import Signal


class Shape(StrEnum):
    """How a point is told apart without colour."""

    CIRCLE = "circle"
    TRIANGLE_UP = "triangle pointing up"
    TRIANGLE_DOWN = "triangle pointing down"
    SQUARE = "square"
    NONE = "no shape"


class Variation(StrEnum):
    NOT_JUDGED = "too few points to judge"
    COMMON = "no unusual variation"
    IMPROVING_HIGH = "improving, high"
    IMPROVING_LOW = "improving, low"
    CONCERNING_HIGH = "concerning, high"
    CONCERNING_LOW = "concerning, low"
    NEUTRAL_HIGH = "unusually high, neither good nor bad"
    NEUTRAL_LOW = "unusually low, neither good nor bad"

    @property
    def shape(self) -> Shape:
        return _SHAPES[self]


class Assurance(StrEnum):
    """What an unchanged process would make of its target."""

    PASSES = "consistently meets the target"
    FAILS = "consistently misses the target"
    HIT_OR_MISS = "may meet or miss the target"

    @property
    def shape(self) -> Shape:
        return _ASSURED[self]


_SHAPES = {
    Variation.NOT_JUDGED: Shape.NONE,
    Variation.COMMON: Shape.CIRCLE,
    Variation.IMPROVING_HIGH: Shape.TRIANGLE_UP,
    Variation.IMPROVING_LOW: Shape.TRIANGLE_DOWN,
    Variation.CONCERNING_HIGH: Shape.TRIANGLE_UP,
    Variation.CONCERNING_LOW: Shape.TRIANGLE_DOWN,
    Variation.NEUTRAL_HIGH: Shape.SQUARE,
    Variation.NEUTRAL_LOW: Shape.SQUARE,
}
_ASSURED = {
    Assurance.PASSES: Shape.TRIANGLE_UP,
    Assurance.FAILS: Shape.TRIANGLE_DOWN,
    Assurance.HIT_OR_MISS: Shape.CIRCLE,
}
_MEANT = {
    (Good.UP, 1): Variation.IMPROVING_HIGH,
    (Good.UP, -1): Variation.CONCERNING_LOW,
    (Good.DOWN, 1): Variation.CONCERNING_HIGH,
    (Good.DOWN, -1): Variation.IMPROVING_LOW,
    (Good.NEITHER, 1): Variation.NEUTRAL_HIGH,
    (Good.NEITHER, -1): Variation.NEUTRAL_LOW,
}


def variation(signal: Signal | None, good: Good) -> Variation:
    return _MEANT[good, signal.side] if signal else Variation.COMMON


def assurance(limits: Limits | None, target: Fraction | None, good: Good) -> Assurance | None:
    """Both limits on one side of the target decide; a target on a limit is still hit or miss.

    None where there is no target, no limits, or no good direction.
    """
    if limits is None or target is None or good is Good.NEITHER:
        return None
    if limits.lower <= target <= limits.upper:
        return Assurance.HIT_OR_MISS
    above = target < limits.lower
    return Assurance.PASSES if above is (good is Good.UP) else Assurance.FAILS
