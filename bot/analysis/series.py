"""A metric's history as a series that can be judged: one place for each period, values that
compare, and where the limits begin anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from threading import RLock

from cachetools import cached

from bot.analysis.kept import room
from bot.figure import Figure
from bot.plan import Metric, MetricKind
from bot.quarter import Period, Quarter
from bot.statistics.seasons import FEWEST_YEARS, is_seasonal, seasonal_factors, whole_years

PER_DAY = "counted per day"
SEASONAL = "counted per day and adjusted for the season"


@dataclass(frozen=True)
class Slot:
    """One period of a series. What is judged is the figure's value over ``size``: the days that
    it counts, and the season that it falls in."""

    period: Period
    figure: Figure | None
    size: Fraction

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.figure.value) / self.size if self.figure else None


@dataclass(frozen=True)
class Series:
    """``basis`` says in words what the values are counted by, where they are not the figures
    themselves; ``season`` why they are not adjusted for the time of the year."""

    metric: Metric
    slots: tuple[Slot, ...]
    basis: str = ""
    season: str = ""

    @property
    def unit(self) -> str:
        adjusted = ", adjusted for the season" if self.basis == SEASONAL else ""
        return f"{self.metric.unit} a day{adjusted}" if self.basis else self.metric.unit

    @property
    def noun(self) -> str:
        """What its periods are called: quarters, months, or figures."""
        shapes = {(s.period.quarter is not None, s.period.months == 1) for s in self.slots}
        return {(True, False): "quarters", (False, True): "months"}.get(min(shapes), "figures")

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(each.figure for each in self.slots if each.figure)


@cached(room(lambda series: series.slots), lock=RLock())
def series_of(
    metric: Metric, history: tuple[Figure, ...], excluded: frozenset[Quarter] = frozenset()
) -> Series:
    """``history`` is of one kind of period, oldest first; a season is not told from quarters that
    are ``excluded``."""
    slots = [(period, figure) for period, figure in _slots(history)]
    if not is_of_events(metric) or any(period.days == 1 for period, _ in slots):
        return Series(metric, tuple(Slot(p, f, Fraction(1)) for p, f in slots))
    counts = {
        period.quarter: figure.value
        for period, figure in slots
        if figure and period.quarter and period.quarter not in excluded
    }
    factors, season = _season(counts, quarterly=all(period.quarter for period, _ in slots))
    return Series(
        metric,
        tuple(Slot(p, f, p.days * _factor(p, factors)) for p, f in slots),
        SEASONAL if factors else PER_DAY,
        season,
    )


def is_of_events(metric: Metric) -> bool:
    """Whether it counts what happens over the days of a period, so that more days have more."""
    return metric.kind is MetricKind.COUNT and not metric.stock and not metric.rolling


def overlap(history: Sequence[Figure]) -> bool:
    """Whether neighbours share days, as rolling 12 months do."""
    return any(later.period.start <= earlier.period.end for earlier, later in pairwise(history))


def _slots(history: Sequence[Figure]) -> list[tuple[Period, Figure | None]]:
    """A place for each period from the first to the last, whether anything is known of it."""
    own = [(each.period, each) for each in history]
    if not history or overlap(history):
        return list(own)
    places: list[tuple[Period, Figure | None]] = []
    period, first = history[-1].period, history[0].period
    known = {_place(each.period): each for each in history}
    while period >= first:
        figure = known.pop(_place(period), None)
        places.append((figure.period if figure else period, figure))
        period = period.before()
    return list(own) if known else places[::-1]


def _place(period: Period) -> Period | Quarter:
    """A position at a day stands for its quarter: it is not always taken on the same day."""
    return Quarter.containing(period.end) if period.days == 1 else period


def _season(
    counts: Mapping[Quarter, Decimal], *, quarterly: bool
) -> tuple[Mapping[int, Fraction] | None, str]:
    """How the quarters of the year differ, where that is known and more than chance."""
    if not quarterly:
        return None, ""
    factors = seasonal_factors(counts)
    if factors is None:
        years = whole_years(counts)
        return None, f"not adjusted for the season: {years} whole of {FEWEST_YEARS} years needed"
    if not is_seasonal(counts):
        return None, "not adjusted for the season: none that can be told from chance"
    return factors, ""


def _factor(period: Period, factors: Mapping[int, Fraction] | None) -> Fraction:
    return factors[period.quarter.number] if factors and period.quarter else Fraction(1)
