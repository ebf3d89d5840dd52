"""Engines: how each kind of database is reached and made to behave as the other does."""

from __future__ import annotations

import os
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

_BUSY_SECONDS = 10
_CONNECTIONS = 32  # as many as there may be listeners at work
_KEPT_OPEN = 8  # of those to PostgreSQL, which other replicas want to reach too
_POSTGRESQL = ("postgres", "postgresql")

# Nobody waits for ever: not for a server that is gone, not for a lock, and not for a process that
# stalled in a transaction, which the server then ends.
_PATIENCE = {
    "application_name": "PCP bot",
    "connect_timeout": _BUSY_SECONDS,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
_SESSION = (
    ("timezone", "UTC"),
    ("synchronous_commit", "on"),  # a claim that a crash forgets is a message sent twice
    ("lock_timeout", f"{_BUSY_SECONDS}s"),
    ("idle_in_transaction_session_timeout", "30s"),
)


class NoFileError(ValueError):
    """An address of SQLite that names no file."""


def engine_for(address: URL) -> Engine:
    """An engine whose transactions we begin ourselves; raises as `create_engine` does."""
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    if address.drivername in _POSTGRESQL:
        address = address.set(drivername="postgresql+psycopg")
    return _postgresql(address)


def _sqlite(address: URL) -> Engine:
    if not address.database or address.database == ":memory:":
        raise NoFileError("it names no file; write sqlite:///var/pcp.db")
    _private_file(Path(address.database))
    engine = create_engine(
        address,
        connect_args={"timeout": _BUSY_SECONDS},
        pool_size=_CONNECTIONS,
        max_overflow=0,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _private_file(path: Path) -> None:
    """One that is there is not opened: to close it would end the locks that SQLite holds on it
    for this process (https://www.sqlite.org/howtocorrupt.html, 2.2)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.is_file():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that reads are one snapshot
    for pragma in ("journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


def _postgresql(address: URL) -> Engine:
    """Connections are tried before they are used, so that a restarted server is not noticed."""
    engine = create_engine(
        address,
        connect_args=_PATIENCE,
        pool_size=_KEPT_OPEN,
        max_overflow=_CONNECTIONS - _KEPT_OPEN,
        pool_pre_ping=True,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


@cache
def _text_dumper() -> type[Any]:
    """PostgreSQL keeps no NUL, which nobody types; what holds one is kept without it."""
    from psycopg.types.string import StrDumper  # noqa: PLC0415 - not needed where SQLite is used

    class WithoutNul(StrDumper):
        def dump(self, obj: str) -> Any:  # noqa: ANN401 - bytes of some kind
            return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))

    return WithoutNul


def _prepare_postgresql(connection: Any, _record: object) -> None:  # noqa: ANN401 - psycopg's own
    settings = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in _SESSION)
    connection.execute(f"SELECT {settings}")
    connection.adapters.register_dumper(str, _text_dumper())
    connection.commit()
