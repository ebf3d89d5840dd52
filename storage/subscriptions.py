"""Subscriptions: who is told of which priority or area, and when. Each step is in the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.subscription import Subscription
from storage.audit import record
from storage.holding import hold
from storage.session import Session
from storage.tables_subscribing import SubscriptionRow

_column = SubscriptionRow.__table__.c
_FIELDS = tuple(Subscription.__dataclass_fields__)


def subscribe(session: Session, plan_id: str, wanted: Subscription) -> Subscription:
    """Keep a subscription. One recipient has one to each thing: asked for again, it is told
    otherwise from then on, and what was missed before is not made up for."""
    hold(session, plan_id)
    same = (_column.recipient == wanted.recipient, _column.priority == wanted.priority)
    held = _read(session, plan_id, *same, _column.area == wanted.area)
    kept = replace(wanted, id=held[0].id) if held else wanted
    values = dict(vars(kept))
    if held:
        session.execute(update(SubscriptionRow).where(*_is(plan_id, kept.id)).values(values))
    else:
        session.execute(insert(SubscriptionRow).values(plan=plan_id, **values))
    before = _words(held[0]) if held else ""
    record(
        session, plan_id, wanted.at, wanted.by, "subscribed", _subject(kept), before, _words(kept)
    )
    return kept


def unsubscribe(session: Session, plan_id: str, id: str, who: str, now: datetime) -> bool:
    """Stop one; False where it is stopped already."""
    held = subscription(session, plan_id, id)
    if held is None:
        return False
    session.execute(delete(SubscriptionRow).where(*_is(plan_id, id)))
    record(session, plan_id, now, who, "unsubscribed", _subject(held), before=_words(held))
    return True


def subscription(session: Session, plan_id: str, id: str) -> Subscription | None:
    return next(iter(_read(session, plan_id, _column.id == id)), None)


def subscriptions(
    session: Session, plan_id: str, recipients: Iterable[str] | None = None
) -> tuple[Subscription, ...]:
    """Those of some recipients, or of all; the oldest first."""
    chosen = [] if recipients is None else [_column.recipient.in_(list(recipients))]
    return _read(session, plan_id, *chosen)


def _read(
    session: Session, plan_id: str, *conditions: ColumnElement[bool]
) -> tuple[Subscription, ...]:
    columns = (_column[name] for name in _FIELDS)
    rows = select(*columns).where(_column.plan == plan_id, *conditions)
    return tuple(
        Subscription(*row) for row in session.execute(rows.order_by(_column.at, _column.id))
    )


def _is(plan_id: str, id: str) -> tuple[ColumnElement[bool], ...]:
    return SubscriptionRow.plan == plan_id, SubscriptionRow.id == id


def _subject(subscription: Subscription) -> str:
    return f"subscription:{subscription.recipient}:{subscription.priority or subscription.area}"


def _words(subscription: Subscription) -> str:
    return f"{subscription.rhythm} {subscription.weekday} {subscription.hour}"
