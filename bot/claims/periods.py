"""How long the time is that a sentence speaks of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from bot.quarter import Quarter

_QUARTER = re.compile(r"\b(20\d\d)\s?/\s?(\d\d)\s*[-–,]?\s*Q([1-4])\b", re.IGNORECASE)
_NAMED_QUARTER = re.compile(r"\b(?:quarter|q[1-4]|three months|3 months)\b")
_EARLIER = re.compile(r"(?:previous|last|prior|preceding|same|next)\s(?:quarter|three months)")
_RATE = re.compile(
    r"\b(?:per|a|each|every)\s(?:day|week|month)\b|\b(?:daily|weekly|monthly)\s(?=average)"
)
_OTHER = re.compile(
    r"\b(?:year|years|annual|annually|month|months|week|weeks|fortnight|days|weekend|date"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)


def quarter_said(text: str) -> Quarter | None:
    """The quarter that a report names most often, written like 2021/22 Q3."""
    named = Counter(
        Quarter(int(first), int(number))
        for first, second, number in _QUARTER.findall(text)
        if (int(first) + 1) % 100 == int(second)
    )
    return named.most_common(1)[0][0] if named else None


@dataclass(frozen=True)
class Lengths:
    """A quarter in days, weeks and months."""

    days: int

    def of(self, unit: str) -> Decimal:
        return {"day": Decimal(self.days), "week": Decimal(self.days) / 7}.get(unit, Decimal(3))

    def said(self, unit: str) -> str:
        return {"day": f"{self.days} days", "week": f"{self.days} / 7 weeks"}.get(unit, "3 months")


def lengths(quarter: Quarter | None) -> tuple[Lengths, ...]:
    """The lengths that a quarter can have: one where it is known which quarter it is."""
    return (Lengths(quarter.days),) if quarter else (Lengths(90), Lengths(91), Lengths(92))


def is_of_quarter(words: str) -> bool:
    """Whether words speak of the quarter reported, and of no other stretch of time."""
    own = _EARLIER.sub(" ", _RATE.sub(" ", words))
    return bool(_NAMED_QUARTER.search(own)) and not _OTHER.search(_NAMED_QUARTER.sub(" ", own))
