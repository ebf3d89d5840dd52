"""Figures in a plain reply: proposed only where one metric and one number stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.entries.mentions import MASK, Mention, masked, mentions_in
from bot.entries.text import shortened, storable
from bot.entries.tokens import number_in
from bot.entries.values import UnreadableError, read_value
from bot.form import Proposal
from bot.plan import Metric

_EXCERPT = 200
_LONGEST = 20_000  # characters; what is longer is a document, not a reply

# A clause ends at a stop or a comma that is not inside a number, at a bracket or a line's end, and
# at an "and" between a number and the next metric.
_ENDS = re.compile(
    rf"[;\n\r!?()\[\]|•·]|(?<![0-9])[.,]|[.,](?![0-9])|(?<=[0-9%s]) and (?=[^.,;]*{MASK})"
)


@dataclass(frozen=True)
class _Clause:
    """Words that stand together; ``masked`` has the mentions of metrics blanked out."""

    words: str
    masked: str
    mentions: tuple[Mention, ...]


def propose(text: str, metrics: Sequence[Metric]) -> tuple[Proposal, ...]:
    """The figures that a reply plainly gives for these metrics, in the order of the metrics.

    Nothing is proposed where the words speak of a change, an estimate, another period, or of two
    metrics or numbers at once; nor where two clauses give different values for one metric.
    """
    text = storable(text)[:_LONGEST]
    found: dict[str, list[Proposal]] = {}
    for clause in _clauses(text, mentions_in(text, metrics)):
        for each in _proposed(clause):
            found.setdefault(each.metric_id, []).append(each)
    agreed = {name: each[0] for name, each in found.items() if len({p.value for p in each}) == 1}
    return tuple(agreed[each.id] for each in metrics if each.id in agreed)


def _clauses(text: str, mentions: Sequence[Mention]) -> Iterator[_Clause]:
    blank = masked(text, mentions)
    ends = [match.span() for match in _ENDS.finditer(blank)]
    starts = [0, *(end for _, end in ends)]
    for start, stop in zip(starts, [*(begin for begin, _ in ends), len(text)], strict=True):
        own = tuple(each for each in mentions if start <= each.start and each.end <= stop)
        yield _Clause(text[start:stop], blank[start:stop], own)


def _proposed(clause: _Clause) -> Iterator[Proposal]:
    """What a clause proposes: at most one figure."""
    about = {each.metric.id: each.metric for each in clause.mentions}
    if len(about) != 1 or len(clause.mentions) != 1:
        return
    (metric,) = about.values()
    token = number_in(clause.masked, metric)
    if token is None:
        return
    try:
        value = read_value(token, metric)
    except UnreadableError:
        return
    yield Proposal(metric.id, value, shortened(" ".join(clause.words.split()), _EXCERPT))
