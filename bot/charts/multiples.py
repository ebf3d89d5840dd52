"""Several metrics of a priority, each small and on its own scale, all over the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from bot.charts import colours, frame, lettering, style, words
from bot.charts.alt import FEW_POINTS
from bot.charts.scale import Scale
from bot.charts.sheet import Sheet
from bot.charts.style import Look
from bot.charts.timeline import moment, runs
from bot.figure import Figure
from bot.finding import Multiples, Reading

_GUTTER = 60
_WIDE_UP_TO = 2  # up to so many panels stand below each other, more in two columns
_NAME = Look(34, style.SEMI_BOLD)
_BAND = 104  # the height of a value and of the small chart beside it
_VALUE = 250
_PADDING = 24
_COLUMN = 34
_HEADING = "Changes are on the same quarter last year, unless they say otherwise."
_THIN = style.Pen(colours.OWN, 4)
_COLUMN_EDGE = style.Pen(colours.OWN, 3)
_ZERO = style.Pen(colours.DARK_GREY, 2)

Span = tuple[float, float]


@dataclass(frozen=True)
class _Panel:
    left: float
    width: float
    span: Span
    reading: Reading

    @property
    def name(self) -> list[str]:
        return lettering.wrap(self.reading.metric.name, _NAME, self.width)

    @property
    def change(self) -> list[str]:
        return lettering.wrap(_change(self.reading), style.SMALL, self.width)


def draw(sheet: Sheet, finding: Multiples) -> None:
    if any(each.year_earlier for each in finding.readings):
        sheet.y -= 16
        frame.paragraph(sheet, _HEADING, style.SMALL)
        sheet.y += 22
    across = 1 if len(finding.readings) <= _WIDE_UP_TO else 2
    width = (style.INNER - (across - 1) * _GUTTER) / across
    span = _span(finding.readings)
    for start in range(0, len(finding.readings), across):
        row = finding.readings[start : start + across]
        _row(
            sheet,
            [
                _Panel(style.MARGIN + place * (width + _GUTTER), width, span, reading)
                for place, reading in enumerate(row)
            ],
        )


def notes(finding: Multiples) -> list[str]:
    history = [*chain.from_iterable(each.history for each in finding.readings)]
    history.sort(key=lambda each: moment(each.period))
    lines = any(len(each.history) > FEW_POINTS for each in finding.readings)
    scales = (
        "Each on its own scale; lines do not start at zero" if lines else "Each on its own scale"
    )
    return [
        f"{scales}. From {words.span(history)}." if history else "",
        words.HOLLOW if any(words.is_implied(each) for each in history) else "",
        *words.caveats([(each.metric.name, each.caveats) for each in finding.readings]),
    ]


def _span(readings: Sequence[Reading]) -> Span:
    moments = [moment(f.period) for reading in readings for f in reading.history]
    return (min(moments, default=0.0), max(moments, default=0.0))


def _row(sheet: Sheet, panels: Sequence[_Panel]) -> None:
    """Panels beside each other, their values and their changes on the same lines."""
    sheet.line([(style.MARGIN, sheet.y), (style.RIGHT, sheet.y)], style.GRID)
    top = sheet.y + _PADDING
    band = top + max(len(each.name) for each in panels) * _NAME.leading + 14
    below = band + _BAND + 4
    for panel in panels:
        _stack(sheet, panel.left, top, panel.name, _NAME)
        _value(sheet, panel, band)
        _small_chart(sheet, panel, band)
        _stack(sheet, panel.left, below, panel.change, style.SMALL)
    lines = max(len(each.change) for each in panels)
    sheet.y = below + lines * style.SMALL.leading + _PADDING


def _stack(sheet: Sheet, left: float, top: float, lines: Sequence[str], look: Look) -> None:
    for number, line in enumerate(lines, 1):
        sheet.text(left, top + number * look.leading - look.size * 0.2, line, look)


def _value(sheet: Sheet, panel: _Panel, band: float) -> None:
    look = style.FIGURE if panel.reading.figure else style.BODY
    sheet.text(panel.left, band + _BAND / 2 + look.rise, words.value(panel.reading), look)


def _change(reading: Reading) -> str:
    """The change on the same quarter last year, as the heading says; any other says on what."""
    if reading.year_earlier and reading.year_earlier.base.period.quarter:
        return reading.year_earlier.words
    return words.change_of(reading) or "nothing to compare with"


def _small_chart(sheet: Sheet, panel: _Panel, band: float) -> None:
    history = panel.reading.history
    if history:
        few = len(history) <= FEW_POINTS
        (_columns if few else _line)(sheet, history, *_scales(panel, band, few=few))


def _scales(panel: _Panel, band: float, *, few: bool) -> tuple[Scale, Scale]:
    taken = max(_VALUE, lettering.width(words.value(panel.reading), style.FIGURE) + 30)
    first, last = panel.span
    left = panel.left + taken + _COLUMN
    across = Scale(first, max(last, first + 1), left, panel.left + panel.width - _COLUMN)
    if first == last:
        across = Scale(first - 1, first + 1, across.start, across.end)
    values = [each.value for each in panel.reading.history]
    ends = [*values, Decimal(0)] if few else values
    low, high = float(min(ends)), float(max(ends))
    if low == high:
        low, high = low - 1, high + 1
    return across, Scale(low, high, band + _BAND - 12, band + 12)


def _columns(sheet: Sheet, history: Sequence[Figure], across: Scale, up: Scale) -> None:
    zero = up.at(0)
    half = min(_COLUMN, (across.at(across.low + 3) - across.start) * 0.8) / 2
    for figure in history:
        x = across.at(moment(figure.period))
        fill = colours.PAPER if words.is_implied(figure) else colours.OWN
        sheet.bar((x - half, zero), (x + half, up.at(figure.value)), fill, _COLUMN_EDGE)
    sheet.line([(across.start - _COLUMN, zero), (across.end + _COLUMN, zero)], _ZERO)


def _line(sheet: Sheet, history: Sequence[Figure], across: Scale, up: Scale) -> None:
    for run in runs(history):
        points = [(across.at(moment(each.period)), up.at(each.value)) for each in run]
        if len(points) > 1:
            sheet.line(points, _THIN)
        else:
            sheet.dots(points, 8, colours.OWN, _THIN)
    for figure in history:
        if figure is history[-1] or words.is_implied(figure):
            fill = colours.PAPER if words.is_implied(figure) else colours.OWN
            size = 20 if figure is history[-1] else 11
            sheet.dots([(across.at(moment(figure.period)), up.at(figure.value))], size, fill, _THIN)
