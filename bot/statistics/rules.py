"""The four signs of a special cause: exactly what counts, and which points it marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from bot.statistics.limits import Limits


class Rule(StrEnum):
    """Why a point is marked, the strongest first: a point bears one label."""

    OUTSIDE = "outside the limits"
    TREND = "part of a trend of 7"
    TWO_OF_THREE = "one of 2 in 3 near a limit"
    RUN = "part of a run of 7 on one side of the mean"


@dataclass(frozen=True)
class Signal:
    """``side`` is 1 for high or rising, −1 for low or falling."""

    rule: Rule
    side: int


Marks = Iterable[tuple[int, int]]  # places in a window, each with its side


def signals(values: Sequence[Fraction | None], limits: Limits) -> list[Signal | None]:
    """One signal or none for each value of one phase; no rule looks across a gap."""
    found: list[Signal | None] = [None] * len(values)
    for rule, size, look in _WEAKEST_FIRST:
        for start in range(len(values) - size + 1):
            window = [each for each in values[start : start + size] if each is not None]
            marks = look(window, limits) if len(window) == size else ()
            for place, side in marks:
                found[start + place] = Signal(rule, side)
    return found


def _outside(window: Sequence[Fraction], limits: Limits) -> Marks:
    """Beyond a limit; on it is inside."""
    return ((place, side) for place, x in enumerate(window) if (side := _beyond(x, limits)))


def _trend(window: Sequence[Fraction], _: Limits) -> Marks:
    """All rising or all falling; a tie ends it."""
    return _all_alike([_sign(later - earlier) for earlier, later in pairwise(window)], len(window))


def _run(window: Sequence[Fraction], limits: Limits) -> Marks:
    """All on one side of the mean; a point on the mean ends it."""
    return _all_alike([_sign(x - limits.mean) for x in window], len(window))


def _two_of_three(window: Sequence[Fraction], limits: Limits) -> Marks:
    """All on one side, at least two of them near a limit and not beyond it: those are marked."""
    sides = {_sign(x - limits.mean) for x in window}
    near = [place for place, x in enumerate(window) if _near(x, limits)]
    if len(sides) > 1 or len(near) < 2:
        return ()
    side = sides.pop()
    return ((place, side) for place in near)


def _all_alike(sides: Sequence[int], size: int) -> Marks:
    alike = len(set(sides)) == 1 and sides[0]
    return ((place, sides[0]) for place in range(size)) if alike else ()


def _beyond(x: Fraction, limits: Limits) -> int:
    return (x > limits.upper) - (x < limits.lower)


def _near(x: Fraction, limits: Limits) -> bool:
    return not limits.near_lower <= x <= limits.near_upper and not _beyond(x, limits)


def _sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


_WEAKEST_FIRST: tuple[tuple[Rule, int, Callable[[Sequence[Fraction], Limits], Marks]], ...] = (
    (Rule.RUN, 7, _run),
    (Rule.TWO_OF_THREE, 3, _two_of_three),
    (Rule.TREND, 7, _trend),
    (Rule.OUTSIDE, 1, _outside),
)
