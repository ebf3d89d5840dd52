"""Plain replies to a reminder, kept until it is known what they answer."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from bot.submission import Reply
from storage.holding import hold
from storage.session import Session
from storage.tables_collecting import ReplyRow

_column = ReplyRow.__table__.c
_FIELDS = tuple(Reply.__dataclass_fields__)


def keep(session: Session, plan_id: str, reply: Reply) -> bool:
    """Keep a reply; False where it is kept already, as when Slack delivers it twice."""
    hold(session, plan_id)
    if reply_of(session, plan_id, reply.id):
        return False
    session.execute(insert(ReplyRow).values(plan=plan_id, **vars(reply)))
    return True


def reply_of(session: Session, plan_id: str, id: str) -> Reply | None:
    columns = (_column[name] for name in _FIELDS)
    row = session.execute(select(*columns).where(_column.plan == plan_id, _column.id == id)).first()
    return Reply(*row) if row else None


def settle(session: Session, plan_id: str, id: str, how: str) -> bool:
    """Say what became of it; False where that was said before, as by a second press."""
    hold(session, plan_id)
    found = reply_of(session, plan_id, id)
    if found is None or found.settled:
        return False
    session.execute(
        update(ReplyRow).where(_column.plan == plan_id, _column.id == id).values(settled=how)
    )
    return True
