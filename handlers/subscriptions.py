"""What subscribers are owed: by the clock, from what happened, each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery import Delivery
from bot.messages.collecting.words import local
from bot.plan import Plan
from bot.quarter import Quarter
from bot.subscription import Rhythm, Subscription
from handlers.rooms import Rooms
from handlers.unpublished import may_see_all
from storage.deliveries import owe
from storage.plans import read_plan
from storage.reviews import approved_since
from storage.session import Session
from storage.snapshots import editions_of, published_quarters
from storage.subscriptions import subscriptions

_MADE_UP_FOR = timedelta(days=30)  # what happened before is not told any more
_WEEK = timedelta(days=7)
_SLOT = timedelta(days=1)  # so long after its hour a weekly message still goes out


@dataclass(frozen=True)
class News:
    """Something that happened: an edition, or an approved revision of a unit."""

    quarter: Quarter
    at: datetime
    edition: int = 0
    unit: str = ""
    revision: int = 0

    @property
    def key(self) -> str:
        return f"v{self.edition}" if self.edition else f"{self.unit}.{self.revision}"


def owe_subscriptions(rooms: Rooms) -> None:
    """Put what subscribers are to be told into the outbox; what is there stays."""
    with rooms.store.read() as session:
        wanted = subscriptions(session, rooms.plan_id)
        if not wanted:
            return
        plan = read_plan(session, rooms.plan_id)
        since = max(min(each.at for each in wanted), rooms.now() - _MADE_UP_FOR)
        news = tuple(_news(session, plan, since))
    now = rooms.now()
    due = [
        each
        for one in wanted
        for each in _due(plan, one, news, now, sees_all=may_see_all(rooms, plan, one.recipient))
    ]
    with rooms.store.write(in_turn=False) as session:
        for each in due:
            owe(session, rooms.plan_id, each, now)


def _news(session: Session, plan: Plan, since: datetime) -> Iterator[News]:
    for quarter in published_quarters(session, plan.id):
        for each in editions_of(session, plan.id, quarter):
            if each.at >= since:
                yield News(quarter, each.at, edition=each.number)
    for step in approved_since(session, plan.id, since):
        yield News(step.quarter, step.at, unit=step.unit, revision=step.revision)


def _due(
    plan: Plan, wanted: Subscription, news: Iterable[News], now: datetime, *, sees_all: bool
) -> Iterator[Delivery]:
    fresh = (each for each in news if each.at >= wanted.at and (each.edition or sees_all))
    own = [each for each in fresh if concerns(plan, wanted, each)]
    if wanted.rhythm is Rhythm.WEEKLY:
        yield from _weekly(plan, wanted, own, now)
        return
    for each in own:
        if each.edition or wanted.rhythm is Rhythm.CHANGE:
            key = f"subscription:{each.quarter.key}:{wanted.id}:{each.key}"
            yield _delivery(key, wanted, now, [each])


def _weekly(
    plan: Plan, wanted: Subscription, news: Iterable[News], now: datetime
) -> Iterator[Delivery]:
    """One for the slot that has come, where anything happened since the one before."""
    slot = last_slot(plan, wanted, now)
    inside = [each for each in news if slot - _WEEK < each.at <= slot]
    if inside and now - slot < _SLOT:
        yield _delivery(f"subscription:{slot:%Y-%m-%d}:{wanted.id}", wanted, now, inside)


def last_slot(plan: Plan, wanted: Subscription, now: datetime) -> datetime:
    """The latest moment of its day and hour that has come, in the plan's own time zone."""
    here = local(plan, now)
    day = here - timedelta(days=(here.weekday() - wanted.weekday) % 7)
    slot = day.replace(hour=wanted.hour, minute=0, second=0, microsecond=0)
    return slot if slot <= here else slot - _WEEK


def _delivery(key: str, wanted: Subscription, now: datetime, news: Iterable[News]) -> Delivery:
    told = " ".join(f"{each.quarter.key}/{each.key}" for each in news)
    about = {"subscription": wanted.id, "news": told}
    return Delivery(key, "subscription", wanted.recipient, now, about)


def concerns(plan: Plan, wanted: Subscription, news: News) -> bool:
    """Whether news may be of what was subscribed to; not whether the recipient may be told it.
    What an edition changed is looked at when it is told."""
    if news.edition:
        return True
    if all(each.id != news.unit for each in plan.units):
        return False
    if wanted.area:
        return plan.lies_in(plan.unit(news.unit).area, wanted.area)
    duty = plan.collection.duty(news.unit) if plan.collection else None
    return any(is_under(plan, each, wanted.priority) for each in (duty.slots() if duty else ()))


def is_under(plan: Plan, slot: str, priority: str) -> bool:
    """Whether what a slot asks for stands under a priority; not where the plan has it no more."""
    kind, _, name = slot.partition(":")
    try:
        home = plan.metric(name).priority if kind == "metric" else plan.priority_of(name).id
    except KeyError:
        return False
    return home == priority
