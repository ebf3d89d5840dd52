"""The report as plain tables, for the workbook and the CSV files: every figure drawn is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal

from bot.documents import words
from bot.documents.cover import facts_of
from bot.figure import Figure, Standing
from bot.plan import Caveat, Metric, Plan
from bot.report import Report
from bot.signal import Finding, Peer
from bot.wording import amount, sentence

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Sheet:
    """One table; ``name`` is that of its sheet and of its file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets_of(report: Report) -> tuple[Sheet, ...]:
    """Those that are there in every report, in the order in which they are read."""
    return (
        _about(report),
        _summary(report),
        _figures(report),
        _positions(report),
        *_peers(report),
        _updates(report),
        _gaps(report),
        _definitions(report.plan),
        _caveats(report.caveats),
    )


def _about(report: Report) -> Sheet:
    title = (("Report", f"{report.plan.force}: {report.plan.name}"),)
    rows = (*title, ("Quarter", f"{report.quarter.label} ({report.quarter.words})"))
    return Sheet("About", ("What", "Value"), (*rows, *facts_of(report)))


def _summary(report: Report) -> Sheet:
    findings = [*report.executive, *(f for each in report.sections for f in each.findings)]
    rows = tuple((*_told(each), ", ".join(c.id for c in each.caveats)) for each in findings)
    return Sheet("Findings", ("About", "Finding", "Strength", "How", "Caveats"), rows)


def _told(finding: Finding) -> tuple[str, ...]:
    return finding.about, finding.sentence, str(finding.strength), finding.how


def drawn_in(value: object, kind: type) -> Iterator[object]:
    """Every value of a kind that a report, or any part of it, holds at any depth."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from drawn_in(each, kind)
    elif is_dataclass(value) and not isinstance(value, Plan):
        for each in fields(value):
            yield from drawn_in(getattr(value, each.name), kind)


def _figures(report: Report) -> Sheet:
    plan = report.plan
    order = {each.id: place for place, each in enumerate(plan.metrics)}
    found = {each for each in drawn_in(report, Figure) if isinstance(each, Figure)}
    drawn = sorted(found, key=lambda f: (order[f.metric], f.area, f.period, f.vintage, f.value))
    columns = (
        *("Priority", "Measure", "Area", "Period", "From", "To", "Value", "Unit", "As shown"),
        *("Origin", "Vintage", "Source", "Caveats", "Measure id"),
    )
    return Sheet("Figures", columns, tuple(_figure_row(plan, each) for each in drawn))


def _figure_row(plan: Plan, figure: Figure) -> tuple[Value, ...]:
    metric, period = plan.metric(figure.metric), figure.period
    return (
        plan.priority(metric.priority).number,
        metric.name,
        plan.area(figure.area).name,
        period.label,
        period.start,
        period.end,
        figure.value,
        metric.unit,
        amount(figure.value, metric),
        str(figure.origin),
        str(figure.vintage),
        figure.source,
        ", ".join(figure.caveats),
        metric.id,
    )


def _positions(report: Report) -> Sheet:
    """All positions that are drawn, with what the plan aims at; oldest last."""
    columns = (
        *("Priority", "Measure", "Aspiration", "As at", "Position", "Of", "Best is", "Rank"),
        *("Rate", "Rate unit", "To the average", "To the top quartile", "Gap unit"),
        *("Data to", "Notes", "Source", "Caveats", "Measure id"),
    )
    plan = report.plan
    shown = {each.metric.id for each in report.summary.places}
    past = (each for metric, past in report.standings if metric in shown for each in past)
    order = {each.id: place for place, each in enumerate(plan.metrics)}
    rows = sorted(past, key=lambda each: (order[each.metric], -each.as_at.toordinal()))
    return Sheet("Positions", columns, tuple(_position_row(plan, each) for each in rows))


def _position_row(plan: Plan, standing: Standing) -> tuple[Value, ...]:
    metric = plan.metric(standing.metric)
    notes = filter(None, (standing.to_average_note, standing.to_quartile_note))
    return (
        plan.priority(metric.priority).number,
        metric.name,
        metric.aspiration.printed if metric.aspiration else "",
        standing.as_at,
        standing.position,
        standing.size,
        standing.best,
        standing.rank,
        standing.rate,
        standing.rate_unit,
        standing.to_average,
        standing.to_quartile,
        standing.gap_unit,
        standing.data_to,
        "; ".join(notes),
        standing.source,
        ", ".join(standing.caveats),
        metric.id,
    )


def _peers(report: Report) -> Iterator[Sheet]:
    """The other forces, or areas, that are drawn beside ours."""
    found = [each for each in drawn_in(report, Peer) if isinstance(each, Peer)]
    rows = dict.fromkeys(
        (p.name, p.count, p.population, p.year, p.rate, p.low, p.high) for p in found
    )
    columns = ("Name", "Count", "Population", "Population of", "Rate", "Low", "High")
    if rows:
        yield Sheet("Group", columns, tuple(rows))


def _updates(report: Report) -> Sheet:
    columns = ("Priority", "Commitment", "LPA", "Area", "Unit", "Update", "Names", "Source")
    rows = (
        (
            section.status.priority.number,
            each.commitment.text,
            each.lpa.name if each.lpa else "Whole force",
            each.area.name,
            each.unit.name,
            each.update.text,
            ", ".join(each.update.names),
            each.update.source,
        )
        for section in report.sections
        for each in section.status.accounts
    )
    return Sheet("Updates", columns, tuple(rows))


def _gaps(report: Report) -> Sheet:
    rows = (
        *(("Missing", sentence(each)) for each in report.missing or (words.MISSING,)),
        *(("Withheld", sentence(each)) for each in report.withheld or (words.WITHHELD,)),
    )
    return Sheet("Missing and withheld", ("What", "Told"), rows)


def _definitions(plan: Plan) -> Sheet:
    columns = ("Priority", "Measure", "Definition", "Unit", "Kind", "Better", "Reported by")
    return Sheet("Definitions", columns, tuple(_definition(plan, each) for each in plan.metrics))


def _definition(plan: Plan, metric: Metric) -> tuple[Value, ...]:
    number, unit = plan.priority(metric.priority).number, plan.unit(metric.owner).name
    kinds = str(metric.kind), str(metric.good)
    return number, metric.name, metric.definition, metric.unit, *kinds, unit


def _caveats(caveats: Sequence[Caveat]) -> Sheet:
    rows = tuple((n, each.id, str(each.kind), each.text) for n, each in enumerate(caveats, start=1))
    return Sheet("Caveats", ("Number", "Id", "Kind", "Caveat"), rows)
