"""Updates: what units said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from bot.plan import Update
from bot.quarter import Period, Quarter
from storage.session import Session
from storage.tables import UpdateRow


def updates_for(
    session: Session,
    plan_id: str,
    quarter: Quarter,
    *,
    commitments: Iterable[str] | None = None,
    units: Iterable[str] | None = None,
    areas: Iterable[str] | None = None,
) -> tuple[Update, ...]:
    """The updates of a quarter, in the order of the plan data. None means any; [] means none."""
    lists = {"commitment": commitments, "unit": units, "area": areas}
    wanted = {column: list(ids) for column, ids in lists.items() if ids is not None}
    rows = session.execute(
        _updates(tuple(wanted)), {"plan": plan_id, "ends": quarter.end, **wanted}
    )
    return tuple(map(_update, rows))


@cache
def _updates(narrowed_by: tuple[str, ...]) -> Select[Any]:
    columns = UpdateRow.__table__.c
    chosen = select(UpdateRow.__table__).where(
        columns.plan == bindparam("plan"), columns.ends == bindparam("ends")
    )
    for name in narrowed_by:
        chosen = chosen.where(columns[name].in_(bindparam(name, expanding=True)))
    return chosen.order_by(columns.place)


def _update(row: Row[Any]) -> Update:
    return Update(
        id=row.id,
        commitment=row.commitment,
        unit=row.unit,
        area=row.area,
        period=Period(row.starts, row.ends),
        text=row.text,
        names=row.names,
        source=row.source,
        recorded=row.recorded,
    )
