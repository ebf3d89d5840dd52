"""Two things measured in turns, and the same thing against itself, for as long as there is time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Sample = Callable[[], float]

_FEWEST_ROUNDS = 5


@dataclass(frozen=True)
class Spread:
    """A median with the 10th and the 90th percentile."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        tenths = statistics.quantiles(values, n=10, method="inclusive")
        return cls(tenths[0], statistics.median(values), tenths[-1])


@dataclass(frozen=True)
class Row:
    """What one contest showed; times are in seconds.

    ``ratio`` is ours over bare, round by round; ``floor`` is bare over bare, taken in the same
    rounds in the same way, so a ratio within it says nothing.
    """

    name: str
    ours: float
    bare: float
    ratio: Spread
    floor: Spread
    rounds: int


def contest(name: str, ours: Sample, bare: Sample, seconds: float) -> Row:
    """Play rounds of bare, ours, bare until the time is up.

    Which of the two bare samples is the base changes with every round, so that what comes first
    gains nothing by it.
    """
    for warm in (bare, ours):
        warm()
    first: list[float] = []
    middle: list[float] = []
    second: list[float] = []
    ends = time.perf_counter() + seconds
    while len(first) < _FEWEST_ROUNDS or time.perf_counter() < ends:
        before, after = (first, second) if len(middle) % 2 else (second, first)
        before.append(bare())
        middle.append(ours())
        after.append(bare())
    return Row(
        name,
        statistics.median(middle),
        statistics.median(first),
        _ratios(middle, first),
        _ratios(second, first),
        len(middle),
    )


def _ratios(values: Sequence[float], bases: Sequence[float]) -> Spread:
    return Spread.of([value / base for value, base in zip(values, bases, strict=True)])


def timed(work: Callable[[], object], times: int = 1) -> Sample:
    """Time a piece of work; of several runs the median counts."""

    def sample() -> float:
        return statistics.median(_seconds(work) for _ in range(times))

    return sample


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
