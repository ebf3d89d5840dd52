"""Changes said as a factor or a fraction: doubled, halved, a third lower."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.claims.arithmetic import plain, shown
from bot.claims.comparisons import Comparison
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict

_TIMES = {"doubl": 2, "twice": 2, "trebl": 3, "tripl": 3, "quadrupl": 4}
_PART = r"(?:(?P<count>a|one|two|three)[\s-](?P<part>half|third|quarter|fifth|tenth)s?)"
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_DOWN = r"decreased|fell|fallen|dropped|declined|reduced|down|decrease|reduction|fall|drop|decline"
_UP = r"increased|rose|risen|grew|grown|up|increase|rise|growth"
_ROUGH = r"(?:(?P<rough>more than|over|nearly|almost|about|around|roughly|just under)\s)?"
_FACTOR = re.compile(
    rf"\b{_ROUGH}(?:(?P<times>doubl|trebl|tripl|quadrupl)(?:ed|ing)|(?P<halved>halv(?:ed|ing))"
    rf"|(?P<twice>twice)\sas\s(?:many|much|high)"
    rf"|(?:(?:(?P<down>{_DOWN})|(?:{_UP}))\s(?:by|of)\s){_PART}"
    rf"|{_PART.replace('count', 'count2').replace('<part>', '<part2>')}"
    rf"\s(?:(?P<fewer>fewer|less|lower)|(?:more|higher|greater)))\b"
)
_CLOSE, _NEAR = Decimal("0.05"), Decimal("0.15")


def factor_checks(marked: Marked) -> Iterator[Check]:
    """Only where exactly one pair of values is compared in the sentence."""
    for found in _FACTOR.finditer(marked.text):
        pairs = [each for each in _compared(marked, found.start()) if each.now and each.earlier]
        if len(pairs) == 1 and pairs[0].earlier and pairs[0].earlier.value > 0:
            outcome = _outcome(found, pairs[0].earlier, pairs[0].now[0])
            certain = pairs[0].is_certain and not found["rough"]
            yield checked(marked, Kind.CHANGE, decide(outcome, is_certain=certain))


def _compared(marked: Marked, offset: int) -> Iterator[Comparison]:
    """The comparisons of two values in the sentence around an offset of the marked text."""
    start = max((each.end() for each in _STOP.finditer(marked.text, 0, offset)), default=0)
    after = _STOP.search(marked.text, offset)
    end = after.end() if after else len(marked.text)
    for event in marked.events:
        if event.earlier and start <= event.start < end:
            yield Comparison(marked, (event,))


_STOP = re.compile(r"[.!?]['\"”’)]*\s")


def _factor(found: re.Match[str]) -> Decimal:
    if found["times"] or found["twice"]:
        return Decimal(_TIMES[found["times"] or found["twice"]])
    if found["halved"]:
        return Decimal("0.5")
    count = _COUNTS[found["count"] or found["count2"]]
    part = Decimal(count) / _PARTS[found["part"] or found["part2"]]
    return 1 - part if found["down"] or found["fewer"] else 1 + part


def _outcome(found: re.Match[str], earlier: Quantity, now: Quantity) -> Outcome:
    factor, ratio = _factor(found), now.value / earlier.value
    why = f"{now.text} / {earlier.text} = {shown(ratio, 2)}; the words say {plain(_two(factor))}"
    said = Quantity(now.start, now.end, found[0], ratio, Unit.COUNT)
    return Outcome(said, _verdict(ratio / factor - 1, found["rough"]), shown(ratio, 2), why)


def _two(value: Decimal) -> Decimal:
    return Decimal(shown(value, 2))


def _verdict(off: Decimal, rough: str | None) -> Verdict:
    """A factor is a round word: within a twentieth it holds, within a sixth it is left to a
    person, beyond that it says something else."""
    if abs(off) <= _CLOSE or (rough in ("more than", "over") and off > 0):
        return Verdict.HOLDS
    if rough and abs(off) <= _NEAR:
        return Verdict.HOLDS
    return Verdict.LOOK if abs(off) <= _NEAR else Verdict.WRONG
