"""Checks as a list for people and as plain values for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from bot.claims.words import Check, Verdict
from bot.wording import counted, listed


def as_plain(checks: Sequence[Check]) -> list[dict[str, str | int]]:
    """As the check's own words, ready for JSON."""
    return [asdict(each) for each in checks]


def as_list(checks: Sequence[Check]) -> str:
    """Place, words, verdict and why of each check, and how many there are of each verdict."""
    return "\n\n".join([*map(_item, checks), _summary(checks)])


def _item(check: Check) -> str:
    instead = f" (computed: {check.computed})" if check.verdict is Verdict.WRONG else ""
    return (
        f"line {check.line}: {check.excerpt}\n"
        f"  {check.verdict}: {check.printed}{instead}\n"
        f"  {check.why}"
    )


def _summary(checks: Sequence[Check]) -> str:
    found = Counter(each.verdict for each in checks)
    parts = [f"{found[each]} {_SAID[each]}" for each in Verdict if found[each]]
    claims = counted(len(checks), "claim")
    return f"{claims} with numbers read{': ' if parts else ''}{listed(parts)}.".capitalize()


_SAID = {
    Verdict.HOLDS: "hold",
    Verdict.WRONG: "wrong",
    Verdict.IMPOSSIBLE: "impossible",
    Verdict.INCONSISTENT: "inconsistent",
    Verdict.LOOK: "worth a look",
    Verdict.UNCHECKABLE: "cannot be checked",
}
