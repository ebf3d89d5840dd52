"""The one way out to Slack: where words go, to whom, and what a refusal means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.messages import limits
from bot.messages.sheet import Message
from handlers.knocks import Knock
from handlers.pictures import post_with_pictures
from handlers.rooms import Rooms

_CLOSED = ("not_in_channel", "channel_not_found", "is_archived", "restricted_action")


def post(rooms: Rooms, channel: str, pages: Sequence[Message], thread: str | None = None) -> str:
    """Post an answer; what does not fit one message follows in its thread.

    ``channel`` may be a person, for their direct messages with the bot; the conversation that
    Slack posted in is returned.
    """
    for page in pages:
        posted = post_with_pictures(rooms, channel, page, thread)
        channel, thread = posted.channel, thread or posted.ts
    return channel


def may_answer_in(rooms: Rooms, channel: str) -> bool:
    """Whether answers may be posted there: the bot is in it, and nobody from outside is.

    A direct message may be between two other people, which Slack does not tell us without one
    more scope; the asker's own direct messages with the bot are the same or a better place.
    """
    if not channel or channel.startswith("D"):
        return False
    try:
        found = rooms.reads.conversations_info(channel=channel)["channel"]
    except SlackApiError as problem:
        if problem.response["error"] in _CLOSED:
            return False
        raise
    inside = bool(found.get("is_member")) and not found.get("is_archived")
    return inside and not found.get("is_ext_shared")


def tell(rooms: Rooms, knock: Knock, message: Message | str) -> None:
    """Say something to the asker alone, where they asked."""
    said = message if isinstance(message, Message) else Message(message, ())
    body: dict[str, Any] = {"text": said.text}
    if said.blocks:
        body["blocks"] = list(said.blocks)
    if knock.reply_url:
        _respond(rooms, knock, {"response_type": "ephemeral", "replace_original": False, **body})
    elif knock.in_direct_message:
        rooms.posts.chat_postMessage(channel=knock.channel, thread_ts=knock.thread, **body)
    else:
        rooms.posts.chat_postEphemeral(
            channel=knock.channel, user=knock.user, thread_ts=knock.thread, **body
        )


def replace(rooms: Rooms, knock: Knock, message: Message) -> None:
    """Put a message in the place of the one that was pressed; it was the bot's own."""
    rooms.posts.chat_update(
        channel=knock.channel,
        ts=knock.ts,
        text=limits.clip(message.text, limits.EDIT_TEXT),
        blocks=list(message.blocks),
    )


def clear(rooms: Rooms, knock: Knock) -> None:
    """Take away the private message whose button was pressed."""
    _respond(rooms, knock, {"delete_original": True})


def _respond(rooms: Rooms, knock: Knock, body: dict[str, Any]) -> None:
    """A refusal by a response URL raises nothing, so its status is looked at."""
    client = WebhookClient(knock.reply_url, ssl=rooms.posts.ssl, retry_handlers=[])
    answer = client.send_dict(body)
    if answer.status_code != 200:
        raise RuntimeError(f"Slack refused a private reply: {answer.status_code} {answer.body}")
