"""The outbox: what is owed is a row; a row is claimed, sent and stamped, never sent on a guess.

A row found claimed after a crash, or after Slack took the post and dropped the line, is looked
for in the conversation by the key in its metadata. Where the bot may not look, the row becomes
*unknown* and a person decides.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from bot.delivery import Delivery
from bot.messages.sheet import Message
from handlers.deliveries import post
from handlers.rooms import Rooms
from storage import deliveries

log = logging.getLogger(__name__)

Builder = Callable[[Rooms, Delivery], tuple[Message, ...]]
"""Draws a delivery from what stands when its turn comes: the message, and what belongs in its
thread. Nothing where it is no longer owed."""

EVENT = "pcp_delivery"
_DOUBT_AFTER = timedelta(seconds=90)  # longer than any post with its waits takes
_LOOK_BACK = timedelta(minutes=5)
_AFTER_LIMIT = timedelta(minutes=1)

# Slack's refusals that say for certain that nothing was posted and that trying again is no use.
_REFUSED = frozenset(
    {
        *("account_inactive", "invalid_auth", "missing_scope", "not_authed", "token_revoked"),
        *("cannot_dm_bot", "messages_tab_disabled", "user_disabled", "user_not_found"),
        *("channel_not_found", "is_archived", "not_in_channel", "restricted_action"),
        *("invalid_blocks", "msg_blocks_too_long", "msg_too_long", "no_text"),
    }
)


def settle(rooms: Rooms, builders: Mapping[str, Builder]) -> None:
    """One turn: clear up what is in doubt, then send what is due."""
    with rooms.store.read() as session:
        before = rooms.now() - _DOUBT_AFTER
        doubtful = deliveries.doubtful(session, rooms.plan_id, before)
    for each in doubtful:
        try:
            _reconcile(rooms, each)
        except (SlackApiError, OSError, HTTPException):
            log.warning("a doubtful delivery could not be looked for now")
    while claimed := _claim(rooms):
        for each in claimed:
            _send(rooms, each, builders[each.kind])


def _claim(rooms: Rooms) -> tuple[Delivery, ...]:
    with rooms.store.write(in_turn=False) as session:
        return deliveries.claim(session, rooms.plan_id, rooms.now())


def _send(rooms: Rooms, delivery: Delivery, build: Builder) -> None:
    """Post a claimed delivery. What is neither taken nor refused for certain stays claimed."""
    message, *others = build(rooms, delivery) or (None,)
    if message is None:
        with rooms.store.write(in_turn=False) as session:
            deliveries.dropped(session, rooms.plan_id, delivery.key, rooms.now())
        return
    try:
        channel = _conversation(rooms, delivery)
        with rooms.store.write(in_turn=False) as session:
            deliveries.addressed(session, rooms.plan_id, delivery.key, channel)
        answer = rooms.posts.chat_postMessage(
            channel=channel,
            text=message.text,
            blocks=list(message.blocks),
            metadata={"event_type": EVENT, "event_payload": {"key": opaque(delivery.key)}},
            unfurl_links=False,
            unfurl_media=False,
        )
    except SlackApiError as problem:
        _refused(rooms, delivery, str(problem.response.get("error", "")))
    except (OSError, HTTPException):
        log.warning("a delivery is in doubt: the line to Slack broke")
    else:
        with rooms.store.write(in_turn=False) as session:
            now, ts = rooms.now(), str(answer["ts"])
            deliveries.sent(session, rooms.plan_id, delivery.key, channel, ts, now)
        post(rooms, channel, others, ts)


def _refused(rooms: Rooms, delivery: Delivery, error: str) -> None:
    with rooms.store.write(in_turn=False) as session:
        if error == "ratelimited":
            soon = rooms.now() + _AFTER_LIMIT
            deliveries.pend_again(session, rooms.plan_id, delivery.key, rooms.now(), due=soon)
        elif error in _REFUSED:
            log.error("a delivery failed: %s", error)
            deliveries.failed(session, rooms.plan_id, delivery.key, rooms.now(), error)
        else:
            log.warning("a delivery is in doubt: %s", error)


def _reconcile(rooms: Rooms, delivery: Delivery) -> None:
    """Look whether it arrived; only a look that succeeded settles the doubt."""
    channel = delivery.channel or _conversation(rooms, delivery)
    found = _found(rooms, delivery, channel)
    with rooms.store.write(in_turn=False) as session:
        if found:
            deliveries.sent(session, rooms.plan_id, delivery.key, channel, found, rooms.now())
        elif found is None:
            log.error("a delivery is unknown: it cannot be looked for")
            deliveries.unknown(session, rooms.plan_id, delivery.key, rooms.now())
        else:
            now = rooms.now()
            deliveries.pend_again(session, rooms.plan_id, delivery.key, now, "it had not arrived")


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


def _found(rooms: Rooms, delivery: Delivery, channel: str) -> str | None:
    """The timestamp of its message; empty if it did not arrive, None if that cannot be seen."""
    since = (delivery.claimed or delivery.due) - _LOOK_BACK
    try:
        history = rooms.reads.conversations_history(
            channel=channel,
            oldest=str(since.timestamp()),
            include_all_metadata=True,
            limit=200,
        )
    except SlackApiError as problem:
        if problem.response.get("error") in _REFUSED:
            return None
        raise
    for message in history["messages"]:
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT and payload.get("key") == opaque(delivery.key):
            return str(message["ts"])
    return ""


def opaque(key: str) -> str:
    """Metadata can be read by every member, so the key says nothing to them."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
