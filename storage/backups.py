"""Copies of the store, made while the bot runs, and put back: each held against what it was.

A copy is an SQLite file whatever the store is kept in, at the schema of the version that made it.
It can be looked into, answered from, and carried to any database.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import delete, insert, select, update

from bot.delivery import DeliveryState
from storage.moving import Tally, move, tallies_of
from storage.schema import SchemaState, migrate, schema_state
from storage.session import Session, Store, StoreFault, open_store
from storage.tables import PlanRow
from storage.tables_collecting import DeliveryRow

_column = DeliveryRow.__table__.c
_BUSY_SECONDS = 30
_WRITTEN_AT_WORK = ("delivery", "audit", "inbound_event", "chart_file", "draft")


def backup(store: Store, file: Path) -> dict[str, Tally]:
    """Copy the store as it is at one moment into a file that is not there yet.

    Nobody has to stop meanwhile. Raises StoreFault; there is then no file.
    """
    part = file.with_name(f".{file.name}.part")
    with _beside(file):
        if file.exists():
            raise StoreFault(f"{file} is there already, and nothing is overwritten")
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        try:
            with closing(_opened(part)) as target:
                tallies = move(store, target, running=True)
            _close_up(part)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    return tallies


@contextmanager
def _beside(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        told = f"Nothing can be written beside {file}: {error.strerror}. Make that folder"
        raise StoreFault(f"{told} one that the bot's user may write to") from error


def restore(file: Path, store: Store, live: Path | None, now: datetime) -> dict[str, Tally]:
    """Put a copy in the place of what the store holds, all at once.

    ``live`` is the file of a store in SQLite, which a running bot may have open. A store in
    another database must be empty. What was sent since the copy was made stays known, so that it
    is not sent again; what cannot be known is looked for in Slack first. Raises StoreFault;
    nothing has then changed.
    """
    beside = file.resolve().parent
    if not file.is_file():
        raise StoreFault(f"There is no file {file}")
    with _beside(file), TemporaryDirectory(dir=beside, prefix=".restoring-") as folder:
        made_ready = Path(folder) / "store.db"
        with closing(_brought_up(file, made_ready)) as ready:
            if live is None:
                with ready.write() as session:
                    _look_before_sending(session, now)
                return move(ready, store)
            _remember_what_was_sent(ready, store, now)
            tallies = tallies_of(ready)
        _close_up(made_ready)
        _pour(made_ready, live)
        _compare(tallies, tallies_of(store), live)
    return tallies


def _compare(wanted: dict[str, Tally], found: dict[str, Tally], live: Path) -> None:
    """Held against each other at once; a bot at work may have sent something in between."""
    if any(found[name] != wanted[name] for name in wanted if name not in _WRITTEN_AT_WORK):
        raise StoreFault(f"What stands in {live} now is not what the file holds")


def keep_aside(live: Path, aside: Path) -> None:
    """A copy of a file of SQLite as it is, whatever is in it."""
    os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    _pour(live, aside)


def _opened(file: Path) -> Store:
    return open_store(f"sqlite:///{file.absolute()}")


def _brought_up(file: Path, copy: Path) -> Store:
    """The copy of a copy, at the schema of this version; the file itself stays as it is."""
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT, 0o600))
    shutil.copyfile(file, copy)
    store = _opened(copy)
    try:
        state = schema_state(store)
        if state is SchemaState.AHEAD:
            raise StoreFault(f"{file} was made by a newer PCP bot. Install the newer version")
        if state is SchemaState.EMPTY:
            raise StoreFault(f"{file} holds no store of PCP bot")
        migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def _remember_what_was_sent(ready: Store, store: Store, now: datetime) -> None:
    """Carry over the outbox as it is now: messages that stand in Slack were sent, whatever the
    copy knows of them."""
    rows = _outbox(store) if schema_state(store) is SchemaState.CURRENT else []
    with ready.write() as session:
        plans = set(session.scalars(select(PlanRow.id)))
        known = [row for row in rows if row["plan"] in plans]
        for row in known:
            is_it = (_column.plan == row["plan"], _column.key == row["key"])
            session.execute(delete(DeliveryRow).where(*is_it))
        if known:
            session.execute(insert(DeliveryRow), known)
        _look_before_sending(session, now)  # one may be on its way at this moment


def _outbox(store: Store) -> list[dict[str, object]]:
    with store.read() as session:
        return [dict(row._mapping) for row in session.execute(select(DeliveryRow.__table__))]  # noqa: SLF001


def _look_before_sending(session: Session, now: datetime) -> None:
    """What was due by now may have been sent since the copy: it counts as begun, and what was
    begun is looked for before anything is sent."""
    owed = (DeliveryState.PENDING, DeliveryState.CLAIMED)
    session.execute(
        update(DeliveryRow)
        .where(_column.state.in_(owed), _column.due <= now)
        .values(state=DeliveryState.CLAIMED, claimed=_column.due)
    )


def _pour(source: Path, target: Path) -> None:
    """Copy one file of SQLite over another in one transaction of its own, also while others have
    the other open."""
    try:
        with (
            closing(sqlite3.connect(source, timeout=_BUSY_SECONDS)) as one,
            closing(sqlite3.connect(target, timeout=_BUSY_SECONDS)) as other,
        ):
            one.backup(other)
    except sqlite3.Error as problem:
        raise StoreFault(f"{target} cannot be written: {problem}") from problem


def _close_up(file: Path) -> None:
    """Fold what SQLite keeps beside a file into it, so that it can be copied as one."""
    with closing(sqlite3.connect(file)) as one:
        one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        one.execute("PRAGMA journal_mode = DELETE")
