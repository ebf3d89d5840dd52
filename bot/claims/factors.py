"""Changes said as a factor or a fraction: doubled, halved, a third lower."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.claims.arithmetic import shown
from bot.claims.comparisons import Comparison
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict

_TIMES = {"doubl": 2, "twice": 2, "trebl": 3, "tripl": 3, "quadrupl": 4} | {
    "two": 2,
    "three": 3,
    "four": 4,
}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_PART = rf"(?:(?P<count>{'|'.join(_COUNTS)})[\s-](?P<part>{'|'.join(_PARTS)})s?)"
_DOWN = r"decreased|fell|fallen|dropped|declined|reduced|down|decrease|reduction|fall|drop|decline"
_UP = r"increased|rose|risen|grew|grown|up|increase|rise|growth"
_ROUGH = (
    r"(?:(?P<rough>more than|over|nearly|almost|about|around|roughly|just under|just over"
    r"|less than)\s)?"
)
_FACTOR = re.compile(
    rf"\b{_ROUGH}(?:(?P<times>doubl|trebl|tripl|quadrupl)(?:ed|ing)|(?P<halved>halv(?:ed|ing))"
    rf"|(?P<fold>two|three|four)fold|(?P<twice>twice)\s(?:as\s(?:many|much|high)|the\s(?=<)))\b"
)
_BY = re.compile(
    rf"\b(?:(?P<down>{_DOWN})|(?:{_UP}))\s(?:by\s|of\s)?{_ROUGH}(?:{_PART}|(?P<half>half))\b"
)
_LESS = re.compile(rf"\b{_ROUGH}{_PART}\s(?:(?P<down>fewer|less|lower)|(?:more|higher|greater))\b")
_STOP = re.compile(r"[.!?]['\"”’)]*\s")
_CLOSE, _NEAR = Decimal("0.05"), Decimal("0.15")  # a factor is a round word
_STEP = Decimal("0.025")  # as is a fraction: a third is said of 31 to 36 in a hundred
_COMMON = tuple(
    Decimal(n) / d for n, d in ((1, 10), (1, 5), (1, 4), (1, 3), (1, 2), (2, 3), (3, 4))
)


@dataclass(frozen=True)
class _Said:
    """``by`` is the change as a share of the earlier value (None where ``factor`` is told)."""

    words: re.Match[str]
    factor: Decimal
    by: Decimal | None

    @property
    def rough(self) -> str:
        return self.words["rough"] or ""


def factor_checks(marked: Marked) -> Iterator[Check]:
    """Only where exactly one pair of values is compared in the sentence."""
    for said in _all(marked.text):
        pairs = [each for each in _compared(marked, said.words.start()) if each.now]
        if len(pairs) == 1 and pairs[0].earlier and pairs[0].earlier.value > 0:
            outcome = _outcome(marked, said, pairs[0].earlier, pairs[0].now[0])
            certain = pairs[0].is_certain and not said.rough
            yield checked(marked, Kind.CHANGE, decide(outcome, is_certain=certain))


def _all(text: str) -> Iterator[_Said]:
    for found in _FACTOR.finditer(text):
        times = _TIMES.get(found["times"] or found["twice"] or found["fold"] or "", 0)
        yield _Said(found, Decimal(times) if times else Decimal("0.5"), None)
    for pattern in (_BY, _LESS):
        for found in pattern.finditer(text):
            is_half = "half" in pattern.groupindex and found["half"]
            count, part = ("a", "half") if is_half else (found["count"], found["part"])
            by = Decimal(_COUNTS[count]) / _PARTS[part]
            yield _Said(found, 1 - by if found["down"] else 1 + by, by)


def _compared(marked: Marked, offset: int) -> Iterator[Comparison]:
    """The comparisons of two values in the sentence around an offset of the marked text."""
    start = max((each.end() for each in _STOP.finditer(marked.text, 0, offset)), default=0)
    after = _STOP.search(marked.text, offset)
    end = after.end() if after else len(marked.text)
    for event in marked.events:
        if event.earlier and start <= event.start < end:
            yield Comparison(marked, (event,))


def _outcome(marked: Marked, said: _Said, earlier: Quantity, now: Quantity) -> Outcome:
    ratio = now.value / earlier.value
    found = said.words
    start, end = marked.place_of(found.start()), marked.place_of(found.end())
    printed = Quantity(start, end, found[0], ratio, Unit.COUNT)
    if said.by is None:
        why = f"{now.text} / {earlier.text} = {shown(ratio, 2)}; the words say {said.factor:.3g}"
        return Outcome(printed, _of_factor(said, ratio), shown(ratio, 2), why)
    change, way = abs(ratio - 1) * 100, "up" if ratio > 1 else "down"
    why = (
        f"from {earlier.text} to {now.text}: {way} {shown(change, 1)}%; "
        f"the words say {shown(said.by * 100, 1)}%"
    )
    return Outcome(printed, _of_share(said, said.by, ratio), f"{way} {shown(change, 1)}%", why)


def _of_factor(said: _Said, ratio: Decimal) -> Verdict:
    """Within a twentieth it holds, within a sixth it is left to a person, beyond that it says
    something else."""
    off = ratio / said.factor - 1
    if said.factor < 1 and said.rough in _BEYOND:
        off = -off  # more than halved is less than half
    if abs(off) <= _CLOSE or (said.rough in _BEYOND and off > 0):
        return Verdict.HOLDS
    if said.rough and abs(off) <= _NEAR:
        return Verdict.HOLDS
    return Verdict.LOOK if abs(off) <= _NEAR else Verdict.WRONG


_BEYOND = ("more than", "over", "just over")


def _of_share(said: _Said, by: Decimal, ratio: Decimal) -> Verdict:
    """``by`` is the fraction said. It is wrong where another that people use comes nearer."""
    change = ratio - 1
    if change * (said.factor - 1) <= 0:
        return Verdict.WRONG
    off = abs(change) - by
    beyond = said.rough in _BEYOND and 0 < off <= 4 * _STEP
    if abs(off) <= _STEP * (2 if said.rough else 1) or beyond:
        return Verdict.HOLDS
    nearest = min(_COMMON, key=lambda each: abs(abs(change) - each))
    return Verdict.WRONG if abs(off) > 2 * _STEP and nearest != by else Verdict.LOOK
