"""The space between the axes of a trend, and what stands along its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.charts import lettering, style
from bot.charts.scale import Scale
from bot.charts.sheet import Sheet
from bot.charts.style import Look
from bot.charts.timeline import Tick, moment
from bot.figure import Figure
from bot.plan import Metric
from bot.wording import amount

TALL = 520
SPACE = 18

Lines = Sequence[tuple[str, Look]]


@dataclass(frozen=True)
class Plot:
    left: float
    right: float
    across: Scale
    up: Scale

    def point(self, figure: Figure) -> tuple[float, float]:
        return self.across.at(moment(figure.period)), self.up.at(figure.value)


def names_room(rules: Sequence[Decimal], metric: Metric) -> float:
    """How wide the names of the grid lines are, with the space that follows them."""
    return SPACE + max(lettering.width(_name(each, metric), style.SMALL) for each in rules)


def grid(sheet: Sheet, plot: Plot, rules: Sequence[Decimal], metric: Metric) -> None:
    for value in rules:
        y = round(plot.up.at(value))
        sheet.line([(plot.left, y), (plot.right, y)], style.GRID if value else style.BASELINE)
        baseline = y + style.SMALL.rise
        sheet.text(plot.left - SPACE, baseline, _name(value, metric), style.SMALL, "right")


def _name(value: Decimal, metric: Metric) -> str:
    return amount(value or Decimal(0), metric)


def axis(sheet: Sheet, plot: Plot, ticks: Sequence[Tick]) -> None:
    """Name the ends of the time axis, and between them what fits; in two lines."""
    ends_first = sorted(ticks, key=lambda each: not each.end)
    sheet.y += 12
    for names in (
        [(t.moment, t.top) for t in ends_first],
        [(t.moment, t.bottom) for t in ends_first],
    ):
        sheet.y += style.SMALL.leading
        _names(sheet, [(plot.across.at(moment), name) for moment, name in names if name])
    sheet.y += 24


def _names(sheet: Sheet, names: Sequence[tuple[float, str]]) -> None:
    """Centre each name at its place, unless an earlier one is there."""
    taken: list[tuple[float, float]] = []
    for x, name in names:
        half = lettering.width(name, style.SMALL) / 2 + 10
        if all(x + half <= left or right <= x - half for left, right in taken):
            taken.append((x - half, x + half))
            sheet.text(x, sheet.y, name, style.SMALL, "center")


def margin_room(labels: Sequence[Lines]) -> float:
    """How much room labels need on the right of the plot; none where there are none."""
    widths = [lettering.width(words, look) for lines in labels for words, look in lines]
    return SPACE + max(widths) if widths else 0.0


def margin(sheet: Sheet, plot: Plot, labels: Sequence[tuple[float, Lines]]) -> None:
    """Set labels at their heights on the right; a later one makes room for an earlier one."""
    taken: list[float] = []
    for y, lines in labels:
        deep = depth(lines)
        middle = _clear(y, taken, deep, plot)
        taken.append(middle)
        baseline = middle - deep / 2
        for words, look in lines:
            baseline += look.leading
            sheet.text(plot.right + SPACE, baseline - look.size * 0.2, words, look)


def _clear(wanted: float, taken: Sequence[float], deep: float, plot: Plot) -> float:
    """The nearest height within the plot at which a label covers no other."""
    top, bottom = plot.up.end + deep / 4, plot.up.start - deep / 2
    apart = deep + 12
    wanted = min(max(wanted, top), bottom)
    choices = [wanted, *(each + side * apart for each in taken for side in (1, -1))]
    free = [y for y in choices if top <= y <= bottom and all(abs(y - t) >= apart for t in taken)]
    return min(free or [wanted], key=lambda y: abs(y - wanted))


def depth(lines: Lines) -> float:
    return sum(look.leading for _, look in lines)
