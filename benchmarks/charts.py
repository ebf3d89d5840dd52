"""Each kind of chart against the barest matplotlib figure of its size and data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks import shire
from benchmarks.rounds import Row, contest, timed
from bot import analysis, charts
from bot.charts.samples import SAMPLES
from bot.figure import Told
from bot.finding import (
    Caterpillar,
    Comparison,
    Drawable,
    Funnel,
    Ladder,
    Multiples,
    ProcessChart,
    Reading,
    SideBySide,
    SmallCounts,
    Trend,
)

_PIXELS_PER_INCH = 100
_PANELS_ACROSS = 2
_YEARS = 6
_OF_SIGNALS = (ProcessChart, Caterpillar, Funnel, SmallCounts)


def rows(seconds: float) -> Iterator[Row]:
    """One row for each kind, sharing the time."""
    kinds = findings()
    for each in kinds:
        name = f"chart: {type(each).__name__.lower()}"
        yield contest(name, timed(_ours(each)), timed(bare(each)), seconds / len(kinds))


def findings() -> tuple[Drawable, ...]:
    """One of each kind, as full as an answer makes them."""
    book, quarter = shire.book(_YEARS), shire.LATEST
    plan = book.plan
    standings = {
        metric.id: tuple(each for each in book.standings if each.metric == metric.id)[:2]
        for metric in plan.metrics
        if metric.aspiration
    }
    places = analysis.places_of(plan, plan.metrics, standings, quarter)
    shown = plan.metrics[:8]
    readings = analysis.readings_of(plan, shown, book.figures, quarter)
    force = tuple(each for each in readings if each.area == plan.force_area)
    (ladder,) = analysis.pictures_of_places(plan, places)
    first = analysis.metric_status_of(plan, shown[0], quarter, Told(book.figures), {})
    process, side_by_side = analysis.pictures_of_metric(plan, first)
    trend = Trend(process.title, process.subtitle, force[0], process.credit, Decimal(500))
    return (
        ladder,
        trend,
        Comparison(trend.title, trend.subtitle, trend.reading, trend.credit),
        Multiples(trend.title, trend.subtitle, force, trend.credit),
        side_by_side,
        *(each for each in SAMPLES if isinstance(each, _OF_SIGNALS)),
    )


def _ours(finding: Drawable) -> Callable[[], object]:
    return lambda: charts.draw(finding)


def bare(finding: Drawable) -> Callable[[], bytes]:
    """What ten minutes with matplotlib's manual would draw: the data, two axes, one title."""
    size = charts.draw(finding)
    draw = _BARE[type(finding)]

    def work() -> bytes:
        figure = Figure(
            figsize=(size.width / _PIXELS_PER_INCH, size.height / _PIXELS_PER_INCH),
            dpi=_PIXELS_PER_INCH,
        )
        FigureCanvasAgg(figure)
        draw(figure, finding)
        figure.suptitle(finding.title)
        target = BytesIO()
        figure.savefig(target, format="png")
        return target.getvalue()

    return work


def _ladder(figure: Figure, finding: Ladder) -> None:
    axes = figure.subplots()
    names = [each.metric.name for each in finding.places]
    for standings in ("earlier", "standing"):
        positions = [getattr(each, standings).position for each in finding.places]
        axes.plot(positions, names, "o", label=standings)
    aims = [each.aspiration.position or 0 for each in finding.places]
    axes.plot(aims, names, "|", label="aspiration")
    axes.legend()


def _trend(figure: Figure, finding: Trend) -> None:
    axes = figure.subplots()
    _line(axes, finding.reading)
    if finding.target is not None:
        axes.axhline(float(finding.target))


def _multiples(figure: Figure, finding: Multiples) -> None:
    down = -(-len(finding.readings) // _PANELS_ACROSS)
    panels = figure.subplots(down, _PANELS_ACROSS).flat
    for axes, reading in zip(panels, finding.readings, strict=False):
        _line(axes, reading)
        axes.set_title(reading.metric.name)


def _line(axes: Any, reading: Reading) -> None:
    ends = [each.period.end for each in reading.history]
    axes.plot(ends, [float(each.value) for each in reading.history])


def _comparison(figure: Figure, finding: Comparison) -> None:
    reading = finding.reading
    earlier = [each.base for each in (reading.year_earlier, reading.previous) if each]
    shown = [each for each in (reading.figure, *earlier) if each]
    _bars(figure, [each.period.label for each in shown], [each.value for each in shown])


def _side_by_side(figure: Figure, finding: SideBySide) -> None:
    shown = [each for each in finding.readings if each.figure]
    values = [each.figure.value for each in shown if each.figure]
    _bars(figure, [each.area.name for each in shown], values)


def _bars(figure: Figure, names: list[str], values: list[Decimal]) -> None:
    axes = figure.subplots()
    axes.bar_label(axes.barh(names, [float(each) for each in values]))


def _process(figure: Figure, finding: ProcessChart) -> None:
    axes = figure.subplots()
    known = [float(each.value) for each in finding.process.points if each.value is not None]
    axes.plot(known, "o-")
    for phase in finding.process.phases:
        for line in (phase.lower, phase.mean, phase.upper, finding.process.target):
            axes.axhline(float(line or 0))


def _caterpillar(figure: Figure, finding: Caterpillar) -> None:
    group = finding.group
    spans = [(each.name, each.rate, each.low, each.high) for each in group.peers]
    _intervals(figure, spans).axvline(float(group.average))


def _funnel(figure: Figure, finding: Funnel) -> None:
    axes, group = figure.subplots(), finding.group
    axes.scatter([p.population for p in group.peers], [float(p.rate) for p in group.peers])
    people = [each.population for each in group.lines]
    for name in ("low", "high", "far_low", "far_high"):
        axes.plot(people, [float(getattr(each, name)) for each in group.lines])


def _counts(figure: Figure, finding: SmallCounts) -> None:
    counts = [(each.figure, each.low, each.high) for each in finding.counts]
    _intervals(figure, [(f.period.label, f.value, low, high) for f, low, high in counts])


def _intervals(figure: Figure, rows: list[tuple[str, Decimal, Decimal, Decimal]]) -> Any:
    axes = figure.subplots()
    names, values, lows, highs = zip(*rows, strict=True)
    below = [float(value - low) for value, low in zip(values, lows, strict=True)]
    above = [float(high - value) for value, high in zip(values, highs, strict=True)]
    axes.errorbar([float(each) for each in values], names, xerr=[below, above], fmt="o")
    return axes


_BARE: dict[type, Callable[[Figure, Any], None]] = {
    Ladder: _ladder,
    Trend: _trend,
    Comparison: _comparison,
    Multiples: _multiples,
    SideBySide: _side_by_side,
    ProcessChart: _process,
    Caterpillar: _caterpillar,
    Funnel: _funnel,
    SmallCounts: _counts,
}
