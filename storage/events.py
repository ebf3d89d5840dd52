"""Events that came in: Slack delivers some of them more than once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from storage.session import Session
from storage.tables import InboundEventRow

_KEPT = timedelta(days=3)  # Slack stops trying again within hours


def first_time(session: Session, event_id: str, now: datetime) -> bool:
    """Take note of an event; False where any process has taken note of it before."""
    try:
        with session.begin_nested():
            session.execute(insert(InboundEventRow).values(id=event_id, seen_at=now))
    except IntegrityError:
        return False
    session.execute(delete(InboundEventRow).where(InboundEventRow.seen_at < now - _KEPT))
    return True


def first_within(session: Session, event_id: str, at: datetime, within: timedelta) -> bool:
    """Take note of what may happen again, such as a press of a button; False where it happened
    less than ``within`` before, as the second click of a double click does."""
    later = InboundEventRow.id == event_id, InboundEventRow.seen_at <= at - within
    renewed = session.execute(
        update(InboundEventRow).where(*later).values(seen_at=at).returning(InboundEventRow.id)
    )
    return renewed.first() is not None or first_time(session, event_id, at)


def forget_event(session: Session, event_id: str) -> None:
    """Let an event be the first again: what was to follow from it did not happen."""
    session.execute(delete(InboundEventRow).where(InboundEventRow.id == event_id))
