"""Shares said in words: "nearly half (196 of 402)", "nine in ten (1,080 of 1,200)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.claims.arithmetic import shown
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.quantities import NUMBER_WORDS, Quantity, Unit
from bot.claims.words import Check, Kind, Verdict

_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_SHARE = (
    r"\b(?P<rough>nearly\s|almost\s|about\s|around\s|roughly\s|just\sunder\s|just\sover\s"
    r"|more\sthan\s|over\s|less\sthan\s)?"
    rf"(?:(?P<count>a|one|two|three|four)[\s-](?P<part>third|quarter|fifth|tenth)s?|(?P<half>half)"
    rf"|(?P<a>{_WORD}|\d{{1,2}})\s(?:in|out\sof)\s(?P<b>{_WORD}|\d{{1,3}}))\b"
)
_GIVEN = re.compile(
    rf"{_SHARE}(?!\s(?:fewer|more|less|lower|higher|as)\b)(?:\s[a-z'’-]+){{0,6}}\s"
    r"\((?:(?P<k><n\d+>)\s(?:out\s)?of\s(?:the\s)?(?P<w><n\d+>)|(?P<p><p\d+>))[^()]{0,40}\)"
)
_OF_ALL = r"\bof\s(?:(?:the|all|these|those)\s)*(?P<w><n\d+>)(?:\s[a-z'’-]+){0,3}"
_NUMBER = r"\s\((?P<k><n\d+>)\)"
_COUNTED = tuple(
    re.compile(pattern)
    for pattern in (rf"{_SHARE}\s{_OF_ALL}{_NUMBER}", rf"{_OF_ALL},\s{_SHARE}{_NUMBER}")
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_COMMON = tuple(
    Decimal(n) / d
    for n, d in ((1, 10), (1, 5), (1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (4, 5), (9, 10))
)
_STEP = Decimal("0.025")


def fraction_checks(marked: Marked) -> Iterator[Check]:
    for found in _all(marked.text):
        said, given = _said(found), _given(marked, found)
        if said and given is not None:
            start, end = marked.place_of(found.start()), marked.place_of(found.end())
            words = re.search(_SHARE, found[0])
            printed = Quantity(start, end, words[0] if words else found[0], said, Unit.COUNT)
            outcome = _outcome(printed, said, given, found["rough"] or "")
            yield checked(marked, Kind.SHARE, decide(outcome, is_certain=not found["rough"]))


def _all(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_GIVEN, *_COUNTED):
        yield from pattern.finditer(text)


def _said(found: re.Match[str]) -> Decimal | None:
    if found["half"]:
        return Decimal("0.5")
    if found["part"]:
        return Decimal(_COUNTS[found["count"]]) / _PARTS[found["part"]]
    one, other = _number(found["a"]), _number(found["b"])
    return Decimal(one) / other if 0 < one <= other else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_WORDS[word]


def _given(marked: Marked, found: re.Match[str]) -> Decimal | None:
    if "p" in found.re.groupindex and found["p"]:
        return marked.mark(found["p"]).value / 100
    part, whole = marked.mark(found["k"]).value, marked.mark(found["w"]).value
    return part / whole if whole and part <= whole else None


def _outcome(printed: Quantity, said: Decimal, given: Decimal, rough: str) -> Outcome:
    """It is wrong where another fraction that people use comes nearer."""
    off = abs(given - said)
    why = f"the numbers give {shown(given * 100, 1)}%; the words say {shown(said * 100, 1)}%"
    computed = f"{shown(given * 100, 1)}%"
    if off <= _STEP * (3 if rough else 1):
        return Outcome(printed, Verdict.HOLDS, computed, why)
    nearest = min(_COMMON, key=lambda each: abs(given - each))
    is_other = off > 2 * _STEP and abs(nearest - said) > _STEP
    return Outcome(printed, Verdict.WRONG if is_other else Verdict.LOOK, computed, why)
