"""Findings: what analysis concluded, as plain values that every renderer draws from.

A message, a chart, its alt text and a document are made from the same finding, so they cannot
disagree. Sentences that carry a conclusion are written once, here, by analysis.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.figure import Figure, Standing, Withheld, rank_aimed_at
from bot.plan import (
    Area,
    Aspiration,
    AspirationKind,
    Caveat,
    Commitment,
    Metric,
    Priority,
    Unit,
    Update,
)
from bot.quarter import Quarter
from bot.signal import CountInterval, Direction, Finding, Group, Process


class Verdict(StrEnum):
    """A standing against its aspiration."""

    MET = "met"
    NOT_MET = "not met"
    NO_ASPIRATION = "no aspiration"
    UNKNOWN = "not known"


class Movement(StrEnum):
    IMPROVED = "improved"
    DETERIORATED = "deteriorated"
    UNCHANGED = "unchanged"
    UNKNOWN = "not known"


def against(aspiration: Aspiration, standing: Standing) -> Verdict:
    """Whether a standing reaches its aspiration; positions are compared best-first.

    For the group's average the printed change needed decides; without one it is not known.
    """
    if aspiration.kind is AspirationKind.NONE:
        return Verdict.NO_ASPIRATION
    aimed = rank_aimed_at(aspiration, standing)
    if aimed is not None:
        return Verdict.MET if standing.rank <= aimed else Verdict.NOT_MET
    if aspiration.kind is AspirationKind.AVERAGE and standing.to_average is not None:
        return Verdict.NOT_MET if standing.to_average else Verdict.MET
    return Verdict.UNKNOWN


def moved(standing: Standing, earlier: Standing | None) -> Movement:
    """Which way a position moved, counted from the best end."""
    if not earlier:
        return Movement.UNKNOWN
    if standing.rank == earlier.rank:
        return Movement.UNCHANGED
    return Movement.IMPROVED if standing.rank < earlier.rank else Movement.DETERIORATED


@dataclass(frozen=True)
class Change:
    """A figure against an earlier one of the same metric and area.

    ``difference`` is in the metric's unit; for percentages it is percentage points and
    ``percent`` is None. ``percent`` is the relative change (base: the earlier value), None where
    the base is zero. ``words`` is the change in words ("5,244 fewer, down 7.9%"), ``short`` the
    same for a table cell ("down 7.9%"). ``within_chance`` says that two small counts do not
    differ by more than chance would have it: the words then tell no percentage.
    """

    base: Figure
    difference: Decimal
    percent: Decimal | None
    direction: Direction
    words: str
    short: str = ""
    within_chance: bool = False


@dataclass(frozen=True)
class Reading:
    """One metric in one area for one quarter.

    ``figure`` is None where nothing is recorded for the quarter; ``history`` holds the figures
    of the same kind of period up to and including it, oldest first. ``year_earlier`` is the
    headline comparison; ``previous`` is not seasonally adjusted. ``withheld`` are the figures up
    to the quarter's end that are recorded and not told; ``is_withheld`` where the quarter's own
    is among them, and the others where it would be compared with one.
    """

    metric: Metric
    area: Area
    quarter: Quarter
    figure: Figure | None
    year_earlier: Change | None
    previous: Change | None
    history: tuple[Figure, ...]
    caveats: tuple[Caveat, ...]
    sentence: str
    withheld: tuple[Withheld, ...] = ()
    is_withheld: bool = False
    year_earlier_withheld: bool = False
    previous_withheld: bool = False


@dataclass(frozen=True)
class Judgement:
    """A reading with what may be made of it.

    ``process`` is None where the quarter has no figure; ``counts`` are empty where the figure is
    no small count. ``interval`` says what may lie behind a small count or a percentage.
    ``findings`` begin with the figure and its changes; ``why`` shows them all.
    """

    reading: Reading
    process: Process | None
    counts: tuple[CountInterval, ...]
    findings: tuple[Finding, ...]
    interval: Finding | None = None

    @property
    def verdict(self) -> Finding | None:
        """Of the process limits; None where there are none."""
        judged = self.process and not self.process.not_judged
        return self.process.finding if self.process and judged else None

    @property
    def news(self) -> tuple[Finding, ...]:
        """What is told beside the figure: the verdict, but not that there is none; and the
        interval, where the figure is compared and has no verdict, or is a percentage."""
        compared = self.reading.year_earlier or self.reading.previous
        told = not self.counts or (compared and not self.verdict)
        return tuple(each for each in (self.verdict, self.interval if told else None) if each)


@dataclass(frozen=True)
class Place:
    """A metric's standing in the most similar group, against its aspiration and last time.

    ``stood`` and ``aim`` tell the position and the aspiration in a list whose title has the
    dates; ``sentence`` tells all on its own. ``stale`` where the position is of an earlier
    quarter: then it is not this quarter's doing, and is compared with nothing. ``further`` is a
    sentence with the gaps to the top quartile and to the aspiration, or why it cannot be known.
    """

    metric: Metric
    standing: Standing
    earlier: Standing | None
    aspiration: Aspiration
    verdict: Verdict
    movement: Movement
    gap: str
    caveats: tuple[Caveat, ...]
    sentence: str
    stood: str = ""
    aim: str = ""
    stale: bool = False
    further: str = ""


@dataclass(frozen=True)
class MetricStatus:
    """One metric for a quarter, in the force and its areas: what is recorded, where it stands,
    and what may be made of it. ``groups`` are the forces, and the LPAs, among each other."""

    metric: Metric
    quarter: Quarter
    judgements: tuple[Judgement, ...]
    places: tuple[Place, ...]
    groups: tuple[Group, ...] = ()

    @property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(each.reading for each in self.judgements)


@dataclass(frozen=True)
class Account:
    """What one unit said under one commitment."""

    unit: Unit
    area: Area
    lpa: Area | None
    commitment: Commitment
    update: Update


@dataclass(frozen=True)
class PriorityStatus:
    """A whole priority for a quarter; ``headline`` is the one line to read aloud.

    ``focus`` names what the status was narrowed to: the ``area``, the ``commitment`` or both.
    Positions are the whole force's even where it is an area. ``judgements`` say of the readings,
    in the same order, what is more than chance.
    """

    priority: Priority
    quarter: Quarter
    headline: str
    readings: tuple[Reading, ...]
    places: tuple[Place, ...]
    accounts: tuple[Account, ...]
    missing: tuple[str, ...]
    caveats: tuple[Caveat, ...]
    focus: str = ""
    area: Area | None = None
    commitment: Commitment | None = None
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True)
class Board:
    """All the priorities of a plan on one board."""

    quarter: Quarter
    headline: str
    statuses: tuple[PriorityStatus, ...]
    caveats: tuple[Caveat, ...]


@dataclass(frozen=True)
class Summary:
    """Which aspirations are met and which positions moved, derived from the standings.

    ``unchanged`` includes positions that have no newer data. The tuples of the first three
    (met, not met, no aspiration) part ``places``; so do the last four.
    """

    quarter: Quarter
    headline: str
    places: tuple[Place, ...]
    met: tuple[Place, ...]
    not_met: tuple[Place, ...]
    no_aspiration: tuple[Place, ...]
    not_known: tuple[Place, ...]
    improved: tuple[Place, ...]
    deteriorated: tuple[Place, ...]
    unchanged: tuple[Place, ...]
    not_compared: tuple[Place, ...]
    caveats: tuple[Caveat, ...]


@dataclass(frozen=True)
class Credit:
    """What stands at the foot of every picture."""

    source: str
    marking: str


@dataclass(frozen=True)
class Ladder:
    """To draw: positions in the group, this time and last, with the aspiration marked."""

    title: str
    subtitle: str
    places: tuple[Place, ...]
    credit: Credit


@dataclass(frozen=True)
class Trend:
    """To draw: one metric over time; ``target`` is a line where the plan has one."""

    title: str
    subtitle: str
    reading: Reading
    credit: Credit
    target: Decimal | None = None


@dataclass(frozen=True)
class Comparison:
    """To draw: one metric, this quarter against the previous and the same quarter last year."""

    title: str
    subtitle: str
    reading: Reading
    credit: Credit


@dataclass(frozen=True)
class Multiples:
    """To draw: several metrics of a priority, each small, each on its own scale."""

    title: str
    subtitle: str
    readings: tuple[Reading, ...]
    credit: Credit


@dataclass(frozen=True)
class SideBySide:
    """To draw: one metric in several areas for one quarter."""

    title: str
    subtitle: str
    readings: tuple[Reading, ...]
    credit: Credit


@dataclass(frozen=True)
class Returns:
    """To draw: how many of the returns owed are in at the end of each day, against the due day.

    ``days`` are in order, and each count includes those before it; what is not listed has not
    changed.
    """

    title: str
    subtitle: str
    days: tuple[tuple[date, int], ...]
    owed: int
    due: date
    credit: Credit

    @property
    def latest(self) -> tuple[date, int] | None:
        return self.days[-1] if self.days else None

    @property
    def late(self) -> int:
        """How many came in after the due day."""
        counts = [count for day, count in self.days if day <= self.due]
        return self.days[-1][1] - (counts[-1] if counts else 0) if self.days else 0


@dataclass(frozen=True)
class ProcessChart:
    """To draw: a series with its limits, phases, target, and what stands out by shape."""

    title: str
    subtitle: str
    process: Process
    credit: Credit


@dataclass(frozen=True)
class Caterpillar:
    """To draw: the peers of a group, best first, each with its interval."""

    title: str
    subtitle: str
    group: Group
    credit: Credit


@dataclass(frozen=True)
class Funnel:
    """To draw: rates against population, within the limits that chance allows."""

    title: str
    subtitle: str
    group: Group
    credit: Credit


@dataclass(frozen=True)
class SmallCounts:
    """To draw: a few small counts of one metric, each with its interval; ``finding`` says
    whether they differ by more than chance."""

    title: str
    subtitle: str
    metric: Metric
    counts: tuple[CountInterval, ...]
    finding: Finding
    credit: Credit


Drawable = (
    Ladder
    | Trend
    | Comparison
    | Multiples
    | SideBySide
    | Returns
    | ProcessChart
    | Caterpillar
    | Funnel
    | SmallCounts
)


@dataclass(frozen=True)
class Illustration:
    """A picture that is wanted in a message, with the alt text that it will carry."""

    finding: Drawable
    alt: str
