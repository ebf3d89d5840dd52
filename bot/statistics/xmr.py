"""A series against its own process limits, phase by phase (an XmR chart).

Not for series whose periods overlap (rolling 12 months): their neighbours are alike by
construction, and the moving range says nothing. At a recording change begin a new phase.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from bot.plan import Good
from bot.statistics.limits import Limits, limits_of
from bot.statistics.rules import Signal, signals
from bot.statistics.verdicts import Assurance, Variation, assurance, variation

Number = int | float | Decimal | Fraction


@dataclass(frozen=True)
class Decision:
    """What somebody decided about the point at a place in the series, for the record."""

    at: int
    who: str
    when: date
    why: str

    def __post_init__(self) -> None:
        if not self.who.strip() or not self.why.strip():
            raise ValueError("say who decided, and why")


class Rebase(Decision):
    """From this point on there are new limits: the process is known to have changed."""


class Exclusion(Decision):
    """A one-off event with a known cause: the point is shown and judged, but the limits do not
    rest on it."""


@dataclass(frozen=True)
class Point:
    """``value`` is None for a gap."""

    value: Fraction | None
    signal: Signal | None
    variation: Variation
    exclusion: Exclusion | None = None


@dataclass(frozen=True)
class Phase:
    """The points from ``start`` up to but not including ``end``, under one set of limits.

    ``limits`` is None where the points are too few; ``rebase`` is why the phase began.
    """

    start: int
    end: int
    limits: Limits | None
    rebase: Rebase | None = None


@dataclass(frozen=True)
class Chart:
    points: tuple[Point, ...]
    phases: tuple[Phase, ...]
    good: Good

    @property
    def latest(self) -> Point | None:
        """The last point that is known: the only one to be told of as news."""
        return next((each for each in reversed(self.points) if each.value is not None), None)

    @property
    def limits(self) -> Limits | None:
        """Those of the last phase."""
        return self.phases[-1].limits if self.phases else None

    @property
    def variation(self) -> Variation:
        return self.latest.variation if self.latest else Variation.NOT_JUDGED

    def assurance(self, target: Number | None) -> Assurance | None:
        exact = None if target is None else Fraction(target)
        return assurance(self.limits, exact, self.good)


def xmr(
    values: Sequence[Number | None],
    good: Good,
    *,
    rebases: Iterable[Rebase] = (),
    exclusions: Iterable[Exclusion] = (),
    screen: bool = False,
) -> Chart:
    """Judge every point of a series, oldest first; None is a gap.

    ``screen`` leaves very large moving ranges out of the limits.
    """
    exact = [None if value is None else Fraction(value) for value in values]
    excluded = {each.at: each for each in exclusions}
    _check_places(excluded, range(len(exact)))
    phases = _phases(
        [None if at in excluded else value for at, value in enumerate(exact)],
        {each.at: each for each in rebases},
        screen=screen,
    )
    points = (
        Point(exact[at], signal, seen, excluded.get(at))
        for phase in phases
        for at, (signal, seen) in enumerate(_judged(exact, phase, good), start=phase.start)
    )
    return Chart(tuple(points), tuple(phases), good)


def _phases(
    values: Sequence[Fraction | None], rebases: dict[int, Rebase], *, screen: bool
) -> list[Phase]:
    _check_places(rebases, range(1, len(values)))
    return [
        Phase(start, end, limits_of(values[start:end], screen=screen), rebases.get(start))
        for start, end in pairwise([0, *sorted(rebases), len(values)])
    ]


def _judged(
    values: Sequence[Fraction | None], phase: Phase, good: Good
) -> list[tuple[Signal | None, Variation]]:
    inside = values[phase.start : phase.end]
    if not phase.limits:
        return [(None, Variation.NOT_JUDGED)] * len(inside)
    found = signals(inside, phase.limits)
    return [
        (signal, Variation.NOT_JUDGED if value is None else variation(signal, good))
        for value, signal in zip(inside, found, strict=True)
    ]


def _check_places(decided: Iterable[int], allowed: range) -> None:
    for at in decided:
        if at not in allowed:
            raise ValueError(f"there is no point {at} to decide about")
