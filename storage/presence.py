"""Who else is at work on a database: a second bot on SQLite is refused, and moving waits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import text

from storage.session import Store, StoreFault

try:
    import fcntl
except ImportError:  # Windows has no such locks; nobody is told there
    fcntl = None  # type: ignore[assignment]

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name = current_setting('application_name') "
    "AND pid <> pg_backend_pid()"
)


@contextmanager
def alone_with(file: Path | None) -> Iterator[None]:
    """Be the only bot on an SQLite file for a while; raises StoreFault where there is one.

    The lock is the operating system's and ends with the process, however that ends. None is a
    database with a server, which any number may share.
    """
    if file is None or fcntl is None:
        yield
        return
    with _lock_file(file).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise StoreFault(_taken(file, lock)) from problem
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def is_in_use(store: Store, file: Path | None) -> bool:
    """Whether a bot, or another command, is at work on a database besides ourselves."""
    if file is None:
        with store.read() as session:
            return bool(session.scalar(_OTHERS))
    try:
        with alone_with(file):
            return False
    except StoreFault:
        return True


def _lock_file(file: Path) -> Path:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = file.with_name(f"{file.name}.lock")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return path


def _taken(file: Path, lock: IO[str]) -> str:
    lock.seek(0)
    process = lock.read().strip()
    by = f" (process {process})" if process else ""
    return (
        f"PCP bot is running on {file} already{by}. SQLite is for one process: stop that one "
        "first, or keep the store in PostgreSQL, where any number may run"
    )
