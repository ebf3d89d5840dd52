"""How likely a count is: tails of the Poisson and binomial distributions, and their inverses."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

_NEGLIGIBLE = 1e-17  # of what is summed so far: below the precision of a float


def z_of(level: float) -> float:
    """How many standard deviations hold this much in the middle: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def poisson_at_most(count: int, mean: float) -> float:
    """The chance of ``count`` or fewer where ``mean`` are expected."""
    if count < 0:
        return 0.0
    if count >= mean:
        return 1 - poisson_at_least(count + 1, mean)
    return _summed(_poisson(count, mean), lambda step: (count - step + 1) / mean, count)


def poisson_at_least(count: int, mean: float) -> float:
    """The chance of ``count`` or more where ``mean`` are expected."""
    if count <= mean:
        return 1 - poisson_at_most(count - 1, mean)
    return _summed(_poisson(count, mean), lambda step: mean / (count + step))


def binomial_at_most(count: int, trials: int, chance: float) -> float:
    """The chance of ``count`` or fewer successes in so many trials."""
    if count >= trials:
        return 1.0
    return binomial_at_least(trials - count, trials, 1 - chance)


def binomial_at_least(count: int, trials: int, chance: float) -> float:
    """The chance of ``count`` or more successes in so many trials."""
    if count <= 0:
        return 1.0
    if chance <= 0 or chance >= 1 or count > trials:
        return float(chance >= 1 and count <= trials)
    if count <= trials * chance:
        return 1 - binomial_at_least(trials - count + 1, trials, 1 - chance)
    odds = chance / (1 - chance)
    return _summed(
        _binomial(count, trials, chance),
        lambda step: (trials - count - step + 1) / (count + step) * odds,
        trials - count,
    )


def solved(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Where between ``low`` and ``high`` a rising function reaches a value, to a float's width."""
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return middle
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle


def _summed(first: float, ratio: Callable[[int], float], steps: int | None = None) -> float:
    """A tail summed outward from its edge, each term from the one before it."""
    total, term, step = first, first, 0
    while term > total * _NEGLIGIBLE and step != steps:
        step += 1
        term *= ratio(step)
        total += term
    return total


def _poisson(count: int, mean: float) -> float:
    if not mean:
        return float(count == 0)
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def _binomial(count: int, trials: int, chance: float) -> float:
    ways = math.lgamma(trials + 1) - math.lgamma(count + 1) - math.lgamma(trials - count + 1)
    rest = trials - count
    return math.exp(ways + count * math.log(chance) + rest * math.log1p(-chance))
