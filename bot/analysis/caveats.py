"""Caveats travel with what they qualify."""

from __future__ import annotations

from collections.abc import Iterable

from bot.plan import Caveat, Plan


def caveats_for(plan: Plan, *ids: Iterable[str]) -> tuple[Caveat, ...]:
    """The caveats with these ids, each once, in the order of the plan."""
    wanted = {each for some in ids for each in some}
    return tuple(caveat for caveat in plan.caveats if caveat.id in wanted)


def gathered(plan: Plan, *caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """The caveats of several findings, each once, in the order of the plan."""
    return caveats_for(plan, *([caveat.id for caveat in some] for some in caveats))
