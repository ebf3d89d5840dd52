"""Worked examples that others published, each with where it stands.

What is printed in a book is compared with the digits of the book; where the book rounded on the
way, its own numbers stand beside ours.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.plan import Good
from bot.statistics.chances import binomial_at_least
from bot.statistics.counts import (
    byar_interval,
    poisson_interval,
    share_interval,
    wilson_interval,
)
from bot.statistics.groups import FAR, binomial_funnel
from bot.statistics.limits import limits_of, moving_ranges
from bot.statistics.rules import Rule
from bot.statistics.xmr import xmr

# D. J. Wheeler, Making Sense of Data (SPC Press, 2003), p. 382: data for verifying software.
VERIFYING = (
    *(5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285),
    *(3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200),
)
# The same, p. 130, figure 9.9: peak flow rates of 18 mornings.
PEAK_FLOW = (
    *(120, 140, 100, 150, 260, 150, 100, 120, 300),
    *(300, 275, 300, 140, 170, 150, 150, 190, 180),
)
# The same, table 9.1: accident rates of two years, each against the limits of the other.
ACCIDENTS_A = (43, 40, 37, 33, 30, 33, 34, 35, 29, 33, 31, 39)
ACCIDENTS_B = (35, 37, 33, 32, 27, 29, 31, 22, 25, 30, 24, 19)


def limits(values):
    found = limits_of([Fraction(each) for each in values])
    assert found
    return found


def test_wheeler_s_data_for_verifying_software_give_his_averages_and_limits():
    of = limits(VERIFYING)
    assert moving_ranges([Fraction(each) for each in VERIFYING]) == [
        *(695, 0, 375, 315, 140, 55, 200, 305),
        *(55, 280, 115, 460, 385, 222, 1737),
    ]
    assert float(of.mean) == 4135.50
    assert round(float(of.lower), 2) == 3188.72
    assert round(float(of.upper), 2) == 5082.28
    assert xmr(VERIFYING, Good.DOWN).points[-1].signal.rule is Rule.OUTSIDE


def test_wheeler_s_peak_flow_rates_have_his_limits_but_for_his_rounding():
    of = limits(PEAK_FLOW)
    assert round(float(of.mean), 1) == 183.1
    assert round(float(of.upper), 1) == pytest.approx(322.5, abs=0.25)  # 322.3 from exact ranges
    assert round(float(of.lower), 1) == pytest.approx(43.7, abs=0.15)  # 43.8 from exact ranges


@pytest.mark.parametrize(
    ("values", "lower", "upper"), [(ACCIDENTS_A, 25.6, 43.9), (ACCIDENTS_B, 18.0, 39.3)]
)
def test_wheeler_s_accident_rates_have_his_limits(values, lower, upper):
    of = limits(values)
    assert round(float(of.lower), 1) == pytest.approx(lower, abs=0.15)
    assert round(float(of.upper), 1) == pytest.approx(upper, abs=0.15)


def marked(values, rule):
    """Which points bear the label, whatever their side; values are far from any limit."""
    found = xmr([*values], Good.NEITHER).points
    return [at for at, each in enumerate(found) if each.signal and each.signal.rule is rule]


def test_the_nhs_package_s_trend_of_seven_points_is_ours_and_six_or_a_tie_is_none():
    """NHSRplotthedots, tests of ptd_seven_point_trend: 1 to 7, 1 to 6, and 1 to 6 with 3 twice."""
    level = [Fraction(each) for each in (900, 1100, 950, 1050) * 3]
    rising = [Fraction(1000 + each) for each in range(1, 8)]
    assert marked([*level, 2000, *rising], Rule.TREND)[-1] == 19
    tie = [1001, 1002, 1003, 1003, 1004, 1005, 1006]
    assert 19 not in marked([*level, 2000, *tie], Rule.TREND)


# FunnelPlotR 0.6.0, tests of its Poisson limits for 15, 20 and 30 expected: the chi-squared form of
# D. J. Spiegelhalter, Statistics in Medicine 2005; 24: 1185-1202, which is the exact interval.
@pytest.mark.parametrize(
    ("expected", "low", "high", "far_low", "far_high"),
    [
        (15, 0.5596924, 1.649348, 0.3862650, 2.082907),
        (20, 0.6108260, 1.544419, 0.4479107, 1.902094),
        (30, 0.6746958, 1.427562, 0.5289724, 1.702771),
    ],
)
def test_the_exact_limits_are_those_of_the_funnel_package(expected, low, high, far_low, far_high):
    usual, far = poisson_interval(expected), poisson_interval(expected, FAR)
    assert usual.low / expected == pytest.approx(low, abs=5e-7)
    assert usual.high / expected == pytest.approx(high, abs=5e-6)
    assert far.low / expected == pytest.approx(far_low, abs=5e-7)
    assert far.high / expected == pytest.approx(far_high, abs=5e-6)


BRISTOL = (41, 143)  # deaths of children under 1 in open operations, hospital episodes 1991 to 1995


def test_bristol_s_mortality_has_the_interval_that_the_bmj_printed():
    """Aylin, Bottle, Jarman and Elliott, BMJ 2004; 329: 825: 29%, 21% to 37%."""
    found = share_interval(*BRISTOL)
    assert round(41 / 143, 2) == 0.29
    assert (round(found.low, 2), round(found.high, 2)) == (0.21, 0.37)


def test_bristol_is_far_outside_the_funnel_of_all_centres():
    """The same article: all centres together had 12%. The funnel is that of Spiegelhalter's letter
    on such charts, Quality and Safety in Health Care 2002; 11: 390."""
    deaths, operations = BRISTOL
    far = binomial_funnel(Fraction(12, 100), operations, FAR)
    assert deaths / operations > far.high
    assert binomial_at_least(deaths, operations, 0.12) < 1e-6


@pytest.mark.parametrize("count", range(10, 60, 7))
def test_byars_method_is_as_near_the_exact_one_as_public_health_england_says(count):
    """Public Health Data Science, Technical Guide: Confidence Intervals (2018): within 0.2% of the
    exact value from 10 on."""
    exact, byar = poisson_interval(count), byar_interval(count)
    assert byar.low == pytest.approx(exact.low, rel=0.002)
    assert byar.high == pytest.approx(exact.high, rel=0.002)


# R. G. Newcombe, Statistics in Medicine 1998; 17: 857-872, table I: Wilson's score interval.
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_s_intervals_are_those_of_newcombe_s_table(part, whole, low, high):
    found = wilson_interval(part, whole)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
