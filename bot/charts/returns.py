"""Returns coming in: a line that rises by a step with each, towards all that are owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bot.charts import colours, lettering, plot, style, words
from bot.charts.plot import Lines, Plot
from bot.charts.scale import Scale, steps
from bot.charts.sheet import Sheet
from bot.charts.timeline import Tick
from bot.finding import Returns
from bot.plan import Good, Metric, MetricKind

_COUNTED = Metric("returns", "Returns", "returns", MetricKind.COUNT, Good.UP, "", "")
_ABOVE = 64  # for the words at the latest step, where it stands at the top
_INDENT = 40
_LINE, _DUE = style.SERIES, style.Pen(colours.DARK_GREY, 3, dashed=True)

Steps = Sequence[tuple[date, int]]


def draw(sheet: Sheet, finding: Returns) -> None:
    taken = _taken(finding)
    rules = steps([Decimal(finding.owed), *(Decimal(n) for _, n in taken)], _COUNTED, zero=True)
    owed: Lines = [(f"{finding.owed} owed", style.SMALL)]
    left = style.MARGIN + plot.names_room(rules, _COUNTED)
    right = style.RIGHT - plot.margin_room([owed])
    sheet.y += _ABOVE
    up = Scale(float(rules[0]), float(rules[-1]), sheet.y + plot.TALL, sheet.y)
    space = Plot(left, right, _time(finding, taken, left + _INDENT, right - _INDENT), up)
    plot.grid(sheet, space, rules, _COUNTED)
    _bounds(sheet, space, finding)
    plot.margin(sheet, space, [(up.at(finding.owed), owed)])
    _line(sheet, space, taken)
    _latest(sheet, space, taken[-1], words.returns_in(finding))
    sheet.y = up.start
    plot.axis(sheet, space, _ticks(finding, taken))


def notes(finding: Returns) -> list[str]:
    return [words.late(finding)]


def _taken(finding: Returns) -> Steps:
    """The steps; where nothing is listed, none has come in on the due day."""
    return finding.days or ((finding.due, 0),)


def _time(finding: Returns, taken: Steps, left: float, right: float) -> Scale:
    ends = [taken[0][0].toordinal(), taken[-1][0].toordinal(), finding.due.toordinal()]
    first, last = min(ends), max(ends)
    return Scale(first, last, left, right) if first < last else Scale(first - 1, last, left, right)


def _bounds(sheet: Sheet, space: Plot, finding: Returns) -> None:
    """What is aimed at: all that are owed, by the due day."""
    y, x = space.up.at(finding.owed), space.across.at(finding.due.toordinal())
    sheet.line([(space.left, y), (space.right, y)], style.AIM)
    sheet.line([(x, space.up.start), (x, space.up.end)], _DUE)


def _line(sheet: Sheet, space: Plot, taken: Steps) -> None:
    places = [(space.across.at(day.toordinal()), space.up.at(count)) for day, count in taken]
    corners = [(later[0], earlier[1]) for earlier, later in pairwise(places)]
    between = [point for pair in zip(corners, places[1:], strict=True) for point in pair]
    if between:
        sheet.line([places[0], *between], _LINE)
    sheet.dots(places[-1:], 26, colours.OWN, style.Pen(colours.OWN, 4))


def _latest(sheet: Sheet, space: Plot, step: tuple[date, int], said: str) -> None:
    """Say where it stands above the last step, on the side where there is room."""
    x, y = space.across.at(step[0].toordinal()), space.up.at(step[1])
    fits = x - lettering.width(said, style.STRONG) > space.left
    shift = 13 if fits else -13
    room = lettering.width(said, style.STRONG)
    start = x + shift - room if fits else x + shift
    sheet.bar((start - 6, y - 66), (start + room + 6, y - 20), colours.PAPER, None)
    sheet.text(start, y - 30, said, style.STRONG)


def _ticks(finding: Returns, taken: Steps) -> list[Tick]:
    """The due day, the first day and the last; the earlier in this list has the place."""
    first, last = taken[0][0], taken[-1][0]
    days = [each for each in dict.fromkeys((first, last)) if each != finding.due]
    return [
        Tick(finding.due.toordinal(), words.short_day(finding.due), "due", end=True),
        *(Tick(each.toordinal(), words.short_day(each), str(each.year)) for each in days),
    ]
