"""A book as the rows of its tables. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from bot.figure import Figure, Standing
from bot.folder import Book
from bot.plan import Metric, Plan, Update
from storage import tables
from storage.base import Base
from storage.entries import entries_of

Values = dict[str, Any]
Rows = dict[type[Base], list[Values]]


def rows_of(book: Book) -> Rows:
    """Every row that the store should hold for the plan of this book, and no other."""
    rows = _plan_rows(book.plan) | _number_rows(book)
    rows[tables.UpdateRow] = _placed(map(_update, book.updates))
    rows[tables.SearchEntryRow] = list(entries_of(book))
    for values in rows.values():
        for each in values:
            each.setdefault("plan", book.plan.id)
    del rows[tables.PlanRow][0]["plan"]
    return rows


def fingerprint_of(plan: Plan) -> str:
    return sha256(repr(plan).encode()).hexdigest()


def _plan_rows(plan: Plan) -> Rows:
    return {
        tables.PlanRow: [_plan(plan)],
        tables.CaveatRow: _placed(
            {"id": each.id, "kind": each.kind, "text": each.text} for each in plan.caveats
        ),
        tables.PlanCaveatRow: _placed({"caveat": each} for each in plan.standing_caveats),
        tables.AliasRow: list(_aliases(plan)),
        tables.AreaRow: _placed(
            {"id": each.id, "kind": each.kind, "name": each.name, "parent": each.parent}
            for each in plan.areas
        ),
        tables.UnitRow: _placed(
            {"id": each.id, "name": each.name, "area": each.area} for each in plan.units
        ),
        tables.PriorityRow: _placed(
            {"id": each.id, "number": each.number, "name": each.name, "short": each.short}
            for each in plan.priorities
        ),
        tables.CommitmentRow: _placed(
            {"id": each.id, "priority": priority.id, "text": each.text}
            for priority in plan.priorities
            for each in priority.commitments
        ),
        tables.MetricRow: _placed(map(_metric, plan.metrics)),
        tables.MetricCaveatRow: [
            row
            for metric in plan.metrics
            for row in _placed({"metric": metric.id, "caveat": each} for each in metric.caveats)
        ],
        tables.AspirationRow: list(_aspirations(plan)),
        tables.PersonRow: _placed(
            {"id": each.id, "name": each.name, "slack_id": each.slack_id, "title": each.title}
            for each in plan.people
        ),
        tables.AppointmentRow: _placed(
            {"person": each.person, "role": each.role, "unit": each.unit}
            for each in plan.appointments
        ),
    }


def _number_rows(book: Book) -> Rows:
    return {
        tables.FigureRow: [
            _figure_key(each)
            | {
                "value": each.value,
                "origin": each.origin,
                "source": each.source,
                "recorded_by": each.recorded_by,
            }
            for each in book.figures
        ],
        tables.FigureCaveatRow: [
            _figure_key(figure) | row
            for figure in book.figures
            for row in _placed({"caveat": each} for each in figure.caveats)
        ],
        tables.StandingRow: list(map(_standing, book.standings)),
        tables.StandingCaveatRow: [
            {"metric": standing.metric, "as_at": standing.as_at} | row
            for standing in book.standings
            for row in _placed({"caveat": each} for each in standing.caveats)
        ],
    }


def _placed(values: Iterable[Values]) -> list[Values]:
    return [each | {"place": place} for place, each in enumerate(values)]


def _plan(plan: Plan) -> Values:
    return {
        "id": plan.id,
        "force": plan.force,
        "name": plan.name,
        "starts": plan.period.start,
        "ends": plan.period.end,
        "group_size": plan.group_size,
        "group_name": plan.group_name,
        "marking": plan.marking,
        "source": plan.source,
        "fingerprint": fingerprint_of(plan),
    }


def _metric(metric: Metric) -> Values:
    return {
        "id": metric.id,
        "name": metric.name,
        "unit": metric.unit,
        "kind": metric.kind,
        "good": metric.good,
        "priority": metric.priority,
        "owner": metric.owner,
        "commitment": metric.commitment,
        "definition": metric.definition,
        "part_of": metric.part_of,
        "lead": metric.lead,
    }


def _aspirations(plan: Plan) -> Iterator[Values]:
    for metric in plan.metrics:
        if aim := metric.aspiration:
            yield {
                "metric": metric.id,
                "kind": aim.kind,
                "printed": aim.printed,
                "position": aim.position,
            }


def _aliases(plan: Plan) -> Iterator[Values]:
    commitments = [each for priority in plan.priorities for each in priority.commitments]
    for kind, things in (
        ("area", plan.areas),
        ("unit", plan.units),
        ("priority", plan.priorities),
        ("commitment", commitments),
        ("metric", plan.metrics),
    ):
        for thing in things:
            yield from _placed(
                {"kind": kind, "of": thing.id, "word": word} for word in thing.aliases
            )


def _figure_key(figure: Figure) -> Values:
    return {
        "metric": figure.metric,
        "area": figure.area,
        "ends": figure.period.end,
        "starts": figure.period.start,
        "vintage": figure.vintage,
    }


def _standing(standing: Standing) -> Values:
    return {key: value for key, value in vars(standing).items() if key != "caveats"}


def _update(update: Update) -> Values:
    return {
        "id": update.id,
        "commitment": update.commitment,
        "unit": update.unit,
        "area": update.area,
        "starts": update.period.start,
        "ends": update.period.end,
        "text": update.text,
        "names": update.names,
        "source": update.source,
        "recorded": update.recorded,
    }
