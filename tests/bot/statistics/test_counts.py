from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.counts import (
    byar_interval,
    counts_behind,
    poisson_interval,
    possible,
    share_interval,
    two_periods,
    wilson_interval,
)
from bot.wording import rounded


@pytest.mark.parametrize(
    ("count", "low", "high", "digits"),
    [
        (0, 0, 3.6889, 4),  # minus the logarithm of 0.025
        (1, 0.0253, 5.5716, 4),  # PHEindicatormethods
        (10, 4.7954, 18.3904, 4),  # the usual printed tables of exact limits
        (20, 12.2165, 30.8884, 4),
        (24, 15.4, 35.7, 1),  # the year's homicides
    ],
)
def test_an_exact_interval_is_as_published(count, low, high, digits):
    interval = poisson_interval(count)
    assert round(interval.low, digits) == low
    assert round(interval.high, digits) == high


def test_byars_interval_is_as_public_health_tools_print_it_and_near_the_exact_one():
    exact, byar = poisson_interval(20), byar_interval(20)
    assert (round(byar.low, 4), round(byar.high, 4)) == (12.2114, 30.8899)  # PHEindicatormethods
    assert exact.low == pytest.approx(byar.low, abs=0.01)
    assert exact.high == pytest.approx(byar.high, abs=0.01)


@pytest.mark.parametrize("count", [1000, 5000])
def test_byars_interval_of_a_large_count_is_the_exact_one_to_three_figures(count):
    exact, byar = poisson_interval(count), byar_interval(count)
    assert byar.low == pytest.approx(exact.low, rel=1e-5)
    assert byar.high == pytest.approx(exact.high, rel=1e-5)


def test_byars_interval_of_none_begins_at_nought():
    assert byar_interval(0).low == 0


def test_an_interval_of_a_large_count_is_near_the_normal_one():
    interval = poisson_interval(40_000)
    assert interval.low == pytest.approx(40_000 - 1.96 * 200, abs=2)
    assert interval.high == pytest.approx(40_000 + 1.96 * 200, abs=3)


def test_nothing_is_counted_below_nought():
    with pytest.raises(ValueError, match="-1"):
        poisson_interval(-1)


@given(st.integers(0, 400))
def test_a_count_lies_in_its_interval_and_a_stricter_one_is_wider(count):
    usual, strict = poisson_interval(count), poisson_interval(count, 0.998)
    assert usual.holds(count)
    assert strict.low <= usual.low
    assert strict.high > usual.high


@pytest.mark.parametrize(
    ("later", "earlier", "ratio", "low", "high", "p"),
    [(17, 10, 1.70, 0.74, 4.15, 0.25), (211, 173, 1.22, 0.99, 1.50, 0.059)],
)
def test_two_periods_of_road_casualties_are_as_published(later, earlier, ratio, low, high, p):
    test = two_periods(later, earlier)
    assert round(test.ratio, 2) == ratio
    assert round(test.interval.low, 2) == low
    assert round(test.interval.high, 2) == high
    assert round(test.p, 3 if p < 0.1 else 2) == p
    assert not test.passes


def test_six_against_none_is_as_the_toss_of_a_coin_says():
    test = two_periods(6, 0)
    assert test.p == pytest.approx(2 / 2**6)
    assert test.passes
    assert test.ratio is None
    assert test.interval.high == math.inf


def test_none_against_none_says_nothing():
    test = two_periods(0, 0)
    assert (test.p, test.passes) == (1, False)
    assert test.interval.holds(1)


def test_a_longer_quarter_explains_a_proportionate_difference():
    assert two_periods(184, 90, 92, 45).ratio == pytest.approx(1)
    assert two_periods(184, 90, 92, 45).p > 0.9
    assert two_periods(184, 90).passes


@pytest.mark.parametrize("days", [(0, 90), (90, -1)])
def test_a_period_without_days_is_refused(days):
    with pytest.raises(ValueError, match="days"):
        two_periods(5, 5, *days)


@given(st.integers(0, 299), st.integers(0, 299), st.sampled_from([(90, 91), (92, 92), (1, 3)]))
def test_the_test_passes_just_where_the_interval_leaves_out_one(later, earlier, days):
    test = two_periods(later, earlier, *days)
    assert test.passes is not test.interval.holds(1)


@given(st.integers(0, 299), st.integers(0, 299))
def test_the_order_of_the_periods_does_not_matter_to_the_chance(one, other):
    there, back = two_periods(one, other), two_periods(other, one)
    assert there.p == pytest.approx(back.p)
    if one and other:
        assert there.interval.low == pytest.approx(1 / back.interval.high)


def test_a_share_of_15_in_24_is_as_published():
    interval = wilson_interval(15, 24)
    assert (round(interval.low, 2), round(interval.high, 2)) == (0.43, 0.79)


@pytest.mark.parametrize(("part", "whole"), [(0, 5), (5, 5), (1, 1), (0, 100)])
def test_a_share_at_either_end_keeps_an_interval_within_bounds(part, whole):
    for interval in (wilson_interval(part, whole), share_interval(part, whole)):
        assert 0 <= interval.low < interval.high <= 1
        assert interval.low <= part / whole + 1e-12
        assert interval.high >= part / whole - 1e-12


def test_none_in_five_has_the_exact_upper_end_that_a_hand_can_work_out():
    assert share_interval(0, 5).high == pytest.approx(1 - 0.025 ** (1 / 5))


@pytest.mark.parametrize(("part", "whole"), [(6, 5), (-1, 5), (0, 0)])
def test_what_is_no_part_has_no_interval(part, whole):
    with pytest.raises(ValueError, match=f"{part} is no part of {whole}"):
        wilson_interval(part, whole)


@pytest.mark.parametrize(
    ("percent", "digits", "whole", "counts"),
    [
        ("54.1", 1, 2921, [1579, 1580, 1581]),
        ("62.5", 1, 24, [15]),
        ("62", 0, 24, [15]),  # a half may be rounded to even
        ("63", 0, 24, [15]),
        ("61", 0, 24, []),  # 14 in 24 is 58, 15 in 24 is 62.5
        ("33", 0, 5, []),
        ("12.5", 1, 8, [1]),
        ("12", 0, 8, [1]),
        ("13", 0, 8, [1]),
        ("0", 0, 7, [0]),
        ("100", 0, 7, [7]),
        ("101", 0, 7, []),
        ("50", 0, 0, []),
    ],
)
def test_a_printed_percentage_is_some_whole_count_or_it_is_impossible(
    percent, digits, whole, counts
):
    assert list(counts_behind(Decimal(percent), digits, whole)) == counts
    assert possible(Decimal(percent), digits, whole) is bool(counts)


@given(st.integers(1, 3000), st.data(), st.integers(0, 2))
def test_what_was_printed_from_a_count_is_always_possible(whole, data, digits):
    part = data.draw(st.integers(0, whole))
    exact = Fraction(100 * part, whole)
    printed = rounded(Decimal(exact.numerator) / exact.denominator, digits)
    assert part in counts_behind(printed, digits, whole)
