"""Names beside points that lie in a crowd: each where it covers neither a point nor a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts import colours, lettering, style
from bot.charts.plot import Plot
from bot.charts.sheet import Sheet
from bot.charts.style import Look

TALL = 640
_AWAY = 24
_FURTHER = (60, 100, 150, 220, 300)
_HALF = 17  # of a mark
_WIDEST = 340
_POINTER = style.Pen(colours.OWN, 2)

Place = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Named:
    """A point and its name. One that is ``sure`` of its name has it further off where there is
    no room near by; any other goes unnamed."""

    words: str
    place: Place
    look: Look
    sure: bool = False


def short(words: str, look: Look) -> str:
    """As much of a long name as has room, in whole words."""
    lines = lettering.wrap(words, look, _WIDEST)
    return f"{lines[0]}…" if len(lines) > 1 else words


def name(sheet: Sheet, space: Plot, points: Sequence[Named]) -> None:
    """Name the points, those that are sure of it first."""
    marks = {each: _mark(each.place) for each in points}
    written: list[Box] = []
    for point in sorted(points, key=lambda each: not each.sure):
        others = [mark for each, mark in marks.items() if each is not point] + written
        for away in (_AWAY, *(_FURTHER if point.sure else ())):
            boxes = _choices(point, away)
            free = [each for each in boxes if _within(each, space) and not _hit(each, others)]
            if free:
                written.append(free[0])
                _write(sheet, point, free[0], away)
                break


def _choices(point: Named, away: float) -> list[Box]:
    """To the right of the point, to the left, above, below, and in the four corners."""
    wide, high = lettering.width(point.words, point.look), point.look.size
    x, y = point.place
    aslant = away * 0.7
    corners = [
        (x + away, y - high / 2),
        (x - away - wide, y - high / 2),
        (x - wide / 2, y - away - high),
        (x - wide / 2, y + away),
        (x + aslant, y - aslant - high),
        (x + aslant, y + aslant),
        (x - aslant - wide, y - aslant - high),
        (x - aslant - wide, y + aslant),
    ]
    return [(left, top, left + wide, top + high) for left, top in corners]


def _write(sheet: Sheet, point: Named, box: Box, away: float) -> None:
    if away > _AWAY:
        near = (min(max(point.place[0], box[0]), box[2]), min(max(point.place[1], box[1]), box[3]))
        sheet.line([point.place, near], _POINTER)
    sheet.bar((box[0] - 4, box[1]), (box[2] + 4, box[3]), colours.PAPER, None)
    sheet.text(box[0], (box[1] + box[3]) / 2 + point.look.rise, point.words, point.look)


def _mark(place: Place) -> Box:
    x, y = place
    return (x - _HALF, y - _HALF, x + _HALF, y + _HALF)


def _within(box: Box, space: Plot) -> bool:
    across = space.left <= box[0] and box[2] <= space.right
    return across and space.up.end - style.SMALL.size <= box[1] and box[3] <= space.up.start


def _hit(box: Box, taken: Sequence[Box]) -> bool:
    return any(
        box[0] - 6 < other[2] and other[0] - 6 < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in taken
    )
