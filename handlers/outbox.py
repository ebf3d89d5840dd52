"""The outbox: what is owed is a row; a row is claimed, sent and stamped, never sent on a guess.

A row found claimed after a crash, or after Slack took the post and dropped the line, is looked
for in the conversation by the key in its metadata. Where the bot may not look, the row becomes
*unknown* and a person decides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from bot.delivery import LATE_AFTER, Delivery, DeliveryState
from bot.messages.sheet import Message
from handlers.deliveries import post
from handlers.meter import Fate
from handlers.pictures import made_ready, post_ready
from handlers.rooms import Rooms
from handlers.tracing import REFUSED, find, metadata_of
from storage import deliveries
from storage.session import Session

log = logging.getLogger(__name__)

Builder = Callable[[Rooms, Delivery], tuple[Message, ...]]
"""Draws a delivery from what stands when its turn comes: the message, and what belongs in its
thread. Nothing where it is no longer owed. Where ``about`` names a ``thread``, the message goes
into that."""


@dataclass(frozen=True)
class Outcome:
    """What became of a delivery: sent, failed, unknown or dropped. ``why`` is Slack's word where
    it was refused; ``lost`` is how many pictures had to be left out."""

    delivery: Delivery
    why: str = ""
    lost: int = 0


Follower = Callable[[Session, Rooms, Outcome], None]
"""What follows once a delivery is settled, in the same transaction: the next part is owed."""

Move = Callable[..., bool]

_DOUBT_AFTER = timedelta(seconds=90)  # longer than any post with its waits takes
_AFTER_LIMIT = timedelta(minutes=1)


def settle(
    rooms: Rooms, builders: Mapping[str, Builder], followers: Mapping[str, Follower]
) -> None:
    """One turn: clear up what is in doubt, then send what is due."""
    outbox = _Outbox(rooms, builders, followers)
    with rooms.store.read() as session:
        before = rooms.now() - _DOUBT_AFTER
        doubtful = deliveries.doubtful(session, rooms.plan_id, before)
    for each in doubtful:
        try:
            outbox.reconcile(each)
        except (SlackApiError, OSError, HTTPException):
            log.warning("a doubtful delivery could not be looked for now")
    while claimed := _claim(rooms):
        for each in claimed:
            outbox.send(each)


def _claim(rooms: Rooms) -> tuple[Delivery, ...]:
    with rooms.store.write(in_turn=False) as session:
        return deliveries.claim(session, rooms.plan_id, rooms.now())


_FATES = {
    DeliveryState.SENT: Fate.SENT,
    DeliveryState.DROPPED: Fate.DROPPED,
    DeliveryState.FAILED: Fate.FAILED,
    DeliveryState.UNKNOWN: Fate.UNKNOWN,
    DeliveryState.PENDING: Fate.POSTPONED,
}


@dataclass(frozen=True)
class _Outbox:
    rooms: Rooms
    builders: Mapping[str, Builder]
    followers: Mapping[str, Follower]

    def send(self, delivery: Delivery) -> None:
        """Post a claimed delivery. What is neither taken nor refused for certain stays claimed."""
        rooms = self.rooms
        message, *others = self.builders[delivery.kind](rooms, delivery) or (None,)
        if message is None:
            self._settled(delivery, deliveries.dropped)
            return
        try:
            channel = _conversation(rooms, delivery)
            ready = made_ready(rooms, channel, message)
            if not _addressed(rooms, delivery, channel):
                return
            thread, mark = delivery.about.get("thread"), metadata_of(delivery)
            posted, lost = post_ready(rooms, channel, ready, thread, mark)
        except SlackApiError as problem:
            self._refused(delivery, str(problem.response.get("error", "")))
        except (OSError, HTTPException):
            log.warning("a delivery is in doubt: the line to Slack broke")
            rooms.meter.delivered(delivery.kind, Fate.DOUBTFUL)
        else:
            self._settled(delivery, partial(_sent, channel=channel, ts=posted.ts), lost=lost)
            post(rooms, channel, others, posted.ts)

    def _refused(self, delivery: Delivery, error: str) -> None:
        if error == "ratelimited":
            soon = self.rooms.now() + _AFTER_LIMIT
            self._settled(delivery, partial(deliveries.pend_again, due=soon))
        elif error in REFUSED:
            log.error("a delivery failed: %s", error)
            self._settled(delivery, partial(deliveries.failed, why=error), why=error)
        else:
            log.warning("a delivery is in doubt: %s", error)
            self.rooms.meter.delivered(delivery.kind, Fate.DOUBTFUL)

    def reconcile(self, delivery: Delivery) -> None:
        """Look whether it arrived; only a look that succeeded settles the doubt."""
        channel = delivery.channel or _conversation(self.rooms, delivery)
        found = find(self.rooms, delivery, channel)
        if found:
            self._settled(delivery, partial(_sent, channel=channel, ts=found))
        elif found is None:
            log.error("a delivery is unknown: it cannot be looked for")
            self._settled(delivery, deliveries.unknown)
        else:
            again = partial(deliveries.pend_again, why="it had not arrived")
            self._settled(delivery, again)

    def _settled(self, delivery: Delivery, move: Move, why: str = "", lost: int = 0) -> None:
        """Stamp it, and in the same transaction let follow what follows."""
        rooms = self.rooms
        with rooms.store.write(in_turn=False) as session:
            moved = move(session, rooms.plan_id, delivery.key, now=rooms.now())
            now = deliveries.delivery(session, rooms.plan_id, delivery.key)
            follow = self.followers.get(delivery.kind)
            if moved and now and follow and now.state is not DeliveryState.PENDING:
                follow(session, rooms, Outcome(now, why, lost))
        if moved and now:
            rooms.meter.delivered(now.kind, _fate(now))


def _fate(delivery: Delivery) -> Fate:
    if delivery.sent and delivery.sent - delivery.due > LATE_AFTER:
        return Fate.LATE
    return _FATES.get(delivery.state, Fate.DOUBTFUL)


def _addressed(rooms: Rooms, delivery: Delivery, channel: str) -> bool:
    with rooms.store.write(in_turn=False) as session:
        return deliveries.addressed(session, rooms.plan_id, delivery, channel, rooms.now())


def _sent(
    session: Session, plan_id: str, key: str, *, now: datetime, channel: str, ts: str
) -> bool:
    return deliveries.sent(session, plan_id, key, channel, ts, now)


def _conversation(rooms: Rooms, delivery: Delivery) -> str:
    """Where it stands or would stand: a channel itself, or a person's direct messages, which
    are opened before anything is posted so that they can be looked into afterwards."""
    if not delivery.recipient.startswith(("U", "W")):
        return delivery.recipient
    with rooms.store.read() as session:
        known = deliveries.conversation_of(session, rooms.plan_id, delivery.recipient)
    if known:
        return known
    opened = rooms.reads.conversations_open(users=delivery.recipient)
    return str(opened["channel"]["id"])
