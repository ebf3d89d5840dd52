"""Things along a line, pushed apart until none touches another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Where the middles of things of these sizes stand, in their given order.

    Together they move as little as possible (least squares). Where they do not fit between
    ``low`` and ``high`` they begin at ``low``.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    deep = [sizes[at] for at in order]
    starts = [0.0, *accumulate(deep)]
    middles = [start + size / 2 for start, size in zip(starts, deep, strict=False)]
    edges = _rising([wanted[at] - middle for at, middle in zip(order, middles, strict=True)])
    most = max(low, high - starts[-1])
    placed = [0.0] * len(order)
    for at, edge, middle in zip(order, edges, middles, strict=True):
        placed[at] = min(max(edge, low), most) + middle
    return placed


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest values that never fall: neighbours that do are pooled at their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] * count >= total * pools[-1][1]:
            earlier, so_many = pools.pop()
            total, count = total + earlier, count + so_many
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
