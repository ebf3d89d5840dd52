"""How a delivery goes from one state to the next: it is claimed, the claim committed, the message
sent, and the row stamped. What is found claimed and not stamped was cut off in between.

Every claim has a number, its **turn**. A process that stalled for so long that another took its
delivery over still holds the old number, and whatever it then says of the delivery is refused:
but for one thing, that it arrived, which is true whoever says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select, update

from bot.delivery import Delivery, DeliveryState
from storage.audit import BOT
from storage.delivery_rows import of_plan, read_rows, tell
from storage.session import Session
from storage.tables_collecting import DeliveryRow

_column = DeliveryRow.__table__.c
_BEING_SENT = {DeliveryState.CLAIMED, DeliveryState.UNKNOWN}
_COMES_FROM = {
    DeliveryState.SENT: set(DeliveryState) - {DeliveryState.SENT},
    DeliveryState.FAILED: _BEING_SENT,
    DeliveryState.DROPPED: {*_BEING_SENT, DeliveryState.PENDING, DeliveryState.FAILED},
    DeliveryState.UNKNOWN: {DeliveryState.CLAIMED},
    DeliveryState.PENDING: {*_BEING_SENT, DeliveryState.FAILED},
}
_RESOLVED = (DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.DROPPED)


def claim(
    session: Session,
    plan_id: str,
    now: datetime,
    limit: int = 10,
    *,
    claimant: str = "",
    kinds: Iterable[str] | None = None,
) -> tuple[Delivery, ...]:
    """Take up to so many deliveries whose time has come, oldest first, for sending; None means
    of any kind.

    Commit before sending. No other process gets the same: on SQLite they wait, on PostgreSQL
    they pass over rows that are being claimed, so this need not be written in turn. Until it is
    `addressed`, which comes before any attempt to post it, it has no channel.
    """
    row = DeliveryRow
    is_due = (row.plan == plan_id, row.state == DeliveryState.PENDING, row.due <= now)
    of_kinds = () if kinds is None else (row.kind.in_(list(kinds)),)
    due = session.scalars(
        select(row.key)
        .where(*is_due, *of_kinds)
        .order_by(row.due, row.key)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    if not due:
        return ()
    is_ours = (_column.plan == plan_id, _column.key.in_(due))
    taken = {"state": DeliveryState.CLAIMED, "claimed": now, "claimant": claimant, "channel": ""}
    turned = update(DeliveryRow).where(*is_ours).values(taken | {"turn": DeliveryRow.turn + 1})
    session.execute(turned)
    tell(session, plan_id, due, now, DeliveryState.CLAIMED)
    return read_rows(session, of_plan(plan_id, *is_ours).order_by(_column.due, _column.key))


def addressed(
    session: Session, plan_id: str, claimed: Delivery, channel: str, now: datetime
) -> bool:
    """Note where a claimed delivery goes, so that it can be looked for there, and that its
    sending begins only now. False where the claim is not ours any more: drawing took so long that
    another process took it for cut off."""
    row = DeliveryRow
    is_ours = (row.state == DeliveryState.CLAIMED, row.turn == claimed.turn)
    noted = session.scalar(
        update(row)
        .where(row.plan == plan_id, row.key == claimed.key, *is_ours)
        .values(channel=channel, claimed=now)
        .returning(row.key)
    )
    return noted is not None


def sent(session: Session, plan_id: str, key: str, channel: str, ts: str, now: datetime) -> bool:
    """It arrived, which is true whatever was thought of it; the first such stamp stays."""
    stamp = {"sent": now, "channel": channel, "ts": ts}
    return _move(session, plan_id, key, now, DeliveryState.SENT, stamp)


def failed(
    session: Session,
    plan_id: str,
    key: str,
    now: datetime,
    why: str = "",
    turn: int | None = None,
) -> bool:
    """Slack refused it for good; ``why`` goes to the audit log."""
    return _move(session, plan_id, key, now, DeliveryState.FAILED, {}, why, turn=turn)


def dropped(
    session: Session,
    plan_id: str,
    key: str,
    now: datetime,
    why: str = "",
    turn: int | None = None,
) -> bool:
    """It is no longer owed."""
    return _move(session, plan_id, key, now, DeliveryState.DROPPED, {}, why, turn=turn)


def unknown(
    session: Session,
    plan_id: str,
    key: str,
    now: datetime,
    why: str = "",
    turn: int | None = None,
) -> bool:
    """It may have arrived, and nobody can look: a person decides."""
    return _move(session, plan_id, key, now, DeliveryState.UNKNOWN, {}, why, turn=turn)


def pend_again(
    session: Session,
    plan_id: str,
    key: str,
    now: datetime,
    why: str = "",
    due: datetime | None = None,
    turn: int | None = None,
) -> bool:
    """It certainly did not arrive: let it be claimed anew, at once or when it is ``due``."""
    anew = {"claimed": None} | ({"due": due} if due else {})
    return _move(session, plan_id, key, now, DeliveryState.PENDING, anew, why, turn=turn)


def resolve(
    session: Session, plan_id: str, seen: Delivery, to: DeliveryState, person: str, now: datetime
) -> bool:
    """A person decided what became of a doubtful delivery as they saw it: it arrived (SENT), it
    is to be sent again (PENDING), or to be forgotten (DROPPED). False where something else became
    of it meanwhile."""
    if to not in _RESOLVED:
        raise ValueError(f"a person does not make a delivery {to}")
    stamps: Mapping[DeliveryState, Mapping[str, object]] = {
        DeliveryState.SENT: {"sent": now},
        DeliveryState.PENDING: {"claimed": None, "due": now},
        DeliveryState.DROPPED: {},
    }
    is_it = (DeliveryRow.plan == plan_id, DeliveryRow.key == seen.key)
    standing = session.execute(
        select(DeliveryRow.state, DeliveryRow.turn).where(*is_it).with_for_update()
    ).first()
    if standing is None or tuple(standing) != (seen.state, seen.turn):
        return False
    return _move(session, plan_id, seen.key, now, to, stamps[to], "as a person says", who=person)


def _move(
    session: Session,
    plan_id: str,
    key: str,
    now: datetime,
    to: DeliveryState,
    stamps: Mapping[str, object],
    why: str = "",
    *,
    turn: int | None = None,
    who: str = BOT,
) -> bool:
    """Change the state; False where it cannot come from the state it is in, or is not there, or
    whoever says so has lost their turn."""
    row = DeliveryRow
    is_it = (row.plan == plan_id, row.key == key)
    held = session.execute(select(row.state, row.turn).where(*is_it).with_for_update()).first()
    if held is None or held.state not in _COMES_FROM[to] or turn not in (None, held.turn):
        return False
    session.execute(update(row).where(*is_it).values(state=to, **stamps))
    tell(session, plan_id, [key], now, to, why, who)
    return True
