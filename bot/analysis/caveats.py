"""Caveats travel with what they qualify."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.figure import Withheld
from bot.plan import Caveat, CaveatKind, Plan
from bot.wording import listed

_NAMED = 3  # periods that are named; earlier ones are counted


def withheld_caveats(withheld: Sequence[Withheld]) -> tuple[Caveat, ...]:
    """What of one series is not told, with the reason: the newest periods by name."""
    by_reason: dict[str, list[str]] = {}
    for each in reversed(withheld):
        by_reason.setdefault(each.reason, []).append(each.period.label)
    return tuple(_withheld(reason, labels) for reason, labels in by_reason.items())


def _withheld(reason: str, labels: Sequence[str]) -> Caveat:
    more = len(labels) - _NAMED
    named = [*labels[:_NAMED], *([f"{more} earlier"] if more > 0 else [])]
    text = f"Withheld for {listed(named)}: {reason}."
    return Caveat(text, CaveatKind.WITHHELD, text)


def caveats_for(plan: Plan, *ids: Iterable[str]) -> tuple[Caveat, ...]:
    """The caveats with these ids, each once, in the order of the plan."""
    wanted = {each for some in ids for each in some}
    return tuple(caveat for caveat in plan.caveats if caveat.id in wanted)


def gathered(plan: Plan, *caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """The caveats of several findings, each once: what is withheld, and then in the order of the
    plan."""
    every = list(dict.fromkeys(caveat for some in caveats for caveat in some))
    own = [each for each in every if each.kind is CaveatKind.WITHHELD]
    return (*own, *caveats_for(plan, [each.id for each in every]))
