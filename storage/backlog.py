"""What the outbox still owes, and what became of the rest: for metrics and for alerts."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from bot.delivery import LATE_AFTER, Backlog, Delivery, DeliveryState
from storage.delivery_rows import of_plan, read_rows
from storage.session import Session
from storage.tables_collecting import DeliveryRow

_column = DeliveryRow.__table__.c
_OWED = (DeliveryState.PENDING, DeliveryState.CLAIMED)


def backlog(session: Session, plan_id: str, now: datetime) -> Backlog:
    """How many deliveries are in each state, how many of them are due, and since when."""
    ours = _column.plan == plan_id
    counts = session.execute(
        select(_column.state, func.count()).where(ours).group_by(_column.state)
    )
    due = select(func.count(), func.min(_column.due)).where(
        ours, _column.state.in_(_OWED), _column.due <= now
    )
    waiting, oldest = session.execute(due).one()
    return Backlog({DeliveryState(state): count for state, count in counts}, waiting, oldest)


def wanting(
    session: Session, plan_id: str, now: datetime, late_after: timedelta = LATE_AFTER
) -> tuple[Delivery, ...]:
    """What an admin should know of or decide: the late, the unknown, and the refused; the oldest
    first."""
    is_late = (_column.state.in_(_OWED)) & (_column.due <= now - late_after)
    is_ended = _column.state.in_((DeliveryState.UNKNOWN, DeliveryState.FAILED))
    return read_rows(
        session, of_plan(plan_id, or_(is_late, is_ended)).order_by(_column.due, _column.key)
    )


def troubled(
    session: Session, plan_id: str, now: datetime, late_after: timedelta = LATE_AFTER
) -> tuple[Delivery, ...]:
    """What is late and what is unknown, the oldest first."""
    found = wanting(session, plan_id, now, late_after)
    return tuple(each for each in found if each.state is not DeliveryState.FAILED)
