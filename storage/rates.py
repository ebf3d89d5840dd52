"""The rate behind a position, once the figure that it is has been corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import aliased

from bot.figure import Standing, Vintage
from bot.plan import AreaKind, CaveatKind
from storage.session import Session
from storage.tables import AreaRow, CaveatRow, FigureCaveatRow, FigureRow

Standings = dict[str, tuple[Standing, ...]]
Revisions = Mapping[tuple[str, date, Decimal], tuple[Decimal, tuple[str, ...]]]


def with_corrected_rates(session: Session, plan_id: str, found: Standings) -> Standings:
    """A rate that was printed with a position and as a figure too is one figure: where that was
    corrected the position tells it as it is now, with the caveat that says so. The position
    itself and the distances are others' words and stay."""
    if not found:
        return found
    revisions = _revisions(session, plan_id, found)
    return {
        metric: tuple(_corrected(each, revisions) for each in past)
        for metric, past in found.items()
    }


def _corrected(standing: Standing, revisions: Revisions) -> Standing:
    for month in _months(standing):
        if standing.rate is not None and (
            now := revisions.get((standing.metric, month, standing.rate))
        ):
            rate, caveats = now
            own = tuple(dict.fromkeys((*standing.caveats, *caveats)))
            return replace(standing, rate=rate, caveats=own)
    return standing


def _months(standing: Standing) -> Iterator[date]:
    yield standing.as_at
    if standing.data_to:
        yield standing.data_to


def _revisions(session: Session, plan_id: str, found: Standings) -> Revisions:
    """By metric, month and value as first published: the value now, and its caveats."""
    months = [day for past in found.values() for each in past for day in _months(each)]
    asked = {"plan": plan_id, "metrics": list(found), "since": min(months), "until": max(months)}
    held: dict[tuple[str, date, Decimal], tuple[Decimal, tuple[str, ...]]] = {}
    for row in session.execute(_REVISED, asked):
        if row.starts != row.ends.replace(day=1):
            continue  # a month's rate is what stands beside a position
        key = row.metric, row.ends, row.was
        known = held[key][1] if key in held else ()
        held[key] = row.value, (*known, *filter(None, (row.caveat,)))
    return held


_FIRST = aliased(FigureRow)
_OF_REVISION = and_(
    FigureCaveatRow.plan == FigureRow.plan,
    FigureCaveatRow.metric == FigureRow.metric,
    FigureCaveatRow.area == FigureRow.area,
    FigureCaveatRow.starts == FigureRow.starts,
    FigureCaveatRow.ends == FigureRow.ends,
    FigureCaveatRow.vintage == FigureRow.vintage,
    FigureCaveatRow.caveat.in_(
        select(CaveatRow.id).where(
            CaveatRow.plan == bindparam("plan"), CaveatRow.kind == CaveatKind.REVISED
        )
    ),
)
_REVISED = (
    select(
        FigureRow.metric,
        FigureRow.starts,
        FigureRow.ends,
        FigureRow.value,
        _FIRST.value.label("was"),
        FigureCaveatRow.caveat,
    )
    .join(
        _FIRST,
        and_(
            _FIRST.plan == FigureRow.plan,
            _FIRST.metric == FigureRow.metric,
            _FIRST.area == FigureRow.area,
            _FIRST.starts == FigureRow.starts,
            _FIRST.ends == FigureRow.ends,
            _FIRST.vintage == Vintage.FIRST,
        ),
    )
    .join(FigureCaveatRow, _OF_REVISION, isouter=True)
    .where(
        FigureRow.plan == bindparam("plan"),
        FigureRow.metric.in_(bindparam("metrics", expanding=True)),
        FigureRow.area.in_(
            select(AreaRow.id).where(
                AreaRow.plan == bindparam("plan"), AreaRow.kind == AreaKind.FORCE
            )
        ),
        FigureRow.vintage == Vintage.REVISED,
        FigureRow.ends.between(bindparam("since"), bindparam("until")),
    )
    .order_by(FigureCaveatRow.place)
)
