"""Forgetting a person: what is kept of them goes, and what they did stays, done by nobody in
particular.

The audit log keeps its lines and its chain of seals; only who it was can no longer be read or
found out. What units said of their work is the force's report and stays as it was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from storage.audit import BOT, record
from storage.base import OfPlan
from storage.sealing import FORGOT, seal
from storage.session import Session, StoreFault
from storage.tables import ChartFileRow, FigureRow, PersonRow
from storage.tables_collecting import (
    AbsenceRow,
    AuditRow,
    CoverRow,
    DeliveryRow,
    DraftEntryRow,
    DraftExplanationRow,
    DraftRow,
    ReplyRow,
    RevisionRow,
    SnoozeRow,
)
from storage.tables_grounds import DecisionRow
from storage.tables_publishing import EditionRow
from storage.tables_review import ReviewStepRow
from storage.tables_sealing import SaltRow
from storage.tables_subscribing import SubscriptionRow

FORGOTTEN = "forgotten"  # who did it, where that may no longer be known
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,62}")
_OUTSIDER = re.compile(r".* \((?P<id>[UW][A-Z0-9]{2,62})\)")
_AT_ONCE = 500
_line = AuditRow.__table__.c

Who = InstrumentedAttribute[Any]
Where = ColumnElement[bool]

# Rows that are about a person go; rows that a person made stay.
_THEIRS: tuple[Who, ...] = (
    *(AbsenceRow.person, SnoozeRow.person, ReplyRow.person),
    *(DeliveryRow.recipient, SubscriptionRow.recipient),
)
_BY_THEM: tuple[Who, ...] = (
    *(DraftRow.by, DraftEntryRow.by, DraftExplanationRow.by, RevisionRow.by),
    *(CoverRow.giver, CoverRow.taker, ReviewStepRow.by, ReviewStepRow.to),
    *(EditionRow.by, SubscriptionRow.by, DecisionRow.recorded_by, FigureRow.recorded_by),
)


@dataclass(frozen=True)
class Trace:
    """Somebody whom the store knows: by their id in the plan, and by that in Slack. ``name`` is
    empty for an id that is not in the plan any more; ``lines`` counts what they did, by the audit
    log, and ``last`` is when they did it last."""

    ids: tuple[str, ...]
    name: str
    lines: int
    last: datetime | None


@dataclass(frozen=True)
class Forgotten:
    """How many rows went, in how many the person was replaced, and how many lines of the log."""

    gone: int
    replaced: int
    lines: int


def traces(session: Session, plan_id: str) -> tuple[Trace, ...]:
    """Everybody whom the plan, the log or the outbox names, those in the plan first."""
    made = select(_line.who, func.count(), func.max(_line.at)).where(_line.plan == plan_id)
    log = _added_up(session.execute(made.group_by(_line.who)).all())
    written_to = select(DeliveryRow.recipient).where(DeliveryRow.plan == plan_id).distinct()
    seen = {*log, *filter(_SLACK_ID.fullmatch, session.scalars(written_to))}
    known = [_trace(log, ids, name) for ids, name in _in_the_plan(session, plan_id)]
    named = {each for trace in known for each in trace.ids}
    rest = sorted(seen - named - {BOT, FORGOTTEN})
    return (*known, *(_trace(log, (each,), "") for each in rest))


def forget(session: Session, plan_id: str, now: datetime, who: str, person: str) -> Forgotten:
    """Take a person out of the store, by one of the ids that `traces` tells; ``who`` is told in
    the log to have done it. Nothing is recorded where nothing was kept of them.

    Raises StoreFault where the plan still names them.
    """
    if person in ("", BOT, FORGOTTEN):
        return Forgotten(0, 0, 0)
    for ids, name in _in_the_plan(session, plan_id):
        if person in ids:
            raise StoreFault(
                f"{name} ({person}) is in the plan. Take them out of its people.yml, load the "
                "folder, and forget them then"
            )
    lines = _forget_in_the_log(session, plan_id, person)
    their_own = (DeliveryRow.plan == plan_id, DeliveryRow.recipient == person)
    talks = select(DeliveryRow.channel).where(*their_own)
    session.execute(delete(ChartFileRow).where(ChartFileRow.audience.in_(talks)))
    gone = sum(_gone(session, plan_id, each, person) for each in _THEIRS)
    replaced = sum(_replaced(session, plan_id, each, person) for each in _BY_THEM)
    if gone or replaced or lines:
        told = ", ".join(map(str, lines))
        record(session, plan_id, now, who, FORGOT, f"person:{FORGOTTEN}", after=told)
    return Forgotten(gone, replaced, len(lines))


def _added_up(rows: Iterable[Any]) -> dict[str, tuple[int, datetime]]:
    """How much each did, and when last; whoever stands by name and Slack id is their id."""
    log: dict[str, tuple[int, datetime]] = {}
    for who, n, last in rows:
        outsider = _OUTSIDER.fullmatch(who)
        own = outsider["id"] if outsider else who
        before, latest = log.get(own, (0, last))
        log[own] = (before + n, max(latest, last))
    return log


def _gone(session: Session, plan_id: str, column: Who, person: str) -> int:
    table: Any = column.class_
    return deleted(session, plan_id, table, column == person)


def deleted(session: Session, plan_id: str, table: type[OfPlan], *what: Where) -> int:
    """Delete rows of a plan, and say how many they were."""
    done: Any = session.execute(delete(table).where(table.plan == plan_id, *what))
    return int(done.rowcount)


def _in_the_plan(session: Session, plan_id: str) -> list[tuple[tuple[str, ...], str]]:
    """The ids and the name of each person."""
    rows = select(PersonRow.id, PersonRow.slack_id, PersonRow.name).where(PersonRow.plan == plan_id)
    people = session.execute(rows.order_by(PersonRow.place))
    return [((own, slack_id) if slack_id else (own,), name) for own, slack_id, name in people]


def _trace(log: dict[str, tuple[int, datetime]], ids: tuple[str, ...], name: str) -> Trace:
    found = [log[each] for each in ids if each in log]
    return Trace(ids, name, sum(n for n, _ in found), max((at for _, at in found), default=None))


def _replaced(session: Session, plan_id: str, column: Who, person: str) -> int:
    table: Any = column.class_
    as_told = column.endswith(f" ({person})", autoescape=True)  # who is not in the plan
    its_own = (table.plan == plan_id, or_(column == person, as_told))
    done: Any = session.execute(update(table).where(*its_own).values({column.key: FORGOTTEN}))
    return int(done.rowcount)


def _forget_in_the_log(session: Session, plan_id: str, person: str) -> list[int]:
    """The salt goes first: the database lets nobody change a line that can still be proved."""
    seal(session, plan_id)
    found = list(_lines_naming(session, plan_id, person))
    for some in (found[at : at + _AT_ONCE] for at in range(0, len(found), _AT_ONCE)):
        numbers = [each["number"] for each in some]
        salted = (SaltRow.plan == plan_id, SaltRow.line.in_(numbers))
        session.execute(delete(SaltRow).where(*salted))
        session.execute(update(AuditRow), some)
    return [each["number"] for each in found]


def _lines_naming(session: Session, plan_id: str, person: str) -> Iterator[dict[str, Any]]:
    """Each line with the person in it, as it reads without them."""
    names = ("who", "what", "subject", "before", "after")
    in_it = [_line[name].contains(person, autoescape=True) for name in names]
    wanted = (_line.plan == plan_id, or_(*in_it))
    rows = select(_line.number, *(_line[name] for name in names)).where(*wanted)
    for number, *texts in session.execute(rows.order_by(_line.number)).all():
        told = [_without(person, each) for each in texts]
        if told != texts:
            yield {"number": number, **dict(zip(names, told, strict=True))}


def _without(person: str, text: str) -> str:
    """An id of Slack is nothing else wherever it stands; one of the plan may be a word that
    somebody wrote, and is theirs where it is a text or a part of a subject by itself, or stands
    behind what was asked."""
    if _SLACK_ID.fullmatch(person):
        text = re.sub(rf"^(asked |answered )?[^\n]* \({person}\)$", rf"\1{FORGOTTEN}", text)
        return re.sub(rf"(?<![A-Za-z0-9]){person}(?![A-Za-z0-9])", FORGOTTEN, text)
    if text in (f"asked {person}", f"answered {person}"):
        return text.replace(person, FORGOTTEN)
    return ":".join(FORGOTTEN if each == person else each for each in text.split(":"))
