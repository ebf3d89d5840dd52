"""Alt text: the kind of chart, what it shows, and its message. No colours, no "image of".

Every number in it is drawn in the picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from bot.charts import alt_signals, words
from bot.charts.sentences import fitting, sentences
from bot.figure import Figure
from bot.finding import (
    Caterpillar,
    Comparison,
    Drawable,
    Funnel,
    Ladder,
    Multiples,
    Place,
    ProcessChart,
    Reading,
    Returns,
    SideBySide,
    SmallCounts,
    Trend,
)

FEW_POINTS = 3  # up to so many, a series is drawn as columns and not as a line


def alt(finding: Drawable) -> str:
    """The words that stand in for the picture; cheap, nothing is drawn for it."""
    return _alt(finding)


@singledispatch
def _alt(finding: object) -> str:
    raise TypeError(f"{type(finding).__name__} is not something to draw")


@_alt.register
def _(finding: Ladder) -> str:
    head = [_ladder_of(finding), finding.title]
    return fitting(head, finding.places, [_place_in_full, _place_moved, _place_alone])


@_alt.register
def _(finding: Trend) -> str:
    reading, history = finding.reading, finding.reading.history
    kind = "Column chart" if len(history) <= FEW_POINTS else "Line chart"
    over = f", {words.span(history)}" if history else ""
    parts = [f"{kind} of {_subject(reading)}{over}", finding.title, _latest(reading)]
    if finding.target is not None:
        parts.append(f"Target {words.target(finding.target, reading)}")
    gaps = words.gaps(history, reading.withheld)
    return sentences([*parts, gaps, words.withheld(reading), *_implied(history)])


@_alt.register
def _(finding: Comparison) -> str:
    reading = finding.reading
    bases = [each.base for each in (reading.previous, reading.year_earlier) if each]
    previous = words.on_previous(reading.previous) if reading.previous else ""
    figures = [*bases, reading.figure] if reading.figure else bases
    return sentences(
        [
            f"Bar chart of {_subject(reading)}, {reading.quarter.label} against earlier figures",
            finding.title,
            _latest(reading),
            words.capital(previous),
            words.withheld(reading),
            *_implied(figures),
        ]
    )


@_alt.register
def _(finding: Multiples) -> str:
    head = ["Small charts, one for each metric, each on its own scale", finding.title]
    return fitting(head, finding.readings, [_metric_in_full, _metric_changed, _metric_alone])


@_alt.register
def _(finding: SideBySide) -> str:
    metric = finding.readings[0].metric.name if finding.readings else "a metric"
    quarters = dict.fromkeys(each.quarter.label for each in finding.readings)
    head = [f"Bar chart of {metric} by area, {', '.join(quarters)}", finding.title]
    return fitting(head, finding.readings, [_area_in_full, _area_alone])


@_alt.register
def _(finding: Returns) -> str:
    return sentences(
        [
            "Step chart of returns received, day by day",
            finding.title,
            words.returns_in(finding),
            words.capital(words.due(finding)),
            words.late(finding),
        ]
    )


_alt.register(ProcessChart, alt_signals.process)
_alt.register(Caterpillar, alt_signals.caterpillar)
_alt.register(Funnel, alt_signals.funnel)
_alt.register(SmallCounts, alt_signals.small_counts)


def _ladder_of(ladder: Ladder) -> str:
    now = words.months(each.standing for each in ladder.places)
    earlier = words.months(each.earlier for each in ladder.places if each.earlier)
    against = f" against {earlier}" if earlier else ""
    return f"Ladder of positions in the group, best to worst, {now}{against}"


def _place_in_full(place: Place) -> str:
    return f"{_place_moved(place)}, {words.verdict(place)}"


def _place_moved(place: Place) -> str:
    return f"{_place_alone(place)}, {words.movement(place)}"


def _place_alone(place: Place) -> str:
    return f"{place.metric.name} {words.position(place.standing)}"


def _metric_in_full(reading: Reading) -> str:
    if not reading.year_earlier:
        return _metric_alone(reading)
    return f"{_metric_alone(reading)}, {words.on_last_year(reading.year_earlier)}"


def _metric_changed(reading: Reading) -> str:
    if not reading.year_earlier:
        return _metric_alone(reading)
    change = reading.year_earlier
    return f"{_metric_alone(reading)}, {change.short or change.words}"


def _metric_alone(reading: Reading) -> str:
    return f"{reading.metric.name}: {words.value(reading)}"


def _area_in_full(reading: Reading) -> str:
    if not reading.year_earlier:
        return _area_alone(reading)
    return f"{_area_alone(reading)}, {words.on_last_year(reading.year_earlier)}"


def _area_alone(reading: Reading) -> str:
    return f"{reading.area.name} {words.value(reading)}"


def _subject(reading: Reading) -> str:
    return f"{reading.metric.name}, {reading.area.name}"


def _latest(reading: Reading) -> str:
    period = reading.figure.period if reading.figure else reading.quarter.period()
    now = f"{words.capital(words.stated(reading))} {words.when(period)}"
    if not reading.year_earlier:
        return now
    return f"{now}, {words.on_last_year(reading.year_earlier)}"


def _implied(figures: Iterable[Figure]) -> list[str]:
    if not any(words.is_implied(each) for each in figures):
        return []
    return ["Some values are implied by printed differences"]
