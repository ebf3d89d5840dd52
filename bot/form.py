"""The form in which a unit answers: its pages, what was typed in it, and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.collection import Duty
from bot.plan import Metric, MetricKind, Plan
from bot.submission import Entry

INPUTS = 6  # on a page; Slack itself advises to part longer forms
EVERYTHING = ": everything that it owes"  # behind a unit's name, where nothing of it is in
LONGEST = 3000  # characters that Slack's text input takes


@dataclass(frozen=True)
class Typed:
    """What stands in one input of the form, as it was typed."""

    slot: str
    text: str


@dataclass(frozen=True)
class Before:
    """What a metric was a quarter and a year ago; None where nothing is recorded."""

    previous: Decimal | None = None
    year_earlier: Decimal | None = None


@dataclass(frozen=True)
class Proposal:
    """A figure recognised in free text, and the words that it was read from."""

    metric_id: str
    value: Decimal
    excerpt: str


def pages_of(duty: Duty) -> tuple[tuple[str, ...], ...]:
    """The slots of each page: figures before updates, the pages evenly filled."""
    slots = duty.slots()
    count = -(-len(slots) // INPUTS)
    cuts = [len(slots) * page // count for page in range(count + 1)] if count else []
    return tuple(slots[cut:end] for cut, end in pairwise(cuts))


def page_of(duty: Duty, page: int) -> tuple[str, ...]:
    """The slots of a page, of which 1 is the first; raises ValueError where there is no such."""
    pages = pages_of(duty)
    if not 1 <= page <= len(pages):
        raise ValueError(f"the form of {duty.unit} has no page {page}")
    return pages[page - 1]


def is_too_long(entry: Entry) -> bool:
    """Whether a text, from a plain reply, is longer than the form's input can show."""
    return len(entry.text) > LONGEST


def metric_in(plan: Plan, slot: str) -> Metric | None:
    """The metric that a slot asks for; None where it asks for an update."""
    kind, _, name = slot.partition(":")
    return plan.metric(name) if kind == "metric" else None


def label_of(plan: Plan, slot: str) -> str:
    """What a slot asks for: ``999 calls``, or the text of a commitment."""
    metric = metric_in(plan, slot)
    return metric.name if metric else plan.commitment(slot.partition(":")[2]).text


def accepted(metric: Metric) -> str:
    """What may be typed for a metric, as it follows "write": ``a whole number, such as 88,220``."""
    return _ACCEPTED[metric.kind]


_ACCEPTED = {
    MetricKind.COUNT: "a whole number, such as 88,220",
    MetricKind.RATE: "a number, such as 7.8",
    MetricKind.PERCENT: "a percentage from 0 to 100, such as 18 or 18.5",
    MetricKind.DURATION: "a time, such as 3m40s, or seconds, such as 220",
    MetricKind.MONEY: "pounds, such as 1,200.50",
}
