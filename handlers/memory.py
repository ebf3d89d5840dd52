"""What was looked up in Slack a moment ago: a cache, nothing that anything depends on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any, NamedTuple, TypeVar, cast

from slack_sdk.errors import SlackApiError

Found = TypeVar("Found")
_MOST = 2_000
_AFTER_FAILURE = timedelta(minutes=1)

log = logging.getLogger(__name__)


class _Kept(NamedTuple):
    at: datetime
    found: Any
    ends: datetime | None  # None stays


class Memory:
    """Keeps what a look-up found for a while; a look-up that raises is not kept.

    What is past its time is let go of when something else is kept: a digest is large. What
    `get_or_last` found stays, since it may be wanted long after.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: dict[Hashable, _Kept] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, lasts: timedelta, look: Callable[[], Found]) -> Found:
        """What is kept under the key if it is fresh enough, else what ``look`` finds now."""
        return self._got(key, lasts, look, stays=False)

    def _got(
        self, key: Hashable, lasts: timedelta, look: Callable[[], Found], *, stays: bool
    ) -> Found:
        now, kept = self._now(), self._found(key)
        if kept and timedelta() <= now - kept.at < lasts:
            return cast("Found", kept.found)  # what look() gave for this key
        found = look()
        self._keep(key, now, found, None if stays else now + lasts)
        return found

    def get_or_last(
        self, key: Hashable, lasts: timedelta, look: Callable[[], Found], otherwise: Found
    ) -> Found:
        """The same, but where a look-up raises what was found last, however long ago, or
        ``otherwise``; for a minute nobody looks again, so that an outage makes nobody wait."""
        try:
            return self._got(key, lasts, look, stays=True)
        except (SlackApiError, OSError, HTTPException):
            log.warning("a look-up in Slack failed for now")
            kept = self._found(key)
            last = cast("Found", kept.found) if kept else otherwise
            self._keep(key, self._now() - lasts + _AFTER_FAILURE, last)
            return last

    def _found(self, key: Hashable) -> _Kept | None:
        with self._lock:
            return self._kept.get(key)

    def _keep(
        self, key: Hashable, at: datetime, found: object, ends: datetime | None = None
    ) -> None:
        with self._lock:
            for each in [k for k, old in self._kept.items() if old.ends and old.ends <= at]:
                del self._kept[each]
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = _Kept(at, found, ends)
