"""What is kept of people goes after some months; what the force published stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, func, or_, select

from bot.delivery import DeliveryState
from bot.quarter import Quarter
from storage.audit import BOT
from storage.base import OfPlan
from storage.forgetting import Where, deleted, forget, traces
from storage.session import Session
from storage.tables_collecting import (
    AbsenceRow,
    DeliveryRow,
    DraftEntryRow,
    DraftExplanationRow,
    DraftRow,
    ReplyRow,
    SnoozeRow,
)
from storage.tables_publishing import EditionRow

_SETTLED = (DeliveryState.SENT, DeliveryState.DROPPED)


@dataclass(frozen=True)
class Pruned:
    """How many rows went, and how many people were forgotten."""

    rows: int
    people: int


def prune(session: Session, plan_id: str, now: datetime, months: int) -> Pruned:
    """Let go of what is older than so many months (of a twelfth of 365 days): messages to people
    that are settled, replies, absences, reminders put off, drafts that were never sent, and people
    who are in the plan no more and did nothing since.

    What belongs to the quarter that was published last stays, however old it is, so that nobody
    is told anything twice.
    """
    before = now - timedelta(days=months * 365 // 12)
    kept = _oldest_kept(session, plan_id, before)
    rows = sum(deleted(session, plan_id, *each) for each in _old(before, kept))
    gone = [
        forget(session, plan_id, now, BOT, each.ids[0])
        for each in traces(session, plan_id)
        if not each.name and each.last and each.last < before
    ]
    return Pruned(rows, len(gone))


def _oldest_kept(session: Session, plan_id: str, before: datetime) -> Quarter:
    published = select(func.max(EditionRow.quarter)).where(EditionRow.plan == plan_id)
    newest: Quarter | None = session.scalar(published)
    then = Quarter.containing(before.date())
    return min(newest, then) if newest else then


def _old(before: datetime, kept: Quarter) -> Iterator[tuple[type[OfPlan], Where]]:
    """The tables and what goes of them."""
    to_a_person = or_(*(DeliveryRow.recipient.startswith(each) for each in ("U", "W")))
    of_a_past = or_(DeliveryRow.quarter.is_(None), DeliveryRow.quarter < kept)
    settled = DeliveryRow.state.in_(_SETTLED)
    yield DeliveryRow, and_(settled, DeliveryRow.due < before, to_a_person, of_a_past)
    yield ReplyRow, and_(ReplyRow.at < before, ReplyRow.quarter < kept)
    yield SnoozeRow, SnoozeRow.until < before
    yield AbsenceRow, AbsenceRow.until < before.date()
    for table in (DraftEntryRow, DraftExplanationRow):
        of_it = (table.plan == DraftRow.plan, table.quarter == DraftRow.quarter)
        its_draft = (*of_it, table.unit == DraftRow.unit)
        yield table, exists().where(*its_draft, DraftRow.at < before, DraftRow.quarter < kept)
    yield DraftRow, and_(DraftRow.at < before, DraftRow.quarter < kept)
