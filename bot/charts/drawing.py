"""Which drawer draws what; the only module through which matplotlib is reached."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from bot.charts import (
    caterpillar,
    comparison,
    frame,
    funnel,
    ladder,
    multiples,
    process,
    returns,
    side_by_side,
    small_counts,
    trend,
)
from bot.charts.alt import alt
from bot.charts.picture import Picture
from bot.charts.sheet import Sheet
from bot.charts.style import WIDTH
from bot.finding import (
    Caterpillar,
    Comparison,
    Drawable,
    Funnel,
    Ladder,
    Multiples,
    ProcessChart,
    Returns,
    SideBySide,
    SmallCounts,
    Trend,
)

DRAWERS: dict[type, ModuleType] = {
    Ladder: ladder,
    Trend: trend,
    Comparison: comparison,
    Multiples: multiples,
    SideBySide: side_by_side,
    Returns: returns,
    ProcessChart: process,
    Caterpillar: caterpillar,
    Funnel: funnel,
    SmallCounts: small_counts,
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
