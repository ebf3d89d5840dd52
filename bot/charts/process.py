"""A series against its own limits: points marked by shape, limits by phase, and the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.charts import beside, colours, events, lettering, marks, plot, style, words
from bot.charts import signal_words as said
from bot.charts.plot import Lines, Plot
from bot.charts.scale import Scale, needs_zero, steps
from bot.charts.sheet import Sheet
from bot.charts.timeline import follows, moment, ticks
from bot.finding import ProcessChart
from bot.signal import Process, ProcessPhase, ProcessPoint, Sign

_INDENT = 30
_LINE = style.Pen(colours.OWN, 3)
_MEAN = style.Pen(colours.DARK_GREY, 2)

Place = tuple[float, float]


@dataclass(frozen=True)
class _Known:
    """A point that has a value, with its place in the series."""

    at: int
    value: Decimal
    point: ProcessPoint


def draw(sheet: Sheet, finding: ProcessChart) -> None:
    process = finding.process
    points = _known(process)
    if not points:
        sheet.y += 60
        sheet.text(style.MARGIN, sheet.y, "No figures are recorded.", style.BODY)
        return
    _verdict(sheet, process)
    space, rules = _space(sheet, process)
    _bands(sheet, space, process)
    plot.grid(sheet, space, rules, process.metric)
    _limits(sheet, space, process)
    events.draw(sheet, space, process)
    _target(sheet, space, process)
    _series(sheet, space, points, process)
    beside.draw(sheet, space, _labels(space, process))
    sheet.y = space.up.start
    plot.axis(sheet, space, ticks([each.period for each in process.points]))
    marks.key(sheet, _key(process))


def notes(finding: ProcessChart) -> list[str]:
    process = finding.process
    of = process.finding
    cut = bool(_known(process)) and not needs_zero(_values(process))
    return said.tidy(
        [
            said.message(finding, of),
            said.how(of),
            process.not_judged,
            *events.notes(process),
            said.trial(process),
            said.marked(process),
            said.no_figures(process),
            "The vertical axis does not start at zero." if cut else "",
            *words.caveats([("", of.caveats)]),
        ]
    )


def _known(process: Process) -> list[_Known]:
    return [
        _Known(at, each.value, each)
        for at, each in enumerate(process.points)
        if each.value is not None
    ]


def _values(process: Process) -> list[Decimal]:
    """All that the vertical axis must hold."""
    lines = [line for each in process.phases for line in (each.lower, each.mean, each.upper)]
    values = [*(each.value for each in process.points), *lines, process.target]
    return [each for each in values if each is not None]


def _verdict(sheet: Sheet, process: Process) -> None:
    """What to make of the latest point, and of the target, above everything else."""
    point = said.latest(process)
    if point and point.sign is not Sign.NOT_JUDGED:
        middle = sheet.y + style.STRONG.leading - style.STRONG.rise
        marks.put(sheet, (style.MARGIN + 18, middle), marks.mark_of(point.sign, point.side), 24)
    left = style.MARGIN + (54 if point and point.sign is not Sign.NOT_JUDGED else 0)
    together = ". ".join(said.verdicts(process))
    for line in lettering.wrap(together, style.STRONG, style.RIGHT - left):
        sheet.y += style.STRONG.leading
        sheet.text(left, sheet.y, line, style.STRONG)
    sheet.y += 22


def _space(sheet: Sheet, process: Process) -> tuple[Plot, list[Decimal]]:
    """Room for the unit and the letters of events above, and for the labels on the right."""
    values, metric = _values(process), process.metric
    rules = steps(values, metric, zero=needs_zero(values))
    left = style.MARGIN + plot.names_room(rules, metric)
    right = style.RIGHT - plot.margin_room(_label_lines(process))
    sheet.y += style.SMALL.leading
    sheet.text(style.MARGIN, sheet.y, process.unit, style.SMALL)
    sheet.y += events.room(process) + 34
    up = Scale(float(rules[0]), float(rules[-1]), sheet.y + plot.TALL, sheet.y)
    return Plot(left, right, _time(process, left + _INDENT, right - _INDENT), up), rules


def _time(process: Process, left: float, right: float) -> Scale:
    first, last = moment(process.points[0].period), moment(process.points[-1].period)
    if first == last:
        return Scale(first - 1, last + 1, left, right)
    return Scale(first, last, left, right)


def _reach(space: Plot, process: Process, phase: ProcessPhase) -> tuple[float, float]:
    """From where to where a phase's lines run: halfway to its neighbours."""
    start = events.boundary(space, process, phase.start) if phase.start else space.left
    inside = phase.end < len(process.points)
    return start, events.boundary(space, process, phase.end) if inside else space.right


def _bands(sheet: Sheet, space: Plot, process: Process) -> None:
    """Shade where values of an unchanged process lie."""
    for phase in process.phases:
        if phase.lower is not None and phase.upper is not None:
            start, end = _reach(space, process, phase)
            top, bottom = space.up.at(phase.upper), space.up.at(phase.lower)
            sheet.bar((start, top), (end, bottom), colours.USUAL_FILL, None)


def _limits(sheet: Sheet, space: Plot, process: Process) -> None:
    for phase in process.phases:
        pen = style.TRIAL_LIMIT if phase.trial else style.LIMIT
        for value, look in ((phase.mean, _MEAN), (phase.lower, pen), (phase.upper, pen)):
            if value is not None:
                start, end = _reach(space, process, phase)
                y = space.up.at(value)
                sheet.line([(start, y), (end, y)], look)


def _target(sheet: Sheet, space: Plot, process: Process) -> None:
    if process.target is not None:
        y = space.up.at(process.target)
        sheet.line([(space.left, y), (space.right, y)], style.AIM)


def _series(sheet: Sheet, space: Plot, points: Sequence[_Known], process: Process) -> None:
    places = [_place(space, each) for each in points]
    for run in _runs(points, process):
        if len(run) > 1:
            sheet.line([_place(space, each) for each in run], _LINE)
    size = _size(space, len(process.points))
    for each, place in zip(points, places, strict=True):
        if each.point.left_out:
            marks.put(sheet, place, marks.RING, size)
        scale = 1.3 if each is points[-1] else 1.0
        marks.put(sheet, place, marks.mark_of(each.point.sign, each.point.side), size * scale)


def _size(space: Plot, points: int) -> float:
    apart = (space.across.end - space.across.start) / points
    return min(18.0, max(9.0, apart * 0.5))


def _place(space: Plot, each: _Known) -> Place:
    return space.across.at(moment(each.point.period)), space.up.at(each.value)


def _runs(points: Sequence[_Known], process: Process) -> list[list[_Known]]:
    """Part the series at gaps and at new limits: no line is drawn across either."""
    starts = {each.start for each in process.phases}
    parted = [[points[0]]]
    for earlier, later in pairwise(points):
        joined = later.at == earlier.at + 1 and follows(later.point.period, earlier.point.period)
        if joined and later.at not in starts:
            parted[-1].append(later)
        else:
            parted.append([later])
    return parted


def _labels(space: Plot, process: Process) -> list[tuple[float, Lines]]:
    """The latest value, the target and the lines of the last phase, each at its height."""
    point = said.latest(process)
    labels: list[tuple[float, Lines]] = []
    if point and point.value is not None:
        labels.append((space.up.at(point.value), _latest(process)))
    if process.target is not None:
        labels.append((space.up.at(process.target), _target_lines(process)))
    phase = said.current(process)
    return [*labels, *_limit_labels(space, process, phase)] if phase else labels


def _limit_labels(space: Plot, process: Process, phase: ProcessPhase) -> list[tuple[float, Lines]]:
    """One for each line, or one for all where they lie too near each other to be told apart."""
    upper, mean, lower = _limit_lines(process, phase)
    heights = [space.up.at(each or 0) for each in (phase.upper, phase.mean, phase.lower)]
    if heights[2] - heights[0] < 2.4 * style.SMALL.leading:
        return [(heights[1], _close_lines(process, phase))]
    return list(zip(heights, (upper, mean, lower), strict=True))


def _limit_lines(process: Process, phase: ProcessPhase) -> list[Lines]:
    named = (("limit", phase.upper), ("mean", phase.mean), ("limit", phase.lower))
    return [
        [(f"{name} {said.worth(value or Decimal(0), process)}", style.SMALL)]
        for name, value in named
    ]


def _close_lines(process: Process, phase: ProcessPhase) -> Lines:
    low, mean, high = (
        said.worth(each or Decimal(0), process) for each in (phase.lower, phase.mean, phase.upper)
    )
    if low == high:
        return [("mean and", style.SMALL), (f"limits {mean}", style.SMALL)]
    return [
        (f"mean {mean}", style.SMALL),
        ("limits", style.SMALL),
        (f"{low} to {high}", style.SMALL),
    ]


def _latest(process: Process) -> Lines:
    point = said.latest(process)
    if not point or point.value is None:
        return []
    return [(said.worth(point.value, process), style.STRONG), (point.period.label, style.SMALL)]


def _target_lines(process: Process) -> Lines:
    if process.target is None:
        return []
    return [(f"target {said.worth(process.target, process)}", style.SMALL)]


def _label_lines(process: Process) -> list[Lines]:
    """Every label that may stand on the right, to know how much room they need."""
    phase = said.current(process)
    limits = [*_limit_lines(process, phase), _close_lines(process, phase)] if phase else []
    return [each for each in (_latest(process), _target_lines(process), *limits) if each]


def _key(process: Process) -> list[tuple[marks.Mark, str]]:
    """The marks there are, where there is more than one kind to tell apart."""
    named = {
        said.meaning(each): marks.mark_of(each.sign, each.side)
        for each in said.known(process)
        if each.sign is not Sign.NOT_JUDGED
    }
    key = [(mark, name) for name, mark in named.items()]
    if any(each.left_out for each in said.known(process)):
        key.append((marks.RING, said.LEFT_OUT))
    return key if len(key) > 1 else []
