from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from bot.plan import MetricKind
from bot.statistics.limits import Limits, limits_of, moving_ranges

ONE_OUTLIER = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]  # 18 points


def of(values, *, screen: bool = False) -> Limits:
    exact = [None if value is None else Fraction(value) for value in values]
    limits = limits_of(exact, screen=screen)
    assert limits
    return limits


def test_limits_worked_by_hand():
    """Eight points of mean 5 whose seven moving ranges are 2 each: 5 ± 2.66 × 2."""
    limits = of([4, 6, 4, 6, 4, 6, 4, 6])
    assert (limits.mean, limits.lower, limits.upper) == (5, Decimal("-0.32"), Decimal("10.32"))
    assert limits.near_upper - 5 == Fraction(2, 3) * Fraction("5.32")
    assert 5 - limits.near_lower == limits.near_upper - 5


def test_screening_changes_the_limits_of_a_series_with_one_outlier_as_published():
    plain, screened = of(ONE_OUTLIER), of(ONE_OUTLIER, screen=True)
    assert (round(float(plain.lower), 2), round(float(plain.upper), 2)) == (-3.06, 6.95)
    assert (round(float(screened.lower), 2), round(float(screened.upper), 2)) == (-0.72, 4.60)
    assert (plain.screened, screened.screened) == (0, 2)
    assert plain.mean == screened.mean


def test_screening_does_not_let_the_limits_collapse_onto_the_mean():
    values = [1, 1, 1, 1, 1, 1, 1, 2]
    assert of(values, screen=True) == of(values)
    assert of(values).lower < of(values).mean


def test_screening_drops_a_range_that_is_just_at_its_limit():
    """With 5 ranges of 1 and one of r, r = 3.267 × (5 + r) / 6 is at the limit exactly."""
    r = Fraction(3267, 1000) * 5 / (6 - Fraction(3267, 1000))
    values = [0, 1, 0, 1, 0, 1, 1 + r]
    below = [0, 1, 0, 1, 0, 1, 1 + r - Fraction(1, 1000)]
    assert of([None, 0, None, *values], screen=True).screened == 1
    assert of([None, 0, None, *below], screen=True).screened == 0


@pytest.mark.parametrize("screen", [True, False])
def test_a_constant_series_has_limits_on_its_mean(screen):
    limits = of([Decimal("0.1")] * 9, screen=screen)
    assert limits.lower == limits.mean == limits.upper == Fraction(1, 10)


@pytest.mark.parametrize(("points", "trial"), [(8, True), (11, True), (12, False), (13, False)])
def test_limits_are_on_trial_below_twelve_points(points, trial):
    limits = of(range(points))
    assert (limits.points, limits.trial) == (points, trial)


@pytest.mark.parametrize("points", [0, 1, 7])
def test_there_are_no_limits_below_eight_points(points):
    assert limits_of([Fraction(each) for each in range(points)]) is None


def test_no_moving_range_spans_a_gap():
    assert moving_ranges([Fraction(1), None, Fraction(9), Fraction(7), None]) == [2]
    with_gap = of([4, 6, 4, 6, None, 400, 402, 400, 402])
    assert with_gap.points == 8
    assert with_gap.upper - with_gap.mean == Fraction("2.66") * 2


def test_points_without_neighbours_have_no_limits():
    assert limits_of([Fraction(5), None] * 12) is None


@pytest.mark.parametrize(
    ("kind", "lower", "upper"),
    [
        (MetricKind.COUNT, 0, 105),
        (MetricKind.RATE, 0, 105),
        (MetricKind.DURATION, 0, 105),
        (MetricKind.PERCENT, 0, 100),
        (MetricKind.MONEY, -5, 105),
    ],
)
def test_lines_are_drawn_only_where_the_metric_can_be(kind, lower, upper):
    raw = Limits(Fraction(50), Fraction(-5), Fraction(105), Fraction(14), Fraction(86), 20)
    drawn = raw.drawn(kind)
    assert (drawn.lower, drawn.upper) == (lower, upper)
    assert (drawn.mean, drawn.near_lower, drawn.near_upper) == (50, 14, 86)
    assert raw.lower == -5


def test_a_percentage_with_its_mean_above_100_is_not_cut_off_there():
    raw = Limits(Fraction(104), Fraction(92), Fraction(116), Fraction(96), Fraction(112), 20)
    assert raw.drawn(MetricKind.PERCENT) == raw
