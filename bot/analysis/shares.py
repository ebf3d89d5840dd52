"""Percentages of which the two counts are known: how sure they are."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.analysis.readings import reading_name, series_from
from bot.figure import Figure
from bot.finding import Reading
from bot.plan import Metric
from bot.quarter import Period
from bot.signal import Finding, Strength
from bot.statistics.counts import possible, wilson_interval
from bot.wording import number, rounded, sentence


def behind(metric: Metric) -> tuple[str, ...]:
    """The metrics whose figures are needed to judge this one, besides its own."""
    return tuple(each for each in (metric.numerator, metric.denominator) if each)


def share_finding(reading: Reading, figures: Iterable[Figure]) -> Finding | None:
    """The percentage with its interval; None where the counts behind it are not recorded."""
    if not reading.figure or not behind(reading.metric):
        return None
    part, whole = _counts(reading, reading.figure.period, tuple(figures))
    if not (part and whole) or not 0 <= part.value <= whole.value or not whole.value:
        return None
    return Finding(
        about=reading_name(reading),
        sentence=sentence(
            f"{reading_name(reading)}: {_said(reading.figure, int(part.value), int(whole.value))}"
        ),
        direction=None,
        strength=Strength.PLAIN,
        rows=(reading.figure, part, whole),
        caveats=reading.caveats,
        how="Wilson's interval at 95% for a share of so many",
    )


def _counts(
    reading: Reading, period: Period, figures: tuple[Figure, ...]
) -> tuple[Figure | None, Figure | None]:
    def known(metric: str | None) -> Figure | None:
        of = (f for f in figures if (f.metric, f.area) == (metric, reading.area.id))
        return next((each for each in series_from(of) if each.period == period), None)

    return known(reading.metric.numerator), known(reading.metric.denominator)


def _said(figure: Figure, part: int, whole: int) -> str:
    found = wilson_interval(part, whole)
    low, high = (_percent(each) for each in (found.low, found.high))
    of = f"{number(Decimal(part))} of {number(Decimal(whole))}"
    told = f"{number(figure.value)}% in {figure.period.label} is {of}"
    digits = max(-int(figure.value.as_tuple().exponent), 0)
    if not possible(figure.value, digits, whole) or not _agrees(figure.value, digits, part, whole):
        told += f", which makes {_percent(part / whole)}"
    return f"{told}; numbers of this size would give {low} to {high} by chance alone"


def _agrees(percent: Decimal, digits: int, part: int, whole: int) -> bool:
    exact = Decimal(part) * 100 / whole
    return abs(exact - percent) <= Decimal(5).scaleb(-digits - 1)


def _percent(share: float) -> str:
    return f"{number(rounded(Decimal(share * 100)))}%"
