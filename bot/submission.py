"""The words of a submission: what a unit answered for a quarter, in drafts and revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from bot.quarter import Quarter


class State(StrEnum):
    """Where a unit stands for a quarter. Each is a different thing to do something about."""

    NOT_STARTED = "not started"
    IN_DRAFT = "in draft"
    PARTLY_IN = "partly in"
    SUBMITTED = "submitted"
    LATE = "late"  # submitted after the due day
    RETURNED = "returned"
    APPROVED = "approved"
    NIL = "nothing to report"
    EXEMPT = "exempt"
    MISSING = "missing"  # nothing in when the last chase has gone out


ANSWERED = frozenset({State.SUBMITTED, State.LATE, State.APPROVED, State.NIL, State.EXEMPT})


@dataclass(frozen=True)
class Entry:
    """One answer: ``slot`` is what it answers (``metric:calls_999``), ``text`` is as typed, and
    ``value`` is the figure read from it (None for an update's text). ``links`` are files named
    as evidence."""

    slot: str
    text: str
    value: Decimal | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concern:
    """Something that a check found in an answer; it never keeps anybody from submitting.

    ``key`` is the same whenever the same is found in the same words, so that an explanation
    stays with it; ``said`` is one line with the arithmetic, ``excerpt`` the words or the figure
    that it is about. ``is_fault`` where it is certain; else it is worth a look. ``explanation``
    is the lead's own, empty where none was given.
    """

    key: str
    slot: str
    kind: str
    said: str
    excerpt: str = ""
    is_fault: bool = False
    explanation: str = ""


NIL = "nil"  # the slot of what is found in "nothing to report"


def concern_key(*found: str) -> str:
    """The key of what was found: the same for the same slot, kind and words."""
    return sha256("\0".join(found).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Draft:
    """What is kept of an answer that was not submitted yet.

    ``version`` grows with every save; who saves on an older version is told, and nothing is
    overwritten.
    """

    id: str
    unit: str
    quarter: Quarter
    version: int
    entries: tuple[Entry, ...]
    by: str
    at: datetime

    def entry(self, slot: str) -> Entry | None:
        return next((each for each in self.entries if each.slot == slot), None)


@dataclass(frozen=True)
class Revision:
    """What a unit submitted, once and for all; a correction is the next revision.

    ``nil`` holds the reason where there is nothing to report. ``late`` is against the due day.
    """

    unit: str
    quarter: Quarter
    number: int
    entries: tuple[Entry, ...]
    by: str
    at: datetime
    late: bool = False
    nil: str = ""
    state: State = State.SUBMITTED


class StepKind(StrEnum):
    """What is done with a submission in review."""

    APPROVED = "approved"
    EDITED = "approved with edits"
    RETURNED = "returned"
    ASKED = "asked"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Step:
    """One step of a review: a decision, or a question put to a colleague and its answer.

    ``slot`` is the answer that it is about, empty for the whole. ``by`` and ``to`` are people of
    the plan by id, or by name and Slack id where it does not name them. ``of`` is the id of the
    question that an answer answers.
    """

    id: str
    unit: str
    quarter: Quarter
    revision: int
    kind: StepKind
    by: str
    at: datetime
    slot: str = ""
    text: str = ""
    to: str = ""
    of: str = ""


@dataclass(frozen=True)
class Reply:
    """What was written in a reminder's thread, kept until it is put into a draft or thrown away;
    ``settled`` says which, and is empty until then."""

    id: str
    quarter: Quarter
    person: str
    text: str
    links: tuple[str, ...]
    at: datetime
    settled: str = ""


@dataclass(frozen=True)
class Cover:
    """A duty handed to a deputy for one quarter."""

    unit: str
    quarter: Quarter
    giver: str
    taker: str
    at: datetime


@dataclass(frozen=True)
class Absence:
    """Away up to and including ``until``; reminders go to the deputy, or wait."""

    person: str
    until: date


@dataclass(frozen=True)
class Snooze:
    """No reminder for this quarter before ``until``."""

    person: str
    quarter: Quarter
    until: datetime


@dataclass(frozen=True)
class Progress:
    """How far one unit is: what it owes, what of that is answered, and since when."""

    unit: str
    quarter: Quarter
    state: State
    owed: tuple[str, ...]
    answered: tuple[str, ...]
    leads: tuple[str, ...]
    since: datetime | None = None
    revision: int = 0
    reminded: datetime | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(slot for slot in self.owed if slot not in self.answered)
