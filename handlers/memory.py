"""What was looked up in Slack a moment ago: a cache, nothing that anything depends on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any, TypeVar, cast

from slack_sdk.errors import SlackApiError

Found = TypeVar("Found")
_MOST = 2_000
_AFTER_FAILURE = timedelta(minutes=1)

log = logging.getLogger(__name__)


class Memory:
    """Keeps what a look-up found for a while; a look-up that raises is not kept."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: dict[Hashable, tuple[datetime, Any]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, lasts: timedelta, look: Callable[[], Found]) -> Found:
        """What is kept under the key if it is fresh enough, else what ``look`` finds now."""
        now, kept = self._now(), self._found(key)
        if kept and timedelta() <= now - kept[0] < lasts:
            return cast("Found", kept[1])  # what look() gave for this key
        found = look()
        self._keep(key, now, found)
        return found

    def get_or_last(
        self, key: Hashable, lasts: timedelta, look: Callable[[], Found], otherwise: Found
    ) -> Found:
        """The same, but where a look-up raises what was found last, however long ago, or
        ``otherwise``; for a minute nobody looks again, so that an outage makes nobody wait."""
        try:
            return self.get(key, lasts, look)
        except (SlackApiError, OSError, HTTPException):
            log.warning("a look-up in Slack failed for now")
            kept = self._found(key)
            last = cast("Found", kept[1]) if kept else otherwise
            self._keep(key, self._now() - lasts + _AFTER_FAILURE, last)
            return last

    def _found(self, key: Hashable) -> tuple[datetime, Any] | None:
        with self._lock:
            return self._kept.get(key)

    def _keep(self, key: Hashable, at: datetime, found: object) -> None:
        with self._lock:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = at, found
