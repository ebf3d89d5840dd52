"""Rows with a dot for what was measured and a line for what may lie behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.charts import colours, lettering, style
from bot.charts.scale import Scale, steps
from bot.charts.sheet import Sheet
from bot.charts.signal_words import FEW_ROWS
from bot.charts.style import Look, Pen
from bot.plan import Metric

_NAMES = 380  # the most that names may take
_TALL, _LOW = 80, 46
_END = 9  # half the height of the stroke that closes a line
_OWN, _PEER = Pen(colours.OWN, 6), Pen(colours.TRACK, 4)


@dataclass(frozen=True)
class Row:
    """``words`` is the value and ``between`` its interval, as they stand on the right where the
    rows are few."""

    name: str
    value: Decimal
    low: Decimal
    high: Decimal
    words: str
    between: str
    own: bool = True
    hollow: bool = False


@dataclass(frozen=True)
class Ruling:
    """The axis below: its metric and unit, whether it begins at zero, and a line across all rows
    with its name."""

    metric: Metric
    unit: str
    zero: bool
    named: Callable[[Decimal], str]
    line: Decimal | None = None
    line_name: str = ""


@dataclass(frozen=True)
class _Columns:
    """Where the rows' parts begin; names end at ``names`` wide."""

    names: float
    words: float
    between: float
    scale: Scale


def draw(sheet: Sheet, rows: Sequence[Row], ruling: Ruling) -> None:
    rules = _rules(rows, ruling)
    columns = _columns(rows, rules)
    deep = _TALL if len(rows) <= FEW_ROWS else _LOW
    names = [lettering.wrap(each.name, _name_look(each), columns.names) or [""] for each in rows]
    heights = [max(deep, len(name) * style.BODY.leading + 14) for name in names]
    _head(sheet, columns, ruling)
    top, bottom = sheet.y, sheet.y + sum(heights) + 8
    _grid(sheet, columns, rules, (top, bottom))
    if ruling.line is not None:
        x = columns.scale.at(ruling.line)
        sheet.line([(x, top), (x, bottom)], Pen(colours.DARK_GREY, 4, dashed=True))
    for row, name, told, height in zip(rows, names, _told(rows), heights, strict=True):
        middle = sheet.y + height / 2
        _row(sheet, columns, row, middle)
        _name(sheet, row, name, middle)
        sheet.text(columns.between, middle + style.SMALL.rise, told, style.SMALL)
        sheet.y += height
    sheet.y = bottom
    _axis(sheet, columns, rules, ruling)


def _rules(rows: Sequence[Row], ruling: Ruling) -> list[Decimal]:
    values = [each for row in rows for each in (row.low, row.value, row.high)]
    if ruling.line is not None:
        values.append(ruling.line)
    return steps(values, ruling.metric, zero=ruling.zero)


def _columns(rows: Sequence[Row], rules: Sequence[Decimal]) -> _Columns:
    names = min(_NAMES, max(lettering.width(each.name, _name_look(each)) for each in rows))
    between = max(lettering.width(each, style.SMALL) for each in _told(rows))
    words = max(lettering.width(each.words, style.STRONG) for each in rows)
    right = style.RIGHT - between - 22 - words - style.GAP
    left = style.MARGIN + names + style.GAP + 20
    scale = Scale(float(rules[0]), float(rules[-1]), left, right - 20)
    return _Columns(names, right + words, style.RIGHT - between, scale)


def _told(rows: Sequence[Row]) -> list[str]:
    """The intervals in words, or none of them where the rows are many."""
    return [each.between if len(rows) <= FEW_ROWS else "" for each in rows]


def _head(sheet: Sheet, columns: _Columns, ruling: Ruling) -> None:
    """The name of the line that crosses all rows, above it."""
    if ruling.line is None:
        return
    half = lettering.width(ruling.line_name, style.SMALL) / 2
    x = min(max(columns.scale.at(ruling.line), style.MARGIN + half), style.RIGHT - half)
    sheet.y += style.SMALL.leading
    sheet.text(x, sheet.y, ruling.line_name, style.SMALL, "center")
    sheet.y += 10


def _grid(
    sheet: Sheet, columns: _Columns, rules: Sequence[Decimal], reach: tuple[float, float]
) -> None:
    for value in rules:
        x = round(columns.scale.at(value))
        sheet.line([(x, reach[0]), (x, reach[1])], style.GRID if value else style.BASELINE)


def _row(sheet: Sheet, columns: _Columns, row: Row, middle: float) -> None:
    pen = _OWN if row.own else _PEER
    low, high = columns.scale.at(row.low), columns.scale.at(row.high)
    sheet.line([(low, middle), (high, middle)], pen)
    for end in (low, high):
        sheet.line([(end, middle - _END), (end, middle + _END)], pen)
    fill, edge = (colours.OWN, style.EDGE) if row.own else (colours.PEER, style.PEER_EDGE)
    size = 26 if row.own else 18
    sheet.dots(
        [(columns.scale.at(row.value), middle)], size, colours.PAPER if row.hollow else fill, edge
    )
    look = style.STRONG if row.own else style.BODY
    sheet.text(columns.words, middle + look.rise, row.words, look, "right")


def _name(sheet: Sheet, row: Row, lines: Sequence[str], middle: float) -> None:
    look = _name_look(row)
    baseline = middle + look.rise - (len(lines) - 1) * look.leading / 2
    for line in lines:
        sheet.text(style.MARGIN, baseline, line, look)
        baseline += look.leading


def _name_look(row: Row) -> Look:
    return style.STRONG if row.own else style.BODY


def _axis(sheet: Sheet, columns: _Columns, rules: Sequence[Decimal], ruling: Ruling) -> None:
    """The steps that fit, and below them what they count."""
    sheet.y += style.SMALL.leading + 10
    taken = 0.0
    for value in rules:
        name = ruling.named(value or Decimal(0))
        half = lettering.width(name, style.SMALL) / 2
        x = columns.scale.at(value)
        if x - half > taken:
            sheet.text(x, sheet.y, name, style.SMALL, "center")
            taken = x + half + 16
    sheet.y += style.SMALL.leading
    middle = (columns.scale.start + columns.scale.end) / 2
    sheet.text(middle, sheet.y, ruling.unit, style.SMALL, "center")
    sheet.y += 20
