"""The words of a plan: what a force promised, who reports on it, and what is measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from bot.collection import Collection
from bot.publishing import Publishing
from bot.quarter import Period


class AreaKind(StrEnum):
    FORCE = "force"
    LPA = "lpa"
    DISTRICT = "district"


class MetricKind(StrEnum):
    COUNT = "count"
    RATE = "rate"
    PERCENT = "percent"
    DURATION = "duration"  # recorded in seconds
    MONEY = "money"  # recorded in pounds


class Good(StrEnum):
    """Which direction is good; ``NEITHER`` where more can mean better reporting."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class AspirationKind(StrEnum):
    POSITION = "position"
    UPPER_QUARTILE = "upper_quartile"
    AVERAGE = "average"
    BEST = "best"
    NONE = "none"


class CaveatKind(StrEnum):
    PROVISIONAL = "provisional"
    RECORDING_CHANGE = "recording_change"
    SMALL_NUMBERS = "small_numbers"
    STALE = "stale"
    DIFFERENT_PERIOD = "different_period"
    RANK_NOT_SIGNIFICANT = "rank_not_significant"
    CONTRADICTION = "contradiction"  # the source says two things
    DEFINITION = "definition"
    IMPLIED = "implied"  # worked out from a printed difference
    REVISED = "revised"  # corrected after it was published, with the reason
    EXPLAINED = "explained"  # out of the ordinary, and explained by who reported it
    WITHHELD = "withheld"  # not told; no folder writes it, it follows from `suppress_below`


class Role(StrEnum):
    LEAD = "lead"
    DEPUTY = "deputy"
    EDITOR = "editor"
    ADMIN = "admin"
    VIEWER = "viewer"


@dataclass(frozen=True)
class Caveat:
    """A typed note that travels with a figure and cannot be dropped."""

    id: str
    kind: CaveatKind
    text: str


@dataclass(frozen=True)
class Aspiration:
    """What the force aims at in its most similar group.

    ``position`` is in the printed direction (7th where 8th is best stays 7).
    """

    kind: AspirationKind
    printed: str
    position: int | None = None


@dataclass(frozen=True)
class Commitment:
    id: str
    text: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Priority:
    id: str
    number: int
    name: str
    short: str
    commitments: tuple[Commitment, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    id: str
    kind: AreaKind
    name: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unit:
    """A department or team that reports, and the area that it reports for."""

    id: str
    name: str
    area: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metric:
    """What is measured.

    ``unit`` is the plural noun that follows the number ("calls"); ``%`` for percentages and
    ``seconds`` for durations. ``lead`` marks the few that stand first in a priority's answer.
    ``part_of`` names the metric of which this one is a part ("drink" of "arrests").

    ``stock`` is a count of things that are there (officers), not of events; ``rolling`` where
    each value covers the 12 months before it, so that neighbours overlap. ``numerator`` and
    ``denominator`` name the counts of which a percentage is made. ``target`` is in the metric's
    unit. Counts below ``suppress_below`` are not told, because they might identify somebody.
    """

    id: str
    name: str
    unit: str
    kind: MetricKind
    good: Good
    priority: str
    owner: str
    commitment: str | None = None
    definition: str = ""
    part_of: str | None = None
    lead: bool = False
    aspiration: Aspiration | None = None
    caveats: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    stock: bool = False
    rolling: bool = False
    target: Decimal | None = None
    numerator: str | None = None
    denominator: str | None = None
    suppress_below: int | None = None


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    slack_id: str | None = None
    title: str = ""


@dataclass(frozen=True)
class Appointment:
    """What a person may do: for one unit (lead, deputy), or for the whole plan (unit None)."""

    person: str
    role: Role
    unit: str | None = None


@dataclass(frozen=True)
class Plan:
    """A force's plan with everything it names; the vocabulary of every question.

    Tuples keep the order of the plan data, which is the order of every answer.
    """

    id: str
    force: str
    name: str
    period: Period
    group_size: int
    priorities: tuple[Priority, ...]
    areas: tuple[Area, ...]
    units: tuple[Unit, ...]
    metrics: tuple[Metric, ...]
    caveats: tuple[Caveat, ...] = ()
    people: tuple[Person, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    standing_caveats: tuple[str, ...] = ()
    collection: Collection | None = None
    marking: str = "OFFICIAL"
    group_name: str = "most similar group"
    source: str = ""
    publishing: Publishing | None = None

    @cached_property
    def _priorities(self) -> dict[str, Priority]:
        return {each.id: each for each in self.priorities}

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {each.id: each for each in self.areas}

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {each.id: each for each in self.units}

    @cached_property
    def _metrics(self) -> dict[str, Metric]:
        return {each.id: each for each in self.metrics}

    @cached_property
    def _caveats(self) -> dict[str, Caveat]:
        return {each.id: each for each in self.caveats}

    @cached_property
    def _homes(self) -> dict[str, Priority]:
        return {c.id: each for each in self.priorities for c in each.commitments}

    @cached_property
    def force_area(self) -> Area:
        return next(each for each in self.areas if each.kind is AreaKind.FORCE)

    def priority(self, id: str) -> Priority:
        return self._priorities[id]

    def area(self, id: str) -> Area:
        return self._areas[id]

    def unit(self, id: str) -> Unit:
        return self._units[id]

    def metric(self, id: str) -> Metric:
        return self._metrics[id]

    def caveat(self, id: str) -> Caveat:
        return self._caveats[id]

    def commitment(self, id: str) -> Commitment:
        return next(c for c in self._homes[id].commitments if c.id == id)

    def priority_of(self, commitment: str) -> Priority:
        return self._homes[commitment]

    def lpa_of(self, area: str) -> Area | None:
        """The LPA that this area is or lies in; None for the force itself."""
        at: Area | None = self._areas[area]
        while at and at.kind is not AreaKind.LPA:
            at = self._areas.get(at.parent) if at.parent else None
        return at

    def lies_in(self, area: str, whole: str) -> bool:
        """Whether an area is another area, or lies in it at any depth."""
        at: str | None = area
        while at and at != whole:
            at = self._areas[at].parent
        return at == whole

    def metrics_of(self, priority: str) -> tuple[Metric, ...]:
        return tuple(each for each in self.metrics if each.priority == priority)


@dataclass(frozen=True)
class Update:
    """A unit's narrative under a commitment for a quarter, in the unit's own words.

    ``names`` are the operations, projects and campaigns that it speaks of.
    """

    id: str
    commitment: str
    unit: str
    area: str
    period: Period
    text: str
    names: tuple[str, ...] = ()
    source: str = ""
    recorded: date | None = None
