"""metrics.yml, figures.csv and standings.csv: what is measured, and the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from bot.figure import Figure, Origin, Standing, Vintage
from bot.folder import judging
from bot.folder.faults import Faults
from bot.folder.names import Vocabulary
from bot.folder.promises import Cover
from bot.folder.record import LONG_TEXT
from bot.folder.sheets import Row
from bot.folder.trees import check_tree
from bot.folder.yamls import Entry
from bot.plan import Aspiration, AspirationKind, Good, Metric, MetricKind, Priority

FIGURE_COLUMNS = ("metric", "area", "period", "value", "origin", "vintage", "source", "caveats")
STANDING_COLUMNS = (
    "metric",
    "as_at",
    "position",
    "size",
    "best",
    "rate",
    "rate_unit",
    "to_average",
    "to_average_note",
    "to_quartile",
    "to_quartile_note",
    "gap_unit",
    "data_to",
    "source",
    "caveats",
)

_UNITS = {MetricKind.PERCENT: "%", MetricKind.DURATION: "seconds", MetricKind.MONEY: "pounds"}


def read_metric(entry: Entry, known: Vocabulary, cover: Cover | None) -> Metric | None:
    metric = Metric(
        id=entry.raw("id"),
        name=entry.text("name"),
        unit=entry.text("unit"),
        kind=entry.choice("kind", MetricKind),
        good=entry.choice("good", Good),
        priority=entry.one_of("priority", known.priorities),
        owner=entry.one_of("owner", known.units),
        commitment=entry.one_of_or_none("commitment", known.commitments),
        definition=entry.optional("definition", LONG_TEXT),
        part_of=entry.one_of_or_none("part_of", known.metrics),
        lead=entry.flag("lead"),
        aspiration=_read_aspiration(entry, cover),
        caveats=entry.some_of("caveats", known.caveats),
        aliases=entry.words("aliases"),
        stock=entry.flag("stock"),
        rolling=entry.flag("rolling"),
        target=entry.number_or_none("target"),
        numerator=entry.one_of_or_none("numerator", known.metrics),
        denominator=entry.one_of_or_none("denominator", known.metrics),
        suppress_below=entry.whole("suppress_below") if "suppress_below" in entry else None,
    )
    _check_unit(entry, metric)
    judging.check_metric(entry, metric)
    return metric if entry.finish() else None


def _check_unit(entry: Entry, metric: Metric) -> None:
    due = _UNITS.get(metric.kind)
    if entry.sound and due and metric.unit != due:
        entry.fault(f"the unit of a {metric.kind} is {due!r}, not {metric.unit!r}", "unit")
    if entry.sound and not due and metric.unit in _UNITS.values():
        kind = next(kind for kind, unit in _UNITS.items() if unit == metric.unit)
        entry.fault(f"a {metric.kind} is not in {metric.unit!r}; is its kind {kind}?", "unit")


def _read_aspiration(metric: Entry, cover: Cover | None) -> Aspiration | None:
    entry = metric.entry("aspiration", "aspiration")
    if entry is None:
        return None
    kind, printed = entry.choice("kind", AspirationKind), entry.text("printed")
    position = entry.whole("position") if "position" in entry else None
    if entry.sound and (kind is AspirationKind.POSITION) != (position is not None):
        entry.fault("an aspiration has a 'position' where its kind is position, and only there")
    elif position is not None and cover and not 1 <= position <= cover.group_size:
        entry.fault(f"position {position} is outside 1 to {cover.group_size}", "position")
    if not entry.finish():
        metric.sound = False
    return Aspiration(kind, printed, position)


def check_metrics(
    metrics: Sequence[Metric], priorities: Iterable[Priority], known: Vocabulary, faults: Faults
) -> None:
    homes = {c.id: priority.id for priority in priorities for c in priority.commitments}
    parts = {}
    for metric in metrics:
        parts[metric.id] = metric.part_of
        home = homes.get(metric.commitment or "", metric.priority)
        if home != metric.priority:
            message = (
                f"commitment {metric.commitment!r} is one of priority {home!r}, "
                f"but metric {metric.id!r} is one of {metric.priority!r}"
            )
            faults.add("metrics.yml", known.metrics.line(metric.id), message)
    check_tree(parts, known.metrics, faults)
    judging.check_shares(metrics, known, faults)


def read_figure(
    row: Row, known: Vocabulary, metrics: Mapping[str, Metric], cover: Cover | None
) -> Figure | None:
    figure = Figure(
        metric=row.one_of("metric", known.metrics),
        area=row.one_of("area", known.areas),
        period=row.period("period"),
        value=row.number("value"),
        origin=row.choice("origin", Origin, Origin.SUBMITTED),
        vintage=row.choice("vintage", Vintage),
        source=row.text("source"),
        caveats=row.some_of("caveats", known.caveats),
    )
    if row.sound:
        _check_figure(row, figure, metrics.get(figure.metric), cover)
    return figure if row.sound else None


def _check_figure(row: Row, figure: Figure, metric: Metric | None, cover: Cover | None) -> None:
    if cover and figure.period.end > cover.quarter.end:
        row.fault(
            f"{figure.period.label} ends after {cover.quarter.label}, the quarter that this "
            f"folder reports"
        )
    if metric and figure.value < 0 and metric.kind is not MetricKind.MONEY:
        row.fault(f"a {metric.kind} cannot be below zero; {figure.value} was written")
    if metric and metric.kind is MetricKind.COUNT and figure.value % 1:
        row.fault(f"a count is a whole number; {figure.value} was written")
    if metric and metric.kind is MetricKind.PERCENT and figure.value > Decimal(100):
        _check_above_hundred(row, figure, metric)


def _check_above_hundred(row: Row, figure: Figure, metric: Metric) -> None:
    """A solved rate can pass 100% when older crimes are solved; the reader must be told so."""
    if not (figure.caveats or metric.caveats):
        row.fault(
            f"{figure.value}% is above 100; correct it, or give the figure a caveat that says "
            f"how that can be"
        )


def read_standing(
    row: Row, known: Vocabulary, metrics: Mapping[str, Metric], cover: Cover | None
) -> Standing | None:
    standing = Standing(
        metric=row.one_of("metric", known.metrics),
        as_at=row.month("as_at"),
        position=row.whole("position"),
        size=row.whole("size"),
        best=row.whole("best"),
        rate=row.number_or_none("rate"),
        rate_unit=row.optional("rate_unit"),
        to_average=row.number_or_none("to_average"),
        to_average_note=row.optional("to_average_note"),
        to_quartile=row.number_or_none("to_quartile"),
        to_quartile_note=row.optional("to_quartile_note"),
        gap_unit=row.optional("gap_unit"),
        data_to=row.month_or_none("data_to"),
        source=row.text("source"),
        caveats=row.some_of("caveats", known.caveats),
    )
    if row.sound:
        _check_places(row, standing)
        _check_times(row, standing, metrics.get(standing.metric), cover)
    return standing if row.sound else None


def _check_places(row: Row, standing: Standing) -> None:
    if standing.size < 2:
        row.fault(f"a group has at least 2 forces; size {standing.size} was written")
    elif standing.best not in (1, standing.size):
        row.fault(f"best is position 1 or {standing.size}; {standing.best} was written")
    if not 1 <= standing.position <= standing.size:
        row.fault(f"position {standing.position} is outside 1 to {standing.size}")


def _check_times(row: Row, standing: Standing, metric: Metric | None, cover: Cover | None) -> None:
    if cover and standing.as_at > cover.quarter.end:
        row.fault(f"as_at is after {cover.quarter.label}, the quarter that this folder reports")
    if standing.data_to and standing.data_to > standing.as_at:
        row.fault("data_to is after as_at; data cannot be newer than the standing made of it")
    if metric and metric.aspiration is None:
        row.fault(
            f"metric {metric.id!r} has a standing but no aspiration; give it one in metrics.yml, "
            f"of kind none where the force has none"
        )
