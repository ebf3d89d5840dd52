"""What an unchanged process may be expected to show: its mean and its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from bot.plan import MetricKind

FEWEST = 8  # points, below which there are no limits at all
FIRM = 12  # points, below which limits are on trial
FEWEST_RANGES = 4  # between neighbours: a series of gaps tells nothing of how its points vary

_TO_LIMIT = Fraction(266, 100)  # of the mean moving range: three standard deviations
_TO_NEAR = _TO_LIMIT * 2 / 3
_TO_SCREEN = Fraction(3267, 1000)  # the limit of the moving ranges themselves


@dataclass(frozen=True)
class Limits:
    """The lines of one phase, as worked out: a lower limit may be below zero.

    ``points`` is how many the lines rest on. ``screened`` is how many moving ranges were left
    out as too large, which a chart must state.
    """

    mean: Fraction
    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction
    points: int
    screened: int = 0

    @property
    def trial(self) -> bool:
        """Whether the limits rest on too few points to be more than a first idea."""
        return self.points < FIRM

    def drawn(self, kind: MetricKind) -> Limits:
        """The lines for a chart, moved to where the metric can be: no count below zero, no
        percentage above 100 unless its mean is. Signals are found on the lines as worked out."""
        low = None if kind is MetricKind.MONEY else Fraction(0)
        high = Fraction(100) if kind is MetricKind.PERCENT and self.mean <= 100 else None
        return replace(
            self,
            lower=_within(self.lower, low, high),
            upper=_within(self.upper, low, high),
            near_lower=_within(self.near_lower, low, high),
            near_upper=_within(self.near_upper, low, high),
        )


def limits_of(values: Sequence[Fraction | None], *, screen: bool = False) -> Limits | None:
    """The limits by the mean moving range; None where there are too few points for any.

    None among the values is a gap, or a point left out on record: no moving range spans it.
    """
    known = [value for value in values if value is not None]
    ranges = moving_ranges(values)
    if len(known) < FEWEST or len(ranges) < FEWEST_RANGES:
        return None
    kept = _screened(ranges) if screen else ranges
    mean, spread = _mean(known), _mean(kept)
    return Limits(
        mean=mean,
        lower=mean - _TO_LIMIT * spread,
        upper=mean + _TO_LIMIT * spread,
        near_lower=mean - _TO_NEAR * spread,
        near_upper=mean + _TO_NEAR * spread,
        points=len(known),
        screened=len(ranges) - len(kept),
    )


def moving_ranges(values: Sequence[Fraction | None]) -> list[Fraction]:
    """How far each value is from the one just before it, where both are known."""
    return [
        abs(later - earlier)
        for earlier, later in pairwise(values)
        if earlier is not None and later is not None
    ]


def _screened(ranges: list[Fraction]) -> list[Fraction]:
    """The ranges without the very large ones, once; all of them where the rest would be nought:
    limits on top of the mean would make a signal of every point."""
    limit = _TO_SCREEN * _mean(ranges)
    kept = [each for each in ranges if each < limit]
    return kept if any(kept) else ranges


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _within(line: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    line = line if low is None else max(line, low)
    return line if high is None else min(line, high)
