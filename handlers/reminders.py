"""The clock's doors: what is due becomes rows, and what is owed is sent."""

from __future__ import annotations

import logging
from datetime import timedelta

from slack_sdk.errors import SlackApiError

from bot.deadlines import Kind, Reminder, due_reminders, watched_quarters
from bot.delivery import Delivery
from bot.messages.collecting.reminders import reminder
from bot.messages.sheet import Message
from bot.plan import Plan, Role
from bot.quarter import Quarter
from handlers import alerts, cards, digests, editions, groups, news, notes, notices, receipts
from handlers.collecting import Desk, before_for, desk_of, due_of, owing
from handlers.doors import is_member
from handlers.outbox import Builder, Follower, settle
from handlers.rooms import Rooms
from storage.deliveries import owe
from storage.plans import read_plan
from storage.snapshots import latest_edition

log = logging.getLogger(__name__)


def owe_what_is_due(rooms: Rooms) -> None:
    """Put every reminder that is due at this moment into the outbox; one that is there stays."""
    with rooms.store.read() as session:
        plan = read_plan(session, rooms.plan_id)
    if plan.collection is None:
        return
    groups.look_ahead(rooms, plan)
    lost = _unreachable(rooms, plan)
    for quarter in watched_quarters(plan.collection.calendar, rooms.now()):
        with rooms.store.write() as session:
            if latest_edition(session, rooms.plan_id, quarter):
                continue  # what comes now comes too late for it
            desk = desk_of(session, rooms, quarter, unreachable=lost)
            for each in due_reminders(plan, quarter, desk.situation, desk.now):
                for delivery in _deliveries(desk, each):
                    owe(session, rooms.plan_id, delivery, desk.now)


def _unreachable(rooms: Rooms, plan: Plan) -> frozenset[str]:
    """The people who answer for units and whose Slack account is gone or a guest's.

    Looked up once a day; a look-up that fails for now counts as reachable.
    """
    leads = {each.person for each in plan.appointments if each.role in (Role.LEAD, Role.DEPUTY)}
    people = [each for each in plan.people if each.id in leads and each.slack_id]
    return frozenset(each.id for each in people if not _is_reachable(rooms, each.slack_id or ""))


def _is_reachable(rooms: Rooms, slack_id: str) -> bool:
    def look() -> bool:
        try:
            if groups.is_group(slack_id):
                return bool(groups.members(rooms, slack_id))
            return is_member(rooms, slack_id)
        except (SlackApiError, OSError):
            log.warning("a lead's account could not be looked up for now")
            return True

    return rooms.memory.get(("reachable", slack_id), timedelta(days=1), look)


def _deliveries(desk: Desk, due: Reminder) -> list[Delivery]:
    """One for the person, or for each in a user group; for the editors, one for their channel or
    one for each of them. What is behind the key tells them apart."""
    about = {
        "quarter": due.quarter.key,
        "kind": due.kind.value,
        "units": " ".join(due.units),
        "person": due.person or "",
    }
    recipients = desk.recipients(due.person) if due.person else desk.editors()
    return [
        Delivery(f"{due.key}{mark}", "reminder", recipient, desk.now, about)
        for mark, recipient in recipients.items()
        if recipient
    ]


def send_what_is_owed(rooms: Rooms) -> None:
    """One turn of the outbox."""
    settle(rooms, BUILDERS, FOLLOWERS)


def build_reminder(rooms: Rooms, delivery: Delivery) -> tuple[Message, ...]:
    """The reminder from what stands now; nothing once there is nothing left to answer."""
    units = delivery.about["units"].split()
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, Quarter.parse(delivery.about["quarter"]))
        progress = desk.progress(units)
        before = before_for(session, desk, units)
        published = latest_edition(session, rooms.plan_id, desk.quarter)
    if published or not owing(progress):
        return ()
    kind = Kind(delivery.about["kind"])
    return (reminder(desk.plan, kind, desk.quarter, progress, *due_of(desk), before),)


BUILDERS: dict[str, Builder] = {
    "reminder": build_reminder,
    "receipt": receipts.build_receipt,
    "handed": receipts.build_handed,
    "back": receipts.build_returned,
    "card": cards.build_card,
    **notices.BUILDERS,
    **alerts.BUILDERS,
    **digests.BUILDERS,
    **news.BUILDERS,
    **editions.BUILDERS,
    **notes.BUILDERS,
}
FOLLOWERS: dict[str, Follower] = {**digests.FOLLOWERS}
