"""From arithmetic to a check: what may be called a fault, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.claims.events import Marked
from bot.claims.quantities import Quantity
from bot.claims.words import Check, Kind, Verdict


@dataclass(frozen=True)
class Outcome:
    """What arithmetic says of one printed number."""

    printed: Quantity
    verdict: Verdict
    computed: str
    why: str


def decide(outcome: Outcome, *, is_certain: bool) -> Outcome:
    """A fault is only called one where it is certain which numbers belong together, and where
    the number is not printed as a rough one."""
    if outcome.verdict.is_fault and (not is_certain or outcome.printed.is_rough):
        return replace(outcome, verdict=Verdict.LOOK)
    return outcome


def checked(marked: Marked, kind: Kind, outcome: Outcome) -> Check:
    passage, printed = marked.passage, outcome.printed
    return Check(
        passage.line_at(printed.start),
        passage.excerpt(printed.start),
        kind,
        outcome.verdict,
        printed.text,
        outcome.computed,
        outcome.why,
    )
