"""What came before a figure: the part of its series that it may be held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.analysis.readings import series_from
from bot.figure import Figure
from bot.grounds import Decision
from bot.plan import CaveatKind, Metric, MetricKind, Plan
from bot.quarter import Period, Quarter

LONGEST = 20  # quarters: what was before says little of what comes now


@dataclass(frozen=True)
class Past:
    """The figures before one, oldest first, of periods like its own; since the last decision or
    recording change that began a new phase, and without those left out on record."""

    metric: Metric
    period: Period
    figures: tuple[Figure, ...]

    @property
    def values(self) -> list[Decimal]:
        return [each.value for each in self.figures]

    @property
    def last(self) -> Figure:
        return self.figures[-1]

    @property
    def is_quarterly(self) -> bool:
        return all(each.period.quarter for each in self.figures)

    @property
    def whole_days(self) -> int:
        return sum(each.period.days for each in self.figures)

    def year_earlier(self) -> Figure | None:
        period = self.period.year_earlier()
        return next((each for each in self.figures if each.period == period), None)

    def scale(self, period: Period) -> Fraction:
        """By what a figure is made one for the days of the period that is asked about."""
        if self.metric.kind is not MetricKind.COUNT or self.metric.stock or period.days == 1:
            return Fraction(1)
        return Fraction(self.period.days, period.days)

    def spaced(self) -> list[Fraction | None]:
        """A value for each quarter from the first on, as for this period's days; None where
        there is none."""
        known = {each.period.start: self.scaled(each) for each in self.figures}
        quarter = Quarter.containing(self.figures[0].period.start)
        spaced: list[Fraction | None] = []
        while quarter.start < self.period.start:
            spaced.append(known.get(quarter.start))
            quarter = quarter.next()
        return spaced

    def scaled(self, figure: Figure) -> Fraction:
        return Fraction(figure.value) * self.scale(figure.period)


def past_of(
    plan: Plan, figure: Figure, known: Iterable[Figure], decisions: Iterable[Decision] = ()
) -> Past | None:
    """None where nothing comparable is known."""
    metric, period = plan.metric(figure.metric), figure.period
    own = [f for f in known if (f.metric, f.area) == (figure.metric, figure.area)]
    before = [f for f in series_from(own) if f.period.end < period.end]
    made = [d for d in decisions if (d.metric, d.area) == (figure.metric, figure.area)]
    begun = [d.quarter.start for d in made if d.kind.begins_a_phase]
    begun += [f.period.start for f in (*before, figure) if _is_changed(plan, f)]
    since = max((day for day in begun if day <= period.end), default=date.min)
    gone = {d.quarter.period() for d in made if not d.kind.begins_a_phase}
    kept = [f for f in before if f.period.start >= since and f.period not in gone]
    alike = [f for f in kept if _alike(metric, f.period, period)][-LONGEST:]
    return Past(metric, period, tuple(alike)) if alike else None


def _is_changed(plan: Plan, figure: Figure) -> bool:
    kinds = {plan.caveat(each).kind for each in figure.caveats}
    return CaveatKind.RECORDING_CHANGE in kinds


def _alike(metric: Metric, one: Period, other: Period) -> bool:
    """Whether figures of two periods can be compared at all: a count of a month is no count of
    a quarter, while a percentage or a time may be told of either."""
    if metric.kind in (MetricKind.COUNT, MetricKind.MONEY) and not metric.stock:
        return (one.months, one.days == 1) == (other.months, other.days == 1)
    return True
