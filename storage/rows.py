"""A book as the rows of its tables. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

from bot.collection import Collection, Duty
from bot.figure import Figure
from bot.folder import Book
from bot.grounds import Grounds
from bot.plan import Area, Commitment, Metric, Plan, Priority, Unit
from bot.publishing import Publishing
from bot.quarter import Period
from storage import tables, tables_collecting, tables_grounds, tables_publishing
from storage.base import Base
from storage.entries import entries_of

Values = dict[str, Any]
Rows = dict[type[Base], list[Values]]
Named = Area | Unit | Priority | Commitment | Metric

_LISTS = {"aliases", "caveats", "commitments", "aspiration", "period"}  # kept in other columns
_SHARE = {"numerator", "denominator"}


def rows_of(book: Book) -> Rows:
    """Every row that the store should hold for the plan of this book, and no other."""
    plan = book.plan
    rows: Rows = (
        _vocabulary_rows(plan)
        | _metric_rows(plan)
        | _people_rows(plan)
        | _collection_rows(plan.collection)
        | {tables_publishing.PublishingRow: _publishing_rows(plan.publishing)}
        | _figure_rows(book)
        | _standing_rows(book)
        | _grounds_rows(book.grounds)
    )
    rows[tables.UpdateRow] = _placed(_own(each) | _dates(each.period) for each in book.updates)
    rows[tables.SearchEntryRow] = list(entries_of(book))
    for each in (value for values in rows.values() for value in values):
        each["plan"] = plan.id
    return {tables.PlanRow: [_plan(plan)]} | rows


def fingerprint_of(plan: Plan) -> str:
    return sha256(repr(plan).encode()).hexdigest()


def _plan(plan: Plan) -> Values:
    return _dates(plan.period) | {
        "id": plan.id,
        "force": plan.force,
        "name": plan.name,
        "group_size": plan.group_size,
        "group_name": plan.group_name,
        "marking": plan.marking,
        "source": plan.source,
        "fingerprint": fingerprint_of(plan),
    }


def _vocabulary_rows(plan: Plan) -> Rows:
    return {
        tables.CaveatRow: _placed(map(_own, plan.caveats)),
        tables.PlanCaveatRow: _caveats(plan.standing_caveats),
        tables.AliasRow: list(_aliases(plan)),
        tables.AreaRow: _placed(map(_own, plan.areas)),
        tables.UnitRow: _placed(map(_own, plan.units)),
        tables.PriorityRow: _placed(map(_own, plan.priorities)),
        tables.CommitmentRow: _placed(
            _own(each) | {"priority": priority.id}
            for priority in plan.priorities
            for each in priority.commitments
        ),
    }


def _metric_rows(plan: Plan) -> Rows:
    return {
        tables.MetricRow: _placed(_without(_own(each), _SHARE) for each in plan.metrics),
        tables_grounds.ShareRow: [
            {"metric": m.id, "numerator": m.numerator, "denominator": m.denominator}
            for m in plan.metrics
            if m.numerator and m.denominator
        ],
        tables.MetricCaveatRow: [
            row for each in plan.metrics for row in _caveats(each.caveats, metric=each.id)
        ],
        tables.AspirationRow: [
            _own(each.aspiration) | {"metric": each.id} for each in plan.metrics if each.aspiration
        ],
    }


def _people_rows(plan: Plan) -> Rows:
    return {
        tables.PersonRow: _placed(map(_own, plan.people)),
        tables.AppointmentRow: _placed(map(_own, plan.appointments)),
    }


def _collection_rows(collection: Collection | None) -> Rows:
    duties = collection.duties if collection else ()
    return {
        tables_collecting.CollectionRow: [_calendar(collection)] if collection else [],
        tables_collecting.DutyRow: _placed(
            {"unit": each.unit, "manager": each.manager} for each in duties
        ),
        tables_collecting.DutyMetricRow: _owed(duties, "metric", lambda duty: duty.metrics),
        tables_collecting.DutyCommitmentRow: _owed(
            duties, "commitment", lambda duty: duty.commitments
        ),
        tables_collecting.DutyExemptionRow: _owed(duties, "quarter", lambda duty: duty.exempt),
    }


def _calendar(collection: Collection) -> Values:
    own = dict(vars(collection.calendar))
    own["hours_from"], own["hours_to"] = own.pop("hours")
    return own | {"editors": collection.editors}


def _publishing_rows(publishing: Publishing | None) -> list[Values]:
    if publishing is None:
        return []
    own = dict(vars(publishing))
    return [own | vars(own.pop("branding"))]


def _owed(
    duties: Iterable[Duty], name: str, things: Callable[[Duty], Iterable[object]]
) -> list[Values]:
    return [
        row
        for duty in duties
        for row in _placed({"unit": duty.unit, name: each} for each in things(duty))
    ]


def _figure_rows(book: Book) -> Rows:
    return {
        tables.FigureRow: [_own(each) | _dates(each.period) for each in book.figures],
        tables.FigureCaveatRow: [
            row for each in book.figures for row in _caveats(each.caveats, **_key_of(each))
        ],
    }


def _standing_rows(book: Book) -> Rows:
    return {
        tables.StandingRow: list(map(_own, book.standings)),
        tables.StandingCaveatRow: [
            row
            for each in book.standings
            for row in _caveats(each.caveats, metric=each.metric, as_at=each.as_at)
        ],
    }


def _grounds_rows(grounds: Grounds) -> Rows:
    return {
        tables_grounds.PopulationRow: list(map(_own, grounds.populations)),
        tables_grounds.PeerRow: [_own(each) | _dates(each.period) for each in grounds.peers],
        tables_grounds.DecisionRow: list(map(_own, grounds.decisions)),
    }


def _own(thing: object) -> Values:
    """What a value says of itself; the columns are named as its fields are."""
    return {name: value for name, value in vars(thing).items() if name not in _LISTS}


def _without(values: Values, names: set[str]) -> Values:
    return {name: value for name, value in values.items() if name not in names}


def _dates(period: Period) -> Values:
    return {"starts": period.start, "ends": period.end}


def _key_of(figure: Figure) -> Values:
    key = {"metric": figure.metric, "area": figure.area, "vintage": figure.vintage}
    return key | _dates(figure.period)


def _placed(values: Iterable[Values]) -> list[Values]:
    return [each | {"place": place} for place, each in enumerate(values)]


def _caveats(caveats: Iterable[str], **of: object) -> list[Values]:
    return _placed(of | {"caveat": each} for each in caveats)


def _aliases(plan: Plan) -> Iterator[Values]:
    kinds: dict[str, tuple[Named, ...]] = {
        "area": plan.areas,
        "unit": plan.units,
        "priority": plan.priorities,
        "commitment": tuple(_commitments(plan.priorities)),
        "metric": plan.metrics,
    }
    for kind, things in kinds.items():
        for thing in things:
            words = ({"kind": kind, "of": thing.id, "word": word} for word in thing.aliases)
            yield from _placed(words)


def _commitments(priorities: Iterable[Priority]) -> Iterator[Commitment]:
    for priority in priorities:
        yield from priority.commitments
