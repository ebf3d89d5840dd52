"""The clock's door for admins: a delivery that is late or unknown is told, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from bot.delivery import Delivery, DeliveryState
from bot.messages.alerting import alert
from bot.messages.sheet import Message
from bot.plan import Plan, Role
from handlers.deliveries import closed
from handlers.groups import is_group, members
from handlers.outbox import Builder
from handlers.rooms import Rooms
from handlers.tracing import opaque
from storage.backlog import troubled
from storage.deliveries import delivery, owe
from storage.plans import read_plan
from storage.session import Session

KIND = "alert"
_OPEN_FOR = timedelta(minutes=1)


def owe_alerts(rooms: Rooms) -> None:
    """Each set of unknown deliveries is told once; lateness once an hour while it lasts. Where
    Slack refuses the admins' channel, each admin is told after all."""
    with rooms.store.read() as session:
        found = _troubled(session, rooms)
        if not found:
            return
        plan = read_plan(session, rooms.plan_id)
        before = delivery(session, rooms.plan_id, _key(rooms, found, rooms.alert_channel))
    refused = before is not None and before.state is DeliveryState.FAILED
    told = _admins(rooms, plan) if refused else _told(rooms, plan)
    now = rooms.now()
    with rooms.store.write() as session:
        for each in told:
            owe(session, rooms.plan_id, Delivery(_key(rooms, found, each), KIND, each, now), now)


def build_alert(rooms: Rooms, _: Delivery) -> tuple[Message, ...]:
    """From what is wrong when its turn comes; nothing where all is well again."""
    with rooms.store.read() as session:
        found = _troubled(session, rooms)
        return (alert(read_plan(session, rooms.plan_id), found),) if found else ()


def _troubled(session: Session, rooms: Rooms) -> list[Delivery]:
    """No alert is about alerts: there would be no end of them."""
    found = troubled(session, rooms.plan_id, rooms.now())
    return [each for each in found if each.kind != KIND]


def _key(rooms: Rooms, found: Iterable[Delivery], recipient: str) -> str:
    unknown = [each.key for each in found if each.state is DeliveryState.UNKNOWN]
    late = any(each.state is not DeliveryState.UNKNOWN for each in found)
    hour = f"{rooms.now():%Y-%m-%dT%H}" if late else "none late"
    return f"{KIND}:{opaque(' '.join(sorted(unknown)))}:{hour}:{recipient}"


def _told(rooms: Rooms, plan: Plan) -> list[str]:
    """The admins' channel while the bot may post there; otherwise each admin."""
    channel = rooms.alert_channel
    look = partial(closed, rooms, channel)
    if channel and rooms.memory.get(("alerts", channel), _OPEN_FOR, look) is None:
        return [channel]
    return _admins(rooms, plan)


def _admins(rooms: Rooms, plan: Plan) -> list[str]:
    people = {each.person for each in plan.appointments if each.role is Role.ADMIN}
    ids = [each.slack_id for each in plan.people if each.id in people and each.slack_id]
    everyone = [m for each in ids for m in (members(rooms, each) if is_group(each) else (each,))]
    return list(dict.fromkeys(everyone))


BUILDERS: dict[str, Builder] = {KIND: build_alert}
