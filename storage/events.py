"""Events that came in: Slack delivers some of them more than once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert
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
