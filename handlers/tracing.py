"""Finding a delivery again: each bears a key in its metadata, by which it can be looked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.delivery import Delivery
from handlers.pictures import Metadata
from handlers.rooms import Rooms

EVENT = "pcp_delivery"
_LOOK_BACK = timedelta(days=1)
_PAGE = 200
_MOST_PAGES = 20

# Slack's refusals that say for certain that nothing was posted and that trying again is no use.
REFUSED = frozenset(
    {
        *("account_inactive", "invalid_auth", "missing_scope", "not_authed", "token_revoked"),
        *("cannot_dm_bot", "messages_tab_disabled", "user_disabled", "user_not_found"),
        *("channel_not_found", "is_archived", "not_in_channel", "restricted_action"),
        *("invalid_blocks", "msg_blocks_too_long", "msg_too_long", "no_text"),
        *("thread_not_found", "invalid_thread_ts", "cannot_reply_to_message", "message_not_found"),
        "ekm_access_denied",
    }
)


class OutOfSight(Exception):  # noqa: N818 - nobody is at fault
    """Too much was said since to be looked through."""


def metadata_of(delivery: Delivery) -> Metadata:
    return {"event_type": EVENT, "event_payload": {"key": opaque(delivery.key)}}


def find(rooms: Rooms, delivery: Delivery, channel: str) -> str | None:
    """The timestamp of its message; empty if it did not arrive, None if that cannot be seen."""
    key = opaque(delivery.key)
    try:
        said = _said_since(rooms, delivery, channel)
        return next((str(each["ts"]) for each in said if _bears(each, key)), "")
    except OutOfSight:
        return None
    except SlackApiError as problem:
        if problem.response.get("error") in REFUSED:
            return None
        raise


def _bears(message: dict[str, Any], key: str) -> bool:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT and payload.get("key") == key


def _said_since(rooms: Rooms, delivery: Delivery, channel: str) -> Iterator[dict[str, Any]]:
    """What was said where it would stand: all of a thread, or the newest in a conversation, back
    to a day before it was claimed. Slack's clock dates messages and ours dates claims, and one
    of the two may have been wrong by hours. Raises OutOfSight where so much was said since that
    it cannot be read through.
    """
    look: Callable[..., Any] = rooms.reads.conversations_history
    if thread := delivery.about.get("thread"):
        look = partial(rooms.reads.conversations_replies, ts=thread)
    since = (delivery.claimed or delivery.due) - _LOOK_BACK
    asked = {"channel": channel, "oldest": str(since.timestamp()), "include_all_metadata": True}
    page = look(**asked, limit=_PAGE)
    yield from page["messages"]
    for _ in range(_MOST_PAGES):
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
        page = look(**asked, limit=_PAGE, cursor=cursor)
        yield from page["messages"]
    raise OutOfSight


def opaque(key: str) -> str:
    """Metadata can be read by every member, so the key says nothing to them."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
