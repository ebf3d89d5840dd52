"""Drafts: what was answered and not submitted yet. A unit has one for a quarter, or none."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from bot.quarter import Quarter
from bot.submission import Draft, Entry, State
from storage.audit import record, submission_of, written
from storage.concerns import carry_explanations, forget_explanations
from storage.holding import hold
from storage.revisions import NotOpenError, latest_revision
from storage.session import Session
from storage.tables_collecting import DraftEntryRow, DraftRow

_draft = DraftRow.__table__.c
_entry = DraftEntryRow.__table__.c


class DraftMovedOn(Exception):  # noqa: N818 - nobody is at fault
    """Somebody else saved meanwhile; ``draft`` is what stands now. Nothing was written."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"{draft.by} saved this draft meanwhile")
        self.draft = draft


def open_draft(
    session: Session, plan_id: str, unit: str, quarter: Quarter, person: str, now: datetime
) -> Draft:
    """The draft of a unit, made where there is none yet.

    A new one holds what the unit submitted last, and what was said of what was found in that, so
    that a correction begins with it. Raises NotOpenError once that was approved.
    """
    hold(session, plan_id)
    if found := draft_of(session, plan_id, unit, quarter):
        return found
    latest = latest_revision(session, plan_id, unit, quarter)
    if latest and latest.state is State.APPROVED:
        raise NotOpenError("what was submitted is approved")
    entries = latest.entries if latest else ()
    draft = Draft(secrets.token_urlsafe(18), unit, quarter, 0, entries, person, now)
    _add(session, plan_id, draft)
    if latest:
        carry_explanations(session, plan_id, draft, latest)
    record(session, plan_id, now, person, "draft opened", submission_of(unit, quarter))
    return draft


def draft(session: Session, draft_id: str) -> Draft | None:
    row = _row(session, draft_id)
    return _filled(session, row) if row else None


def draft_of(session: Session, plan_id: str, unit: str, quarter: Quarter) -> Draft | None:
    row = session.execute(
        select(DraftRow.__table__).where(
            _draft.plan == plan_id, _draft.quarter == quarter, _draft.unit == unit
        )
    ).first()
    return _filled(session, row) if row else None


def drafts_for(session: Session, plan_id: str, quarter: Quarter) -> dict[str, Draft]:
    """The drafts of a quarter by unit; units without one are left out."""
    entries = defaultdict(list)
    for each in _answers(session, plan_id, quarter):
        entries[each.unit].append(each)
    rows = session.execute(
        select(DraftRow.__table__)
        .where(_draft.plan == plan_id, _draft.quarter == quarter)
        .order_by(_draft.unit)
    )
    return {row.unit: _read(row, entries[row.unit]) for row in rows}


def save_entries(
    session: Session,
    draft_id: str,
    version: int,
    entries: Iterable[Entry],
    person: str,
    now: datetime,
) -> Draft:
    """Put answers into their slots; other slots stay as they are, and an empty text takes an
    answer away.

    Nothing is overwritten that the person has not seen: where somebody else saved after the
    ``version`` they saw, DraftMovedOn is raised with what stands now. What they saved themselves,
    in another window or going back a page, they may replace. Whatever was replaced stays in the
    audit log. Saving what stands already changes nothing, so that the same page may arrive twice.
    Raises NotOpenError where the draft is gone, since it was submitted.
    """
    row = _held(session, draft_id)
    if row is None:
        raise NotOpenError("this draft was submitted")
    standing = {each.slot: each for each in _answers(session, row.plan, row.quarter, row.unit)}
    changed = tuple(_changed(standing, entries))
    if changed:
        touched = [standing[each.slot] for each in changed if each.slot in standing]
        if _moved_on(row, touched, version, person):
            raise DraftMovedOn(_read(row, standing.values()))
        _put(session, row, standing, changed, person, now)
    return draft(session, draft_id) or _read(row, standing.values())


def held_draft(session: Session, draft_id: str) -> tuple[str, Draft] | None:
    """The plan of a draft and the draft, with other writers kept waiting from here on."""
    row = _held(session, draft_id)
    return (row.plan, _filled(session, row)) if row else None


def remove_draft(session: Session, plan_id: str, draft: Draft) -> None:
    forget_explanations(session, plan_id, draft)
    session.execute(delete(DraftEntryRow).where(*_at(plan_id, draft.quarter, draft.unit)))
    session.execute(delete(DraftRow).where(_draft.id == draft.id))


def _add(session: Session, plan_id: str, draft: Draft) -> None:
    at = {"plan": plan_id, "quarter": draft.quarter, "unit": draft.unit}
    saved = {"version": draft.version, "by": draft.by}
    session.execute(insert(DraftRow).values(at | saved | {"id": draft.id, "at": draft.at}))
    entries = [at | saved | vars(each) | {"place": n} for n, each in enumerate(draft.entries)]
    if entries:
        session.execute(insert(DraftEntryRow), entries)


def _changed(standing: Mapping[str, Row[Any]], entries: Iterable[Entry]) -> Iterator[Entry]:
    """The answers that differ from what stands, down to their digits."""
    for each in {entry.slot: entry for entry in entries}.values():
        wanted = each if each.text.strip() else Entry(each.slot, "")
        now = _entry_of(standing[each.slot]) if each.slot in standing else Entry(each.slot, "")
        if repr(wanted) != repr(now):
            yield wanted


def _moved_on(row: Row[Any], touched: Iterable[Row[Any]], version: int, person: str) -> bool:
    """Whether somebody else saved since, be it the draft's last save or one of these answers."""
    saves = [(row.version, row.by), *((each.version, each.by) for each in touched)]
    return any(at > version and by != person for at, by in saves)


def _put(
    session: Session,
    row: Row[Any],
    standing: Mapping[str, Row[Any]],
    changed: Sequence[Entry],
    person: str,
    now: datetime,
) -> None:
    at = {"plan": row.plan, "quarter": row.quarter, "unit": row.unit}
    save = {"version": row.version + 1, "by": person}
    session.execute(
        delete(DraftEntryRow).where(
            *_at(row.plan, row.quarter, row.unit), _entry.slot.in_([each.slot for each in changed])
        )
    )
    session.execute(
        insert(DraftEntryRow),
        [
            at | save | vars(each) | {"place": _place(standing, each.slot, len(standing) + n)}
            for n, each in enumerate(changed)
        ],
    )
    session.execute(update(DraftRow).where(_draft.id == row.id).values(save | {"at": now}))
    before = [_entry_of(standing[each.slot]) for each in changed if each.slot in standing]
    subject = submission_of(row.unit, row.quarter)
    told = written(before), written(changed)
    record(session, row.plan, now, person, "draft saved", subject, *told)


def _place(standing: Mapping[str, Row[Any]], slot: str, next_place: int) -> int:
    return int(standing[slot].place) if slot in standing else next_place


def _row(session: Session, draft_id: str) -> Row[Any] | None:
    return session.execute(select(DraftRow.__table__).where(_draft.id == draft_id)).first()


def _held(session: Session, draft_id: str) -> Row[Any] | None:
    row = _row(session, draft_id)
    if row is None:
        return None
    hold(session, row.plan)
    return _row(session, draft_id)


def _filled(session: Session, row: Row[Any]) -> Draft:
    return _read(row, _answers(session, row.plan, row.quarter, row.unit))


def _answers(
    session: Session, plan_id: str, quarter: Quarter, unit: str | None = None
) -> Sequence[Row[Any]]:
    """The rows of answers, also of those taken away; of one unit, or of all."""
    rows = select(DraftEntryRow.__table__).where(*_at(plan_id, quarter, unit))
    return session.execute(rows.order_by(_entry.unit, _entry.place)).all()


def _at(plan_id: str, quarter: Quarter, unit: str | None) -> list[ColumnElement[bool]]:
    of_quarter = [_entry.plan == plan_id, _entry.quarter == quarter]
    return [*of_quarter, _entry.unit == unit] if unit else of_quarter


def _read(row: Row[Any], answers: Iterable[Row[Any]]) -> Draft:
    entries = tuple(_entry_of(each) for each in answers if each.text)
    return Draft(row.id, row.unit, row.quarter, row.version, entries, row.by, row.at)


def _entry_of(row: Row[Any]) -> Entry:
    return Entry(row.slot, row.text, row.value, row.links)
