"""A store carried over to another database, row by row, and held against what it was.

All happens in one transaction of the target: what fails, or arrives otherwise than it left, has
never been there. The source is kept from being written to meanwhile, and is not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Row, Table, func, insert, inspect, select

from storage.everything import metadata
from storage.schema import bring_up
from storage.session import Session, Store, StoreFault

_AT_A_TIME = 1_000
_HASHES = 1 << 256


@dataclass(frozen=True)
class Tally:
    """What a table holds: how many rows, and one hash of their values in whatever order."""

    rows: int
    content: str


def move(source: Store, target: Store, *, running: bool = False) -> dict[str, Tally]:
    """Copy everything into a database that holds nothing yet, and return what each table holds.

    ``running`` copies the source as it is at one moment, and lets others write to it meanwhile.
    Raises StoreFault where the target is not empty, or is not equal to the source afterwards;
    the target is then as it was.
    """
    with source.read() if running else source.write() as leaving, target.write() as arriving:
        _refuse_what_is_not_empty(arriving)
        bring_up(arriving)
        left = {table.name: _copied(leaving, arriving, table) for table in _tables()}
        _count_on(arriving)
        arrived = {table.name: _tally(_rows(arriving, table)) for table in _tables()}
        _compare(left, arrived)
    return left


def tallies_of(store: Store) -> dict[str, Tally]:
    """What each table holds, at one moment."""
    with store.read() as session:
        return {table.name: _tally(_rows(session, table)) for table in _tables()}


def _tables() -> list[Table]:
    return metadata().sorted_tables


def _refuse_what_is_not_empty(session: Session) -> None:
    there = set(inspect(session.connection()).get_table_names())
    full = [
        each.name
        for each in _tables()
        if each.name in there and session.execute(select(each).limit(1)).first()
    ]
    if full:
        named = ", ".join(full[:5])
        raise StoreFault(f"The target is not empty: there are rows in {named}. Nothing was moved")
    strange = there - {each.name for each in _tables()} - {"alembic_version"}
    if any(not name.startswith("search_words") for name in strange):
        raise StoreFault("The target holds tables that are not ours. Nothing was moved")


def _copied(leaving: Session, arriving: Session, table: Table) -> Tally:
    """Copy a table, tallying what was read, so that it need not be read twice."""

    def passing() -> Iterator[Row[tuple[object, ...]]]:
        rows = _rows(leaving, table)
        while some := [row for _, row in zip(range(_AT_A_TIME), rows, strict=False)]:
            arriving.execute(insert(table), [dict(row._mapping) for row in some])  # noqa: SLF001
            yield from some

    return _tally(passing())


def _rows(session: Session, table: Table) -> Iterator[Row[tuple[object, ...]]]:
    return iter(session.execute(select(table).execution_options(yield_per=_AT_A_TIME)))


def _tally(rows: Iterator[Row[tuple[object, ...]]]) -> Tally:
    """Values are compared as Python has them: digits, moments and lists as they were recorded."""
    count = content = 0
    for row in rows:
        count += 1
        content += int.from_bytes(sha256(repr(tuple(row)).encode()).digest())
    return Tally(count, f"{content % _HASHES:064x}")


def _count_on(session: Session) -> None:
    """Let PostgreSQL number new rows behind those that brought their numbers with them."""
    if session.connection().dialect.name != "postgresql":
        return
    for table in _tables():
        numbered = table.autoincrement_column
        if numbered is not None:
            last = session.scalar(select(func.max(numbered)))
            sequence = func.pg_get_serial_sequence(table.name, numbered.name)
            session.execute(select(func.setval(sequence, last or 1, last is not None)))


def _compare(left: dict[str, Tally], arrived: dict[str, Tally]) -> None:
    otherwise = [name for name, tally in left.items() if arrived[name] != tally]
    if otherwise:
        raise StoreFault(
            f"What arrived is not what left, in {', '.join(otherwise)}. Nothing was moved"
        )
