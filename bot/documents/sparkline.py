"""A line of positions small enough for a cell. Its numbers stand in words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents.paper import Spark

_WIDTH, _HEIGHT, _EDGE = 120, 30, 5
_INK, _FRAME = "#12436D", "#BFBFBF"


def svg(spark: Spark) -> str:
    """The best position is at the top, the group's last at the bottom; the newest is the dot."""
    points = _points(spark.ranks, spark.size)
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    x, y = points[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' width="{_WIDTH}" height="{_HEIGHT}">'
        f'<path d="M0 {_EDGE}H{_WIDTH}M0 {_HEIGHT - _EDGE}H{_WIDTH}" stroke="{_FRAME}"/>'
        f'<polyline points="{line}" fill="none" stroke="{_INK}" stroke-width="2"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="3.5" fill="{_INK}"/></svg>'
    )


def _points(ranks: Sequence[int], size: int) -> list[tuple[float, float]]:
    across = (_WIDTH - 2 * _EDGE) / max(1, len(ranks) - 1)
    down = (_HEIGHT - 2 * _EDGE) / max(1, size - 1)
    start = _EDGE if len(ranks) > 1 else _WIDTH - _EDGE
    return [
        (round(start + n * across, 1), round(_EDGE + (rank - 1) * down, 1))
        for n, rank in enumerate(ranks)
    ]
