"""One metric over time: a line where there is a series, columns where there are a few points."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from bot.charts import colours, lettering, plot, style, words
from bot.charts.alt import FEW_POINTS
from bot.charts.plot import Lines, Plot
from bot.charts.scale import Scale, needs_zero, steps
from bot.charts.sheet import Sheet
from bot.charts.timeline import moment, runs, ticks
from bot.figure import Figure
from bot.finding import Reading, Trend
from bot.plan import Metric
from bot.wording import amount

_COLUMN = 150
_ABOVE_COLUMNS = 60
_INDENT = 30


def draw(sheet: Sheet, finding: Trend) -> None:
    history = finding.reading.history
    if not history:
        sheet.y += 60
        sheet.text(style.MARGIN, sheet.y, "No figures are recorded.", style.BODY)
    elif _few(history):
        _draw_columns(sheet, finding)
    else:
        _draw_line(sheet, finding)


def notes(finding: Trend) -> list[str]:
    history, change = finding.reading.history, finding.reading.year_earlier
    compared = words.on_last_year(change) if change else ""
    cut = len(history) > FEW_POINTS and not needs_zero(_values(finding))
    return [
        words.capital(compared),
        words.gaps(history, finding.reading.withheld),
        "The vertical axis does not start at zero." if cut else "",
        words.HOLLOW if any(words.is_implied(each) for each in history) else "",
        *words.caveats([("", finding.reading.caveats)]),
    ]


def _few(history: Sequence[Figure]) -> bool:
    return len(history) <= FEW_POINTS


def _values(finding: Trend) -> list[Decimal]:
    values = [each.value for each in finding.reading.history]
    return values if finding.target is None else [*values, finding.target]


def _draw_line(sheet: Sheet, finding: Trend) -> None:
    history, metric = finding.reading.history, finding.reading.metric
    values = _values(finding)
    rules = steps(values, metric, zero=needs_zero(values))
    latest, target = _latest_words(finding.reading), _target_words(finding)
    left = style.MARGIN + plot.names_room(rules, metric)
    right = style.RIGHT - plot.margin_room([latest, target])
    sheet.y += 24
    up = Scale(float(rules[0]), float(rules[-1]), sheet.y + plot.TALL, sheet.y)
    space = Plot(left, right, _time(history, left + _INDENT, right - _INDENT), up)
    plot.grid(sheet, space, rules, metric)
    labels = [(space.point(history[-1])[1], latest), *_target(sheet, space, finding, target)]
    plot.margin(sheet, space, labels)
    _line(sheet, space, history)
    sheet.y = up.start
    plot.axis(sheet, space, ticks([each.period for each in history]))


def _draw_columns(sheet: Sheet, finding: Trend) -> None:
    """Every column carries its value, so that no grid is needed."""
    history, target = finding.reading.history, _target_words(finding)
    low, high = min([*_values(finding), Decimal(0)]), max([*_values(finding), Decimal(0)])
    left, right = style.MARGIN, style.RIGHT - plot.margin_room([target])
    pad = (right - left) / 7
    bottom = sheet.y + plot.TALL
    sheet.y += _ABOVE_COLUMNS
    below = _ABOVE_COLUMNS if low < 0 else 0
    up = Scale(float(low), float(high if high > low else low + 1), bottom - below, sheet.y)
    space = Plot(left, right, _time(history, left + pad, right - pad), up)
    plot.margin(sheet, space, _target(sheet, space, finding, target))
    half = _half(space, history)
    for figure in history:
        _column(sheet, space, figure, half, finding.reading.metric)
    zero = up.at(0)
    sheet.line([(left, zero), (right, zero)], style.BASELINE)
    sheet.y = bottom
    plot.axis(sheet, space, ticks([each.period for each in history]))


def _time(history: Sequence[Figure], left: float, right: float) -> Scale:
    first, last = moment(history[0].period), moment(history[-1].period)
    if first == last:
        return Scale(first - 1, last + 1, left, right)
    return Scale(first, last, left, right)


def _latest_words(reading: Reading) -> Lines:
    latest = reading.history[-1]
    value = amount(latest.value, reading.metric)
    return [(value, style.STRONG), (latest.period.label, style.SMALL)]


def _target_words(finding: Trend) -> Lines:
    if finding.target is None:
        return []
    value = amount(finding.target, finding.reading.metric)
    return [("target", style.SMALL), (value, style.SMALL)]


def _target(sheet: Sheet, space: Plot, finding: Trend, named: Lines) -> list[tuple[float, Lines]]:
    if finding.target is None:
        return []
    y = space.up.at(finding.target)
    sheet.line([(space.left, y), (space.right, y)], style.AIM)
    return [(y, named)]


def _line(sheet: Sheet, space: Plot, history: Sequence[Figure]) -> None:
    for run in runs(history):
        if len(run) > 1:
            sheet.line([space.point(each) for each in run], style.SERIES)
    apart = (space.across.end - space.across.start) / len(history)
    size = min(20.0, max(8.0, apart * 0.55))
    for hollow in (False, True):
        alike = [space.point(each) for each in history if words.is_implied(each) is hollow]
        _dots(sheet, alike, size, hollow=hollow)
    latest = history[-1]
    _dots(sheet, [space.point(latest)], 26, hollow=words.is_implied(latest))


def _dots(
    sheet: Sheet, points: Sequence[tuple[float, float]], size: float, *, hollow: bool
) -> None:
    if points:
        fill = colours.PAPER if hollow else colours.OWN
        sheet.dots(points, size, fill, style.Pen(colours.OWN, min(4.0, size / 4)))


def _column(sheet: Sheet, space: Plot, figure: Figure, half: float, metric: Metric) -> None:
    x, y = space.point(figure)
    fill = colours.PAPER if words.is_implied(figure) else colours.OWN
    sheet.bar((x - half, space.up.at(0)), (x + half, y), fill, style.EDGE)
    value = amount(figure.value, metric)
    room = lettering.width(value, style.STRONG) / 2 + 8
    top = y - 54 if figure.value >= 0 else y + 6
    sheet.bar((x - room, top), (x + room, top + 48), colours.PAPER, None)
    sheet.text(x, top + 38, value, style.STRONG, "center")


def _half(space: Plot, history: Sequence[Figure]) -> float:
    """Half a column's width: never so wide that neighbours touch."""
    places = [space.point(each)[0] for each in history]
    nearest = min((later - earlier for earlier, later in pairwise(places)), default=2 * _COLUMN)
    return min(_COLUMN, nearest * 0.7) / 2
