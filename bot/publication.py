"""The words of what was published: what is frozen, in which edition, and what was corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.figure import Figure, Standing
from bot.grounds import NO_GROUNDS, Grounds
from bot.plan import Plan, Update
from bot.quarter import Quarter

_YEARS = 6
CALENDAR = "calendar"  # who published, where it was the publishing day and nobody pressed
FOLDER = "folder"  # who published, where a plan's folder was loaded that says something else


@dataclass(frozen=True)
class Edition:
    """A version of a published quarter. ``number`` counts from 1; 0 is a preview of what is not
    published. ``digest`` is the hash of the snapshot's content. ``reason`` says why there is a
    later edition than the first."""

    quarter: Quarter
    number: int
    at: datetime
    by: str
    digest: str
    reason: str = ""

    @property
    def is_preview(self) -> bool:
        return self.number == 0


@dataclass(frozen=True)
class Snapshot:
    """Everything that a published quarter is made from, frozen: the plan as it was, figures with
    their history, standings (by metric, newest first), and the quarter's updates. ``missing``
    names units and what they owe; ``grounds`` is what figures are judged by besides."""

    plan: Plan
    quarter: Quarter
    figures: tuple[Figure, ...]
    standings: tuple[tuple[str, tuple[Standing, ...]], ...]
    updates: tuple[Update, ...]
    missing: tuple[str, ...] = ()
    grounds: Grounds = NO_GROUNDS


def history_since(quarter: Quarter) -> date:
    """The first day of the figures that answers about a quarter, and its snapshot, look back to."""
    return date(quarter.start.year - _YEARS, 1, 1)


@dataclass(frozen=True)
class Correction:
    """A published value that a later edition changed: of a ``metric``, or an update under a
    ``commitment``, in an ``area``."""

    quarter: Quarter
    about: str
    before: str
    after: str
    reason: str
    by: str
    at: datetime
    metric: str = ""
    commitment: str = ""
    area: str = ""


class HappeningKind(StrEnum):
    SENT = "sent"
    EDITED = "edited"
    APPROVED = "approved"
    RETURNED = "returned"
    ASKED = "asked"
    ANSWERED = "answered"
    HANDED = "handed over"
    HANDED_BACK = "handed back"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    DECIDED = "decided"


@dataclass(frozen=True)
class Happening:
    """One line of the story of a figure, an update or a unit, as the audit log has it.

    ``number`` is that of the revision or the edition. ``before`` and ``after`` are what it was
    and what it became, or what was written; ``about`` names the unit or the figure.
    """

    at: datetime
    who: str
    kind: HappeningKind
    quarter: Quarter | None
    about: str = ""
    number: int = 0
    before: str = ""
    after: str = ""


PUBLIC = frozenset({HappeningKind.PUBLISHED, HappeningKind.CORRECTED, HappeningKind.DECIDED})
