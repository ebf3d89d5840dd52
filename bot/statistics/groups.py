"""A force among others: rates, what their differences may come from, and gaps to close.

Pure Poisson limits are for low counts. Where volumes are large, forces differ by more than chance
and each would be outside: use the over-dispersed limits there, and call them wide for a group of 8.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.statistics.chances import binomial_at_most, poisson_at_most, z_of
from bot.statistics.counts import Interval

USUAL, FAR = 0.95, 0.998  # the two levels of a funnel
PER = 1000


@dataclass(frozen=True)
class Population:
    """People, and the year of the mid-year estimate, which is told with every rate."""

    people: int
    year: int


@dataclass(frozen=True)
class Tally:
    """How many were counted in one force or LPA, over the same days for each of a group."""

    name: str
    count: int
    population: Population

    @property
    def rate(self) -> Fraction:
        """Per 1,000 people."""
        return Fraction(self.count * PER, self.population.people)


@dataclass(frozen=True)
class Gap:
    """How far a force is from a point of comparison, as a count: below zero, fewer are needed
    to be level with it."""

    rate: Fraction
    count: Fraction


def pooled_rate(group: Sequence[Tally]) -> Fraction:
    """The rate of the whole group as one, per 1,000: the target line of a funnel."""
    return Fraction(sum(t.count for t in group) * PER, sum(t.population.people for t in group))


def mean_rate(group: Sequence[Tally]) -> Fraction:
    """The mean of the rates, each force alike: the group's average."""
    return sum((t.rate for t in group), Fraction(0)) / len(group)


def gap_to_average(own: Tally, group: Sequence[Tally]) -> Gap:
    """To the mean of the group's rates, of which the own is one."""
    return _gap(own, mean_rate(group))


def gap_to_top_quartile(own: Tally, group: Sequence[Tally], *, lowest_is_best: bool) -> Gap:
    """To the best quarter of the group, as a spreadsheet's QUARTILE.INC has it."""
    share = Fraction(1, 4) if lowest_is_best else Fraction(3, 4)
    return _gap(own, quantile([t.rate for t in group], share))


def gap_to_position(own: Tally, group: Sequence[Tally], rank: int, *, lowest_is_best: bool) -> Gap:
    """To the force that holds the rank aimed at, counted from the best end."""
    if not 1 <= rank <= len(group):
        raise ValueError(f"a group of {len(group)} has no rank {rank}")
    rates = sorted((t.rate for t in group), reverse=not lowest_is_best)
    return _gap(own, rates[rank - 1])


def quantile(values: Sequence[Fraction], share: Fraction) -> Fraction:
    """By straight lines between the sorted values, both ends included (QUARTILE.INC)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def poisson_funnel(target: Fraction, people: int, level: float = USUAL) -> Interval:
    """Where a force's rate per 1,000 may be by chance alone, where ``target`` is the group's."""
    expected = float(target * people / PER)
    counts = _limits(lambda count: poisson_at_most(count, expected), expected, level)
    return Interval(counts.low * PER / people, counts.high * PER / people)


def binomial_funnel(share: Fraction, trials: int, level: float = USUAL) -> Interval:
    """Where a share (of offences solved, say) may be by chance alone, as a fraction of 1."""
    usual = float(share)
    counts = _limits(lambda count: binomial_at_most(count, trials, usual), trials * usual, level)
    return Interval(counts.low / trials, counts.high / trials)


@dataclass(frozen=True)
class Dispersion:
    """How much forces differ beyond chance: ``phi`` is near 1 where they do not, and ``tau2`` is
    the variance between them, on the logarithm of observed to expected."""

    phi: float
    tau2: float


def dispersion_of(group: Sequence[Tally]) -> Dispersion:
    """Measured on the group itself, its outermost tenths drawn in. Needs a count in each force."""
    if any(t.count <= 0 for t in group):
        raise ValueError("a force without any has no logarithm: use the Poisson limits")
    expected = [_expected(t, pooled_rate(group)) for t in group]
    scores = [math.log(t.count / e) * math.sqrt(e) for t, e in zip(group, expected, strict=True)]
    phi = sum(z * z for z in _winsorised(scores)) / len(scores)
    excess = len(scores) * phi - (len(scores) - 1)
    weight = sum(expected) - sum(e * e for e in expected) / sum(expected)
    return Dispersion(phi, max(0.0, excess / weight) if weight else 0.0)


def dispersed_funnel(
    target: Fraction, people: int, dispersion: Dispersion, level: float = USUAL
) -> Interval:
    """Where a force's rate per 1,000 may be, given how much the forces of the group differ."""
    expected = float(target * people / PER)
    reach = math.exp(z_of(level) * math.sqrt(1 / expected + dispersion.tau2))
    return Interval(float(target) / reach, float(target) * reach)


def _gap(own: Tally, rate: Fraction) -> Gap:
    return Gap(rate - own.rate, (rate - own.rate) * own.population.people / PER)


def _expected(tally: Tally, target: Fraction) -> float:
    return float(target * tally.population.people / PER)


def _winsorised(scores: Sequence[float]) -> list[float]:
    exact = [Fraction(score) for score in scores]
    low, high = (float(quantile(exact, Fraction(tenths, 10))) for tenths in (1, 9))
    return [min(max(score, low), high) for score in scores]


def _limits(at_most: Callable[[int], float], expected: float, level: float) -> Interval:
    """The counts that cut off both tails; never narrower than what is expected itself."""
    tail = (1 - level) / 2
    low, high = (_crossing(at_most, chance, expected) for chance in (tail, 1 - tail))
    return Interval(max(0.0, min(low, expected)), max(high, expected))


def _crossing(at_most: Callable[[int], float], chance: float, near: float) -> float:
    """The count at which a distribution reaches a chance, between whole counts by a straight
    line, so that limits do not jump from one population to the next."""
    low, high = -1, math.ceil(near + 10 * math.sqrt(near + 1) + 20)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if at_most(middle) >= chance else (middle, high)
    reached, before = at_most(high), at_most(high - 1)
    return high - (reached - chance) / (reached - before)
