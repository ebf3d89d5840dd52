from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.readings import reading_of
from bot.analysis.small_counts import intervals_of, small_findings
from bot.finding import Reading
from bot.plan import Good, MetricKind
from bot.signal import Direction, Strength
from bot.statistics.counts import two_periods
from tests.bot.analysis.made import Q3, figure, metric, plan

DEATHS = replace(metric(name="Deaths on the road", unit="deaths"), good=Good.DOWN)
NOW, BEFORE, YEAR = "2021/22-Q3", "2021/22-Q2", "2020/21-Q3"


def read(*figures, of=DEATHS) -> Reading:
    house = plan(of)
    return reading_of(house, of, house.force_area, figures, Q3)


def test_each_small_count_has_what_may_lie_behind_it():
    found = intervals_of(read(figure(YEAR, 10), figure(NOW, 17)))
    assert [(str(each.low), str(each.high)) for each in found] == [
        ("4.8", "18.4"),
        ("9.9", "27.2"),
    ]


def test_no_more_counts_than_a_picture_has_room_for_and_the_newest():
    figures = [figure(Q3.shifted(-at).key, at) for at in range(20)]
    assert [each.figure.value for each in intervals_of(read(*figures))] == list(range(8))[::-1]


@pytest.mark.parametrize(
    "of",
    [
        metric(stock=True),
        metric(kind=MetricKind.RATE, unit="a head"),
        metric(kind=MetricKind.PERCENT, unit="%"),
    ],
)
def test_what_is_no_count_of_events_has_no_interval_and_no_test(of):
    it = read(figure(YEAR, 10), figure(NOW, 17), of=of)
    assert (intervals_of(it), small_findings(it)) == ((), ())


@pytest.mark.parametrize("value", [300, "12.5"])
def test_a_figure_that_is_not_small_or_not_whole_is_not_tested(value):
    it = read(figure(YEAR, 10), figure(NOW, value))
    assert (intervals_of(it), small_findings(it)) == ((), ())


def test_both_comparisons_are_tested_last_year_first():
    year, before = small_findings(read(figure(YEAR, 10), figure(BEFORE, 2), figure(NOW, 17)))
    assert year.sentence == (
        "Deaths on the road: 17 in 2021/22 Q3 against 10 in 2020/21 Q3, a difference this size is "
        "within chance."
    )
    assert (year.strength, year.direction) == (Strength.CHANCE, None)
    assert year.how == (
        "the exact two-sided test of two counts, each over its own days, at 95%: ratio 1.70, 95% "
        "interval 0.74 to 4.15, p = 0.248"
    )
    assert before.sentence == (
        "Deaths on the road: 17 in 2021/22 Q3 against 2 in 2021/22 Q2, a rise beyond "
        "what chance would "
        "have."
    )
    assert (before.strength, before.direction) == (Strength.SIGNAL, Direction.UP)
    assert [each.value for each in before.rows] == [17, 2]


def test_the_same_count_again_is_no_change():
    (finding,) = small_findings(read(figure(YEAR, 17), figure(NOW, 17)))
    assert finding.sentence.endswith(", no change.")


def test_what_shares_days_is_not_tested():
    rolling = replace(DEATHS, rolling=True)
    (finding,) = small_findings(read(figure(BEFORE, 2), figure(NOW, 17), of=rolling))
    assert finding.strength is Strength.NOT_JUDGED
    assert "overlap in time" in finding.sentence


def test_none_the_year_before_has_no_ratio():
    (finding,) = small_findings(read(figure(YEAR, 0), figure(NOW, 17)))
    assert finding.how.endswith("at 95%: p less than 0.001")
    assert finding.strength is Strength.SIGNAL


small = st.integers(0, 299)


@settings(max_examples=100)
@given(small, small)
def test_rise_and_fall_are_said_just_where_the_test_passes(now, then):
    (finding,) = small_findings(read(figure(YEAR, then), figure(NOW, now)))
    said = {"rise", "fall"} & set(finding.sentence.split())
    assert bool(said) is two_periods(now, then, 92, 92).passes
    assert bool(said) is (finding.direction is not None)
    if said:
        assert said == {"rise" if now > then else "fall"}


@settings(max_examples=50)
@given(small)
def test_an_interval_holds_its_count(count):
    (found,) = intervals_of(read(figure(NOW, count)))
    assert found.low <= Decimal(count) <= found.high
