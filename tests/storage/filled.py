"""Something in every table, whoever added it: rows made up from what the columns take."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Integer,
    Table,
    Time,
    func,
    insert,
    select,
)

from bot.quarter import Quarter
from storage.columns import Days, ExactDecimal, Moment, Numbers, QuarterKey, Words
from storage.everything import metadata
from storage.recording import renew_fingerprint
from storage.session import Session
from storage.tables import PlanRow

_MADE_UP: dict[type, Any] = {
    ExactDecimal: Decimal("12.50"),
    Moment: datetime(2022, 3, 27, 0, 59, 59, 123456, tzinfo=UTC),
    Words: ("naïve", "“quoted” <b>", ""),
    Numbers: (1, -2),
    Days: (date(2022, 2, 28),),
    QuarterKey: Quarter(2021, 3),
    JSON: {"b": "1", "a": "é"},
    Boolean: True,
    Integer: 7,
    DateTime: datetime(2022, 1, 1, tzinfo=UTC),
    Date: date(1999, 12, 31),
    Time: time(8, 30),
}


def fill_every_table(session: Session) -> None:
    """Add a row to each table that has none; what it refers to is there before it."""
    for table in metadata().sorted_tables:
        if not session.scalar(select(func.count()).select_from(table)):
            session.execute(insert(table).values(_row(session, table)))
    for plan in session.scalars(select(PlanRow.id)).all():
        renew_fingerprint(session, plan)  # else whoever read the plan before takes it for the same


def _row(session: Session, table: Table) -> dict[str, Any]:
    row = {each.name: _value(each) for each in table.columns if not _is_numbered(table, each)}
    for constraint in table.foreign_key_constraints:
        known = session.execute(select(constraint.referred_table)).mappings().first()
        if known and all(not each.nullable for each in constraint.columns):
            row |= {each.parent.name: known[each.column.name] for each in constraint.elements}
    return row


def _is_numbered(table: Table, column: Column[Any]) -> bool:
    return column is table.autoincrement_column


def _value(column: Column[Any]) -> Any:
    if column.nullable and column.foreign_keys:
        return None
    if isinstance(column.type, Enum):
        return next(iter(column.type.enum_class))
    for kind, value in _MADE_UP.items():
        if isinstance(column.type, kind):
            return value
    return f"naïve “{column.name}” \U0001f694"[: getattr(column.type, "length", None)]
