from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quarter import Period, Quarter, month_label

quarters = st.builds(Quarter, st.integers(1950, 2150), st.integers(1, 4))
days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
quarter_periods = quarters.map(Quarter.period)
months = days.map(lambda day: Period.parse(f"{day:%Y-%m}"))
single_days = days.map(lambda day: Period(day, day))
spans = st.tuples(days, days).map(lambda two: Period(min(two), max(two)))
periods = st.one_of(quarter_periods, months, single_days, spans)


@pytest.mark.parametrize(
    ("number", "start", "end", "length"),
    [
        (1, date(2021, 4, 1), date(2021, 6, 30), 91),
        (2, date(2021, 7, 1), date(2021, 9, 30), 92),
        (3, date(2021, 10, 1), date(2021, 12, 31), 92),
        (4, date(2022, 1, 1), date(2022, 3, 31), 90),
    ],
)
def test_the_financial_year_runs_from_april_to_march(number, start, end, length):
    quarter = Quarter(2021, number)
    assert (quarter.start, quarter.end, quarter.days) == (start, end, length)


def test_the_last_quarter_of_a_leap_year_has_a_day_more():
    assert Quarter(2023, 4).days == 91
    assert Quarter(1999, 4).days == 91
    assert Quarter(2099, 4).days == 90


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_are_only_four_quarters(number):
    with pytest.raises(ValueError, match="numbered 1 to 4"):
        Quarter(2021, number)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2021, 3, 31), "2020/21 Q4"),
        (date(2021, 4, 1), "2021/22 Q1"),
        (date(2021, 12, 31), "2021/22 Q3"),
        (date(2022, 1, 1), "2021/22 Q4"),
    ],
)
def test_a_day_lies_in_the_quarter_of_its_financial_year(day, label):
    assert Quarter.containing(day).label == label


def test_a_quarter_is_labelled_in_three_ways():
    quarter = Quarter(2021, 3)
    assert quarter.label == "2021/22 Q3"
    assert quarter.key == "2021/22-Q3"
    assert quarter.words == "October to December 2021"
    assert Quarter(1999, 4).label == "1999/00 Q4"
    assert Quarter(1999, 4).words == "January to March 2000"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q3",
        "2021-Q3",
        "2021/23-Q3",
        "2021/22-Q5",
        "2021/22-q3",
        "2021/22Q3",
        "21/22-Q3",
        "2021/22-Q3 2021/22-Q4",
        "٢٠٢١/٢٢-Q3",
    ],
)
def test_what_is_not_a_quarter_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"write it like 2021/22-Q3"):
        Quarter.parse(text)


@given(quarters)
def test_the_key_and_the_label_of_any_quarter_read_back(quarter):
    assert Quarter.parse(quarter.key) == quarter
    assert Quarter.parse(quarter.label) == quarter
    assert Period.parse(quarter.key) == quarter.period()


@given(quarters, st.integers(-200, 200))
def test_shifting_back_undoes_shifting(quarter, by):
    assert quarter.shifted(by).shifted(-by) == quarter
    assert quarter.year_earlier() == quarter.shifted(-4)
    assert quarter.year_earlier().number == quarter.number


@given(quarters)
def test_quarters_follow_one_another_without_a_gap(quarter):
    assert (quarter.next().start - quarter.end).days == 1
    assert quarter.previous() < quarter < quarter.next()
    assert quarter.next().previous() == quarter


@given(days)
def test_every_day_lies_within_its_own_quarter(day):
    quarter = Quarter.containing(day)
    assert quarter.start <= day <= quarter.end


@given(st.lists(quarters, max_size=6))
def test_quarters_sort_by_time(some):
    assert sorted(some) == sorted(some, key=lambda each: each.start)


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2021/22-Q3", date(2021, 10, 1), date(2021, 12, 31), "2021/22 Q3"),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31), "Dec 2021"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "Feb 2020"),
        ("2021-12-21", date(2021, 12, 21), date(2021, 12, 21), "at 21 Dec 2021"),
        ("2021-07..2021-12", date(2021, 7, 1), date(2021, 12, 31), "Jul 2021 to Dec 2021"),
        ("2021-10..2021-12", date(2021, 10, 1), date(2021, 12, 31), "2021/22 Q3"),
        (
            "2021-10-25..2021-10-31",
            date(2021, 10, 25),
            date(2021, 10, 31),
            "25 Oct 2021 to 31 Oct 2021",
        ),
    ],
)
def test_a_period_is_read_and_labelled_by_its_kind(text, start, end, label):
    period = Period.parse(text)
    assert (period.start, period.end, period.label) == (start, end, label)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021",
        "2021-13",
        "2021-00",
        "2021-02-30",
        "2021-1",
        "20211221",
        "2021-W51-2",
        "2021-12..",
        "..2021-12",
        "2021-12..2021-07",
        "2021-07..2021-08..2021-09",
        "December 2021",
        "2021-12 ..2022-01",
    ],
)
def test_what_is_not_a_period_is_refused_with_examples(text):
    with pytest.raises(ValueError, match=r"is not a period; write 2021/22-Q3, 2021-12"):
        Period.parse(text)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2021, 2, 1), date(2021, 1, 1))


@given(periods)
def test_the_key_of_any_period_reads_back(period):
    assert Period.parse(period.key) == period


@given(periods)
def test_a_year_earlier_is_a_period_of_the_same_kind(period):
    earlier = period.year_earlier()
    assert earlier < period or earlier == period
    assert earlier.months == period.months
    assert (earlier.quarter is None) == (period.quarter is None)


@given(quarter_periods | months)
def test_the_period_before_ends_the_day_before_this_one_starts(period):
    assert (period.start - period.before().end).days == 1
    assert period.before().months == period.months


@pytest.mark.parametrize(
    ("text", "before", "year_earlier"),
    [
        ("2021/22-Q1", "2020/21-Q4", "2020/21-Q1"),
        ("2020-02", "2020-01", "2019-02"),
        ("2021-03", "2021-02", "2020-03"),
        ("2021-01..2021-12", "2020-01..2020-12", "2020-01..2020-12"),
        ("2021-12-31", "2021-09-30", "2020-12-31"),
        ("2020-02-29", "2019-11-29", "2019-02-28"),
        ("2021-05-31", "2021-02-28", "2020-05-31"),
    ],
)
def test_before_and_a_year_earlier_keep_to_month_ends(text, before, year_earlier):
    period = Period.parse(text)
    assert period.before() == Period.parse(before)
    assert period.year_earlier() == Period.parse(year_earlier)


@given(st.lists(periods, max_size=6))
def test_periods_sort_by_when_they_end(some):
    ends = [each.end for each in sorted(some)]
    assert ends == sorted(ends)


def test_a_month_is_spoken_of_by_its_name():
    assert month_label(date(2021, 10, 31)) == "October 2021"
