"""The outbox: what is owed to whom, once. A row is claimed, its claim committed, the message
sent, and the row stamped; what is found claimed and not stamped was cut off in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.delivery import Delivery, DeliveryState
from bot.quarter import Quarter
from storage.audit import BOT, record
from storage.session import Session
from storage.tables_collecting import DeliveryRow

_INSERTS: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_FIELDS = tuple(Delivery.__dataclass_fields__)
_column = DeliveryRow.__table__.c
_BEING_SENT = {DeliveryState.CLAIMED, DeliveryState.UNKNOWN}
_COMES_FROM = {
    DeliveryState.SENT: set(DeliveryState) - {DeliveryState.SENT},
    DeliveryState.FAILED: _BEING_SENT,
    DeliveryState.DROPPED: {*_BEING_SENT, DeliveryState.PENDING, DeliveryState.FAILED},
    DeliveryState.UNKNOWN: {DeliveryState.CLAIMED},
    DeliveryState.PENDING: {*_BEING_SENT, DeliveryState.FAILED},
}


def owe(session: Session, plan_id: str, delivery: Delivery, now: datetime) -> bool:
    """Put a delivery into the outbox; False where its key is there already, in whatever state."""
    own = {name: getattr(delivery, name) for name in _FIELDS}
    row = own | {"plan": plan_id, "quarter": _quarter_in(delivery.key), "about": {**delivery.about}}
    insert_once = _INSERTS[session.connection().dialect.name](DeliveryRow)
    added = session.scalar(
        insert_once.values(row).on_conflict_do_nothing().returning(DeliveryRow.key)
    )
    if added is None:
        return False
    _tell(session, plan_id, [delivery.key], now, "owed", delivery.kind)
    return True


def claim(session: Session, plan_id: str, now: datetime, limit: int = 10) -> tuple[Delivery, ...]:
    """Take up to so many deliveries whose time has come, oldest first, for sending.

    Commit before sending. No other process gets the same: on SQLite they wait, on PostgreSQL
    they pass over rows that are being claimed, so this need not be written in turn.
    """
    due = session.scalars(
        select(DeliveryRow.key)
        .where(
            DeliveryRow.plan == plan_id,
            DeliveryRow.state == DeliveryState.PENDING,
            DeliveryRow.due <= now,
        )
        .order_by(DeliveryRow.due, DeliveryRow.key)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    if not due:
        return ()
    is_ours = (_column.plan == plan_id, _column.key.in_(due))
    session.execute(
        update(DeliveryRow).where(*is_ours).values(state=DeliveryState.CLAIMED, claimed=now)
    )
    _tell(session, plan_id, due, now, DeliveryState.CLAIMED)
    return _read(session, _of(plan_id, *is_ours).order_by(_column.due, _column.key))


def sent(session: Session, plan_id: str, key: str, channel: str, ts: str, now: datetime) -> bool:
    """It arrived, which is true whatever was thought of it; the first such stamp stays."""
    stamp = {"sent": now, "channel": channel, "ts": ts}
    return _move(session, plan_id, key, now, DeliveryState.SENT, stamp)


def addressed(
    session: Session, plan_id: str, claimed: Delivery, channel: str, now: datetime
) -> bool:
    """Note where a claimed delivery goes, so that it can be looked for there, and that its
    sending begins only now. False where the claim is not ours any more: drawing took so long that
    another process took it for cut off."""
    row = DeliveryRow
    is_it = (row.plan == plan_id, row.key == claimed.key, row.state == DeliveryState.CLAIMED)
    held = session.scalar(select(row.claimed).where(*is_it).with_for_update())
    if held is None or held != claimed.claimed:
        return False
    session.execute(update(row).where(*is_it).values(channel=channel, claimed=now))
    return True


def conversation_of(session: Session, plan_id: str, recipient: str) -> str:
    """Where a recipient was last written to; empty if they never were."""
    rows = select(_column.channel).where(
        _column.plan == plan_id, _column.recipient == recipient, _column.channel != ""
    )
    return session.scalar(rows.order_by(_column.due.desc()).limit(1)) or ""


def failed(session: Session, plan_id: str, key: str, now: datetime, why: str = "") -> bool:
    """Slack refused it for good; ``why`` goes to the audit log."""
    return _move(session, plan_id, key, now, DeliveryState.FAILED, {}, why)


def dropped(session: Session, plan_id: str, key: str, now: datetime, why: str = "") -> bool:
    """It is no longer owed."""
    return _move(session, plan_id, key, now, DeliveryState.DROPPED, {}, why)


def unknown(session: Session, plan_id: str, key: str, now: datetime, why: str = "") -> bool:
    """It may have arrived, and nobody can look: a person decides."""
    return _move(session, plan_id, key, now, DeliveryState.UNKNOWN, {}, why)


def pend_again(
    session: Session,
    plan_id: str,
    key: str,
    now: datetime,
    why: str = "",
    due: datetime | None = None,
) -> bool:
    """It certainly did not arrive, or a person wants it sent again: let it be claimed anew, at
    once or when it is ``due``."""
    anew = {"claimed": None} | ({"due": due} if due else {})
    return _move(session, plan_id, key, now, DeliveryState.PENDING, anew, why)


def delivery(session: Session, plan_id: str, key: str) -> Delivery | None:
    return next(iter(_read(session, _of(plan_id, _column.key == key))), None)


def by_message(session: Session, plan_id: str, channel: str, ts: str) -> Delivery | None:
    """The delivery that became this message."""
    is_it = (_column.channel == channel, _column.ts == ts)
    return next(iter(_read(session, _of(plan_id, *is_it))), None)


def deliveries(
    session: Session,
    plan_id: str,
    states: Iterable[DeliveryState] | None = None,
    limit: int = 100,
) -> tuple[Delivery, ...]:
    """Newest first; None means any state."""
    rows = _of(plan_id).order_by(_column.due.desc(), _column.key).limit(limit)
    return _read(session, rows if states is None else rows.where(_column.state.in_(list(states))))


def doubtful(session: Session, plan_id: str, before: datetime) -> tuple[Delivery, ...]:
    """Those claimed before a moment and never stamped since: their sender may be gone."""
    is_cut_off = (_column.state == DeliveryState.CLAIMED, _column.claimed < before)
    return _read(session, _of(plan_id, *is_cut_off).order_by(_column.due, _column.key))


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
    rows = _of(plan_id, _column.quarter == quarter, *stands)
    return _read(session, rows.order_by(_column.due, _column.key))


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


def _move(
    session: Session,
    plan_id: str,
    key: str,
    now: datetime,
    to: DeliveryState,
    stamps: Mapping[str, object],
    why: str = "",
) -> bool:
    """Change the state; False where it cannot come from the state it is in, or is not there."""
    is_it = (DeliveryRow.plan == plan_id, DeliveryRow.key == key)
    state = session.scalar(select(DeliveryRow.state).where(*is_it).with_for_update())
    if state not in _COMES_FROM[to]:
        return False
    session.execute(update(DeliveryRow).where(*is_it).values(state=to, **stamps))
    _tell(session, plan_id, [key], now, to, why)
    return True


def _tell(
    session: Session, plan_id: str, keys: Iterable[str], now: datetime, what: str, after: str = ""
) -> None:
    for key in keys:
        record(session, plan_id, now, BOT, what, f"delivery:{key}", after=after)


def _of(plan_id: str, *conditions: ColumnElement[bool]) -> Select[Any]:
    columns = (_column[name] for name in _FIELDS)
    return select(*columns).where(_column.plan == plan_id, *conditions)


def _read(session: Session, rows: Select[Any]) -> tuple[Delivery, ...]:
    return tuple(Delivery(*row) for row in session.execute(rows))


def _quarter_in(key: str) -> Quarter | None:
    """The quarter that a key names between its colons: ``reminder:2021/22-Q3:amara:1``."""
    for part in key.split(":"):
        try:
            return Quarter.parse(part)
        except ValueError:
            continue
    return None
