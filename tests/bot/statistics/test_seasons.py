from __future__ import annotations

from fractions import Fraction

import pytest

from bot.quarter import Quarter
from bot.statistics.seasons import on_year_earlier, per_day, seasonal_factors

Q3 = Quarter(2021, 3)


@pytest.mark.parametrize(("key", "days"), [("2021/22-Q3", 92), ("2021/22-Q4", 90)])
def test_a_count_per_day_is_over_the_real_length_of_the_quarter(key, days):
    assert per_day(days * 7, Quarter.parse(key)) == 7


def test_a_leap_years_fourth_quarter_has_91_days():
    assert per_day(910, Quarter(2019, 4)) == 10
    assert on_year_earlier({Quarter(2019, 4): 910, Quarter(2018, 4): 900}, Quarter(2019, 4)) == 1


def test_a_quarter_is_set_against_the_same_one_a_year_before():
    counts = {Q3: 41_907, Q3.previous(): 43_105, Q3.year_earlier(): 36_545}
    assert on_year_earlier(counts, Q3) == Fraction(41_907, 36_545)


@pytest.mark.parametrize(
    "counts", [{}, {Q3: 5}, {Q3.year_earlier(): 5}, {Q3: 5, Q3.year_earlier(): 0}]
)
def test_without_an_earlier_count_there_is_no_ratio(counts):
    assert on_year_earlier(counts, Q3) is None


def years(count: int, *daily: int) -> dict[Quarter, int]:
    quarters = [Quarter(2016 + year, number) for year in range(count) for number in range(1, 5)]
    return {q: daily[q.number - 1] * q.days * (q.year - 2015) for q in quarters}


def test_seasons_are_told_from_five_whole_years_whatever_the_level_of_each():
    assert seasonal_factors(years(5, 10, 12, 10, 8)) == {
        1: 1,
        2: Fraction(12, 10),
        3: 1,
        4: Fraction(8, 10),
    }


def test_a_year_with_a_gap_is_no_whole_year():
    counts = years(5, 10, 12, 10, 8)
    del counts[Quarter(2017, 2)]
    assert seasonal_factors(counts) is None
    assert seasonal_factors(years(4, 10, 12, 10, 8)) is None


def test_a_year_of_noughts_says_nothing_of_its_seasons():
    assert seasonal_factors(years(5, 0, 0, 0, 0)) is None
