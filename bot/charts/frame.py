"""What stands around every picture: two titles above, notes and the credit below."""

from __future__ import annotations

from collections.abc import Iterable

from bot.charts import lettering, style
from bot.charts.sheet import Sheet
from bot.charts.style import Look
from bot.finding import Credit

_TOP = 44
_ABOVE_FOOT = 30
_BOTTOM = 40


def head(sheet: Sheet, title: str, subtitle: str) -> None:
    """The message, then the measure, geography and period."""
    sheet.y = _TOP
    paragraph(sheet, title, style.TITLE)
    sheet.y += 8
    paragraph(sheet, subtitle, style.SUBTITLE)
    sheet.y += 34


def notes(sheet: Sheet, lines: Iterable[str]) -> None:
    for line in filter(None, lines):
        sheet.y += 6
        paragraph(sheet, line, style.SMALL)


def foot(sheet: Sheet, credit: Credit) -> None:
    """The source on the left, the protective marking on the right."""
    sheet.y += _ABOVE_FOOT
    sheet.line([(style.MARGIN, sheet.y), (style.RIGHT, sheet.y)], style.GRID)
    sheet.y += 14
    baseline = sheet.y + style.MARKING.leading
    sheet.text(style.RIGHT, baseline, credit.marking, style.MARKING, "right")
    room = style.INNER - lettering.width(credit.marking, style.MARKING) - style.GAP
    paragraph(sheet, f"Source: {credit.source}" if credit.source else " ", style.SMALL, room=room)
    sheet.y = max(sheet.y, baseline) + _BOTTOM


def paragraph(
    sheet: Sheet, words: str, look: Look, *, left: float = style.MARGIN, room: float = style.INNER
) -> None:
    """Set words below what is there, in as many lines as they need."""
    for line in lettering.wrap(words, look, room):
        sheet.y += look.leading
        sheet.text(left, sheet.y, line, look)
