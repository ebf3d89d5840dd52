"""Small counts: how far chance alone may carry them, and what a printed percentage allows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from bot.statistics.chances import (
    binomial_at_least,
    binomial_at_most,
    poisson_at_least,
    poisson_at_most,
    solved,
    z_of,
)

LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class TwoPeriods:
    """A count against an earlier one: their ratio per day, its interval, and ``p``, the chance
    of a difference at least this large where nothing has changed.

    ``ratio`` is None where the earlier count is nought.
    """

    ratio: float | None
    interval: Interval
    p: float
    level: float = LEVEL

    @property
    def passes(self) -> bool:
        """Whether "rise" or "fall" may be said; so it is just where the interval leaves out 1."""
        return self.p < 1 - self.level


@lru_cache(maxsize=4096)
def poisson_interval(count: int, level: float = LEVEL) -> Interval:
    """The exact interval (Garwood) of what may be expected, where ``count`` were counted."""
    if count < 0:
        raise ValueError(f"nothing is counted below nought: {count}")
    tail = (1 - level) / 2
    far = count + 10 * math.sqrt(count + 1) + 20
    low = solved(lambda mean: poisson_at_least(count, mean), tail, 0, count) if count else 0.0
    return Interval(low, solved(lambda mean: -poisson_at_most(count, mean), -tail, count, far))


def byar_interval(count: int, level: float = LEVEL) -> Interval:
    """Byar's approximation of the same, which costs no more for large counts than for small ones;
    from 10 on it is near, and from a thousand on the same to three figures."""
    z = z_of(level)
    low = count * _byar(count, -z) if count else 0.0
    return Interval(low, (count + 1) * _byar(count + 1, z))


def _byar(count: int, z: float) -> float:
    return (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3


def share_interval(part: int, whole: int, level: float = LEVEL) -> Interval:
    """The exact interval (Clopper-Pearson) of a share, as a fraction of 1."""
    _check_share(part, whole)
    tail = (1 - level) / 2
    low = solved(lambda chance: binomial_at_least(part, whole, chance), tail, 0, 1) if part else 0.0
    if part == whole:
        return Interval(low, 1.0)
    high = solved(lambda chance: -binomial_at_most(part, whole, chance), -tail, 0, 1)
    return Interval(low, high)


def wilson_interval(part: int, whole: int, level: float = LEVEL) -> Interval:
    """The interval to show beside a percentage, as fractions of 1."""
    _check_share(part, whole)
    z, share = z_of(level), part / whole
    centre = share + z * z / (2 * whole)
    reach = z * math.sqrt((share * (1 - share) + z * z / (4 * whole)) / whole)
    scale = 1 + z * z / whole
    return Interval(max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale))


@lru_cache(maxsize=4096)
def two_periods(
    later: int, earlier: int, later_days: float = 1, earlier_days: float = 1, level: float = LEVEL
) -> TwoPeriods:
    """The exact conditional test of two counts, each over its own number of days.

    The chance is twice that of the nearer tail, so that test and interval cannot disagree. Only
    for counts below a few hundred: larger ones vary by more than chance, and all would pass.
    """
    if min(later, earlier) < 0 or min(later_days, earlier_days) <= 0:
        raise ValueError("counts are nought or more, over some days")
    both, days = later + earlier, earlier_days / later_days
    if not both:
        return TwoPeriods(None, Interval(0.0, math.inf), 1.0, level)
    usual = later_days / (later_days + earlier_days)
    tail = min(binomial_at_most(later, both, usual), binomial_at_least(later, both, usual))
    share = share_interval(later, both, level)
    interval = Interval(_odds(share.low) * days, _odds(share.high) * days)
    ratio = later / earlier * days if earlier else None
    return TwoPeriods(ratio, interval, min(1.0, 2 * tail), level)


def counts_behind(percent: Decimal, digits: int, whole: int) -> range:
    """Which whole counts out of ``whole`` print as ``percent`` with so many decimal places.

    A half may have been rounded either way. Empty where no count does (the GRIM test).
    """
    half = Fraction(1, 2 * 10**digits)
    low = math.ceil((Fraction(percent) - half) * whole / 100)
    high = math.floor((Fraction(percent) + half) * whole / 100)
    return range(max(low, 0), min(high, whole) + 1) if whole > 0 else range(0)


def possible(percent: Decimal, digits: int, whole: int) -> bool:
    """Whether a printed percentage can be some whole count out of ``whole`` at all."""
    return bool(counts_behind(percent, digits, whole))


def _check_share(part: int, whole: int) -> None:
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} is no part of {whole}")


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf
