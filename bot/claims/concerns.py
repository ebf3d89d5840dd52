"""Checks as concerns: what a lead is asked about before they send a text."""

from __future__ import annotations

from bot.claims.words import Check, Verdict
from bot.submission import Concern, concern_key


def concerns_among(slot: str, checks: tuple[Check, ...]) -> tuple[Concern, ...]:
    """What does not hold, faults first; what holds and what cannot be checked asks nothing."""
    asked = [each for each in checks if each.verdict.is_fault or each.verdict is Verdict.LOOK]
    ordered = sorted(asked, key=lambda each: not each.verdict.is_fault)
    found = [_concern(slot, each) for each in ordered]
    return tuple({each.key: each for each in found}.values())


def _concern(slot: str, check: Check) -> Concern:
    """The key is of what is said, wherever in the text it stands."""
    said = check.why if check.printed in check.why else f"{check.printed}: {check.why}"
    kind, fault = check.kind.value, check.verdict.is_fault
    return Concern(concern_key(slot, kind, said), slot, kind, said, check.excerpt, is_fault=fault)
