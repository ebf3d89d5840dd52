"""What a metric's figures say for one quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.analysis.caveats import caveats_for
from bot.analysis.changes import change, change_on_year
from bot.figure import Figure, Vintage
from bot.finding import Change, Reading
from bot.plan import Area, Metric, Plan
from bot.quarter import Period, Quarter
from bot.wording import amount, inline, quantity, sentence


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

    A figure for exactly the quarter is preferred to one for a month or a day within it, and a
    revised figure to the one first published.
    """
    series = series_from(f for f in figures if f.metric == metric.id and f.area == area.id)
    figure = within(series, quarter)
    history = tuple(f for f in series if figure and _alike(f, figure) and f.period <= figure.period)
    earlier = figure and _find(
        history,
        figure.period.year_earlier(),
        quarter.year_earlier(),
        exact=bool(figure.period.months),
    )
    before = figure and _find(history, figure.period.before(), quarter.previous(), exact=False)
    year_earlier = change_on_year(metric, figure, earlier) if figure and earlier else None
    previous = change(metric, figure, before) if figure and before else None
    latest = None if figure else _latest(series, quarter)
    shown = [f for f in (figure, earlier, before, latest) if f]
    return Reading(
        metric=metric,
        area=area,
        quarter=quarter,
        figure=figure,
        year_earlier=year_earlier,
        previous=previous,
        history=history,
        caveats=caveats_for(plan, metric.caveats, *(f.caveats for f in shown)),
        sentence=sentence(
            f"{_name(plan, metric, area)}: "
            + (
                _said(metric, figure, year_earlier, previous)
                if figure
                else _silence(metric, quarter, latest)
            )
        ),
    )


def series_from(figures: Iterable[Figure]) -> list[Figure]:
    """One figure for each period, oldest first."""
    newest_last = sorted(figures, key=lambda f: f.vintage is Vintage.REVISED)
    return sorted({f.period: f for f in newest_last}.values(), key=lambda f: f.period)


def _latest(series: Iterable[Figure], quarter: Quarter) -> Figure | None:
    """What was last known by the end of a quarter that has no figure of its own."""
    known = [f for f in series if f.period.end <= quarter.end]
    return known[-1] if known else None


def within(series: Sequence[Figure], quarter: Quarter) -> Figure | None:
    exact = [f for f in series if f.period == quarter.period()]
    inside = [f for f in series if Quarter.containing(f.period.end) == quarter]
    fitting = exact or inside
    return fitting[-1] if fitting else None


def _alike(one: Figure, other: Figure) -> bool:
    """Figures are one series only where their periods are of one kind."""
    return _shape(one.period) == _shape(other.period)


def _shape(period: Period) -> tuple[bool, int]:
    return period.quarter is not None, period.months or -period.days


def _find(
    history: Iterable[Figure], period: Period, quarter: Quarter, *, exact: bool
) -> Figure | None:
    history = tuple(history)
    for figure in history:
        if figure.period == period:
            return figure
    if exact:
        return None
    return within([f for f in history if f.period.quarter is None], quarter)


def _said(
    metric: Metric, figure: Figure, year_earlier: Change | None, previous: Change | None
) -> str:
    parts = [f"{_stated(figure, metric)} ({figure.period.label})"]
    if year_earlier:
        parts.append(on_last_year(year_earlier, year_earlier.words))
    if previous:
        when = _when(previous, "the previous quarter")
        parts.append(f"{previous.words} on {when} (not seasonally adjusted)")
    return "; ".join(parts)


def _silence(metric: Metric, quarter: Quarter, latest: Figure | None) -> str:
    words = f"nothing is recorded for {quarter.label}"
    if not latest:
        return words
    return f"{words}; the latest figure is {_stated(latest, metric)} ({latest.period.label})"


def _stated(figure: Figure, metric: Metric) -> str:
    """The value with its noun, but not where the metric's name has just said the noun."""
    if metric.unit.casefold() in metric.name.casefold():
        return amount(figure.value, metric)
    return quantity(figure.value, metric)


def on_last_year(change: Change, words: str) -> str:
    """A change in words with what it is on: ``up 14.8% on the same quarter last year``."""
    return f"{words} on {_when(change, 'the same quarter last year')}"


def _when(change: Change, quarterly: str) -> str:
    period = change.base.period
    return quarterly if period.quarter else period.label.removeprefix("at ")


def reading_name(reading: Reading, plan: Plan) -> str:
    """The metric's name, with the area where it is not the whole force."""
    return _name(plan, reading.metric, reading.area)


def _name(plan: Plan, metric: Metric, area: Area) -> str:
    return metric.name if area == plan.force_area else f"{metric.name}, {area.name}"


def short_words(reading: Reading) -> str:
    """One reading inside a headline: ``online ASB reports: 396, 306 more, up 340.0% on the same
    quarter last year``."""
    if not reading.figure:
        return f"{inline(reading.metric.name)}: not recorded"
    words = f"{inline(reading.metric.name)}: {_stated(reading.figure, reading.metric)}"
    if reading.year_earlier:
        return f"{words}, {on_last_year(reading.year_earlier, reading.year_earlier.words)}"
    return words
