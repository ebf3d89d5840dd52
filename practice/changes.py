"""Telling those who watch (the page, the tests) that something changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    type: str  # message, view, home, conversations or clock
    channel: str | None = None
    person: str | None = None  # the only one whom it concerns; None for everybody


Watcher = asyncio.Queue[Change | None]


class Changes:
    """A hub of watchers. None in a watcher's queue means that the workspace closes."""

    def __init__(self) -> None:
        self._watchers: set[Watcher] = set()
        self._closed = False

    def tell(self, type: str, channel: str | None = None, person: str | None = None) -> None:
        for each in self._watchers:
            each.put_nowait(Change(type, channel, person))

    @contextmanager
    def watching(self) -> Iterator[Watcher]:
        watcher: Watcher = asyncio.Queue()
        if self._closed:
            watcher.put_nowait(None)
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    def close(self) -> None:
        self._closed = True
        for each in self._watchers:
            each.put_nowait(None)
