"""Reviews: what editors do with the submissions that wait for them, each step once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select

from bot.quarter import Quarter
from bot.submission import Concern, Entry, Revision, State, Step, StepKind
from storage.audit import record, submission_of, written
from storage.concerns import add_concerns, concerns_of
from storage.holding import hold
from storage.revisions import add_revision, latest_revision, made_by, set_state
from storage.session import Session
from storage.tables_review import ReviewStepRow

_column = ReviewStepRow.__table__.c
_FIELDS = tuple(Step.__dataclass_fields__)
_STATES = {
    StepKind.APPROVED: State.APPROVED,
    StepKind.EDITED: State.APPROVED,
    StepKind.RETURNED: State.RETURNED,
}


class ReviewMovedOn(Exception):  # noqa: N818 - nobody is at fault
    """Somebody else decided, or a newer revision came in; ``revision`` is what stands now, or
    None where nothing does. Nothing was written."""

    def __init__(self, revision: Revision | None) -> None:
        super().__init__("what was seen is not what stands")
        self.revision = revision


def steps_of(session: Session, plan_id: str, unit: str, quarter: Quarter) -> tuple[Step, ...]:
    """All that was done about what a unit submitted for a quarter, oldest first."""
    return _read(session, _steps(plan_id).where(_column.quarter == quarter, _column.unit == unit))


def step_of(session: Session, plan_id: str, id: str) -> Step | None:
    return next(iter(_read(session, _steps(plan_id).where(_column.id == id))), None)


def steps_in(session: Session, plan_id: str, quarter: Quarter) -> tuple[Step, ...]:
    """Those of all units, oldest first within each."""
    return _read(session, _steps(plan_id).where(_column.quarter == quarter))


def open_comment(session: Session, plan_id: str, unit: str, quarter: Quarter) -> Step | None:
    """The comment with which what stands was returned; None once it was sent anew, or approved."""
    latest = latest_revision(session, plan_id, unit, quarter)
    if latest is None or latest.state is not State.RETURNED:
        return None
    steps = reversed(steps_of(session, plan_id, unit, quarter))
    return next((each for each in steps if each.kind is StepKind.RETURNED), None)


def decide(session: Session, plan_id: str, step: Step, seen: State) -> Revision:
    """Approve or return the revision that stands; the same step again changes nothing.

    Raises ReviewMovedOn where it is not the one that stands any more, or is not in the state in
    which the editor saw it.
    """
    latest = _held(session, plan_id, step)
    if step_of(session, plan_id, step.id) and latest:
        return latest
    if latest is None or (latest.number, latest.state) != (step.revision, seen):
        raise ReviewMovedOn(latest)
    to, about = _STATES[step.kind], (step.unit, step.quarter, step.revision)
    decided = set_state(session, plan_id, *about, to, step.by, step.at, why=step.text)
    _add(session, plan_id, step)
    return decided


def approve_edited(
    session: Session, plan_id: str, step: Step, seen: State, entries: Iterable[Entry]
) -> Revision:
    """Make the editor's own wording the next revision, approved; the lead's stays as it was sent.

    ``entries`` are those that differ. The same step gives the same revision again; where they
    all say what stands, that is approved as it is. Raises ReviewMovedOn as `decide` does.
    """
    latest = _held(session, plan_id, step)
    if made := made_by(session, plan_id, step.unit, step.quarter, step.id):
        return made
    if latest is None or (latest.number, latest.state) != (step.revision, seen):
        raise ReviewMovedOn(latest)
    edited = merged(latest.entries, entries)
    if edited == latest.entries:
        own = {**vars(step), "kind": StepKind.APPROVED}
        return decide(session, plan_id, Step(**own), seen)
    changes = {"number": latest.number + 1, "entries": edited, "by": step.by, "at": step.at}
    made = Revision(**vars(latest) | changes | {"state": State.APPROVED})
    add_revision(session, plan_id, made, step.id)
    add_concerns(session, plan_id, made, _still_true(session, plan_id, latest, made))
    _add(session, plan_id, Step(**vars(step) | {"revision": made.number}))
    _tell_edits(session, plan_id, latest, made)
    return made


def ask(session: Session, plan_id: str, step: Step) -> bool:
    """Put a question, or an answer to one, on the record; False where it is there already."""
    hold(session, plan_id)
    if step_of(session, plan_id, step.id):
        return False
    _add(session, plan_id, step)
    subject = submission_of(step.unit, step.quarter)
    what = f"{step.kind} {step.to}".strip()
    record(session, plan_id, step.at, step.by[-64:], what[:300], subject, after=step.text)
    return True


def merged(entries: Iterable[Entry], edits: Iterable[Entry]) -> tuple[Entry, ...]:
    """Answers with some of them put in other words; an empty one is taken away."""
    found = {each.slot: each for each in entries}
    for each in edits:
        standing = found.get(each.slot)
        if standing is None or (standing.text, standing.value) != (each.text, each.value):
            links = standing.links if standing else ()
            found[each.slot] = Entry(each.slot, each.text, each.value, links)
    return tuple(each for each in found.values() if each.text.strip())


def _still_true(session: Session, plan_id: str, before: Revision, after: Revision) -> list[Concern]:
    """What was found in answers that the editor left as they were, with what was said of it."""
    found = concerns_of(session, plan_id, before.unit, before.quarter, before.number)
    kept = set(before.entries) & set(after.entries)
    slots = {each.slot for each in kept}
    return [each for each in found if each.slot in slots]


def _tell_edits(session: Session, plan_id: str, latest: Revision, made: Revision) -> None:
    subject, what = submission_of(made.unit, made.quarter), f"revision {made.number} edited"
    before, after = written(latest.entries), written(made.entries)
    record(session, plan_id, made.at, made.by, what, subject, before, after)
    what = f"revision {made.number}"
    record(session, plan_id, made.at, made.by, what, subject, latest.state, made.state)


def _held(session: Session, plan_id: str, step: Step) -> Revision | None:
    hold(session, plan_id)
    return latest_revision(session, plan_id, step.unit, step.quarter)


def _add(session: Session, plan_id: str, step: Step) -> None:
    here = (_column.plan == plan_id, _column.quarter == step.quarter, _column.unit == step.unit)
    place = (session.scalar(select(func.max(_column.place)).where(*here)) or 0) + 1
    session.execute(insert(ReviewStepRow).values(plan=plan_id, place=place, **vars(step)))


def _steps(plan_id: str) -> Select[Any]:
    columns = (_column[name] for name in _FIELDS)
    return select(*columns).where(_column.plan == plan_id).order_by(_column.unit, _column.place)


def _read(session: Session, rows: Select[Any]) -> tuple[Step, ...]:
    return tuple(Step(*row) for row in session.execute(rows))


def approved_since(session: Session, plan_id: str, since: datetime) -> tuple[Step, ...]:
    """Every approval from a moment on, oldest first, whatever quarter it is of."""
    kinds = (StepKind.APPROVED, StepKind.EDITED)
    rows = _steps(plan_id).where(_column.kind.in_(kinds), _column.at >= since)
    return tuple(sorted(_read(session, rows), key=lambda each: each.at))
