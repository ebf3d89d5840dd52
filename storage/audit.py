"""The audit log: who did what, when, to what. Lines are added; the database refuses the rest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.quarter import Quarter
from bot.submission import Entry
from storage.session import Session
from storage.tables_collecting import AuditRow

BOT = "pcp-bot"  # who did it, where nobody did


@dataclass(frozen=True)
class AuditLine:
    """``subject`` is what it was done to: ``submission:2021/22-Q3:fcr``, ``delivery:<key>``,
    ``person:amara``. ``before`` and ``after`` hold what a change replaced, and by what."""

    at: datetime
    who: str
    what: str
    subject: str
    before: str = ""
    after: str = ""


def submission_of(unit: str, quarter: Quarter) -> str:
    """The subject of everything that is done about what one unit owes for a quarter."""
    return f"submission:{quarter.key}:{unit}"


def written(entries: Iterable[Entry]) -> str:
    """Answers as the log keeps them; empty where there are none."""
    answers = {each.slot: [each.text, *each.links] for each in entries if each.text}
    return json.dumps(answers, ensure_ascii=False) if answers else ""


def record(
    session: Session,
    plan_id: str,
    now: datetime,
    who: str,
    what: str,
    subject: str,
    before: str = "",
    after: str = "",
) -> None:
    """Add a line, in the transaction of what it tells of: both are kept, or neither."""
    session.execute(
        insert(AuditRow).values(
            plan=plan_id, at=now, who=who, what=what, subject=subject, before=before, after=after
        )
    )


def story(
    session: Session, plan_id: str, subject: str | None = None, limit: int = 100
) -> tuple[AuditLine, ...]:
    """The newest lines, newest first; of one subject, or of all."""
    columns = AuditRow.__table__.c
    lines = (
        select(*(columns[name] for name in AuditLine.__dataclass_fields__))
        .where(columns.plan == plan_id)
        .order_by(columns.number.desc())
        .limit(limit)
    )
    if subject is not None:
        lines = lines.where(columns.subject == subject)
    return tuple(AuditLine(*row) for row in session.execute(lines))
