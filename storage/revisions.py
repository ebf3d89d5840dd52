"""Revisions: what units submitted. The newest stands; those before it stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, tuple_, update

from bot.quarter import Quarter
from bot.submission import Entry, Revision, State
from storage.audit import record, submission_of
from storage.holding import hold
from storage.session import Session
from storage.tables_collecting import RevisionEntryRow, RevisionRow

_revision = RevisionRow.__table__.c
_entry = RevisionEntryRow.__table__.c


class NotOpenError(Exception):
    """What was to be changed can no longer be changed, in words for a person."""


def revisions_of(
    session: Session, plan_id: str, unit: str, quarter: Quarter
) -> tuple[Revision, ...]:
    """Oldest first."""
    return _revisions(session, plan_id, quarter, _revision.unit == unit)


def latest_revision(session: Session, plan_id: str, unit: str, quarter: Quarter) -> Revision | None:
    return latest_revisions(session, plan_id, quarter, [unit]).get(unit)


def latest_revisions(
    session: Session, plan_id: str, quarter: Quarter, units: Iterable[str] | None = None
) -> dict[str, Revision]:
    """The revision that stands, by unit; units that submitted nothing are left out."""
    newest = (
        select(_revision.unit, func.max(_revision.number))
        .where(_revision.plan == plan_id, _revision.quarter == quarter)
        .group_by(_revision.unit)
    )
    if units is not None:
        newest = newest.where(_revision.unit.in_(list(units)))
    is_newest = tuple_(_revision.unit, _revision.number).in_(newest)
    return {each.unit: each for each in _revisions(session, plan_id, quarter, is_newest)}


def standing_since(session: Session, plan_id: str, quarter: Quarter) -> dict[str, datetime]:
    """Since when the revision that stands is in its state, by unit: since it was submitted, or
    returned, or approved."""
    rows = session.execute(
        select(_revision.unit, _revision.state_at)
        .where(_revision.plan == plan_id, _revision.quarter == quarter)
        .order_by(_revision.number)
    )
    return {row.unit: row.state_at for row in rows}


def set_state(
    session: Session,
    plan_id: str,
    unit: str,
    quarter: Quarter,
    number: int,
    state: State,
    person: str,
    now: datetime,
    *,
    why: str = "",
) -> Revision:
    """Return or approve the revision that stands; doing so twice changes nothing.

    Raises NotOpenError where this revision does not stand: somebody corrected it meanwhile.
    """
    hold(session, plan_id)
    latest = latest_revision(session, plan_id, unit, quarter)
    if latest is None or latest.number != number:
        raise NotOpenError(f"revision {number} is not the one that stands")
    if latest.state is not state:
        session.execute(
            update(RevisionRow)
            .where(*_at(plan_id, unit, quarter), _revision.number == number)
            .values(state=state, state_at=now)
        )
        subject = submission_of(unit, quarter)
        after = f"{state}: {why}" if why else state
        record(session, plan_id, now, person, f"revision {number}", subject, latest.state, after)
    return Revision(**vars(latest) | {"state": state})


def made_from(session: Session, draft_id: str) -> Revision | None:
    """The revision that a draft became."""
    return _first(session, _revision.draft == draft_id)


def made_by(
    session: Session, plan_id: str, unit: str, quarter: Quarter, key: str
) -> Revision | None:
    """The revision that a press made."""
    return _first(session, *_at(plan_id, unit, quarter), _revision.key == key)


def add_revision(
    session: Session, plan_id: str, revision: Revision, key: str, draft_id: str | None = None
) -> None:
    """Write a new revision, whose number the caller worked out while holding the plan."""
    at = {"plan": plan_id, "unit": revision.unit, "quarter": revision.quarter}
    at["number"] = revision.number
    own = {name: getattr(revision, name) for name in ("by", "at", "late", "nil", "state")}
    row = at | own | {"key": key, "draft": draft_id, "state_at": revision.at}
    session.execute(insert(RevisionRow).values(row))
    entries = [at | vars(each) | {"place": n} for n, each in enumerate(revision.entries)]
    if entries:
        session.execute(insert(RevisionEntryRow), entries)


def _first(session: Session, *conditions: ColumnElement[bool]) -> Revision | None:
    row = session.execute(select(RevisionRow.__table__).where(*conditions)).first()
    if row is None:
        return None
    (found,) = _revisions(
        session, row.plan, row.quarter, _revision.unit == row.unit, _revision.number == row.number
    )
    return found


def _revisions(
    session: Session, plan_id: str, quarter: Quarter, *conditions: ColumnElement[bool]
) -> tuple[Revision, ...]:
    """Those of a quarter that meet the conditions, ordered by unit and number."""
    rows = session.execute(
        select(RevisionRow.__table__)
        .where(_revision.plan == plan_id, _revision.quarter == quarter, *conditions)
        .order_by(_revision.unit, _revision.number)
    ).all()
    entries = _entries(session, plan_id, quarter, {row.unit for row in rows})
    return tuple(_read(row, entries[row.unit, row.number]) for row in rows)


def _entries(
    session: Session, plan_id: str, quarter: Quarter, units: Iterable[str]
) -> defaultdict[tuple[str, int], list[Entry]]:
    found = defaultdict(list)
    rows = session.execute(
        select(RevisionEntryRow.__table__)
        .where(_entry.plan == plan_id, _entry.quarter == quarter, _entry.unit.in_(list(units)))
        .order_by(_entry.place)
    )
    for row in rows:
        found[row.unit, row.number].append(Entry(row.slot, row.text, row.value, row.links))
    return found


def _at(plan_id: str, unit: str, quarter: Quarter) -> tuple[ColumnElement[bool], ...]:
    return _revision.plan == plan_id, _revision.quarter == quarter, _revision.unit == unit


def _read(row: Row[Any], entries: list[Entry]) -> Revision:
    return Revision(
        unit=row.unit,
        quarter=row.quarter,
        number=row.number,
        entries=tuple(entries),
        by=row.by,
        at=row.at,
        late=row.late,
        nil=row.nil,
        state=row.state,
    )
