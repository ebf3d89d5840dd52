"""The way in: an engine, and sessions that read or write in one transaction each."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session, sessionmaker

__all__ = ["Session", "Store", "StoreFault", "open_store"]

_BUSY_SECONDS = 10
_CONNECTIONS = 32  # as many as there may be listeners at work


class StoreFault(Exception):  # noqa: N818 - it says what is at fault, in words for a person
    """The database cannot do what was asked."""


class Store:
    """A database. Nothing is remembered here that another process could change."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = sessionmaker(engine, autoflush=False)
        self._writing = sessionmaker(engine.execution_options(begin="IMMEDIATE"), autoflush=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the store throughout, and leaves no trace."""
        with _plain_faults(), self._reading() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that is committed at the end, or leaves no trace after an exception."""
        with _plain_faults(), self._writing.begin() as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open a database, making the file and folder of an SQLite one; raises StoreFault.

    The file of SQLite is for its owner alone, and so are the files that SQLite puts beside it.
    What people typed stands in the parameters of statements, so no fault names them in a log.
    """
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return Store(_sqlite(address))
        return Store(
            create_engine(address, pool_size=_CONNECTIONS, pool_pre_ping=True, hide_parameters=True)
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreFault(f"DATABASE_URL cannot be used: {error}") from error
    except OSError as error:
        raise StoreFault(f"the database file cannot be opened: {error}") from error


def _sqlite(address: URL) -> Engine:
    if not address.database or address.database == ":memory:":
        raise StoreFault("DATABASE_URL names no file; write sqlite:///var/pcp.db")
    _private_file(Path(address.database))
    engine = create_engine(
        address,
        connect_args={"timeout": _BUSY_SECONDS},
        pool_size=_CONNECTIONS,
        max_overflow=0,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _private_file(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that reads are one snapshot
    for pragma in ("journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


@contextmanager
def _plain_faults() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StoreFault(f"the database refused: {error.orig}") from error
