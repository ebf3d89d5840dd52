from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.chances import poisson_at_most
from bot.statistics.counts import poisson_interval
from bot.statistics.groups import (
    FAR,
    Dispersion,
    Population,
    Tally,
    binomial_funnel,
    dispersed_funnel,
    dispersion_of,
    gap_to_average,
    gap_to_position,
    gap_to_top_quartile,
    mean_rate,
    poisson_funnel,
    pooled_rate,
    quantile,
)


def tally(count: int, people: int = 1000, name: str = "A") -> Tally:
    return Tally(name, count, Population(people, 2019))


EIGHT = [tally(count, name=f"Force {count}") for count in (10, 20, 30, 40, 50, 60, 70, 80)]


def test_a_rate_is_per_1000_people_and_names_the_year_of_the_population():
    homicides = tally(24, 1_846_655)
    assert round(float(homicides.rate), 3) == 0.013
    assert homicides.population.year == 2019


def test_the_pooled_rate_weighs_forces_by_their_people_and_the_mean_does_not():
    group = [tally(10, 1000), tally(10, 3000)]
    assert pooled_rate(group) == 5
    assert mean_rate(group) == Fraction(20, 3)


@pytest.mark.parametrize(
    ("share", "value"), [(Fraction(1, 4), Fraction("27.5")), (Fraction(3, 4), Fraction("62.5"))]
)
def test_a_quartile_of_eight_is_at_position_2_75_as_a_spreadsheet_has_it(share, value):
    assert quantile([t.rate for t in EIGHT], share) == value


def test_gaps_are_told_as_a_rate_and_as_a_count():
    own = tally(70, 1000)
    big = Tally("Big", 140, Population(2000, 2019))
    assert gap_to_average(own, EIGHT).count == -25
    assert gap_to_average(big, EIGHT).rate == -25
    assert gap_to_average(big, EIGHT).count == -50
    assert gap_to_top_quartile(own, EIGHT, lowest_is_best=True).count == Fraction("-42.5")
    assert gap_to_top_quartile(own, EIGHT, lowest_is_best=False).count == Fraction("-7.5")


@pytest.mark.parametrize(
    ("rank", "lowest_is_best", "count"), [(1, True, -60), (4, True, -30), (1, False, 10)]
)
def test_the_gap_to_the_position_aimed_at_is_to_the_force_that_holds_it(
    rank, lowest_is_best, count
):
    assert gap_to_position(tally(70), EIGHT, rank, lowest_is_best=lowest_is_best).count == count


@pytest.mark.parametrize("rank", [0, 9])
def test_a_rank_outside_the_group_is_refused(rank):
    with pytest.raises(ValueError, match=f"no rank {rank}"):
        gap_to_position(tally(70), EIGHT, rank, lowest_is_best=True)


def test_a_poisson_limit_lies_between_the_counts_on_either_side_of_its_chance():
    """Ten expected: 0.975 lies between F(16) = 0.9730 and F(17) = 0.9857."""
    limits = poisson_funnel(Fraction(10), 1000)
    above, below = poisson_at_most(17, 10), poisson_at_most(16, 10)
    assert limits.high == pytest.approx(17 - (above - 0.975) / (above - below))
    assert 16 < limits.high < 17
    assert 3 < limits.low < 4


def test_a_funnel_does_not_go_below_nought():
    assert poisson_funnel(Fraction(1), 1000).low == 0
    assert binomial_funnel(Fraction(1, 20), 10).low == 0


def test_a_funnel_of_shares_does_not_go_above_all():
    assert binomial_funnel(Fraction(19, 20), 10).high <= 1
    assert binomial_funnel(Fraction(1), 10).high == 1


@pytest.mark.parametrize("people", [1, 1000])
def test_where_none_are_expected_a_single_one_is_outside(people):
    limits = poisson_funnel(Fraction(0), people)
    assert (limits.low, limits.high) == (0, 0)
    assert binomial_funnel(Fraction(0), 10).high == 0


def test_where_hardly_any_are_expected_the_limits_still_hold_that():
    limits = poisson_funnel(Fraction(1, 100), 1000)
    assert limits.holds(0.01)
    assert limits.holds(0)
    assert not limits.holds(1)


def test_a_funnel_of_shares_is_near_the_normal_one_for_many_trials():
    limits = binomial_funnel(Fraction(1, 2), 10_000)
    assert limits.low == pytest.approx(0.5 - 1.96 * 0.005, abs=2e-4)
    assert limits.high == pytest.approx(0.5 + 1.96 * 0.005, abs=2e-4)


@given(st.integers(1, 400), st.integers(1, 60))
def test_a_funnel_holds_its_target_and_narrows_with_people(expected, times):
    target = Fraction(expected)
    small, large = poisson_funnel(target, 1000), poisson_funnel(target, 1000 * (times + 1))
    assert small.low < expected < small.high
    assert large.high - large.low < small.high - small.low
    assert poisson_funnel(target, 1000, FAR).high > small.high


@given(st.integers(5, 400))
def test_limits_about_a_count_agree_with_its_interval_within_a_few_counts(expected):
    limits, interval = poisson_funnel(Fraction(expected), 1000), poisson_interval(expected)
    assert limits.high == pytest.approx(interval.high, abs=4)
    assert limits.low == pytest.approx(interval.low, abs=4)


def test_forces_alike_are_not_dispersed():
    group = [tally(100), tally(101), tally(99), tally(100)]
    dispersion = dispersion_of(group)
    assert dispersion.phi < 1
    assert dispersion.tau2 == 0


def test_without_dispersion_the_limits_are_those_of_chance_on_the_logarithm():
    limits = dispersed_funnel(Fraction(100), 1000, Dispersion(1, 0))
    assert limits.high == pytest.approx(100 * 2.718281828 ** (1.959964 / 10))
    assert limits.low * limits.high == pytest.approx(100 * 100)


def test_dispersed_limits_are_wider_and_hold_most_of_the_group():
    group = [tally(each) for each in (1000, 1300, 900, 1500, 1100, 800, 1250, 1050)]
    dispersion, target = dispersion_of(group), pooled_rate(group)
    wide, narrow = dispersed_funnel(target, 1000, dispersion), poisson_funnel(target, 1000)
    assert dispersion.phi > 10
    assert sum(narrow.holds(t.count) for t in group) < 4
    assert sum(wide.holds(t.count) for t in group) >= 7


def test_a_force_without_any_is_no_case_for_over_dispersed_limits():
    with pytest.raises(ValueError, match="Poisson"):
        dispersion_of([tally(0), tally(5)])
