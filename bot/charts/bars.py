"""Horizontal bars from zero, each with its name on the left and its value at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.charts import colours, lettering, style, words
from bot.charts.scale import Scale
from bot.charts.sheet import Sheet
from bot.charts.style import Look
from bot.figure import Figure
from bot.plan import Metric
from bot.wording import amount

_NAMES = 400
_LEFT = style.MARGIN + _NAMES + style.GAP
_BAR = 56
_PADDING = 20
_SPACE = 16  # between a bar and its value


@dataclass(frozen=True)
class Bar:
    """One row: ``second`` stands below the name, ``remark`` below the bar; ``own`` stands out."""

    name: str
    figure: Figure | None
    second: str = ""
    remark: str = ""
    own: bool = True
    instead: str = words.NO_FIGURE


def draw(sheet: Sheet, bars: Sequence[Bar], metric: Metric) -> None:
    scale = _scale(bars, metric)
    top = sheet.y
    for bar in bars:
        _row(sheet, bar, metric, scale)
    if scale.low == 0:
        sheet.line([(_LEFT, top), (_LEFT, sheet.y)], style.BASELINE)
    sheet.y += 10


def notes(bars: Sequence[Bar]) -> list[str]:
    return (
        [words.HOLLOW]
        if any(each.figure and words.is_implied(each.figure) for each in bars)
        else []
    )


def _scale(bars: Sequence[Bar], metric: Metric) -> Scale:
    """Zero and every value, with room for the values' words beyond the ends."""
    values = [each.figure.value for each in bars if each.figure]
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    room = _SPACE + max(
        [lettering.width(amount(each, metric), style.STRONG) for each in values], default=0
    )
    start = _LEFT + (room if low < 0 else 0)
    end = style.RIGHT - (room if high > 0 else 0)
    return Scale(float(low), float(high if high > low else low + 1), start, end)


def _row(sheet: Sheet, bar: Bar, metric: Metric, scale: Scale) -> None:
    names = _wrapped(bar.name, style.STRONG if bar.own else style.BODY, _NAMES)
    names += _wrapped(bar.second, style.SMALL, _NAMES)
    remarks = _wrapped(bar.remark, style.SMALL, style.RIGHT - _LEFT - _SPACE)
    depth = max(sum(look.leading for _, look in names), _BAR)
    top = sheet.y + _PADDING
    _stack(sheet, style.MARGIN, top + _BAR / 2 + names[0][1].rise, names)
    _bar(sheet, bar, metric, scale, top)
    _stack(sheet, _LEFT + _SPACE, top + _BAR + style.SMALL.leading, remarks)
    depth = max(depth, _BAR + sum(look.leading for _, look in remarks))
    sheet.y = top + depth + _PADDING


def _wrapped(text: str, look: Look, room: float) -> list[tuple[str, Look]]:
    return [(line, look) for line in lettering.wrap(text, look, room)]


def _stack(sheet: Sheet, left: float, baseline: float, lines: Sequence[tuple[str, Look]]) -> None:
    for line, look in lines:
        sheet.text(left, baseline, line, look)
        baseline += look.leading


def _bar(sheet: Sheet, bar: Bar, metric: Metric, scale: Scale, top: float) -> None:
    zero, baseline = scale.at(0), top + _BAR / 2 + style.STRONG.rise
    if scale.low < 0:
        sheet.line([(zero, top - 10), (zero, top + _BAR + 10)], style.BASELINE)
    if not bar.figure:
        sheet.text(zero + _SPACE, baseline, bar.instead, style.SMALL)
        return
    value = bar.figure.value
    end = scale.at(value)
    fill, edge = _fill(bar, bar.figure)
    if value:
        sheet.bar((zero, top), (end, top + _BAR), fill, edge)
    beyond = (end + _SPACE, "left") if value >= 0 else (end - _SPACE, "right")
    sheet.text(beyond[0], baseline, amount(value, metric), style.STRONG, beyond[1])


def _fill(bar: Bar, figure: Figure) -> tuple[str, style.Pen]:
    edge = style.EDGE if bar.own else style.PEER_EDGE
    if words.is_implied(figure):
        return colours.PAPER, edge
    return (colours.OWN if bar.own else colours.PEER), edge
