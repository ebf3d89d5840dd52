"""What was decided about a series, drawn: each has a letter above the plot, and a note says why."""

from __future__ import annotations

from bot.charts import colours, lettering, record, style
from bot.charts.plot import Plot
from bot.charts.record import Event
from bot.charts.sheet import Sheet
from bot.charts.spread import spread
from bot.charts.timeline import moment
from bot.signal import Process
from bot.wording import sentence

_BOUNDARY = style.Pen(colours.INK, 3)
_POINTER = style.Pen(colours.TRACK, 2)
_LETTER = style.MARKING
_ROOM = 46


def room(process: Process) -> float:
    return _ROOM if record.events(process) else 0.0


def notes(process: Process) -> list[str]:
    return [sentence(f"{letter}: {each.words}") for letter, each in record.lettered(process)]


def draw(sheet: Sheet, space: Plot, process: Process) -> None:
    lettered = record.lettered(process)
    wanted = [_across(space, process, each) for _, each in lettered]
    sizes = [lettering.width(letter, _LETTER) + 14 for letter, _ in lettered]
    middles = spread(wanted, sizes, space.left, space.right)
    top = space.up.end - 12
    for (letter, event), x, middle in zip(lettered, wanted, middles, strict=True):
        sheet.text(middle, top - 14, letter, _LETTER, "center")
        foot = space.up.start if event.boundary else _height(space, process, event)
        pen = _BOUNDARY if event.boundary else _POINTER
        sheet.line([(middle, top - 6), (x, space.up.end), (x, foot)], pen)


def boundary(space: Plot, process: Process, at: int) -> float:
    """Halfway between a point and the one before it."""
    before, after = process.points[at - 1].period, process.points[at].period
    return space.across.at((moment(before) + moment(after)) / 2)


def _across(space: Plot, process: Process, event: Event) -> float:
    if event.boundary:
        return boundary(space, process, event.at)
    first, last = process.points[event.at].period, process.points[event.last].period
    return space.across.at((moment(first) + moment(last)) / 2)


def _height(space: Plot, process: Process, event: Event) -> float:
    """Down to the highest of the points that it names."""
    values = [each.value for each in process.points[event.at : event.last + 1]]
    heights = [space.up.at(each) for each in values if each is not None]
    return min(heights, default=space.up.end) - 24
