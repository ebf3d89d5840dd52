"""Labels beside a plot, each at the height of what it names, none touching another."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts import colours, plot, style
from bot.charts.plot import Lines, Plot
from bot.charts.sheet import Sheet
from bot.charts.spread import spread

_APART = 10
_JOINT = style.Pen(colours.TRACK, 2)
_FAR = 24  # a label moved further than this is joined to its line


def draw(sheet: Sheet, space: Plot, labels: Sequence[tuple[float, Lines]]) -> None:
    sizes = [plot.depth(lines) + _APART for _, lines in labels]
    top, bottom = space.up.end - style.SMALL.leading, space.up.start + style.SMALL.leading
    middles = spread([y for y, _ in labels], sizes, top, bottom)
    for (y, lines), middle in zip(labels, middles, strict=True):
        if abs(middle - y) > _FAR:
            _join(sheet, space, y, middle)
        baseline = middle - plot.depth(lines) / 2
        for words, look in lines:
            baseline += look.leading
            sheet.text(space.right + plot.SPACE, baseline - look.size * 0.2, words, look)


def _join(sheet: Sheet, space: Plot, y: float, middle: float) -> None:
    sheet.line([(space.right, y), (space.right + plot.SPACE - 6, middle)], _JOINT)
