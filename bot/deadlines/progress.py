"""Where a unit stands for a quarter, worked out from its draft and its last revision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.collection import Calendar, Duty
from bot.deadlines.days import due_moment, key_days
from bot.deadlines.people import appointed
from bot.deadlines.working import WorkingDays
from bot.plan import Plan, Role
from bot.quarter import Quarter
from bot.submission import Draft, Entry, Progress, Revision, State


def owed_slots(duty: Duty, quarter: Quarter) -> tuple[str, ...]:
    """What a unit is to answer; nothing in a quarter from which it is exempt."""
    return () if quarter in duty.exempt else duty.slots()


def state_of(
    duty: Duty,
    quarter: Quarter,
    draft: Draft | None,
    revision: Revision | None,
    calendar: Calendar,
    now: datetime,
) -> State:
    """The state of a unit; what is in counts before what is drafted, and both before silence."""
    if revision:
        return _state_of_revision(revision, owed_slots(duty, quarter))
    if quarter in duty.exempt:
        return State.EXEMPT
    if draft and _filled(draft.entries):
        return State.IN_DRAFT
    return State.MISSING if now >= last_call(calendar, quarter) else State.NOT_STARTED


def last_call(calendar: Calendar, quarter: Quarter) -> datetime:
    """When the last chase goes out; the due moment where nobody is chased."""
    chases = key_days(calendar, quarter).chases
    return WorkingDays(calendar).start(chases[-1]) if chases else due_moment(calendar, quarter)


def progress_of_unit(
    plan: Plan,
    duty: Duty,
    quarter: Quarter,
    draft: Draft | None,
    revision: Revision | None,
    calendar: Calendar,
    now: datetime,
    reminded: datetime | None = None,
) -> Progress:
    """How far a unit is. ``answered`` is what was submitted, or else what is drafted; ``since``
    is when that was saved (for a returned revision, storage knows better)."""
    owed = owed_slots(duty, quarter)
    newest = revision or draft
    return Progress(
        unit=duty.unit,
        quarter=quarter,
        state=state_of(duty, quarter, draft, revision, calendar, now),
        owed=owed,
        answered=_answered(owed, draft, revision),
        leads=tuple(each.id for each in appointed(plan, duty.unit, Role.LEAD)),
        since=newest.at if newest else None,
        revision=revision.number if revision else 0,
        reminded=reminded,
    )


def _state_of_revision(revision: Revision, owed: tuple[str, ...]) -> State:
    if revision.state is not State.SUBMITTED:
        return revision.state
    if revision.nil:
        return State.NIL
    if not set(owed) <= _filled(revision.entries):
        return State.PARTLY_IN
    return State.LATE if revision.late else State.SUBMITTED


def _answered(
    owed: tuple[str, ...], draft: Draft | None, revision: Revision | None
) -> tuple[str, ...]:
    if revision and revision.nil:
        return owed
    newest = revision or draft
    filled = _filled(newest.entries) if newest else frozenset()
    return tuple(slot for slot in owed if slot in filled)


def _filled(entries: Iterable[Entry]) -> frozenset[str]:
    """The slots with an answer in them."""
    return frozenset(e.slot for e in entries if e.value is not None or e.text.strip())
