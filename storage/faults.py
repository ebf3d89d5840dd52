"""What a database refuses, in words that hold nothing of what people typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

_HELD = {"23502": "NOT NULL", "23503": "FOREIGN KEY", "23505": "UNIQUE"}


class StoreFault(Exception):  # noqa: N818 - it says what is at fault, in words for a person
    """The database cannot do what was asked."""


@contextmanager
def plain_faults() -> Iterator[None]:
    """Let nothing out but StoreFault. PostgreSQL quotes the whole row that it refuses, so its
    own exception goes no further: a log would print it."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreFault("the database is too busy to be asked") from error
    except DBAPIError as error:
        fault = StoreFault(f"the database refused: {_words(error.orig)}")
        raise fault.with_traceback(error.__traceback__) from None


def _words(error: BaseException | None) -> str:
    """The first line alone: the lines below it hold values. What both kinds of database hold
    to, such as references, is said in SQLite's words on both."""
    diagnosis = getattr(error, "diag", None)
    held = _HELD.get(getattr(error, "sqlstate", None) or "")
    if held:
        return f"{held} constraint failed: {getattr(diagnosis, 'constraint_name', '')}"
    said = getattr(diagnosis, "message_primary", None) or str(error)
    return said.partition("\n")[0]
