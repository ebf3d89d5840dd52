"""What is said of a claim: the words that every kind of check answers in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    HOLDS = "holds"
    WRONG = "wrong"  # the numbers beside it give another value
    IMPOSSIBLE = "impossible"  # no whole number of things gives it
    INCONSISTENT = "inconsistent"  # two statements cannot both be right
    LOOK = "look"  # does not fit, but the sentence may mean something else
    UNCHECKABLE = "uncheckable"  # a number that would decide it is not printed

    @property
    def is_fault(self) -> bool:
        return self in (Verdict.WRONG, Verdict.IMPOSSIBLE, Verdict.INCONSISTENT)


class Kind(StrEnum):
    CHANGE = "change"
    AVERAGE = "average"
    PARTS = "parts"
    SHARE = "share"
    LISTED = "listed"  # a count of things that are then listed
    LISTS = "lists"  # lists that leave something out between them
    RANK = "rank"
    SPAN = "span"
    HIGHEST = "highest"  # the highest, the lowest, the first since
    PERIOD = "period"  # of another time than the report
    REPEAT = "repeat"  # the same things counted twice, differently
    STORE = "store"  # a value that is recorded already


@dataclass(frozen=True)
class Check:
    """One claim and what became of it.

    ``line`` counts from 1 and is where the number stands; ``printed`` is the number as printed,
    ``computed`` what the numbers beside it give (empty where nothing can be computed); ``why``
    is one line of arithmetic that a lead can follow.
    """

    line: int
    excerpt: str
    kind: Kind
    verdict: Verdict
    printed: str
    computed: str
    why: str
