"""What loading a folder must not lose: what people submitted, and quarters gone by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from bot.entries import MARK
from bot.figure import Origin
from bot.folder import Book
from bot.quarter import Quarter
from bot.wording import counted
from storage.base import Base
from storage.differences import Keeps, withdrawn
from storage.rows import Rows, Values
from storage.session import Session, StoreFault
from storage.tables import (
    CaveatRow,
    FigureCaveatRow,
    FigureRow,
    SearchEntryRow,
    StandingRow,
    UpdateRow,
)
from storage.tables_grounds import DecisionRow, PeerRow

_KEY = ("metric", "area", "ends", "starts", "vintage")
_DATED: dict[type[Base], tuple[str, str]] = {
    FigureRow: ("figure", "ends"),
    StandingRow: ("standing", "as_at"),
    UpdateRow: ("update", "ends"),
    PeerRow: ("peer figure", "ends"),
}

Kept = dict[type[Base], Keeps]


def kept_of(session: Session, plan_id: str, rows: Rows) -> Kept:
    """By table, which rows stay though a folder does not list them: submitted figures, with what
    was said of them and of corrections, submitted updates, and decisions that a person recorded.
    What the folder does list takes the place of each."""
    figure = FigureRow
    columns = (figure.metric, figure.area, figure.ends, figure.starts, figure.vintage)
    chosen = select(*columns).where(figure.plan == plan_id, figure.origin == Origin.SUBMITTED)
    listed = {_key(row) for row in rows[FigureRow]}
    submitted = {tuple(row) for row in session.execute(chosen)} - listed
    updates = _submitted_updates(session, plan_id, rows)
    figures = dict.fromkeys((FigureRow, FigureCaveatRow), lambda row: _key(row) in submitted)
    return {
        **figures,
        CaveatRow: lambda row: MARK in row["id"],
        UpdateRow: lambda row: row["id"] in updates,
        SearchEntryRow: lambda row: row["of"] in updates,
        DecisionRow: lambda row: bool(row["recorded_by"]),
    }


def _submitted_updates(session: Session, plan_id: str, rows: Rows) -> frozenset[str]:
    """The submitted updates of units and commitments of which the folder tells nothing."""
    listed = {(each["unit"], each["commitment"], each["ends"]) for each in rows[UpdateRow]}
    columns = (UpdateRow.id, UpdateRow.unit, UpdateRow.commitment, UpdateRow.ends)
    submitted = select(*columns).where(UpdateRow.plan == plan_id, UpdateRow.id.contains(MARK))
    return frozenset(row.id for row in session.execute(submitted) if tuple(row[1:]) not in listed)


def refuse_to_lose(session: Session, book: Book, rows: Rows, kept: Kept) -> None:
    """Raise StoreFault where the folder leaves out what the store holds of a quarter that is
    not the folder's own: a folder of one quarter alone would withdraw all that was before it."""
    lost = Counter(_lost(session, book, rows, kept))
    if lost:
        listed = "; ".join(
            f"{quarter.label}: {counted(count, kind)}"
            for (quarter, kind), count in sorted(lost.items())
        )
        raise StoreFault(
            "Nothing was loaded: the folder leaves out what the database holds of other quarters "
            f"({listed}). A plan's folder lists every quarter, not the newest alone. To withdraw "
            "what it leaves out all the same, load it with --withdraw."
        )


def _lost(session: Session, book: Book, rows: Rows, kept: Kept) -> Iterator[tuple[Quarter, str]]:
    for row, (kind, day) in _DATED.items():
        table = row.metadata.tables[row.__tablename__]
        for gone in withdrawn(session, table, book.plan.id, rows[row], kept.get(row)):
            quarter = Quarter.containing(gone[day])
            if quarter != book.quarter:
                yield quarter, kind


def _key(row: Values) -> tuple[Any, ...]:
    return tuple(row[name] for name in _KEY)
