from decimal import Decimal
from itertools import pairwise

from bot.charts.timeline import moment, runs, ticks
from bot.charts.words import gaps, missing_quarters
from bot.figure import Figure
from bot.quarter import Period, Quarter


def _history(*periods):
    return [Figure("calls", "essex", Period.parse(each), Decimal(1)) for each in periods]


def _periods(*periods):
    return [Period.parse(each) for each in periods]


def _lengths(*periods):
    return [len(each) for each in runs(_history(*periods))]


def test_a_missing_quarter_parts_the_line():
    assert _lengths("2020/21-Q3", "2021/22-Q2", "2021/22-Q3") == [1, 2]


def test_a_missing_month_parts_the_line():
    assert _lengths("2021-05", "2021-06", "2021-08") == [2, 1]


def test_days_within_three_months_are_joined():
    assert _lengths("2021-06-30", "2021-09-28", "2021-12-31") == [2, 1]


def test_an_unbroken_series_is_one_run():
    assert _lengths("2020/21-Q3", "2020/21-Q4", "2021/22-Q1") == [3]


def test_nothing_makes_no_run():
    assert runs([]) == []


def test_quarters_stand_evenly():
    quarters = [Quarter(2019, 1).shifted(n) for n in range(9)]
    moments = [moment(each.period()) for each in quarters]
    assert {later - earlier for earlier, later in pairwise(moments)} == {3}


def test_up_to_eight_quarters_are_each_named_and_the_year_where_it_begins():
    named = [(each.top, each.bottom) for each in ticks(_periods("2020/21-Q3", "2021/22-Q3"))]
    assert named == [
        ("Q3", "2020/21"),
        ("Q4", ""),
        ("Q1", "2021/22"),
        ("Q2", ""),
        ("Q3", "2021/22"),
    ]


def test_a_long_series_names_its_years_and_both_its_ends():
    named = ticks(_periods("2016/17-Q2", "2021/22-Q3"))
    assert (named[0].top, named[0].bottom) == ("Q2", "2016/17")
    assert (named[-1].top, named[-1].bottom) == ("Q3", "2021/22")
    assert [each.bottom for each in named[1:-1]] == [
        "2017/18",
        "2018/19",
        "2019/20",
        "2020/21",
        "2021/22",
    ]


def test_other_periods_are_named_as_they_are():
    assert [each.top for each in ticks(_periods("2021-11", "2021-12"))] == ["Nov 2021", "Dec 2021"]


def test_few_gaps_are_named_and_many_are_not():
    assert gaps(_history("2021/22-Q1", "2021/22-Q3")) == "No figure for 2021/22 Q2."
    assert gaps(_history("2018/19-Q1", "2021/22-Q3")) == "Gaps are quarters without a figure."
    assert gaps(_history("2021/22-Q2", "2021/22-Q3")) == ""


def test_quarters_are_only_missing_between_quarters():
    assert missing_quarters(_periods("2021-05", "2021-12")) == []
    assert missing_quarters([]) == []
