"""What a figure is judged by besides its own history: people, other forces, and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.quarter import Period, Quarter


@dataclass(frozen=True)
class Population:
    """How many people live in an area, by the estimate for the middle of a year."""

    area: str
    year: int
    people: int
    source: str = ""


@dataclass(frozen=True)
class PeerCount:
    """What one force of the group recorded for a metric and a period; the force itself may be
    among them. Either ``count`` or ``rate`` (per 1,000 people) is known; ``year`` is that of the
    population estimate."""

    metric: str
    period: Period
    force: str
    population: int
    year: int
    count: int | None = None
    rate: Decimal | None = None
    source: str = ""


class DecisionKind(StrEnum):
    REBASE = "rebase"  # the process is known to have changed: new limits from here on
    RECORDING_CHANGE = "recording_change"  # what is counted has changed: new limits from here on
    EXCLUDE = "exclude"  # a one-off event: shown and judged, but no limit rests on it

    @property
    def begins_a_phase(self) -> bool:
        return self is not DecisionKind.EXCLUDE


@dataclass(frozen=True)
class Decision:
    """What somebody decided about a metric's series at a quarter. ``who`` is a name as it is
    shown; ``recorded_by`` is the person who recorded it here, empty where the folder says it."""

    metric: str
    area: str
    quarter: Quarter
    kind: DecisionKind
    who: str
    decided: date
    why: str
    recorded_by: str = ""


@dataclass(frozen=True)
class Grounds:
    """What analysis judges figures by, besides the figures; empty where nothing is known."""

    populations: tuple[Population, ...] = ()
    peers: tuple[PeerCount, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def population_of(self, area: str, year: int) -> Population | None:
        """The newest estimate that is of this year or before it."""
        known = [each for each in self.populations if each.area == area and each.year <= year]
        return max(known, key=lambda each: each.year, default=None)

    def decisions_on(self, metric: str, area: str) -> tuple[Decision, ...]:
        return tuple(each for each in self.decisions if (each.metric, each.area) == (metric, area))


NO_GROUNDS = Grounds()
