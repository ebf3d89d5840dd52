"""The rows, as a plain table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.rounds import Row, Spread

HEADS = ("", "ours ms", "bare ms", "ours / bare", "(10-90 %)", "floor", "(10-90 %)", "rounds")


def table(rows: Iterable[Row]) -> str:
    """Every column as wide as it must be; numbers stand on the right."""
    cells = [HEADS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(_line(each, widths) for each in cells)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        f"{row.ours * 1000:.2f}",
        f"{row.bare * 1000:.2f}",
        *_spread(row.ratio),
        *_spread(row.floor),
        str(row.rounds),
    )


def _spread(spread: Spread) -> tuple[str, str]:
    return f"{spread.middle:.2f}", f"({spread.low:.2f}-{spread.high:.2f})"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers = cells
    return "  ".join([name.ljust(widths[0]), *map(str.rjust, numbers, widths[1:])]).rstrip()
