"""One metric over time: a line where there is a series, columns where there are a few points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.charts import colours, lettering, style, words
from bot.charts.alt import FEW_POINTS
from bot.charts.scale import Scale, needs_zero, steps
from bot.charts.sheet import Sheet
from bot.charts.timeline import Tick, moment, runs, ticks
from bot.figure import Figure
from bot.finding import Reading, Trend
from bot.plan import Metric
from bot.wording import amount

_TALL = 520
_SPACE = 18
_COLUMN = 150


@dataclass(frozen=True)
class _Plot:
    """The space between the axes, and the two scales that fill it."""

    left: float
    right: float
    across: Scale
    up: Scale
    rules: Sequence[Decimal]


def draw(sheet: Sheet, finding: Trend) -> None:
    history = finding.reading.history
    if not history:
        sheet.y += 60
        sheet.text(style.MARGIN, sheet.y, "No figures are recorded.", style.BODY)
        return
    sheet.y += 24
    plot = _plot(sheet, finding)
    _grid(sheet, plot, finding.reading.metric)
    _target(sheet, plot, finding)
    (_columns if _few(history) else _line)(sheet, plot, finding.reading)
    sheet.y = plot.up.start
    _axis(sheet, plot, ticks(history))


def notes(finding: Trend) -> list[str]:
    history = finding.reading.history
    change = finding.reading.year_earlier
    said = [words.HOLLOW] if any(words.is_implied(each) for each in history) else []
    if history and not _few(history) and not needs_zero(_values(finding)):
        said.append("The upright axis does not start at zero.")
    first = words.on_last_year(change) if change else ""
    return [
        first[:1].upper() + first[1:],
        words.gaps(history),
        *said,
        *words.caveats([finding.reading.caveats]),
    ]


def _few(history: Sequence[Figure]) -> bool:
    return len(history) <= FEW_POINTS


def _values(finding: Trend) -> list[Decimal]:
    values = [each.value for each in finding.reading.history]
    return values if finding.target is None else [*values, finding.target]


def _plot(sheet: Sheet, finding: Trend) -> _Plot:
    history, metric = finding.reading.history, finding.reading.metric
    values = _values(finding)
    rules = steps(values, metric, zero=_few(history) or needs_zero(values))
    left = (
        style.MARGIN + _SPACE + max(lettering.width(_rule(v, metric), style.SMALL) for v in rules)
    )
    right = style.RIGHT - _margin(finding)
    pad = (right - left) / 6 if _few(history) else 30
    first, last = moment(history[0].period), moment(history[-1].period)
    if first == last:
        first, last = first - 1, last + 1
    across = Scale(first, last, left + pad, right - pad)
    up = Scale(float(rules[0]), float(rules[-1]), sheet.y + _TALL, sheet.y)
    return _Plot(left, right, across, up, rules)


def _rule(value: Decimal, metric: Metric) -> str:
    return amount(value or Decimal(0), metric)


def _margin(finding: Trend) -> float:
    """Room on the right for what is named there."""
    metric, wide = finding.reading.metric, [0.0]
    if finding.target is not None:
        wide.append(lettering.width(amount(finding.target, metric), style.SMALL))
        wide.append(lettering.width("target", style.SMALL))
    if not _few(finding.reading.history):
        latest = finding.reading.history[-1]
        wide.append(lettering.width(amount(latest.value, metric), style.STRONG))
        wide.append(lettering.width(latest.period.label, style.SMALL))
    return max(wide) + _SPACE if len(wide) > 1 else 0


def _grid(sheet: Sheet, plot: _Plot, metric: Metric) -> None:
    for value in plot.rules:
        y = round(plot.up.at(value))
        sheet.line([(plot.left, y), (plot.right, y)], style.GRID if value else style.BASELINE)
        name = _rule(value, metric)
        sheet.text(plot.left - _SPACE, y + style.SMALL.rise, name, style.SMALL, "right")


def _target(sheet: Sheet, plot: _Plot, finding: Trend) -> None:
    if finding.target is None:
        return
    y = plot.up.at(finding.target)
    sheet.line([(plot.left, y), (plot.right, y)], style.AIM)
    middle = y
    if not _few(finding.reading.history):
        middle = _clear_of(y, plot.up.at(finding.reading.history[-1].value))
    _beside(
        sheet,
        plot.right + _SPACE,
        middle,
        [("target", style.SMALL), (amount(finding.target, finding.reading.metric), style.SMALL)],
    )


def _clear_of(middle: float, taken: float) -> float:
    room = 2.4 * style.STRONG.leading
    if abs(middle - taken) >= room:
        return middle
    return taken + room if middle > taken else taken - room


def _line(sheet: Sheet, plot: _Plot, reading: Reading) -> None:
    history = reading.history
    for run in runs(history):
        if len(run) > 1:
            sheet.line([_point(plot, each) for each in run], style.SERIES)
    apart = (plot.across.end - plot.across.start) / len(history)
    size = min(20.0, max(9.0, apart * 0.55))
    for hollow in (False, True):
        marks = [_point(plot, each) for each in history if words.is_implied(each) is hollow]
        if marks:
            fill = colours.PAPER if hollow else colours.OWN
            sheet.dots(marks, size, fill, style.Pen(colours.OWN, size / 5))
    _latest(sheet, plot, history[-1], reading.metric)


def _latest(sheet: Sheet, plot: _Plot, figure: Figure, metric: Metric) -> None:
    x, y = _point(plot, figure)
    fill = colours.PAPER if words.is_implied(figure) else colours.OWN
    sheet.dots([(x, y)], 26, fill, style.EDGE)
    said = [(amount(figure.value, metric), style.STRONG), (figure.period.label, style.SMALL)]
    _beside(sheet, plot.right + _SPACE, y, said)


def _beside(
    sheet: Sheet, left: float, middle: float, lines: Sequence[tuple[str, style.Look]]
) -> None:
    baseline = middle - sum(look.leading for _, look in lines) / 2
    for line, look in lines:
        baseline += look.leading
        sheet.text(left, baseline - look.size * 0.2, line, look)


def _columns(sheet: Sheet, plot: _Plot, reading: Reading) -> None:
    for figure in reading.history:
        x, y = _point(plot, figure)
        zero = plot.up.at(0)
        fill = colours.PAPER if words.is_implied(figure) else colours.OWN
        half = _half(plot, reading.history)
        sheet.bar((x - half, zero), (x + half, y), fill, style.EDGE)
        baseline = y - 16 if figure.value >= 0 else y + 16 + style.STRONG.size * 0.72
        sheet.text(x, baseline, amount(figure.value, reading.metric), style.STRONG, "center")


def _half(plot: _Plot, history: Sequence[Figure]) -> float:
    at = sorted(plot.across.at(moment(each.period)) for each in history)
    nearest = min((b - a for a, b in zip(at, at[1:], strict=False)), default=_COLUMN * 2)
    return min(_COLUMN, nearest * 0.7) / 2


def _point(plot: _Plot, figure: Figure) -> tuple[float, float]:
    return plot.across.at(moment(figure.period)), plot.up.at(figure.value)


def _axis(sheet: Sheet, plot: _Plot, named: Sequence[Tick]) -> None:
    """Name the ends of the axis, and between them what fits."""
    taken: list[tuple[float, float]] = []
    for tick in sorted(named, key=lambda each: (not each.end, each.moment)):
        x = plot.across.at(tick.moment)
        half = max(lettering.width(each, style.SMALL) for each in (tick.top, tick.bottom)) / 2 + 10
        if any(x - half < right and left < x + half for left, right in taken):
            continue
        taken.append((x - half, x + half))
        for line, name in enumerate((tick.top, tick.bottom), 1):
            if name:
                baseline = sheet.y + 8 + line * style.SMALL.leading
                sheet.text(x, baseline, name, style.SMALL, "center")
    sheet.y += 30 + 2 * style.SMALL.leading
