"""What was looked up in Slack a moment ago: a cache, nothing that anything depends on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

Found = TypeVar("Found")
_MOST = 2_000


class Memory:
    """Keeps what a look-up found for a while; a look-up that raises is not kept."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: dict[Hashable, tuple[datetime, Any]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, lasts: timedelta, look: Callable[[], Found]) -> Found:
        """What is kept under the key if it is fresh enough, else what ``look`` finds now."""
        now = self._now()
        with self._lock:
            kept = self._kept.get(key)
        if kept and timedelta() <= now - kept[0] < lasts:
            return cast("Found", kept[1])  # what look() gave for this key
        found = look()
        with self._lock:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = now, found
        return found
