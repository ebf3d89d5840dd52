"""Room for what was judged, measured by the periods in it: a store of thirty years then takes no
more memory than one of six."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cachetools import LRUCache

PERIODS = 20_000  # 20 MB with figures and limits: 130 series of six years, six times over


def room(periods: Callable[[Any], Sequence[object]]) -> LRUCache[Any, Any]:
    """A cache for things of which ``periods`` takes the memory. What was asked for longest ago
    goes first."""
    return LRUCache(PERIODS, getsizeof=lambda judged: 1 + len(periods(judged)))
