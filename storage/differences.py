"""Making the rows of a plan equal to the rows wanted, touching only those that differ."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, delete, insert, select, update

from storage.session import Session

Values = dict[str, Any]
Keeps = Callable[[Values], bool]  # whether a row stays though it is not among those wanted

_DERIVED = {"place", "fingerprint"}  # columns that follow from what stands elsewhere


@dataclass(frozen=True)
class Difference:
    """How many rows of a table were added, changed, moved to another place, and withdrawn."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    withdrawn: int = 0

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def __str__(self) -> str:
        return ", ".join(f"{count} {how}" for how, count in vars(self).items() if count)


def equalise(
    session: Session,
    table: Table,
    plan_id: str,
    wanted: Iterable[Values],
    keeps: Keeps | None = None,
) -> Difference:
    """Add, change and withdraw rows of the plan until they are those wanted, and those kept."""
    key = _key_of(table)
    held = {_values(row, key): row for row in _held(session, table, plan_id)}
    due = {_values(row, key): row for row in wanted}
    added = [row for at, row in due.items() if at not in held]
    altered = [(held[at], row) for at, row in due.items() if at in held and _differ(held[at], row)]
    gone = _gone(held, due, keeps)
    _withdraw(session, table, key, gone)
    _change(session, table, key, [after for _, after in altered])
    if added:
        session.execute(insert(table), added)
    changed = sum(_differ(before, after, besides=_DERIVED) for before, after in altered)
    moved = sum(_differ(before, after, besides={"fingerprint"}) for before, after in altered)
    return Difference(len(added), changed, moved - changed, len(gone))


def withdrawn(
    session: Session,
    table: Table,
    plan_id: str,
    wanted: Iterable[Values],
    keeps: Keeps | None = None,
) -> list[Values]:
    """The rows that `equalise` would take away."""
    key = _key_of(table)
    held = {_values(row, key): row for row in _held(session, table, plan_id)}
    return _gone(held, {_values(row, key) for row in wanted}, keeps)


def _gone(held: Mapping[Any, Values], due: Container[Any], keeps: Keeps | None) -> list[Values]:
    absent = [row for at, row in held.items() if at not in due]
    return [row for row in absent if not (keeps and keeps(row))]


def _key_of(table: Table) -> tuple[str, ...]:
    """What makes a row the same row: its primary key, where that is not a mere number."""
    key: tuple[str, ...] = table.info.get("key", ())
    return key or tuple(each.name for each in table.primary_key)


def _values(row: Values, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _held(session: Session, table: Table, plan_id: str) -> list[Values]:
    scope = table.c.plan if "plan" in table.c else table.c.id
    columns = [each for each in table.c if each is not table.autoincrement_column]
    rows = session.execute(select(*columns).where(scope == plan_id))
    return [dict(each) for each in rows.mappings()]


def _differ(before: Values, after: Values, besides: Iterable[str] = ()) -> bool:
    """Compared by how they are written: 1.50 and 1.5 are equal numbers and different digits."""
    return any(repr(before[name]) != repr(after[name]) for name in before.keys() - set(besides))


def _withdraw(session: Session, table: Table, key: tuple[str, ...], rows: list[Values]) -> None:
    if rows:
        session.connection().execute(
            delete(table).where(*_at(table, key)),
            [{f"at_{name}": row[name] for name in key} for row in rows],
        )


def _change(session: Session, table: Table, key: tuple[str, ...], rows: list[Values]) -> None:
    if not rows:
        return
    rest = [name for name in rows[0] if name not in key]
    session.connection().execute(
        update(table).where(*_at(table, key)).values({name: bindparam(name) for name in rest}),
        [
            {f"at_{name}": row[name] for name in key} | {name: row[name] for name in rest}
            for row in rows
        ],
    )


def _at(table: Table, key: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [_is(table, name) for name in key]


def _is(table: Table, name: str) -> ColumnElement[bool]:
    column = table.c[name]
    wanted = bindparam(f"at_{name}", type_=column.type)
    return column.is_not_distinct_from(wanted) if column.nullable else column == wanted
