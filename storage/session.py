"""The way in: sessions that read or write in one transaction each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session, sessionmaker

from storage.engines import NoFileError, engine_for
from storage.faults import StoreFault, plain_faults

__all__ = ["Session", "Store", "StoreFault", "open_store"]

# One number for all that write in turn: "PCP", as the lock's name in this database.
_TURN = text(f"SELECT pg_advisory_xact_lock({int.from_bytes(b'PCP')})")
_READING = {"sqlite": {}, "postgresql": {"isolation_level": "REPEATABLE READ"}}
_WRITING = {
    "sqlite": {"begin": "IMMEDIATE"},
    "postgresql": {"isolation_level": "READ COMMITTED"},
}


class Store:
    """A database. Nothing is remembered here that another process could change."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.kind = engine.dialect.name
        reading, writing = (options.get(self.kind, {}) for options in (_READING, _WRITING))
        self._reading = sessionmaker(engine.execution_options(**reading), autoflush=False)
        self._writing = sessionmaker(engine.execution_options(**writing), autoflush=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the store throughout, and leaves no trace."""
        with plain_faults(), self._reading() as session:
            yield session

    @contextmanager
    def write(self, *, in_turn: bool = True) -> Iterator[Session]:
        """A session that is committed at the end, or leaves no trace after an exception.

        Writers wait for each other, so that whoever writes by what they read is never wrong.
        Out of turn goes only what guards its own rows, such as a claim: on PostgreSQL it waits
        for nobody. SQLite has one writer at a time whatever is asked.
        """
        with plain_faults(), self._writing.begin() as session:
            if in_turn and self.kind == "postgresql":
                session.execute(_TURN)
            yield session

    @contextmanager
    def suppose(self) -> Iterator[Session]:
        """A session that may write and leaves no trace: to answer as if something were so."""
        with plain_faults(), self._writing() as session:
            if self.kind == "postgresql":
                session.execute(_TURN)
            yield session
            session.rollback()

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open a database, making the file and folder of an SQLite one; raises StoreFault.

    The file of SQLite is for its owner alone, and so are the files that SQLite puts beside it.
    What people typed stands in the parameters of statements, so no fault names them in a log.
    """
    try:
        return Store(engine_for(make_url(url)))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, NoFileError) as error:
        raise StoreFault(f"DATABASE_URL cannot be used: {error}") from error
    except OSError as error:
        said = f"{error.filename}: {error.strerror}"
        raise StoreFault(f"the database file cannot be opened: {said}") from error
