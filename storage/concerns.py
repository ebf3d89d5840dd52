"""What checks found in submissions, and what leads said of it: on the draft, then for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from bot.quarter import Quarter
from bot.submission import Concern, Draft, Revision
from storage.audit import record, submission_of
from storage.session import Session
from storage.tables_collecting import ConcernRow, DraftExplanationRow

_concern = ConcernRow.__table__.c
_said = DraftExplanationRow.__table__.c
_FIELDS = tuple(Concern.__dataclass_fields__)

Explanations = Mapping[str, str]  # by the key of the concern


def concerns_of(
    session: Session, plan_id: str, unit: str, quarter: Quarter, revision: int
) -> tuple[Concern, ...]:
    """What was found in a revision when it was sent, in the order in which it was shown."""
    rows = session.execute(
        select(*(_concern[name] for name in _FIELDS))
        .where(
            _concern.plan == plan_id,
            _concern.quarter == quarter,
            _concern.unit == unit,
            _concern.number == revision,
        )
        .order_by(_concern.place)
    )
    return tuple(Concern(*row) for row in rows)


def explanations_of(session: Session, plan_id: str, unit: str, quarter: Quarter) -> Explanations:
    """What was said of findings in the draft, by their keys."""
    rows = session.execute(
        select(_said.key, _said.text).where(*_of_draft(plan_id, unit, quarter))
    ).all()
    return {row.key: row.text for row in rows}


def explain(
    session: Session,
    plan_id: str,
    draft: Draft,
    said: Explanations,
    person: str,
    now: datetime,
) -> None:
    """Keep what was said of findings in a draft; an empty text takes it away, and what is not
    named stays. Whatever was replaced stays in the audit log."""
    standing = explanations_of(session, plan_id, draft.unit, draft.quarter)
    changed = {key: text for key, text in said.items() if text != standing.get(key, "")}
    if not changed:
        return
    at = _of_draft(plan_id, draft.unit, draft.quarter)
    session.execute(delete(DraftExplanationRow).where(*at, _said.key.in_(list(changed))))
    _add(session, plan_id, draft, changed, person, now)
    subject = submission_of(draft.unit, draft.quarter)
    for key, text in changed.items():
        what = f"finding {key} explained"
        record(session, plan_id, now, person, what, subject, standing.get(key, ""), text)


def carry_explanations(session: Session, plan_id: str, draft: Draft, revision: Revision) -> None:
    """Let a correction begin with what was said of the revision that it corrects."""
    found = concerns_of(session, plan_id, revision.unit, revision.quarter, revision.number)
    said = {each.key: each.explanation for each in found}
    _add(session, plan_id, draft, said, revision.by, revision.at)


def forget_explanations(session: Session, plan_id: str, draft: Draft) -> None:
    """With the draft go its explanations; those of its revision stay."""
    at = _of_draft(plan_id, draft.unit, draft.quarter)
    session.execute(delete(DraftExplanationRow).where(*at))


def explained(concerns: Iterable[Concern], said: Explanations) -> tuple[Concern, ...]:
    """Concerns with what was said of them."""
    return tuple(replace(each, explanation=said.get(each.key, "")) for each in concerns)


def add_concerns(
    session: Session, plan_id: str, revision: Revision, concerns: Iterable[Concern]
) -> None:
    """Write what was found in a new revision, in the transaction that makes it."""
    at = {"plan": plan_id, "unit": revision.unit, "quarter": revision.quarter}
    at["number"] = revision.number
    once = {each.key: each for each in concerns}
    rows = [at | vars(each) | {"place": place} for place, each in enumerate(once.values())]
    if rows:
        session.execute(insert(ConcernRow), rows)


def _add(
    session: Session,
    plan_id: str,
    draft: Draft,
    said: Explanations,
    person: str,
    now: datetime,
) -> None:
    at = {"plan": plan_id, "unit": draft.unit, "quarter": draft.quarter, "by": person, "at": now}
    rows = [at | {"key": key, "text": text} for key, text in said.items() if text]
    if rows:
        session.execute(insert(DraftExplanationRow), rows)


def _of_draft(plan_id: str, unit: str, quarter: Quarter) -> tuple[ColumnElement[bool], ...]:
    return _said.plan == plan_id, _said.quarter == quarter, _said.unit == unit
