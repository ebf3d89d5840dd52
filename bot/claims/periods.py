"""How long the time is that a sentence speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bot.quarter import Quarter

_QUARTER = re.compile(r"\b(20\d\d)\s?/\s?(\d\d)\s*[-–,]?\s*Q([1-4])\b", re.IGNORECASE)
_QUARTER_FIRST = re.compile(
    r"\b(?:quarter\s?|q)([1-4]),?\s+(?:of\s)?(20\d\d)\s?/\s?(\d\d)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"\b(?:q|quarter\s)([1-4])\b(?![,.]\d)", re.IGNORECASE)
_MONTHS = re.compile(
    r"\b(?:(april)\s*(?:to|[-–])\s*june|(july)\s*(?:to|[-–])\s*september"
    r"|(october)\s*(?:to|[-–])\s*december|(january)\s*(?:to|[-–])\s*march)\s+(20\d\d)\b",
    re.IGNORECASE,
)
_AT_THE_HEAD = 10  # lines in which a report says what it is
_SENTENCE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|than|compared|since|rose|fell|up|down)\b|^[•●▪*-]", re.I
)
_NAMED_QUARTER = re.compile(r"\b(?:quarter|q[1-4]|three months|3 months)\b")
_EARLIER = re.compile(r"(?:previous|last|prior|preceding|same|next)\s(?:quarter|three months)")
_RATE = re.compile(
    r"\b(?:per|a|each|every|for\seach|in\seach)\s(?:day|week|month)s?\b(?!\s(?:ago|earlier|before))"
    r"|\b(?:daily|weekly|monthly)\b"
)
_OTHER = re.compile(
    r"\b(?:year|years|annual|annually|month|months|week|weeks|fortnight|days|weekend|date"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)


def quarter_said(text: str) -> Quarter | None:
    """The quarter that a report is headed by, else the one that it names most often: 2021/22 Q3,
    Quarter 3 2021/22, or by the months; of two named as often, the one named first.

    A report that compares with last year may name that quarter more often than its own.
    """
    for line in _headings(text):
        if len(set(headed := _named(line))) == 1:
            return headed[0]
    counted = Counter(_named(text))
    return counted.most_common(1)[0][0] if counted else None


def _headings(text: str) -> Iterator[str]:
    """Of the first lines with words, those that are no sentence."""
    lines = (line.strip() for line in text.splitlines())
    for line in islice(filter(None, lines), _AT_THE_HEAD):
        if not line.endswith((".", ";")) and not _SENTENCE.search(line):
            yield line


def _named(text: str) -> list[Quarter]:
    """In the order in which they stand."""
    named = [(at, Quarter(int(y), int(n))) for at, y, end, n in _labels(text) if _is_year(y, end)]
    for found in _MONTHS.finditer(text):
        number = next(index for index in range(1, 5) if found[index])
        named.append((found.start(), Quarter(int(found[5]) - (number == 4), number)))
    return [quarter for _, quarter in sorted(named, key=lambda each: each[0])]


def _labels(text: str) -> Iterator[tuple[int, str, str, str]]:
    for found in _QUARTER.finditer(text):
        yield found.start(), found[1], found[2], found[3]
    for found in _QUARTER_FIRST.finditer(text):
        yield found.start(), found[2], found[3], found[1]


def names_another(words: str, quarter: Quarter) -> bool:
    """Whether words name a quarter that is not this one."""
    labels = any(
        Quarter(int(y), int(n)) != quarter for _, y, end, n in _labels(words) if _is_year(y, end)
    )
    return labels or any(int(each) != quarter.number for each in _NUMBERED.findall(words))


def without_names(words: str) -> str:
    """Words without the names of quarters in them."""
    return _NUMBERED.sub(" ", _QUARTER.sub(" ", _QUARTER_FIRST.sub(" ", words)))


def _is_year(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second)


def without_rates(words: str) -> str:
    """Words without those that only say what an average is per, or what is compared with."""
    return _EARLIER.sub(" ", _RATE.sub(" ", words))


def other_times(words: str) -> bool:
    """Whether words name a stretch of time that is no quarter."""
    return bool(_OTHER.search(_NAMED_QUARTER.sub(" ", words)))


def is_of_quarter(words: str) -> bool:
    """Whether words speak of the quarter reported, and of no other stretch of time."""
    own = without_rates(words)
    return bool(_NAMED_QUARTER.search(own)) and not other_times(own)
