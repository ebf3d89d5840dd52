"""A sign of life: what other processes see of this one for as long as it lives, stalled or not.

Whoever finds a delivery claimed long ago must know whether its sender is gone, or only slow and
about to post. On PostgreSQL every bot holds a lock of its own on a connection of its own: the
server lets go of it when the process ends, however it ends, and not while it is merely stopped.
On SQLite there is no other process.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from bot.delivery import Delivery
from storage.faults import plain_faults
from storage.session import Store

_HOLD = text("SELECT pg_advisory_lock(:key)")
_IS_HELD = text("SELECT NOT pg_try_advisory_xact_lock(:key)")


class SignOfLife:
    """``name`` goes into every claim of this process."""

    def __init__(self, store: Store) -> None:
        self.name = secrets.token_hex(8)
        self._store = store
        self._line: Connection | None = None
        self._lock = threading.Lock()
        self._in_hand: set[str] = set()
        self._winding_up = threading.Event()

    @property
    def is_winding_up(self) -> bool:
        """Whether this process was asked to end: it begins nothing new."""
        return self._winding_up.is_set()

    def wind_up(self) -> None:
        self._winding_up.set()

    def show(self) -> None:
        """Be seen, also after the server was started again; raises StoreFault."""
        if self._store.kind != "postgresql":
            return
        with self._lock, plain_faults():
            if not self._is_shown():
                self._line = self._store.engine.connect()
                self._line = self._line.execution_options(isolation_level="AUTOCOMMIT")
                self._line.detach()
                self._line.execute(_HOLD, {"key": _key(self.name)})

    @contextmanager
    def at_work_on(self, deliveries: Iterable[Delivery]) -> Iterator[None]:
        """These are being sent by a thread of ours."""
        keys = {each.key for each in deliveries}
        with self._lock:
            self._in_hand |= keys
        try:
            yield
        finally:
            with self._lock:
                self._in_hand -= keys

    def is_in_hand(self, delivery: Delivery) -> bool:
        """Whether its claimant may still send it."""
        if delivery.claimant == self.name:
            with self._lock:
                return delivery.key in self._in_hand
        if self._store.kind != "postgresql" or not delivery.claimant:
            return False
        with self._store.read() as session:
            return bool(session.scalar(_IS_HELD, {"key": _key(delivery.claimant)}))

    def end(self) -> None:
        with self._lock, suppress(DBAPIError):
            if self._line is not None:
                self._line.close()
                self._line = None

    def _is_shown(self) -> bool:
        if self._line is None:
            return False
        try:
            self._line.execute(select(1))
        except DBAPIError:
            with suppress(DBAPIError):
                self._line.close()
            self._line = None
        return self._line is not None


def _key(name: str) -> int:
    """The lock's number; another's is never that of those who write in turn, which is small."""
    return int.from_bytes(bytes.fromhex(name), signed=True)
