"""Submissions: a draft becomes a revision, once, however often and from wherever it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.quarter import Quarter
from bot.submission import Concern, Draft, Revision, State
from storage.audit import record, submission_of, written
from storage.concerns import add_concerns, explained, explanations_of
from storage.drafts import (
    DraftMovedOn,
    draft,
    draft_of,
    drafts_for,
    held_draft,
    open_draft,
    remove_draft,
    save_entries,
)
from storage.holding import hold
from storage.revisions import (
    NotOpenError,
    add_revision,
    latest_revision,
    latest_revisions,
    made_by,
    made_from,
    revisions_of,
    set_state,
    standing_since,
)
from storage.session import Session

__all__ = [
    "DraftMovedOn",
    "NotOpenError",
    "draft",
    "draft_of",
    "drafts_for",
    "latest_revision",
    "latest_revisions",
    "open_draft",
    "reopen",
    "revisions_of",
    "save_entries",
    "set_state",
    "standing_since",
    "submit",
    "submit_nil",
]


def submit(
    session: Session,
    draft_id: str,
    key: str,
    person: str,
    now: datetime,
    *,
    late: bool,
    concerns: Iterable[Concern] = (),
) -> Revision:
    """Make a draft the next revision; ``key`` is the press or view that asked for it.

    With it go the ``concerns`` that were found, with what was said of them in the draft.

    The same key gives the same revision again, and so does the same draft, whoever sends it.
    Raises NotOpenError where there is no such draft, or what was submitted before is approved.
    """
    held = held_draft(session, draft_id)
    if held is None:
        if made := made_from(session, draft_id):
            return made
        raise NotOpenError("there is no such draft")
    plan_id, found = held
    if made := made_by(session, plan_id, found.unit, found.quarter, key):
        return made
    number = _next_number(session, plan_id, found.unit, found.quarter)
    revision = Revision(found.unit, found.quarter, number, found.entries, person, now, late=late)
    add_revision(session, plan_id, revision, key, draft_id)
    said = explanations_of(session, plan_id, found.unit, found.quarter)
    add_concerns(session, plan_id, revision, explained(concerns, said))
    remove_draft(session, plan_id, found)
    _told(session, plan_id, revision)
    return revision


def submit_nil(
    session: Session,
    plan_id: str,
    unit: str,
    quarter: Quarter,
    reason: str,
    key: str,
    person: str,
    now: datetime,
    *,
    late: bool,
    concerns: Iterable[Concern] = (),
) -> Revision:
    """Record that there is nothing to report, and why, with what was found in that. A draft that
    was begun stays.

    The same key gives the same revision again. Raises NotOpenError once the quarter's answer is
    approved, and ValueError where no reason is given.
    """
    if not reason.strip():
        raise ValueError("nothing to report needs its reason")
    hold(session, plan_id)
    if made := made_by(session, plan_id, unit, quarter, key):
        return made
    number = _next_number(session, plan_id, unit, quarter)
    revision = Revision(unit, quarter, number, (), person, now, late=late, nil=reason)
    add_revision(session, plan_id, revision, key)
    add_concerns(session, plan_id, revision, concerns)
    _told(session, plan_id, revision)
    return revision


def reopen(
    session: Session, plan_id: str, unit: str, quarter: Quarter, person: str, now: datetime
) -> Draft:
    """A draft to correct what was submitted, beginning with what that says; or the draft that is
    open already. Raises NotOpenError where nothing was submitted, or it is approved."""
    hold(session, plan_id)
    latest = latest_revision(session, plan_id, unit, quarter)
    if latest is None:
        raise NotOpenError("nothing was submitted yet")
    _check_open(latest)
    return open_draft(session, plan_id, unit, quarter, person, now)


def _next_number(session: Session, plan_id: str, unit: str, quarter: Quarter) -> int:
    latest = latest_revision(session, plan_id, unit, quarter)
    _check_open(latest)
    return latest.number + 1 if latest else 1


def _check_open(latest: Revision | None) -> None:
    if latest and latest.state is State.APPROVED:
        raise NotOpenError("what was submitted is approved")


def _told(session: Session, plan_id: str, revision: Revision) -> None:
    what = f"revision {revision.number} submitted{' late' * revision.late}"
    subject = submission_of(revision.unit, revision.quarter)
    earlier = revisions_of(session, plan_id, revision.unit, revision.quarter)[:-1]
    before = _said(earlier[-1]) if earlier else ""
    record(session, plan_id, revision.at, revision.by, what, subject, before, _said(revision))


def _said(revision: Revision) -> str:
    return f"nothing to report: {revision.nil}" if revision.nil else written(revision.entries)
