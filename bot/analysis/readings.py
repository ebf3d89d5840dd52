"""What a metric's figures say for one quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.analysis.caveats import caveats_for
from bot.analysis.changes import change
from bot.figure import Figure
from bot.finding import Change, Reading
from bot.plan import Area, Metric, Plan
from bot.quarter import Period, Quarter
from bot.wording import inline, quantity, sentence


def readings_of(
    plan: Plan, metrics: Iterable[Metric], figures: Sequence[Figure], quarter: Quarter
) -> tuple[Reading, ...]:
    """A reading for each metric in each area that has any figure, force first.

    ``figures`` may hold other metrics and later periods; they are passed over.
    """
    order = {area.id: place for place, area in enumerate(plan.areas)}
    return tuple(
        reading_of(plan, metric, plan.area(area), figures, quarter)
        for metric in metrics
        for area in sorted(
            {f.area for f in figures if f.metric == metric.id}, key=order.__getitem__
        )
    )


def reading_of(
    plan: Plan, metric: Metric, area: Area, figures: Iterable[Figure], quarter: Quarter
) -> Reading:
    """Choose the quarter's figure and what it is compared with.

    A figure for exactly the quarter is preferred to one for a month or a day within it.
    """
    series = sorted(
        (f for f in figures if f.metric == metric.id and f.area == area.id),
        key=lambda f: f.period,
    )
    figure = _within(series, quarter)
    history = tuple(f for f in series if figure and _alike(f, figure) and f.period <= figure.period)
    earlier = figure and _find(
        history,
        figure.period.year_earlier(),
        quarter.year_earlier(),
        exact=bool(figure.period.months),
    )
    before = figure and _find(history, figure.period.before(), quarter.previous(), exact=False)
    year_earlier = change(metric, figure, earlier) if figure and earlier else None
    previous = change(metric, figure, before) if figure and before else None
    shown = [f for f in (figure, earlier, before) if f]
    return Reading(
        metric=metric,
        area=area,
        quarter=quarter,
        figure=figure,
        year_earlier=year_earlier,
        previous=previous,
        history=history,
        caveats=caveats_for(plan, metric.caveats, *(f.caveats for f in shown)),
        sentence=_sentence(metric, area, quarter, figure, year_earlier, previous),
    )


def _within(series: Sequence[Figure], quarter: Quarter) -> Figure | None:
    exact = [f for f in series if f.period == quarter.period()]
    inside = [f for f in series if Quarter.containing(f.period.end) == quarter]
    fitting = exact or inside
    return fitting[-1] if fitting else None


def _alike(one: Figure, other: Figure) -> bool:
    """Figures are one series only where their periods are of one kind."""
    return _shape(one.period) == _shape(other.period)


def _shape(period: Period) -> int:
    return period.months or -period.days


def _find(
    history: Iterable[Figure], period: Period, quarter: Quarter, *, exact: bool
) -> Figure | None:
    history = tuple(history)
    for figure in history:
        if figure.period == period:
            return figure
    if exact:
        return None
    return _within([f for f in history if f.period.quarter is None], quarter)


def _sentence(
    metric: Metric,
    area: Area,
    quarter: Quarter,
    figure: Figure | None,
    year_earlier: Change | None,
    previous: Change | None,
) -> str:
    name = f"{metric.name}, {area.name}"
    if not figure:
        return sentence(f"{name}: nothing is recorded for {quarter.label}")
    parts = [f"{name}: {quantity(figure.value, metric)} ({figure.period.label})"]
    if year_earlier:
        parts.append(f"{year_earlier.words} on {_when(year_earlier, 'the same quarter last year')}")
    if previous:
        when = _when(previous, "the previous quarter")
        parts.append(f"{previous.words} on {when} (not seasonally adjusted)")
    return sentence("; ".join(parts))


def _when(change: Change, quarterly: str) -> str:
    return quarterly if change.base.period.quarter else change.base.period.label


def reading_name(reading: Reading, plan: Plan) -> str:
    """The metric's name, with the area where it is not the whole force."""
    if reading.area == plan.force_area:
        return reading.metric.name
    return f"{reading.metric.name}, {reading.area.name}"


def short_words(reading: Reading) -> str:
    """One reading inside a headline: ``396 online ASB reports, 306 more than a year before``."""
    if not reading.figure:
        return f"{inline(reading.metric.name)}: not recorded"
    words = f"{inline(reading.metric.name)}: {quantity(reading.figure.value, reading.metric)}"
    if reading.year_earlier:
        return f"{words}, {reading.year_earlier.words} on the same quarter last year"
    return words
