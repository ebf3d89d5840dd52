from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plan import Good
from bot.statistics.rules import Rule
from bot.statistics.verdicts import Assurance, Shape, Variation, assurance
from bot.statistics.xmr import Chart, Exclusion, Rebase, xmr

WHEN = date(2021, 12, 31)
STEADY = [4, 6] * 6
SERIES = st.lists(st.none() | st.integers(-30, 30), max_size=30)


def rebase(at: int) -> Rebase:
    return Rebase(at, "A. Editor", WHEN, "counting rules changed")


def exclusion(at: int) -> Exclusion:
    return Exclusion(at, "A. Editor", WHEN, "one incident with many victims")


def rules(chart: Chart) -> list[Rule | None]:
    return [point.signal and point.signal.rule for point in chart.points]


def test_a_steady_series_shows_no_unusual_variation():
    chart = xmr(STEADY, Good.DOWN)
    assert chart.variation is Variation.COMMON
    assert rules(chart) == [None] * 12


@pytest.mark.parametrize(
    ("good", "last", "seen", "shape"),
    [
        (Good.UP, 40, Variation.IMPROVING_HIGH, Shape.TRIANGLE_UP),
        (Good.UP, -40, Variation.CONCERNING_LOW, Shape.TRIANGLE_DOWN),
        (Good.DOWN, 40, Variation.CONCERNING_HIGH, Shape.TRIANGLE_UP),
        (Good.DOWN, -40, Variation.IMPROVING_LOW, Shape.TRIANGLE_DOWN),
        (Good.NEITHER, 40, Variation.NEUTRAL_HIGH, Shape.SQUARE),
        (Good.NEITHER, -40, Variation.NEUTRAL_LOW, Shape.SQUARE),
        (Good.NEITHER, 5, Variation.COMMON, Shape.CIRCLE),
    ],
)
def test_the_last_point_gives_the_verdict_in_the_direction_that_is_good(good, last, seen, shape):
    chart = xmr([*STEADY, last], good)
    assert chart.variation is seen
    assert chart.variation.shape is shape


def test_too_few_points_get_values_and_no_judgement():
    chart = xmr([1, 2, 3, 4, 5, 6, 99], Good.UP)
    assert chart.limits is None
    assert chart.variation is Variation.NOT_JUDGED
    assert chart.variation.shape is Shape.NONE
    assert [point.value for point in chart.points] == [1, 2, 3, 4, 5, 6, 99]
    assert chart.assurance(3) is None


@pytest.mark.parametrize("value", [0, 7, Decimal("0.1"), 0.1, Fraction(1, 3)])
def test_a_constant_series_has_no_signal(value):
    chart = xmr([value] * 20, Good.UP)
    assert rules(chart) == [None] * 20
    assert chart.variation is Variation.COMMON


def test_nothing_at_all_is_not_judged():
    for chart in (xmr([], Good.UP), xmr([None] * 9, Good.UP)):
        assert (chart.latest, chart.limits) == (None, None)
        assert chart.variation is Variation.NOT_JUDGED


def test_a_gap_is_no_point_and_the_verdict_is_of_the_last_known_one():
    chart = xmr([*STEADY, 40, None], Good.DOWN)
    assert chart.points[-1].variation is Variation.NOT_JUDGED
    assert chart.variation is Variation.CONCERNING_HIGH


def test_each_phase_has_its_own_limits_and_the_record_of_why():
    chart = xmr([*STEADY, *[104, 106] * 4], Good.UP, rebases=[rebase(12)])
    before, after = chart.phases
    assert (before.start, before.end, before.rebase) == (0, 12, None)
    assert (after.start, after.end, after.rebase) == (12, 20, rebase(12))
    assert before.limits
    assert before.limits.mean == 5
    assert chart.limits
    assert (chart.limits.mean, chart.limits.trial) == (105, True)
    assert rules(chart) == [None] * 20


def test_no_rule_looks_across_a_change_of_limits():
    rising = [*STEADY, 1, 2, 3, 4, 5, 6, 7, 8, 9, 5, 5, 5]
    split = xmr(rising, Good.UP, rebases=[rebase(17)])
    assert Rule.TREND in rules(xmr(rising, Good.UP))
    assert Rule.TREND not in rules(split)


def test_a_new_phase_of_few_points_has_no_limits_yet_and_the_old_one_keeps_its_own():
    chart = xmr([*STEADY, 100, 101], Good.UP, rebases=[rebase(12)])
    assert chart.limits is None
    assert chart.phases[0].limits
    assert chart.variation is Variation.NOT_JUDGED


@pytest.mark.parametrize("at", [0, -1, 12, 40])
def test_a_rebase_where_there_is_nothing_to_part_is_refused(at):
    with pytest.raises(ValueError, match=f"no point {at}"):
        xmr(STEADY, Good.UP, rebases=[rebase(at)])


def test_an_exclusion_of_no_point_is_refused():
    with pytest.raises(ValueError, match="no point 12"):
        xmr(STEADY, Good.UP, exclusions=[exclusion(12)])


@pytest.mark.parametrize(("who", "why"), [("", "a reason"), ("A. Editor", " ")])
@pytest.mark.parametrize("kind", [Rebase, Exclusion])
def test_a_decision_without_who_and_why_is_refused(kind, who, why):
    with pytest.raises(ValueError, match="who decided, and why"):
        kind(3, who, WHEN, why)


def test_an_excluded_event_is_shown_and_judged_but_the_limits_do_not_rest_on_it():
    values = [*STEADY, 47, *STEADY]
    chart = xmr(values, Good.DOWN, exclusions=[exclusion(12)])
    limits = xmr(STEADY, Good.DOWN).limits
    assert chart.limits
    assert limits
    assert (chart.limits.mean, chart.limits.upper) == (limits.mean, limits.upper)
    assert chart.limits.points == 24
    assert chart.points[12].value == 47
    assert chart.points[12].signal
    assert chart.points[12].exclusion == exclusion(12)
    included = xmr(values, Good.DOWN).limits
    assert included
    assert included.upper > chart.limits.upper


@pytest.mark.parametrize(
    ("target", "good", "seen"),
    [
        (20, Good.UP, Assurance.FAILS),
        (-20, Good.UP, Assurance.PASSES),
        (20, Good.DOWN, Assurance.PASSES),
        (-20, Good.DOWN, Assurance.FAILS),
        (5, Good.UP, Assurance.HIT_OR_MISS),
        (Decimal("10.32"), Good.UP, Assurance.HIT_OR_MISS),  # on the limit
        (Decimal("10.33"), Good.UP, Assurance.FAILS),
        (20, Good.NEITHER, None),
        (None, Good.UP, None),
    ],
)
def test_a_target_is_judged_by_the_limits_of_the_last_phase(target, good, seen):
    chart = xmr([*[90, 110] * 6, *[4, 6] * 4], good, rebases=[rebase(12)])
    assert chart.assurance(target) is seen


def test_assurance_is_told_by_shape_as_well_as_words():
    assert len({each.shape for each in Assurance}) == len(Assurance)


def test_a_target_without_limits_is_not_judged():
    assert assurance(None, Fraction(5), Good.UP) is None


def judged(chart: Chart) -> list[tuple[object, Variation]]:
    return [(point.signal, point.variation) for point in chart.points]


@given(SERIES, st.integers(-1000, 1000), st.fractions(Fraction(1, 100), 100))
def test_shifting_and_scaling_a_series_changes_no_judgement(values, shift, scale):
    moved = [None if v is None else v * scale + shift for v in values]
    assert judged(xmr(moved, Good.UP)) == judged(xmr(values, Good.UP))
    assert judged(xmr(moved, Good.UP, screen=True)) == judged(xmr(values, Good.UP, screen=True))


@given(SERIES)
def test_a_mirrored_series_is_judged_alike_when_the_good_direction_is_mirrored(values):
    there = xmr(values, Good.UP)
    back = xmr([None if v is None else -v for v in values], Good.DOWN)
    for point, other in zip(there.points, back.points, strict=True):
        assert (point.signal and (point.signal.rule, point.signal.side)) == (
            other.signal and (other.signal.rule, -other.signal.side)
        )
        assert point.variation.value.split(",")[0] == other.variation.value.split(",")[0]


@given(SERIES)
def test_screening_never_widens_the_limits_nor_moves_the_mean(values):
    plain, screened = xmr(values, Good.UP).limits, xmr(values, Good.UP, screen=True).limits
    assert (plain is None) is (screened is None)
    if plain and screened:
        assert plain.mean == screened.mean
        assert screened.upper <= plain.upper


@given(SERIES)
def test_gaps_at_either_end_change_nothing(values):
    padded = xmr([None, *values, None], Good.UP)
    assert padded.limits == xmr(values, Good.UP).limits
    assert padded.points[1:-1] == xmr(values, Good.UP).points
