"""What was decided about a series: new limits from a point on, and points left out of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from bot.charts.signal_words import LEFT_OUT, over
from bot.signal import Process, ProcessPhase, ProcessPoint
from bot.wording import inline


@dataclass(frozen=True)
class Event:
    """``at`` is the place in the series, ``last`` that of the last point of several."""

    at: int
    last: int
    words: str
    boundary: bool = False


def lettered(process: Process) -> list[tuple[str, Event]]:
    return [(_letter(at), each) for at, each in enumerate(events(process))]


def _letter(at: int) -> str:
    more, rest = divmod(at, len(ascii_uppercase))
    return (ascii_uppercase[more - 1] if more else "") + ascii_uppercase[rest]


def events(process: Process) -> list[Event]:
    phases = [
        Event(each.start, each.start, _begins(process, each), boundary=True)
        for each in process.phases
        if each.start
    ]
    points = [
        Event(run[0][0], run[-1][0], _left_out_words([each for _, each in run]))
        for run in _left_out(process)
    ]
    return sorted([*phases, *points], key=lambda each: (each.at, not each.boundary))


def _left_out(process: Process) -> list[Sequence[tuple[int, ProcessPoint]]]:
    """Neighbours that are left out for the same reason count as one event."""
    runs = groupby(enumerate(process.points), key=lambda each: each[1].left_out)
    return [list(run) for why, run in runs if why]


def _begins(process: Process, phase: ProcessPhase) -> str:
    """``New limits from 2018/19 Q1: recording changed``."""
    return f"New limits from {process.points[phase.start].period.label}: {inline(phase.why)}"


def _left_out_words(run: Sequence[ProcessPoint]) -> str:
    return f"{over(run)} {LEFT_OUT}: {inline(run[0].left_out)}"
