"""Quarters of unequal length and of different seasons, made comparable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from bot.quarter import Quarter

Counts = Mapping[Quarter, int | Decimal | Fraction]

FEWEST_YEARS = 5  # of whole years, from which the seasons can be told from chance

_CHANCE_OF_FOUR = 7.815  # chi-squared with 3 degrees of freedom passes it 5 times in 100


def per_day(count: int | Decimal | Fraction, quarter: Quarter) -> Fraction:
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
    shares = _years(counts)
    if len(shares) < FEWEST_YEARS:
        return None
    return {
        number: sum((each[number - 1] for each in shares), Fraction(0)) / len(shares)
        for number in range(1, 5)
    }


def whole_years(counts: Counts) -> int:
    """How many whole financial years there are in which anything was counted."""
    return len(_years(counts))


def is_seasonal(counts: Counts) -> bool:
    """Whether the quarters of the year differ by more than chance would have it, at 95%.

    Friedman's test: in every year the quarters are put in order, so that years of different
    levels compare and one strange year does not decide.
    """
    years = _years(counts)
    return len(years) >= FEWEST_YEARS and friedman(years) > _CHANCE_OF_FOUR


def friedman(blocks: Sequence[Sequence[Fraction]]) -> Fraction:
    """Friedman's statistic, corrected for ties: how far treatments differ that were each tried in
    every block. It is about chi-squared with one degree of freedom fewer than treatments."""
    ranks = [_ranks(block) for block in blocks]
    count, kinds = len(ranks), len(ranks[0])
    expected = Fraction(count * (kinds + 1), 2)
    between = sum(
        ((sum((row[kind] for row in ranks), Fraction(0)) - expected) ** 2 for kind in range(kinds)),
        Fraction(0),
    )
    spread = sum((rank * rank for row in ranks for rank in row), Fraction(0))
    within = spread - Fraction(count * kinds * (kinds + 1) ** 2, 4)
    return (kinds - 1) * between / within if within else Fraction(0)


def _ranks(values: Sequence[Fraction]) -> list[Fraction]:
    """From the smallest, 1; equal values share the mean of their ranks."""
    return [
        Fraction(sum(other < each for other in values) * 2 + values.count(each) + 1, 2)
        for each in values
    ]


def _years(counts: Counts) -> list[list[Fraction]]:
    """Each whole financial year's quarters by count per day, against that year's mean."""
    years = [
        [Quarter(year, number) for number in range(1, 5)]
        for year in sorted({quarter.year for quarter in counts})
    ]
    whole = [year for year in years if all(quarter in counts for quarter in year)]
    return [_shares(counts, year) for year in whole if sum(counts[q] for q in year) > 0]


def _shares(counts: Counts, year: list[Quarter]) -> list[Fraction]:
    daily = [per_day(counts[quarter], quarter) for quarter in year]
    mean = sum(daily, Fraction(0)) / len(daily)
    return [each / mean for each in daily]
