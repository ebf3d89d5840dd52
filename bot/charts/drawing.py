"""Which drawer draws what; the only module through which matplotlib is reached."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from bot.charts import comparison, frame, ladder, multiples, returns, side_by_side, trend
from bot.charts.alt import alt
from bot.charts.picture import Picture
from bot.charts.sheet import Sheet
from bot.charts.style import WIDTH
from bot.finding import Comparison, Drawable, Ladder, Multiples, Returns, SideBySide, Trend

DRAWERS: dict[type, ModuleType] = {
    Ladder: ladder,
    Trend: trend,
    Comparison: comparison,
    Multiples: multiples,
    SideBySide: side_by_side,
    Returns: returns,
}


def picture(finding: Drawable) -> Picture:
    with _no_collection():
        sheet = laid_out(finding)
        return Picture(sheet.png(), alt(finding), WIDTH, sheet.height)


def laid_out(finding: Drawable) -> Sheet:
    """The whole picture on its sheet, not yet turned into pixels."""
    drawer = DRAWERS[type(finding)]
    sheet = Sheet()
    frame.head(sheet, finding.title, finding.subtitle)
    drawer.draw(sheet, finding)
    frame.notes(sheet, drawer.notes(finding))
    frame.foot(sheet, finding.credit)
    return sheet


@contextmanager
def _no_collection() -> Iterator[None]:
    """A picture makes thousands of small objects; looking for cycles among them is idle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
