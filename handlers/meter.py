"""What the doors count, in plain words; the roof decides where the counts go."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What became of somebody's request."""

    ANSWERED = "answered"
    REFUSED = "refused"  # not one of ours
    REPEATED = "repeated"  # Slack delivered it twice, or it was a double click
    OLD = "old"  # a button or a form of another day
    FAILED = "failed"


class Fate(StrEnum):
    """What became of a delivery, in one try."""

    SENT = "sent"
    LATE = "late"  # sent, a good while after it was due
    DROPPED = "dropped"
    FAILED = "failed"
    POSTPONED = "postponed"  # Slack asked to wait
    DOUBTFUL = "doubtful"  # it may have arrived; it will be looked for
    UNKNOWN = "unknown"  # it cannot be looked for


class Meter(Protocol):
    """Counts and times; never anything that people wrote, and never who they are."""

    def answered(self, work: str, outcome: Outcome, seconds: float) -> None: ...
    def delivered(self, kind: str, fate: Fate) -> None: ...


class NoMeter:
    """Counts nothing."""

    def answered(self, work: str, outcome: Outcome, seconds: float) -> None:
        """Nobody asked."""

    def delivered(self, kind: str, fate: Fate) -> None:
        """Nobody asked."""
