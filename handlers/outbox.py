"""The outbox: what is owed is a row; a row is claimed, sent and stamped, never sent on a guess.

A row found claimed after a crash, or after Slack took the post and dropped the line, is looked
for in the conversation by the key in its metadata. Where the bot may not look, the row becomes
*unknown* and a person decides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from bot.delivery import LATE_AFTER, Delivery, DeliveryState
from bot.messages.sheet import Message
from handlers.meter import Fate
from handlers.patience import is_limit, patiently, wait_of
from handlers.pictures import ClaimLost, Owed, Posted, Ready, made_ready, post_ready
from handlers.rooms import Rooms
from handlers.tracing import REFUSED, find, metadata_of
from storage import deliveries
from storage.session import Session, StoreFault

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

_DOUBT_AFTER = timedelta(seconds=90)  # longer than any post takes once it is begun
_AFTER_MISTAKE = timedelta(minutes=5)
PAGE = "page"


def settle(
    rooms: Rooms, builders: Mapping[str, Builder], followers: Mapping[str, Follower]
) -> None:
    """One turn: clear up what is in doubt, then send what is due."""
    rooms.life.show()
    outbox = _Outbox(rooms, builders, followers)
    for each in _doubtful(rooms):
        try:
            outbox.reconcile(each)
        except (SlackApiError, OSError, HTTPException):
            log.warning("a doubtful delivery could not be looked for now")
        except Exception:  # it costs itself alone, never what is owed besides
            log.exception("a doubtful delivery could not be cleared up")
    while not rooms.life.is_winding_up and (claimed := _claim(rooms, (*builders, PAGE))):
        with rooms.life.at_work_on(claimed):
            limited = outbox.send_all(claimed)
        if limited:
            break


def _doubtful(rooms: Rooms) -> list[Delivery]:
    """Those that were claimed long ago, by a process that is gone or has given them up. One that
    is merely slow still has them in hand, and nobody sends them beside it."""
    with rooms.store.read() as session:
        before = rooms.now() - _DOUBT_AFTER
        found = deliveries.doubtful(session, rooms.plan_id, before)
    return [each for each in found if not rooms.life.is_in_hand(each)]


def _claim(rooms: Rooms, kinds: Iterable[str]) -> tuple[Delivery, ...]:
    """Of the kinds that we can draw: a newer version that runs beside us may owe others."""
    with rooms.store.write(in_turn=False) as session:
        now, name = rooms.now(), rooms.life.name
        return deliveries.claim(session, rooms.plan_id, now, claimant=name, kinds=kinds)


class PutOff(Exception):  # noqa: N818 - nothing is at fault
    """A builder's word that its delivery cannot go out yet, and is owed again after a while."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("not yet")
        self.wait = wait


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

    def send_all(self, claimed: Iterable[Delivery]) -> bool:
        """Send, and say whether Slack wants no more for a while; the rest is owed after that.
        Once we are asked to end, the rest is owed at once, for another process to send."""
        wait = None
        for each in claimed:
            if wait or self.rooms.life.is_winding_up:
                self._owe_later(each, wait or timedelta())
            else:
                wait = self._tried(each)
        return wait is not None

    def _tried(self, delivery: Delivery) -> timedelta | None:
        """One that cannot be settled or followed costs itself alone: it stays claimed, and is
        looked for later."""
        try:
            return self._send(delivery)
        except Exception:
            log.exception("a delivery of the kind %s could not be sent", delivery.kind)
            self.rooms.meter.delivered(delivery.kind, Fate.DOUBTFUL)
            return None

    def _send(self, delivery: Delivery) -> timedelta | None:
        """Post a claimed delivery. What is neither taken nor refused for certain stays claimed.
        How long to wait where Slack is asked too much."""
        pages = self._built(delivery)
        if not pages:
            return None
        try:
            channel = _conversation(self.rooms, delivery)
            ready = made_ready(self.rooms, channel, pages[0])
            posted, lost = self._posted(delivery, channel, ready)
        except ClaimLost:
            log.warning("a delivery was taken over by another process and is left to it")
        except SlackApiError as problem:
            return self._refused(delivery, problem)
        except (OSError, HTTPException):
            log.warning("a delivery is in doubt: the line to Slack broke")
            self.rooms.meter.delivered(delivery.kind, Fate.DOUBTFUL)
        else:
            self._arrived(delivery, channel, posted.ts, len(pages), lost)
        return None

    def _built(self, delivery: Delivery) -> tuple[Message, ...]:
        """Its pages; without any it is dropped. One that cannot be drawn, by a mistake of ours,
        waits by itself and holds up none of the others."""
        try:
            pages = self._pages(delivery)
        except StoreFault:
            raise
        except PutOff as off:
            self._owe_later(delivery, off.wait)
            return ()
        except Exception:
            log.exception("a delivery could not be drawn")
            self._owe_later(delivery, _AFTER_MISTAKE)
            return ()
        if not pages:
            self._settled(delivery, deliveries.dropped)
        return pages

    def _pages(self, delivery: Delivery) -> tuple[Message, ...]:
        """The message, and what belongs in its thread, from what stands now. A page is a
        delivery too: one of those that its own message was sent with."""
        if delivery.kind != PAGE:
            return self.builders[delivery.kind](self.rooms, delivery)
        with self.rooms.store.read() as session:
            whole = deliveries.delivery(session, self.rooms.plan_id, delivery.about["of"])
        number = int(delivery.about["page"])
        return self._pages(whole)[number : number + 1] if whole else ()

    def _posted(self, delivery: Delivery, channel: str, ready: Ready) -> tuple[Posted, int]:
        """Post, with the claim renewed immediately before each attempt; a short wait that Slack
        asks for is waited."""
        rooms = replace(self.rooms, posts=self.rooms.once)
        thread = delivery.about.get("thread")
        owed = Owed(metadata_of(delivery), partial(_addressed, rooms, delivery, channel))
        return patiently(lambda: post_ready(rooms, channel, ready, thread, owed))

    def _refused(self, delivery: Delivery, problem: SlackApiError) -> timedelta | None:
        error = str(problem.response.get("error", ""))
        if is_limit(problem):
            wait = timedelta(seconds=wait_of(problem))
            self._owe_later(delivery, wait)
            return wait
        if error in REFUSED:
            log.error("a delivery failed: %s", error)
            self._settled(delivery, partial(deliveries.failed, why=error), why=error)
        else:
            log.warning("a delivery is in doubt: %s", error)
            self.rooms.meter.delivered(delivery.kind, Fate.DOUBTFUL)
        return None

    def _owe_later(self, delivery: Delivery, wait: timedelta) -> None:
        due = self.rooms.now() + wait
        self._settled(delivery, partial(deliveries.pend_again, due=due))

    def reconcile(self, delivery: Delivery) -> None:
        """Look whether it arrived; only a look that succeeded settles the doubt. One that was
        claimed and never addressed was not begun."""
        found = find(self.rooms, delivery, delivery.channel) if delivery.channel else ""
        if found:
            self._arrived(delivery, delivery.channel, found, len(self._pages(delivery)))
        elif found is None:
            log.error("a delivery is unknown: it cannot be looked for")
            self._settled(delivery, deliveries.unknown)
        else:
            again = partial(deliveries.pend_again, why="it had not arrived")
            self._settled(delivery, again)

    def _arrived(
        self, delivery: Delivery, channel: str, ts: str, pages: int, lost: int = 0
    ) -> None:
        """It stands there; what belongs in its thread is owed from now on."""

        def move(session: Session, plan_id: str, key: str, *, now: datetime, **_: int) -> bool:
            for number in range(1, pages):
                owe_page(session, plan_id, delivery, number, ts, now)
            return deliveries.sent(session, plan_id, key, channel, ts, now)

        self._settled(delivery, move, lost=lost)

    def _settled(self, delivery: Delivery, move: Move, why: str = "", lost: int = 0) -> None:
        """Stamp it, and in the same transaction let follow what follows."""
        rooms, follow = self.rooms, self.followers.get(delivery.kind)
        with rooms.store.write(in_turn=follow is not None) as session:
            plan_id, key = rooms.plan_id, delivery.key
            moved = move(session, plan_id, key, now=rooms.now(), turn=delivery.turn)
            now = deliveries.delivery(session, plan_id, key)
            if moved and now and follow and now.state is not DeliveryState.PENDING:
                follow(session, rooms, Outcome(now, why, lost))
        if moved and now:
            rooms.meter.delivered(now.kind, _fate(now))


def _fate(delivery: Delivery) -> Fate:
    if delivery.sent and delivery.sent - delivery.due > LATE_AFTER:
        return Fate.LATE
    return _FATES.get(delivery.state, Fate.DOUBTFUL)


def owe_page(
    session: Session, plan_id: str, delivery: Delivery, number: int, ts: str, now: datetime
) -> None:
    """What is posted in the thread of a message once that stands."""
    about = {"of": delivery.key, "page": str(number)}
    about["thread"] = delivery.about.get("thread") or ts
    key = f"{delivery.key}#{number:04}"
    deliveries.owe(session, plan_id, Delivery(key, PAGE, delivery.recipient, now, about), now)


def _addressed(rooms: Rooms, delivery: Delivery, channel: str) -> bool:
    with rooms.store.write(in_turn=False) as session:
        return deliveries.addressed(session, rooms.plan_id, delivery, channel, rooms.now())


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
