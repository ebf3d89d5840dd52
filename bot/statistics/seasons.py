"""Quarters of unequal length and of different seasons, made comparable."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from bot.quarter import Quarter

Counts = Mapping[Quarter, int | Decimal]

FEWEST_YEARS = 5  # of whole years, from which the seasons can be told from chance


def per_day(count: int | Decimal, quarter: Quarter) -> Fraction:
    """A quarter has 90 to 92 days, and a leap year's fourth quarter 91."""
    return Fraction(count) / quarter.days


def on_year_earlier(counts: Counts, quarter: Quarter) -> Fraction | None:
    """A quarter's count per day in proportion to the same quarter a year before.

    None where either is not known or the earlier one is nought.
    """
    earlier = counts.get(quarter.year_earlier())
    if quarter not in counts or not earlier:
        return None
    return per_day(counts[quarter], quarter) / per_day(earlier, quarter.year_earlier())


def seasonal_factors(counts: Counts) -> dict[int, Fraction] | None:
    """How each quarter of the year compares with its year, by count per day; 1 is as the year.

    Only whole financial years in which anything was counted serve. None where they are too few.
    """
    years = [
        [Quarter(year, number) for number in range(1, 5)]
        for year in sorted({quarter.year for quarter in counts})
    ]
    whole = [year for year in years if all(quarter in counts for quarter in year)]
    shares = [_shares(counts, year) for year in whole if any(counts[q] for q in year)]
    if len(shares) < FEWEST_YEARS:
        return None
    return {
        number: sum((each[number - 1] for each in shares), Fraction(0)) / len(shares)
        for number in range(1, 5)
    }


def _shares(counts: Counts, year: list[Quarter]) -> list[Fraction]:
    daily = [per_day(counts[quarter], quarter) for quarter in year]
    mean = sum(daily, Fraction(0)) / len(daily)
    return [each / mean for each in daily]
