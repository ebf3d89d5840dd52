from __future__ import annotations

import pytest

from bot.statistics.groups import Population, Tally
from bot.statistics.ranks import by_share, by_survey, rank_interval, rank_of_rates


def group(*counts: int, people: int = 1_000_000) -> list[Tally]:
    return [
        Tally(name, count, Population(people, 2019))
        for name, count in zip("ABCDEFGH", counts, strict=False)
    ]


def test_far_apart_forces_keep_their_ranks():
    ranks = rank_of_rates("C", group(1000, 2000, 3000, 4000), lowest_is_best=True)
    assert (ranks.rank, ranks.low, ranks.high) == (3, 3, 3)
    assert ranks.chance_of(2) == 0
    assert ranks.chance_of(3) == 1


def test_where_high_is_best_the_highest_is_first():
    ranks = rank_of_rates("D", group(1000, 2000, 3000, 4000), lowest_is_best=False)
    assert (ranks.rank, ranks.low, ranks.high) == (1, 1, 1)


def test_forces_alike_may_hold_any_rank():
    ranks = rank_of_rates("A", group(*[20] * 8), lowest_is_best=True)
    assert (ranks.rank, ranks.low, ranks.high) == (1, 1, 8)
    assert ranks.chances == pytest.approx([1 / 8] * 8, abs=0.02)


def test_the_same_figures_always_give_the_same_answer_in_whatever_order_they_come():
    forces = group(8, 9, 10, 24, 14, 17, 15, 16)
    there = rank_of_rates("D", forces, lowest_is_best=True)
    assert rank_of_rates("D", forces[::-1], lowest_is_best=True) == there
    assert sum(there.chances) == pytest.approx(1)


def test_equal_counts_rank_the_larger_force_better_where_few_are_good():
    small, large = group(5000)[0], Tally("L", 5000, Population(2_000_000, 2019))
    assert rank_of_rates("L", [small, large], lowest_is_best=True).high == 1


def test_shares_are_drawn_from_their_part_and_whole():
    draws = {"A": by_share(15, 24), "B": by_share(150, 240), "C": by_share(2, 24)}
    ranks = rank_interval(
        "A", {"A": 15 / 24, "B": 150 / 240, "C": 2 / 24}, draws, lowest_is_best=False
    )
    assert (ranks.rank, ranks.low, ranks.high) == (1, 1, 2)
    assert ranks.chance_of(1) == pytest.approx(0.5, abs=0.03)


def test_surveys_are_drawn_from_their_standard_error():
    """Two points apart, two points' standard error each: the second leads with chance 0.24."""
    draws = {"A": by_survey(60, 2), "B": by_survey(58, 2)}
    ranks = rank_interval("B", {"A": 60, "B": 58}, draws, lowest_is_best=False)
    assert ranks.rank == 2
    assert ranks.chance_of(1) == pytest.approx(0.24, abs=0.02)
