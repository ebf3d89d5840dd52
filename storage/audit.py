"""The audit log: who did what, when, to what. Lines are added; the database refuses the rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, insert, or_, select

from bot.quarter import Quarter
from bot.submission import Entry
from storage.session import Session
from storage.tables_collecting import AuditRow

_column = AuditRow.__table__.c
_AT_ONCE = 500

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


def answers_in(text: str) -> dict[str, str]:
    """The answers that a line keeps, by slot; none where it keeps something else."""
    try:
        return {slot: str(answer[0]) for slot, answer in json.loads(text).items()}
    except (ValueError, AttributeError, LookupError, TypeError):
        return {}


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
    about = [] if subject is None else [_column.subject == subject]
    lines = _lines(plan_id, *about).order_by(_column.number.desc()).limit(limit)
    return tuple(AuditLine(*row) for row in session.execute(lines))


def lines_about(
    session: Session, plan_id: str, subjects: Iterable[str], beginning: Iterable[str], limit: int
) -> tuple[AuditLine, ...]:
    """The newest lines about these subjects, and about those that begin so; oldest first."""
    begins = (_column.subject.startswith(each, autoescape=True) for each in beginning)
    about = or_(_column.subject.in_(list(subjects)), *begins)
    lines = _lines(plan_id, about).order_by(_column.number.desc()).limit(limit)
    return tuple(AuditLine(*row) for row in reversed(session.execute(lines).all()))


def every_line(
    session: Session, plan_id: str, since: datetime | None = None, beginning: str = ""
) -> Iterator[tuple[int, AuditLine]]:
    """Each line with its number, oldest first, read as it is asked for."""
    wanted = [_column.at >= since] if since else []
    if beginning:
        wanted.append(_column.subject.startswith(beginning, autoescape=True))
    lines = _lines(plan_id, *wanted).add_columns(_column.number).order_by(_column.number)
    for *own, number in session.execute(lines.execution_options(yield_per=_AT_ONCE)):
        yield number, AuditLine(*own)


def columns_of_line() -> tuple[ColumnElement[Any], ...]:
    """The columns that make an `AuditLine`, in its order."""
    return tuple(_column[name] for name in AuditLine.__dataclass_fields__)


def _lines(plan_id: str, *wanted: ColumnElement[bool]) -> Select[Any]:
    return select(*columns_of_line()).where(_column.plan == plan_id, *wanted)
