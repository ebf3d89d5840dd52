"""Pictures that Slack already has."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from storage.session import Session
from storage.tables import ChartFileRow


def chart_file(session: Session, fingerprint: str, audience: str) -> str | None:
    """The id of the file of this picture that was uploaded for this audience."""
    return session.scalar(select(ChartFileRow.file_id).where(*_at(fingerprint, audience)))


def remember_chart(
    session: Session, fingerprint: str, audience: str, file_id: str, now: datetime
) -> None:
    """Keep a file's id; of two kept at the same moment, the later stays."""
    forget_chart(session, fingerprint, audience)
    session.execute(
        insert(ChartFileRow).values(
            fingerprint=fingerprint, audience=audience, file_id=file_id, created_at=now
        )
    )


def forget_chart(session: Session, fingerprint: str, audience: str) -> None:
    session.execute(delete(ChartFileRow).where(*_at(fingerprint, audience)))


def _at(fingerprint: str, audience: str) -> tuple[ColumnElement[bool], ...]:
    return ChartFileRow.fingerprint == fingerprint, ChartFileRow.audience == audience
