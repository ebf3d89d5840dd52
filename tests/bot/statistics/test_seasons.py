from __future__ import annotations

from fractions import Fraction

import pytest

from bot.quarter import Quarter
from bot.statistics.seasons import (
    friedman,
    is_seasonal,
    on_year_earlier,
    per_day,
    seasonal_factors,
    whole_years,
)

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


# Hollander and Wolfe (1973), p. 140: seconds of 22 players to second base by three ways of
# rounding first base, as R's help of friedman.test has them, with chi-squared 11.143.
ROUNDING = """
5.40 5.50 5.55  5.85 5.70 5.75  5.20 5.60 5.50  5.55 5.50 5.40  5.90 5.85 5.70  5.45 5.55 5.60
5.40 5.40 5.35  5.45 5.50 5.35  5.25 5.15 5.00  5.85 5.80 5.70  5.25 5.20 5.10  5.65 5.55 5.45
5.60 5.35 5.45  5.05 5.00 4.95  5.50 5.50 5.40  5.45 5.55 5.50  5.55 5.55 5.35  5.45 5.50 5.55
5.50 5.45 5.25  5.65 5.60 5.40  5.70 5.65 5.55  6.30 6.30 6.25
"""


def test_friedmans_statistic_is_that_of_the_published_example():
    times = [Fraction(each) for each in ROUNDING.split()]
    blocks = [times[at : at + 3] for at in range(0, len(times), 3)]
    assert len(blocks) == 22
    assert float(friedman(blocks)) == pytest.approx(11.143, abs=0.0005)


def test_quarters_that_keep_their_order_every_year_are_a_season():
    assert is_seasonal(years(5, 10, 12, 11, 8))
    assert whole_years(years(5, 10, 12, 11, 8)) == 5


def test_four_years_are_no_season_yet_however_alike_they_are():
    assert not is_seasonal(years(4, 10, 12, 11, 8))


def test_quarters_that_are_all_alike_or_in_another_order_each_year_are_no_season():
    assert not is_seasonal(years(6, 10, 10, 10, 10))
    mixed = {
        q: count * (7 if (q.year + q.number) % 4 else 8)
        for q, count in years(6, 9, 9, 9, 9).items()
    }
    assert not is_seasonal(mixed)


def test_a_year_whose_counts_come_to_nothing_tells_nothing():
    counts = years(5, 10, 12, 11, 8)
    first = {
        q: 5 if q.number == 1 else -5 if q.number == 2 else 0 for q in counts if q.year == 2016
    }
    assert seasonal_factors(counts | first) is None
