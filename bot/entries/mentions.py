"""Where a text speaks of a metric: by its name or an alias, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.plan import Metric

MASK = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Mention:
    metric: Metric
    start: int
    end: int


def mentions_in(text: str, metrics: Sequence[Metric]) -> tuple[Mention, ...]:
    """The mentions in the order of the text; words that several metrics share count for each."""
    found: list[Mention] = []
    for name, metric in _names(metrics):
        for match in _pattern(name).finditer(text):
            mention = Mention(metric, *match.span())
            if not any(_overlap(mention, each) for each in found):
                found.append(mention)
    return tuple(sorted(found, key=lambda each: each.start))


def masked(text: str, mentions: Sequence[Mention]) -> str:
    """The text, as long as before, with the mentions blanked out."""
    letters = list(text.replace(MASK, " "))
    for each in mentions:
        letters[each.start : each.end] = MASK * (each.end - each.start)
    return "".join(letters)


def _names(metrics: Sequence[Metric]) -> Iterator[tuple[str, Metric]]:
    """Every word for every metric, the longest first."""
    pairs = {(name.strip(), each) for each in metrics for name in (each.name, *each.aliases)}
    named = [(name, metric) for name, metric in pairs if name]
    yield from sorted(named, key=lambda pair: (-len(pair[0]), pair[0], pair[1].id))


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![\w.,:/£-]){words}(?![\w%])(?![.,:/-][0-9])", re.IGNORECASE)


def _overlap(one: Mention, other: Mention) -> bool:
    """Whether two mentions are of the same letters, and not simply two metrics of one name."""
    same = (one.start, one.end) == (other.start, other.end)
    return one.start < other.end and other.start < one.end and not same
