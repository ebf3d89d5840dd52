"""The words of publishing: what is frozen, in which edition, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.figure import Figure, Standing
from bot.plan import Plan, Update
from bot.quarter import Quarter

_YEARS = 6


@dataclass(frozen=True)
class Branding:
    """How a force's documents look. ``crest`` is an SVG or PNG as a data URI, empty for none;
    colours are ``#rrggbb``, checked for contrast on white when the plan is loaded."""

    crest: str = ""
    colour: str = "#12436D"
    accent: str = "#F46A25"


@dataclass(frozen=True)
class Publishing:
    """How a plan's quarter is published. ``channels`` are Slack channels for the digest;
    ``contact`` is the person who hears that the report is ready. ``self_approval`` says whether
    an editor may approve their own submission. ``automatic`` publishes on the publishing day,
    gaps named; otherwise an editor presses the button."""

    channels: tuple[str, ...] = ()
    contact: str | None = None
    self_approval: bool = False
    automatic: bool = False
    branding: Branding = Branding()


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
    names units and what they owe."""

    plan: Plan
    quarter: Quarter
    figures: tuple[Figure, ...]
    standings: tuple[tuple[str, tuple[Standing, ...]], ...]
    updates: tuple[Update, ...]
    missing: tuple[str, ...] = ()


def history_since(quarter: Quarter) -> date:
    """The first day of the figures that answers about a quarter, and its snapshot, look back to."""
    return date(quarter.start.year - _YEARS, 1, 1)


@dataclass(frozen=True)
class Correction:
    """A published value that a later edition changed."""

    quarter: Quarter
    about: str
    before: str
    after: str
    reason: str
    by: str
    at: datetime
