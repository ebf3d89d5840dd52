"""Who stands in for whom, who is away, and who asked for peace until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.quarter import Quarter
from bot.submission import Absence, Cover, Snooze
from storage.audit import record, submission_of
from storage.base import Base
from storage.holding import hold
from storage.session import Session
from storage.tables_collecting import AbsenceRow, CoverRow, SnoozeRow

Values = dict[str, Any]


def hand_over(session: Session, plan_id: str, cover: Cover) -> bool:
    """Hand a unit's duty for a quarter to somebody; False where that person has it already.

    It takes the place of an earlier cover, so that what was handed on can be handed on again.
    """
    hold(session, plan_id)
    at = {"plan": plan_id, "quarter": cover.quarter, "unit": cover.unit}
    before = _held(session, CoverRow, at)
    if before and before["taker"] == cover.taker:
        return False
    now = {"giver": cover.giver, "taker": cover.taker, "at": cover.at}
    _put(session, CoverRow, at, now, before)
    subject = submission_of(cover.unit, cover.quarter)
    told = (before["taker"] if before else "", cover.taker)
    record(session, plan_id, cover.at, cover.giver, "handed over", subject, *told)
    return True


def hand_back(
    session: Session, plan_id: str, unit: str, quarter: Quarter, person: str, now: datetime
) -> Cover | None:
    """End a cover and return it; None where there is none any more."""
    hold(session, plan_id)
    at = {"plan": plan_id, "quarter": quarter, "unit": unit}
    before = _held(session, CoverRow, at)
    if before is None:
        return None
    session.execute(delete(CoverRow).filter_by(**at))
    told = (before["taker"], before["giver"])
    record(session, plan_id, now, person, "handed back", submission_of(unit, quarter), *told)
    return Cover(unit, quarter, before["giver"], before["taker"], before["at"])


def covers_for(session: Session, plan_id: str, quarter: Quarter) -> tuple[Cover, ...]:
    columns = CoverRow.__table__.c
    rows = session.execute(
        select(columns.unit, columns.quarter, columns.giver, columns.taker, columns.at)
        .where(columns.plan == plan_id, columns.quarter == quarter)
        .order_by(columns.unit)
    )
    return tuple(Cover(*row) for row in rows)


def set_absence(session: Session, plan_id: str, absence: Absence, now: datetime) -> None:
    """A person is away up to a day; said again, the new day counts, also an earlier one."""
    hold(session, plan_id)
    at = {"plan": plan_id, "person": absence.person}
    before = _held(session, AbsenceRow, at)
    if before and before["until"] == absence.until:
        return
    _put(session, AbsenceRow, at, {"until": absence.until}, before)
    told = (str(before["until"]) if before else "", str(absence.until))
    subject = f"person:{absence.person}"
    record(session, plan_id, now, absence.person, "away until", subject, *told)


def absences_on(session: Session, plan_id: str, day: date) -> tuple[Absence, ...]:
    """Those who are away on a day."""
    columns = AbsenceRow.__table__.c
    rows = session.execute(
        select(columns.person, columns.until)
        .where(columns.plan == plan_id, columns.until >= day)
        .order_by(columns.person)
    )
    return tuple(Absence(*row) for row in rows)


def set_snooze(session: Session, plan_id: str, snooze: Snooze, now: datetime) -> None:
    """A person is not reminded of a quarter before a moment; said again, the new moment counts."""
    hold(session, plan_id)
    at = {"plan": plan_id, "quarter": snooze.quarter, "person": snooze.person}
    before = _held(session, SnoozeRow, at)
    if before and before["until"] == snooze.until:
        return
    _put(session, SnoozeRow, at, {"until": snooze.until}, before)
    what = f"remind of {snooze.quarter.key} later"
    told = (before["until"].isoformat() if before else "", snooze.until.isoformat())
    record(session, plan_id, now, snooze.person, what, f"person:{snooze.person}", *told)


def snoozes_for(session: Session, plan_id: str, quarter: Quarter) -> tuple[Snooze, ...]:
    columns = SnoozeRow.__table__.c
    rows = session.execute(
        select(columns.person, columns.quarter, columns.until)
        .where(columns.plan == plan_id, columns.quarter == quarter)
        .order_by(columns.person)
    )
    return tuple(Snooze(*row) for row in rows)


def _held(session: Session, row: type[Base], at: Values) -> Values | None:
    found = session.execute(select(row.__table__).filter_by(**at)).mappings().first()
    return dict(found) if found else None


def _put(
    session: Session, row: type[Base], at: Values, values: Values, before: Values | None
) -> None:
    if before:
        session.execute(update(row).filter_by(**at).values(values))
    else:
        session.execute(insert(row).values(at | values))
