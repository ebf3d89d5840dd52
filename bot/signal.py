"""Findings that say how much can be made of numbers: signal, chance, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.figure import Figure, Standing
from bot.plan import Area, Caveat, Metric
from bot.quarter import Period, Quarter


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class Strength(StrEnum):
    """How much a finding can bear."""

    SIGNAL = "signal"  # more than chance would have it
    CHANCE = "within chance"
    NOT_JUDGED = "not judged"  # too little is known to tell
    PLAIN = "as recorded"  # arithmetic on what was recorded, no judgement


@dataclass(frozen=True)
class Finding:
    """Something concluded, with what it rests on: `why` shows the rows behind the sentence.

    ``direction`` is None where nothing moves. ``how`` says in a line how it was concluded
    ("process limits from 20 quarters: 3,100 to 4,300"). Where the sentence ends in a list, its
    ``points`` are that list, and ``opening`` is what stands before it.
    """

    about: str
    sentence: str
    direction: Direction | None
    strength: Strength
    rows: tuple[Figure | Standing, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    how: str = ""
    points: tuple[str, ...] = ()

    @property
    def opening(self) -> str:
        return self.sentence.partition(":")[0] if self.points else self.sentence


class Sign(StrEnum):
    """What a point of a process chart is: each is drawn with a shape of its own."""

    NOT_JUDGED = "too few points to judge"
    COMMON = "no unusual variation"
    IMPROVING = "improving"
    CONCERNING = "concerning"
    NEUTRAL = "unusual, neither good nor bad"


@dataclass(frozen=True)
class ProcessPoint:
    """``value`` is as drawn (a count per day where the process is told so, rounded to the digits
    that are shown), None for a gap.

    ``side`` is 1 for high or rising, -1 for low or falling, 0 where nothing is marked; ``rule``
    says in words what marked it. ``left_out`` says why the limits do not rest on it, who decided
    so and when.
    """

    period: Period
    value: Decimal | None
    sign: Sign
    side: int = 0
    rule: str = ""
    figure: Figure | None = None
    left_out: str = ""


@dataclass(frozen=True)
class ProcessPhase:
    """The points from ``start`` up to but not including ``end``, with their lines as drawn
    (never below zero for a count, rounded to the digits that are shown); the lines are None where
    the points are too few.

    ``why`` says why the phase began, who decided so and when; it is empty for the first.
    """

    start: int
    end: int
    mean: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    trial: bool = False
    why: str = ""


@dataclass(frozen=True)
class Process:
    """A metric's series against its own process limits; ``finding`` is of the latest point
    alone, which is the only one told as news.

    ``unit`` is what the values are drawn in ("calls a day"). ``variation`` and ``assurance`` are
    verdicts in words; ``assurance`` is empty where there is no target or no good direction.
    ``not_judged`` says why there are no limits, where there are none.
    """

    metric: Metric
    area: Area
    quarter: Quarter
    unit: str
    points: tuple[ProcessPoint, ...]
    phases: tuple[ProcessPhase, ...]
    finding: Finding
    variation: str
    assurance: str = ""
    target: Decimal | None = None
    not_judged: str = ""


@dataclass(frozen=True)
class Peer:
    """One force (or LPA) among others. Rates and intervals are per 1,000 people, rounded to the
    digits that are shown.

    ``side`` is 1 above the far limits of the funnel, -1 below, 0 within or where there are none.
    """

    name: str
    count: int
    population: int
    year: int
    rate: Decimal
    low: Decimal
    high: Decimal
    own: bool = False
    side: int = 0


@dataclass(frozen=True)
class FunnelLine:
    """Where rates may lie at one size of population: the usual (95%) and the far (99.8%) limits,
    per 1,000 people."""

    population: int
    low: Decimal
    high: Decimal
    far_low: Decimal
    far_high: Decimal


@dataclass(frozen=True)
class Group:
    """A metric among the forces of a group (or the LPAs of a force) over one period.

    ``peers`` stand best first. ``rank`` is by the rates as they are, from the best end, and
    ``rank_low`` to ``rank_high`` is where 95 in 100 simulated rankings put it. ``lines`` are
    empty where no funnel makes sense; ``dispersed`` where its limits allow for forces differing
    by more than chance.
    """

    metric: Metric
    period: Period
    peers: tuple[Peer, ...]
    average: Decimal
    rank: int
    rank_low: int
    rank_high: int
    finding: Finding
    lines: tuple[FunnelLine, ...] = ()
    dispersed: bool = False
    sources: tuple[str, ...] = ()

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        return self.finding.caveats


@dataclass(frozen=True)
class CountInterval:
    """A small count, and the exact 95% interval of what may lie behind it."""

    figure: Figure
    low: Decimal
    high: Decimal
