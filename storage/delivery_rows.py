"""The rows of the outbox, read and told of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from bot.delivery import Delivery
from storage.audit import BOT, record
from storage.session import Session
from storage.tables_collecting import DeliveryRow

FIELDS = tuple(Delivery.__dataclass_fields__)
_column = DeliveryRow.__table__.c


def of_plan(plan_id: str, *conditions: ColumnElement[bool]) -> Select[Any]:
    columns = (_column[name] for name in FIELDS)
    return select(*columns).where(_column.plan == plan_id, *conditions)


def read_rows(session: Session, rows: Select[Any]) -> tuple[Delivery, ...]:
    return tuple(Delivery(*row) for row in session.execute(rows))


def tell(
    session: Session,
    plan_id: str,
    keys: Iterable[str],
    now: datetime,
    what: str,
    after: str = "",
    who: str = BOT,
) -> None:
    for key in keys:
        record(session, plan_id, now, who, what, f"delivery:{key}", after=after)
