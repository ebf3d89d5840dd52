from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.changes import change, change_told
from bot.figure import Figure
from bot.finding import Change
from bot.plan import Good, Metric, MetricKind
from bot.quarter import Period
from bot.signal import Direction
from bot.statistics.counts import two_periods

NOW, THEN = Period.parse("2021/22-Q3"), Period.parse("2020/21-Q3")


def changed(kind: MetricKind, now: str | Decimal, then: str | Decimal) -> Change:
    metric = Metric("m", "Name", "things", kind, Good.NEITHER, "p", "u")
    figure = Figure("m", "force", NOW, Decimal(now))
    return change(metric, figure, replace(figure, period=THEN, value=Decimal(then)))


def test_the_percentage_is_of_the_earlier_value():
    it = changed(MetricKind.COUNT, "61010", "66254")
    assert it.difference == -5244
    assert round(it.percent, 1) == Decimal("-7.9")
    assert it.base.period == THEN
    assert (it.words, it.short) == ("5,244 fewer, down 7.9%", "down 7.9%")


@pytest.mark.parametrize(
    ("kind", "now", "then", "words", "short"),
    [
        (MetricKind.COUNT, "88220", "76856", "11,364 more, up 14.8%", "up 14.8%"),
        (MetricKind.COUNT, "7", "7", "no change", "no change"),
        (MetricKind.COUNT, "5", "0", "up 5", "up 5"),
        (MetricKind.COUNT, "0", "5", "5 fewer, down 100.0%", "down 100.0%"),
        (MetricKind.COUNT, "0", "0", "no change", "no change"),
        (
            MetricKind.COUNT,
            "100001",
            "100000",
            "1 more, up less than 0.1%",
            "up less than 0.1%",
        ),
        (MetricKind.RATE, "7.4", "7.8", "0.4 lower, down 5.1%", "down 5.1%"),
        (MetricKind.RATE, "0.013", "0.012", "0.001 higher, up 8.3%", "up 8.3%"),
        (MetricKind.MONEY, "1500", "1000", "£500 higher, up 50.0%", "up 50.0%"),
        (MetricKind.MONEY, "-50", "-100", "£50 higher, up 50.0%", "up 50.0%"),
        (
            MetricKind.PERCENT,
            "18",
            "21.8",
            "down 3.8 percentage points",
            "down 3.8 percentage points",
        ),
        (MetricKind.PERCENT, "2", "1", "up 1 percentage point", "up 1 percentage point"),
        (MetricKind.PERCENT, "18", "18.0", "no change", "no change"),
        (MetricKind.DURATION, "220", "243", "down 23 s", "down 23 s"),
        (MetricKind.DURATION, "8.2", "8", "up less than 1 s", "up less than 1 s"),
        (MetricKind.DURATION, "125", "60", "up 1 min 05 s", "up 1 min 05 s"),
    ],
)
def test_a_change_is_told_by_the_kind_of_metric(kind, now, then, words, short):
    it = changed(kind, now, then)
    assert (it.words, it.short) == (words, short)


def test_from_nothing_there_is_no_percentage():
    assert changed(MetricKind.COUNT, "5", "0").percent is None


def test_percentages_never_get_a_relative_change():
    assert changed(MetricKind.PERCENT, "18", "21.8").percent is None


amounts = st.decimals(min_value=0, max_value=10**8, places=3)
UPWARDS, DOWNWARDS = {"up", "more", "higher"}, {"down", "fewer", "lower"}


@settings(max_examples=60)
@given(st.sampled_from(MetricKind), amounts, amounts)
def test_words_direction_and_percentage_agree_with_the_sign(kind, now, then):
    it = changed(kind, now, then)
    words = {word.strip(",") for word in f"{it.words} {it.short}".split()}
    assert it.difference == now - then
    if now == then:
        assert it.direction is Direction.LEVEL
        assert not words & (UPWARDS | DOWNWARDS)
        return
    right, wrong = (UPWARDS, DOWNWARDS) if now > then else (DOWNWARDS, UPWARDS)
    assert it.direction is (Direction.UP if now > then else Direction.DOWN)
    assert words & right
    assert not words & wrong
    assert it.percent is None or (it.percent > 0) == (now > then)


@settings(max_examples=60)
@given(st.sampled_from(MetricKind), amounts, amounts)
def test_a_change_is_never_told_as_nought(kind, now, then):
    told = changed(kind, now, then)
    nought = {"0.0%", "0 s", "0"} & set(told.words.replace(",", " ").split())
    assert now == then or not nought


def on_year(kind: MetricKind, now: str | Decimal, then: str | Decimal, period=NOW) -> Change:
    metric = Metric("m", "Name", "things", kind, Good.NEITHER, "p", "u")
    figure = Figure("m", "force", period, Decimal(now))
    earlier = Figure("m", "force", period.year_earlier(), Decimal(then))
    return change_told(metric, figure, earlier)


@pytest.mark.parametrize(
    ("now", "then", "size", "direction"),
    [
        ("17", "10", "7 more", Direction.UP),
        ("211", "173", "38 more", Direction.UP),
        ("10", "17", "7 fewer", Direction.DOWN),
        ("5", "0", "5 more", Direction.UP),
        ("299", "298", "1 more", Direction.UP),
    ],
)
def test_small_counts_that_differ_within_chance_tell_no_percentage(now, then, size, direction):
    it = on_year(MetricKind.COUNT, now, then)
    assert it.words == f"{size} (a difference this size is within chance)"
    assert it.short == f"{size}, within chance"
    assert it.within_chance
    assert it.direction is direction


@pytest.mark.parametrize(
    ("kind", "now", "then", "period"),
    [
        (MetricKind.COUNT, "30", "10", NOW),  # the test passes
        (MetricKind.COUNT, "6", "0", NOW),
        (MetricKind.COUNT, "7", "7", NOW),
        (MetricKind.COUNT, "300", "290", NOW),  # not small
        (MetricKind.COUNT, "290", "300", NOW),
        (MetricKind.COUNT, "17", "10", Period.parse("2021-12-21")),  # no count of events
        (MetricKind.RATE, "17", "10", NOW),
        (MetricKind.PERCENT, "17", "10", NOW),
        (MetricKind.DURATION, "17", "10", NOW),
        (MetricKind.MONEY, "17", "10", NOW),
    ],
)
def test_every_other_change_on_the_year_is_told_as_any_change(kind, now, then, period):
    it = on_year(kind, now, then, period)
    plain = changed(kind, now, then)
    assert (it.words, it.short, it.within_chance) == (plain.words, plain.short, False)


def test_what_is_there_is_no_count_of_events_and_is_not_tested():
    stock = Metric("m", "Name", "officers", MetricKind.COUNT, Good.NEITHER, "p", "u", stock=True)
    figure, earlier = Figure("m", "f", NOW, Decimal(17)), Figure("m", "f", THEN, Decimal(10))
    assert change_told(stock, figure, earlier).words == "7 more, up 70.0%"


def test_two_small_counts_that_share_days_are_told_apart_by_no_test():
    rolling = Metric("m", "Name", "deaths", MetricKind.COUNT, Good.DOWN, "p", "u", rolling=True)
    year, shifted = Period.parse("2021-01..2021-12"), Period.parse("2020-10..2021-09")
    now = Figure("m", "f", year, Decimal(30))
    assert change_told(rolling, now, Figure("m", "f", shifted, Decimal(10))).words == (
        "20 more (the two overlap in time)"
    )
    quarterly = Figure("m", "f", NOW, Decimal(30))
    before = Figure("m", "f", NOW.before(), Decimal(10))
    assert change_told(rolling, quarterly, before).words == "20 more (the two overlap in time)"
    a_year_before = Figure("m", "f", THEN, Decimal(10))
    assert change_told(rolling, quarterly, a_year_before).words == "20 more, up 200.0%"


small = st.integers(0, 299)


@settings(max_examples=100)
@given(small, small)
def test_up_and_down_are_said_of_small_counts_just_where_the_test_passes(now, then):
    it = on_year(MetricKind.COUNT, now, then)
    said = {"up", "down"} & set(f"{it.words} {it.short}".replace(",", " ").split())
    assert bool(said) is two_periods(now, then, NOW.days, THEN.days).passes
    assert it.difference == now - then
