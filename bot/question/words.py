"""The words of asking: a question, a choice between readings, or something not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.quarter import Quarter


class Topic(StrEnum):
    """What is asked for; the value is the verb that people type."""

    STATUS = "status"
    METRIC = "metric"
    STANDINGS = "standings"
    UPDATES = "updates"
    SEARCH = "search"
    SUMMARY = "summary"
    WHY = "why"
    CAVEATS = "caveats"
    SUBMIT = "submit"
    PROGRESS = "progress"
    REVIEW = "review"
    PUBLISH = "publish"
    REPORT = "report"
    DIGEST = "digest"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    SUBSCRIPTIONS = "subscriptions"
    CORRECT = "correct"
    HISTORY = "history"
    DELIVERIES = "deliveries"
    HELP = "help"


class Kind(StrEnum):
    """What a name in a question stands for."""

    PRIORITY = "priority"
    METRIC = "metric"
    AREA = "area"
    UNIT = "unit"
    COMMITMENT = "commitment"


# The kind whose id stands right after the verb; ids of other kinds are announced by their kind.
HOME = {
    Topic.STATUS: Kind.PRIORITY,
    Topic.METRIC: Kind.METRIC,
    Topic.STANDINGS: Kind.METRIC,
    Topic.UPDATES: Kind.PRIORITY,
    Topic.WHY: Kind.METRIC,
    Topic.CAVEATS: Kind.PRIORITY,
    Topic.SUMMARY: None,
    Topic.SUBMIT: Kind.UNIT,
    Topic.PROGRESS: None,
    Topic.REVIEW: Kind.UNIT,
    Topic.PUBLISH: None,
    Topic.REPORT: None,
    Topic.DIGEST: None,
    Topic.SUBSCRIBE: Kind.PRIORITY,
    Topic.UNSUBSCRIBE: Kind.PRIORITY,
    Topic.SUBSCRIPTIONS: None,
    Topic.CORRECT: Kind.METRIC,
    Topic.HISTORY: Kind.METRIC,
    Topic.DELIVERIES: None,
}
OF_AN_EDITION = frozenset({Topic.REPORT, Topic.DIGEST})
SUBSCRIBING = frozenset({Topic.SUBSCRIBE, Topic.UNSUBSCRIBE})
PREVIEW = "v0"  # the edition that is not published
PRIVATE = "private"
ALL = "all"
RESERVED = {*Kind, PRIVATE, ALL}


@dataclass(frozen=True)
class Question:
    """What was asked, in ids of the plan.

    ``words`` are those to search for, the topic that help is wanted on, the edition of a report
    or a digest (``v2``), or how a subscription is to be told (`wishes.py`). ``read_as`` tells the
    asker where the text was not taken literally; it is not part of what was asked.
    """

    topic: Topic
    quarter: Quarter
    priority: str | None = None
    metric: str | None = None
    area: str | None = None
    unit: str | None = None
    commitment: str | None = None
    words: str = ""
    private: bool = False
    all: bool = False
    read_as: tuple[str, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The canonical text, which reads as this same question; buttons carry it."""
        dated = self.quarter.key if self.topic in HOME else ""
        flags = (ALL if self.all else "", PRIVATE if self.private else "")
        return " ".join(filter(None, (self.topic, *self._ids(), self.words, dated, *flags)))

    def _ids(self) -> Iterator[str]:
        home = HOME.get(self.topic)
        for kind in sorted(Kind, key=lambda each: each is not home):
            named = self.named(kind)
            if named and not (kind is Kind.PRIORITY and self.commitment):
                yield named if kind is home and named not in RESERVED else f"{kind} {named}"

    def named(self, kind: Kind) -> str | None:
        return {
            Kind.PRIORITY: self.priority,
            Kind.METRIC: self.metric,
            Kind.AREA: self.area,
            Kind.UNIT: self.unit,
            Kind.COMMITMENT: self.commitment,
        }[kind]


@dataclass(frozen=True)
class Option:
    """A button: its label, and the canonical text of the question behind it."""

    label: str
    text: str


@dataclass(frozen=True)
class Choice:
    """Two or more plausible readings."""

    prompt: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Unknown:
    """Not understood: says why, and always offers two to five questions to ask instead.

    ``search`` is for the unknown words: what it finds is a better answer than these offers.
    """

    message: str
    options: tuple[Option, ...]
    search: Question | None = field(default=None, compare=False)
