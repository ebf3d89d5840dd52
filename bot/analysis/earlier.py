"""What a metric was before: the figures that stand beside a blank in a form."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.analysis.readings import series_from, within
from bot.figure import Figure
from bot.form import Before
from bot.plan import Metric, Plan
from bot.quarter import Quarter


def before_of(plan: Plan, metric: Metric, figures: Iterable[Figure], quarter: Quarter) -> Before:
    """The values of the quarter before and of the same quarter a year before.

    In the area that the metric's owner reports for, or else in the whole force.
    """
    figures = tuple(figures)
    for area in (plan.unit(metric.owner).area, plan.force_area.id):
        if series := series_from(f for f in figures if (f.metric, f.area) == (metric.id, area)):
            return Before(
                previous=_value(within(series, quarter.previous())),
                year_earlier=_value(within(series, quarter.year_earlier())),
            )
    return Before()


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure else None
