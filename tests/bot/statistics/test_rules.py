"""Each rule at the edge of its strictness, against limits that leave the other rules silent."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.statistics.limits import Limits
from bot.statistics.rules import Rule, Signal, signals

# a mean of 0, near limits at 6 and limits at 9, either side
LIMITS = Limits(Fraction(0), Fraction(-9), Fraction(9), Fraction(-6), Fraction(6), 20)


def marked(*values: float | None, rule: Rule) -> list[int]:
    """The places that a rule marks, each with the side it marks it for."""
    found = signals([None if v is None else Fraction(v) for v in values], LIMITS)
    return [at * each.side for at, each in enumerate(found, start=1) if each and each.rule is rule]


def test_a_point_beyond_a_limit_is_outside_and_one_on_it_is_not():
    assert marked(9, -9, rule=Rule.OUTSIDE) == []
    assert marked(9.001, 0, -9.001, rule=Rule.OUTSIDE) == [1, -3]


def test_seven_on_one_side_are_a_run_and_all_are_marked():
    assert marked(1, 2, 1, 2, 1, 2, rule=Rule.RUN) == []
    assert marked(-1, 1, 2, 1, 2, 1, 2, 1, -1, rule=Rule.RUN) == [2, 3, 4, 5, 6, 7, 8]
    assert marked(*[-1, -2] * 4, rule=Rule.RUN) == [-1, -2, -3, -4, -5, -6, -7, -8]


def test_a_point_on_the_mean_ends_a_run():
    assert marked(1, 2, 1, 0, 1, 2, 1, rule=Rule.RUN) == []
    assert marked(*[0] * 12, rule=Rule.RUN) == []


def test_six_strict_rises_are_a_trend_of_seven_points():
    assert marked(-3, -2, -1, 0, 1, 2, rule=Rule.TREND) == []
    assert marked(-3, -2, -1, 0, 1, 2, 3, rule=Rule.TREND) == [1, 2, 3, 4, 5, 6, 7]
    assert marked(3, 2, 1, 0, -1, -2, -3, -2, rule=Rule.TREND) == [-1, -2, -3, -4, -5, -6, -7]


def test_a_tie_ends_a_trend():
    assert marked(-3, -2, -1, -1, 0, 1, 2, 3, rule=Rule.TREND) == []


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ((7, 7, 1), [1, 2]),
        ((7, 1, 7), [1, 3]),
        ((1, 7, 7), [2, 3]),
        ((7, 7, 7), [1, 2, 3]),
        ((-7, -1, -7), [-1, -3]),
        ((9, 9, 1), [1, 2]),  # on the limit is near it, not beyond it
        ((6, 6, 1), []),  # on the near limit is not yet near
        ((7, 7, 0), []),  # all three lie on one side, and the mean is on neither
        ((7, 7, -1), []),
        ((7, -7, 1), []),
        ((7, 10, 1), []),  # beyond the limit does not count as near
        ((7, 10, 7), [1, 3]),  # but it is on the same side
        ((7, 7), []),  # there must be three
        ((7, 1, 1, 7), []),
    ],
)
def test_two_of_three_near_a_limit_are_marked_and_the_third_is_not(values, places):
    assert marked(*values, rule=Rule.TWO_OF_THREE) == places


def test_outside_outranks_trend_outranks_two_of_three_outranks_run():
    rising = [1, 2, 3, 4, 7, 8, 10, 1, 7, 7]
    assert [each and each.rule for each in signals([Fraction(v) for v in rising], LIMITS)] == [
        *[Rule.TREND] * 6,
        Rule.OUTSIDE,
        Rule.RUN,
        Rule.TWO_OF_THREE,
        Rule.TWO_OF_THREE,
    ]


def test_a_trend_tells_its_own_direction_whichever_side_of_the_mean_it_is():
    falling = [Fraction(v) for v in (5, 4, 3, 2, 1.5, 1, 0.5)]
    assert signals(falling, LIMITS) == [Signal(Rule.TREND, -1)] * 7


@pytest.mark.parametrize("rule", [Rule.RUN, Rule.TREND])
def test_no_rule_looks_across_a_gap(rule):
    assert marked(1, 2, 3, None, 4, 5, 5.5, 5.8, rule=rule) == []


def test_two_of_three_does_not_look_across_a_gap():
    assert marked(7, None, 7, rule=Rule.TWO_OF_THREE) == []
