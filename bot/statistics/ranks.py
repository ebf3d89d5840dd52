"""How sure a rank is: the same figures drawn again many times, and ranked each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from bot.statistics.groups import Tally

DRAWS = 10_000
SEED = 1996  # any will do, so long as it stays: the same figures must give the same answer

Draw = Callable[[Random], float]


@dataclass(frozen=True)
class RankInterval:
    """Ranks are counted from the best end. ``chances`` holds how often each came up, rank 1
    first."""

    rank: int
    low: int
    high: int
    chances: tuple[float, ...]

    def chance_of(self, rank: int) -> float:
        """How likely this rank or a better one is."""
        return sum(self.chances[:rank])


def by_count(tally: Tally) -> Draw:
    """Draw the rate that may lie behind a count."""
    return lambda random: random.gammavariate(tally.count + 0.5, 1) / tally.population.people


def by_share(part: int, whole: int) -> Draw:
    """Draw the share that may lie behind a part of a whole."""
    return lambda random: random.betavariate(part + 0.5, whole - part + 0.5)


def by_survey(value: float, standard_error: float) -> Draw:
    """Draw what a survey may have found with other people asked."""
    return lambda random: random.gauss(value, standard_error)


def rank_interval(
    own: str,
    measured: Mapping[str, float],
    draws: Mapping[str, Draw],
    *,
    lowest_is_best: bool,
    times: int = DRAWS,
) -> RankInterval:
    """The rank of ``own``, and where 95 in 100 of the draws put it."""
    random = Random(SEED)  # noqa: S311 - no secret is drawn
    others = [name for name in sorted(draws) if name != own]
    sign = 1 if lowest_is_best else -1
    tally = [0] * len(draws)
    for _ in range(times):
        mark = draws[own](random) * sign
        tally[sum(draws[name](random) * sign < mark for name in others)] += 1
    better = sum(measured[name] * sign < measured[own] * sign for name in others)
    return RankInterval(
        rank=better + 1,
        low=_reached(tally, 0.025 * times),
        high=_reached(tally, 0.975 * times),
        chances=tuple(each / times for each in tally),
    )


def rank_of_rates(own: str, group: list[Tally], *, lowest_is_best: bool) -> RankInterval:
    """The rank of a force by the rates of its group."""
    return rank_interval(
        own,
        {t.name: float(t.rate) for t in group},
        {t.name: by_count(t) for t in group},
        lowest_is_best=lowest_is_best,
    )


def _reached(tally: list[int], wanted: float) -> int:
    """The first rank by which so many of the draws are counted."""
    total = 0
    for rank, count in enumerate(tally, start=1):
        total += count
        if total >= wanted:
            return rank
    return len(tally)
