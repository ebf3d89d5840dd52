"""A series over time: where its points stand, which of them are joined, what the axis says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.figure import Figure
from bot.quarter import Period, Quarter

_EVERY_QUARTER = 8  # up to so many quarters, each is named


@dataclass(frozen=True)
class Tick:
    """A name on the axis in two lines; ``end`` marks the first and last, which must stand."""

    moment: float
    top: str
    bottom: str
    end: bool = False


def moment(period: Period) -> float:
    """When a period ends, in months."""
    return period.end.year * 12 + period.end.month + period.end.day / 31


def runs(history: Sequence[Figure]) -> list[list[Figure]]:
    """Part a series where a period is missing: a line is drawn within a run, never across."""
    parted: list[list[Figure]] = [[each] for each in history[:1]]
    for earlier, later in pairwise(history):
        if earlier.period.end >= later.period.before().start:
            parted[-1].append(later)
        else:
            parted.append([later])
    return parted


def ticks(history: Sequence[Figure]) -> list[Tick]:
    quarters = [each.period.quarter for each in history]
    known = [each for each in quarters if each]
    if len(known) < len(quarters):
        ends = (history[0], history[-1])
        return [Tick(moment(f.period), f.period.label, "", f in ends) for f in history]
    return _quarter_ticks(known[0], known[-1])


def _quarter_ticks(first: Quarter, last: Quarter) -> list[Tick]:
    between = []
    quarter = first
    while quarter <= last:
        between.append(quarter)
        quarter = quarter.next()
    if len(between) <= _EVERY_QUARTER:
        return [
            _quarter_tick(each, year=each in (first, last) or each.number == 1) for each in between
        ]
    return [
        _quarter_tick(first, year=True),
        *(_year_tick(each) for each in between[1:-1] if each.number == 1),
        _quarter_tick(last, year=True),
    ]


def _quarter_tick(quarter: Quarter, *, year: bool) -> Tick:
    name, number = quarter.label.split(" ")
    return Tick(moment(quarter.period()), number, name if year else "", end=year)


def _year_tick(quarter: Quarter) -> Tick:
    return Tick(moment(quarter.period()), "", quarter.label.split(" ")[0])
