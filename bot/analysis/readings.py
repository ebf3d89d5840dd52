"""What a metric's figures say for one quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.analysis.caveats import caveats_for, withheld_caveats
from bot.analysis.changes import change_told
from bot.figure import Figure, Vintage, Withheld
from bot.finding import Change, Reading
from bot.plan import Area, AreaKind, Metric, Plan
from bot.quarter import Period, Quarter
from bot.wording import amount, inline, quantity, sentence


def readings_of(
    plan: Plan,
    metrics: Iterable[Metric],
    figures: Sequence[Figure],
    quarter: Quarter,
    withheld: Sequence[Withheld] = (),
) -> tuple[Reading, ...]:
    """A reading for each metric in each area that has any figure, force first.

    ``figures`` may hold other metrics and later periods; they are passed over.
    """
    order = {area.id: place for place, area in enumerate(plan.areas)}
    recorded: list[Figure | Withheld] = [*figures, *withheld]
    return tuple(
        reading_of(plan, metric, plan.area(area), figures, quarter, withheld)
        for metric in metrics
        for area in sorted(
            {each.area for each in recorded if each.metric == metric.id}, key=order.__getitem__
        )
    )


def reading_of(
    plan: Plan,
    metric: Metric,
    area: Area,
    figures: Iterable[Figure],
    quarter: Quarter,
    withheld: Iterable[Withheld] = (),
) -> Reading:
    """Choose the quarter's figure and what it is compared with.

    A figure for exactly the quarter is preferred to one for a month or a day within it, and a
    revised figure to the one first published. One that is withheld is not stood in for.
    """
    hidden = _hidden(withheld, metric, area, quarter)
    series = series_from(f for f in figures if f.metric == metric.id and f.area == area.id)
    figure = within(series, quarter)
    if is_withheld := _is_withheld(hidden, figure, quarter):
        figure = None
    history = tuple(f for f in series if figure and _alike(f, figure) and f.period <= figure.period)
    earlier = figure and _find(
        history,
        figure.period.year_earlier(),
        quarter.year_earlier(),
        exact=bool(figure.period.months),
    )
    before = figure and _find(history, figure.period.before(), quarter.previous(), exact=False)
    year_earlier = change_told(metric, figure, earlier) if figure and earlier else None
    previous = change_told(metric, figure, before) if figure and before else None
    latest = None if figure or is_withheld else _latest(series, quarter)
    shown = [f for f in (figure, earlier, before, latest) if f]
    gone = {each.period for each in hidden}
    reading = Reading(
        metric=metric,
        area=area,
        quarter=quarter,
        figure=figure,
        year_earlier=year_earlier,
        previous=previous,
        history=history,
        caveats=(
            *withheld_caveats(hidden),
            *caveats_for(plan, metric.caveats, *(f.caveats for f in shown)),
        ),
        sentence="",
        withheld=hidden,
        is_withheld=is_withheld,
        year_earlier_withheld=figure is not None and figure.period.year_earlier() in gone,
        previous_withheld=figure is not None and figure.period.before() in gone,
    )
    words = _said(figure, reading) if figure else _silence(reading, latest)
    return replace(reading, sentence=sentence(f"{_name(metric, area)}: {words}"))


def _hidden(
    withheld: Iterable[Withheld], metric: Metric, area: Area, quarter: Quarter
) -> tuple[Withheld, ...]:
    """What of one series is withheld up to a quarter's end, oldest first."""
    own = (each for each in withheld if (each.metric, each.area) == (metric.id, area.id))
    known = (each for each in own if each.period.end <= quarter.end)
    return tuple(sorted(known, key=lambda each: each.period))


def _is_withheld(hidden: Sequence[Withheld], figure: Figure | None, quarter: Quarter) -> bool:
    """Whether the figure that would be the quarter's is withheld: for exactly the quarter, or
    where there is none, the last within it."""
    periods = [h.period for h in hidden if Quarter.containing(h.period.end) == quarter]
    if quarter.period() in periods:
        return True
    exact = figure is not None and figure.period == quarter.period()
    return bool(periods) and not exact and (figure is None or figure.period < periods[-1])


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


def _said(figure: Figure, reading: Reading) -> str:
    parts = [f"{stated(figure, reading.metric)} ({figure.period.label})"]
    if reading.year_earlier:
        parts.append(on_last_year(reading.year_earlier, reading.year_earlier.words))
    if reading.year_earlier_withheld:
        parts.append("a year earlier: withheld")
    if reading.previous:
        when = _when(reading.previous, "the previous quarter")
        parts.append(f"{reading.previous.words} on {when} (not seasonally adjusted)")
    return "; ".join(parts)


def _silence(reading: Reading, latest: Figure | None) -> str:
    label = reading.quarter.label
    if reading.is_withheld:
        return f"withheld for {label}, {reading.withheld[-1].reason}"
    words = f"nothing is recorded for {label}"
    if not latest:
        return words
    return f"{words}; the latest figure is {stated(latest, reading.metric)} ({latest.period.label})"


def stated(figure: Figure, metric: Metric) -> str:
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


def reading_name(reading: Reading) -> str:
    """The metric's name, with the area where it is not the whole force."""
    return _name(reading.metric, reading.area)


def _name(metric: Metric, area: Area) -> str:
    return metric.name if area.kind is AreaKind.FORCE else f"{metric.name}, {area.name}"


def short_words(reading: Reading) -> str:
    """One reading inside a headline: ``online ASB reports: 396, 306 more, up 340.0% on the same
    quarter last year``."""
    if not reading.figure:
        said = "withheld" if reading.is_withheld else "not recorded"
        return f"{inline(reading.metric.name)}: {said}"
    words = f"{inline(reading.metric.name)}: {stated(reading.figure, reading.metric)}"
    if reading.year_earlier:
        return f"{words}, {on_last_year(reading.year_earlier, reading.year_earlier.words)}"
    return words
