"""The outbox: what is owed to whom, once, and what became of it. How a row goes from one state to
the next stands in `storage/stamping.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.delivery import Delivery, DeliveryState
from bot.quarter import Quarter
from storage.delivery_rows import FIELDS, of_plan, read_rows, tell
from storage.session import Session
from storage.stamping import addressed, claim, dropped, failed, pend_again, resolve, sent, unknown
from storage.tables_collecting import DeliveryRow

__all__ = [
    "addressed",
    "by_message",
    "claim",
    "conversation_of",
    "deliveries",
    "delivery",
    "doubtful",
    "dropped",
    "failed",
    "keys_of",
    "last_sent_to",
    "owe",
    "pend_again",
    "resolve",
    "sent",
    "sent_about",
    "unknown",
]

_INSERTS: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_column = DeliveryRow.__table__.c


def owe(session: Session, plan_id: str, delivery: Delivery, now: datetime) -> bool:
    """Put a delivery into the outbox; False where its key is there already, in whatever state."""
    own = {name: getattr(delivery, name) for name in FIELDS}
    row = own | {"plan": plan_id, "quarter": _quarter_in(delivery.key), "about": {**delivery.about}}
    insert_once = _INSERTS[session.connection().dialect.name](DeliveryRow)
    added = session.scalar(
        insert_once.values(row).on_conflict_do_nothing().returning(DeliveryRow.key)
    )
    if added is None:
        return False
    tell(session, plan_id, [delivery.key], now, "owed", delivery.kind)
    return True


def conversation_of(session: Session, plan_id: str, recipient: str) -> str:
    """Where a recipient was last written to; empty if they never were."""
    rows = select(_column.channel).where(
        _column.plan == plan_id, _column.recipient == recipient, _column.channel != ""
    )
    return session.scalar(rows.order_by(_column.due.desc()).limit(1)) or ""


def delivery(session: Session, plan_id: str, key: str) -> Delivery | None:
    return next(iter(read_rows(session, of_plan(plan_id, _column.key == key))), None)


def by_message(session: Session, plan_id: str, channel: str, ts: str) -> Delivery | None:
    """The delivery that became this message."""
    is_it = (_column.channel == channel, _column.ts == ts)
    return next(iter(read_rows(session, of_plan(plan_id, *is_it))), None)


def deliveries(
    session: Session,
    plan_id: str,
    states: Iterable[DeliveryState] | None = None,
    limit: int = 100,
) -> tuple[Delivery, ...]:
    """Newest first; None means any state."""
    rows = of_plan(plan_id).order_by(_column.due.desc(), _column.key).limit(limit)
    return read_rows(
        session, rows if states is None else rows.where(_column.state.in_(list(states)))
    )


def doubtful(session: Session, plan_id: str, before: datetime) -> tuple[Delivery, ...]:
    """Those claimed before a moment and never stamped since: their sender may be gone."""
    is_cut_off = (_column.state == DeliveryState.CLAIMED, _column.claimed < before)
    return read_rows(session, of_plan(plan_id, *is_cut_off).order_by(_column.due, _column.key))


def keys_of(session: Session, plan_id: str, quarter: Quarter) -> frozenset[str]:
    """The keys of everything ever owed for a quarter, whatever became of it."""
    return frozenset(
        session.scalars(
            select(_column.key).where(_column.plan == plan_id, _column.quarter == quarter)
        )
    )


def sent_about(session: Session, plan_id: str, quarter: Quarter, kind: str) -> tuple[Delivery, ...]:
    """The messages of one kind that stand in Slack about a quarter, oldest first."""
    stands = (_column.kind == kind, _column.state == DeliveryState.SENT)
    rows = of_plan(plan_id, _column.quarter == quarter, *stands)
    return read_rows(session, rows.order_by(_column.due, _column.key))


def last_sent_to(
    session: Session, plan_id: str, quarter: Quarter, kinds: Iterable[str] | None = None
) -> dict[str, datetime]:
    """When each recipient was last sent something about a quarter; None means of any kind."""
    latest = (
        select(_column.recipient, func.max(_column.sent).label("at"))
        .where(_column.plan == plan_id, _column.quarter == quarter, _column.sent.is_not(None))
        .group_by(_column.recipient)
    )
    if kinds is not None:
        latest = latest.where(_column.kind.in_(list(kinds)))
    return {row.recipient: row.at for row in session.execute(latest)}


def _quarter_in(key: str) -> Quarter | None:
    """The quarter that a key names between its colons: ``reminder:2021/22-Q3:amara:1``."""
    for part in key.split(":"):
        try:
            return Quarter.parse(part)
        except ValueError:
            continue
    return None
