"""What a published quarter says, so that no loading of a folder changes it in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from bot.figure import Vintage
from bot.quarter import Quarter
from storage.base import Base
from storage.rows import Rows, Values
from storage.session import Session
from storage.tables import FigureRow, StandingRow, UpdateRow
from storage.tables_publishing import EditionRow
from storage.withdrawing import Kept

Said = tuple[Any, ...]

_DAY: Mapping[type[Base], str] = {FigureRow: "ends", StandingRow: "as_at", UpdateRow: "ends"}
_OF_STANDING = ("metric", "as_at", "position", "size", "best", "rate", "to_average", "to_quartile")


def published_quarters(session: Session, plan_id: str) -> tuple[Quarter, ...]:
    """The quarters that have an edition, newest first."""
    chosen = select(EditionRow.quarter).where(EditionRow.plan == plan_id).distinct()
    return tuple(sorted(session.scalars(chosen), reverse=True))


def changed_quarters(session: Session, plan_id: str, rows: Rows, kept: Kept) -> tuple[Quarter, ...]:
    """The published quarters that would say something else once these rows were loaded. Where a
    figure or an update comes from does not matter; what it says does."""
    published = set(published_quarters(session, plan_id))
    if not published:
        return ()
    before, after = set[tuple[Quarter, Said]](), set[tuple[Quarter, Said]]()
    for row in _DAY:
        held = _held(session, row, plan_id)
        keeps = kept.get(row)
        stay = [each for each in held if keeps and keeps(each)]
        before |= set(_said(row, held))
        after |= set(_said(row, [*rows[row], *stay]))
    return tuple(sorted({quarter for quarter, _ in before ^ after} & published))


def _held(session: Session, row: type[Base], plan_id: str) -> list[Values]:
    table = row.metadata.tables[row.__tablename__]
    rows = session.execute(select(table).where(table.c.plan == plan_id))
    return [dict(each) for each in rows.mappings()]


def _said(row: type[Base], held: Iterable[Values]) -> Iterator[tuple[Quarter, Said]]:
    essence = {FigureRow: _figures, StandingRow: _standings, UpdateRow: _updates}[row]
    for day, said in essence(held):
        yield Quarter.containing(day), said


def _figures(held: Iterable[Values]) -> Iterator[tuple[Any, Said]]:
    """The newest vintage of each, to the digit."""
    by_age = sorted(held, key=lambda each: each["vintage"] == Vintage.REVISED)
    newest = {(e["metric"], e["area"], e["starts"], e["ends"]): e for e in by_age}
    for key, each in newest.items():
        yield each["ends"], ("figure", *key, str(each["value"]))


def _standings(held: Iterable[Values]) -> Iterator[tuple[Any, Said]]:
    for each in held:
        yield each["as_at"], ("standing", *(str(each[name]) for name in _OF_STANDING))


def _updates(held: Iterable[Values]) -> Iterator[tuple[Any, Said]]:
    for each in held:
        yield each["ends"], ("update", each["unit"], each["commitment"], each["text"])
