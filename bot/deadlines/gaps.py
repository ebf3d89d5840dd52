"""What a quarter is published without: what was owed and is neither in nor approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.collection import Duty
from bot.deadlines.progress import owed_slots
from bot.figure import Figure
from bot.form import EVERYTHING, label_of
from bot.plan import Plan, Update
from bot.quarter import Quarter
from bot.submission import Revision, State


def gaps_of(
    plan: Plan,
    quarter: Quarter,
    figures: Iterable[Figure],
    updates: Iterable[Update],
    revisions: Mapping[str, Revision],
) -> tuple[str, ...]:
    """A line for each unit of which something is missing, with what: ``West LPA: ASB target``.

    ``revisions`` are those that stand, by unit; what is in and not approved is missing too.
    """
    told = _told(quarter, figures, updates)
    lines = (
        _line(plan, duty, quarter, told, revisions.get(duty.unit))
        for duty in (plan.collection.duties if plan.collection else ())
    )
    return tuple(line for line in lines if line)


def _told(
    quarter: Quarter, figures: Iterable[Figure], updates: Iterable[Update]
) -> frozenset[tuple[str, str]]:
    """What the record has: metrics for anybody, commitments by unit."""
    own = (f for f in figures if Quarter.containing(f.period.end) == quarter)
    return frozenset(
        {
            *(("", f"metric:{each.metric}") for each in own),
            *((each.unit, f"commitment:{each.commitment}") for each in updates),
        }
    )


def _line(
    plan: Plan,
    duty: Duty,
    quarter: Quarter,
    told: frozenset[tuple[str, str]],
    revision: Revision | None,
) -> str:
    if revision and revision.nil and revision.state is State.APPROVED:
        return ""
    owed = owed_slots(duty, quarter)
    gone = [slot for slot in owed if not {("", slot), (duty.unit, slot)} & told]
    if not gone:
        return ""
    what = EVERYTHING
    if len(gone) < len(owed):
        what = f": {', '.join(label_of(plan, slot) for slot in gone)}"
    waits = revision is not None and revision.state is not State.APPROVED
    return f"{plan.unit(duty.unit).name}{what}{' (in, not approved)' * waits}"
