"""People and what they may do."""

from __future__ import annotations

from sqlalchemy import select

from bot.plan import Appointment, Person
from storage.session import Session
from storage.tables import AppointmentRow, PersonRow


def person_by_slack(session: Session, plan_id: str, slack_id: str) -> Person | None:
    known = session.execute(
        select(PersonRow.id, PersonRow.name, PersonRow.slack_id, PersonRow.title).where(
            PersonRow.plan == plan_id, PersonRow.slack_id == slack_id
        )
    ).first()
    return Person(*known) if known else None


def roles_of(session: Session, plan_id: str, person: str) -> tuple[Appointment, ...]:
    """The appointments of the person of this id, in the order of the plan data."""
    rows = session.execute(
        select(AppointmentRow.person, AppointmentRow.role, AppointmentRow.unit)
        .where(AppointmentRow.plan == plan_id, AppointmentRow.person == person)
        .order_by(AppointmentRow.place)
    )
    return tuple(Appointment(*row) for row in rows)
