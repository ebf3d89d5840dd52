"""One at a time: whoever is about to read a plan's answers and write by what they read."""

from __future__ import annotations

from sqlalchemy import select

from storage.session import Session
from storage.tables import PlanRow


def hold(session: Session, plan_id: str) -> None:
    """Keep other writers of the plan's answers waiting until this transaction ends.

    SQLite's writers wait for each other from their first word, and its dialect leaves the lock
    out of the statement. On PostgreSQL the plan's row is locked so that rows which merely refer
    to it can still be added.
    """
    session.execute(
        select(PlanRow.id).where(PlanRow.id == plan_id).with_for_update(key_share=True)
    ).all()
