"""A series over time: where its points stand, which of them are joined, what the axis says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
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
    after = period.end + timedelta(days=1)  # whole months then end at whole numbers
    return after.year * 12 + after.month + (after.day - 1) / 31


def runs(history: Sequence[Figure]) -> list[list[Figure]]:
    """Part a series where a period is missing: a line is drawn within a run, never across."""
    parted: list[list[Figure]] = [[each] for each in history[:1]]
    for earlier, later in pairwise(history):
        if follows(later.period, earlier.period):
            parted[-1].append(later)
        else:
            parted.append([later])
    return parted


def follows(later: Period, earlier: Period) -> bool:
    """Whether nothing is missing between two periods."""
    return earlier.end >= later.before().start


def ticks(periods: Sequence[Period]) -> list[Tick]:
    quarters = [each.quarter for each in periods]
    known = [each for each in quarters if each]
    if len(known) < len(quarters):
        ends = (periods[0], periods[-1])
        return [Tick(moment(each), each.label, "", each in ends) for each in periods]
    return _quarter_ticks(known[0], known[-1])


def _quarter_ticks(first: Quarter, last: Quarter) -> list[Tick]:
    between = []
    quarter = first
    while quarter <= last:
        between.append(quarter)
        quarter = quarter.next()
    if len(between) <= _EVERY_QUARTER:
        return [_tick(each, end=each in (first, last)) for each in between]
    return [
        _tick(first, end=True),
        *(replace(_tick(each), top="") for each in between[1:-1] if each.number == 1),
        _tick(last, end=True),
    ]


def _tick(quarter: Quarter, *, end: bool = False) -> Tick:
    year, number = quarter.label.split(" ")
    return Tick(moment(quarter.period()), number, year if end or quarter.number == 1 else "", end)
