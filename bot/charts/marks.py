"""Marks on charts of signals: their shape tells what they stand for, and their colour again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.charts import colours, lettering, style
from bot.charts.sheet import Sheet
from bot.charts.style import Pen
from bot.signal import Sign

_KEY_SIZE = 26
_KEY_GAP = 44


class Shape(StrEnum):
    """The names that the drawing library has for these."""

    CIRCLE = "o"
    UP = "^"
    DOWN = "v"
    SQUARE = "s"


@dataclass(frozen=True)
class Mark:
    """``scale`` makes shapes of unlike outline look alike in size."""

    shape: Shape
    fill: str
    edge: Pen
    scale: float = 1.0


_EDGE = Pen(colours.OWN, 3)
POINT = Mark(Shape.CIRCLE, colours.OWN, _EDGE, 0.7)
COMMON = Mark(Shape.CIRCLE, colours.OWN, _EDGE)
RING = Mark(Shape.CIRCLE, "none", Pen(colours.INK, 4), 2.5)
_SIGNALS = {
    Sign.IMPROVING: (colours.OWN, _EDGE),
    Sign.CONCERNING: (colours.ALERT, Pen(colours.INK, 3)),
}
_SQUARE = Mark(Shape.SQUARE, colours.DARK_GREY, Pen(colours.DARK_GREY, 3), 1.4)


def mark_of(sign: Sign, side: int) -> Mark:
    """A circle for what is usual, a triangle towards the side of a signal, a square where it is
    neither good nor bad."""
    if sign in _SIGNALS:
        fill, edge = _SIGNALS[sign]
        return Mark(Shape.DOWN if side < 0 else Shape.UP, fill, edge, 1.7)
    if sign is Sign.NEUTRAL:
        return _SQUARE
    return COMMON if sign is Sign.COMMON else POINT


def put(sheet: Sheet, at: tuple[float, float], mark: Mark, size: float) -> None:
    sheet.marks([at], mark.shape, size * mark.scale, mark.fill, mark.edge)


def key(sheet: Sheet, marks: Iterable[tuple[Mark, str]]) -> None:
    """Name the marks in a row, or in as many rows as they need."""
    x: float = style.MARGIN
    for row, (mark, name) in enumerate(marks):
        room = 46 + lettering.width(name, style.SMALL)
        if row == 0 or x + room > style.RIGHT:
            x = style.MARGIN
            sheet.y += style.SMALL.leading + 8
        size = _KEY_SIZE * (0.55 if mark is RING else 0.75)
        put(sheet, (x + 18, sheet.y - style.SMALL.rise), mark, size)
        sheet.text(x + 46, sheet.y, name, style.SMALL)
        x += room + _KEY_GAP
    sheet.y += 14
