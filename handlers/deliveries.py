"""The one way out to Slack: where words go, to whom, and what a refusal means."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.messages import limits, replies, sayings
from bot.messages.replies import Closed
from bot.messages.sheet import Message, escape
from handlers.knocks import Knock
from handlers.pictures import post_with_pictures
from handlers.rooms import Rooms

log = logging.getLogger(__name__)

Pages = Sequence[Message]

_CLOSED = {
    "not_in_channel": Closed.ABSENT,
    "channel_not_found": Closed.ABSENT,
    "is_archived": Closed.ARCHIVED,
    "restricted_action": Closed.BARRED,
}
_NO_DIRECT_MESSAGES = ("cannot_dm_bot", "messages_tab_disabled")


def post(rooms: Rooms, channel: str, pages: Pages, thread: str | None = None) -> str:
    """Post an answer; what does not fit one message follows in its thread.

    ``channel`` may be a person, for their direct messages with the bot; the conversation that
    Slack posted in is returned.
    """
    for page in pages:
        posted = post_with_pictures(rooms, channel, page, thread)
        channel, thread = posted.channel, thread or posted.ts
    return channel


def closed(rooms: Rooms, channel: str, *, surely: bool = False) -> Closed | None:
    """Why answers may not be posted there; None where the bot is in it and no outsider is.

    A direct message may be between two other people, which Slack does not tell us without one
    more scope; the asker's own direct messages with the bot are the same or a better place.
    """
    if not channel or channel.startswith("D"):
        return Closed.DIRECT
    try:
        found = rooms.reads.conversations_info(channel=channel)["channel"]
    except SlackApiError as problem:  # it will not say, as of channels that we are not in
        if surely and _error_of(problem) not in _CLOSED:
            raise
        log.info("a channel could not be looked up: %s", _error_of(problem))
        return Closed.ABSENT
    if found.get("is_ext_shared"):
        return Closed.SHARED
    if found.get("is_archived"):
        return Closed.ARCHIVED
    return None if found.get("is_member") else Closed.ABSENT


def post_if_open(rooms: Rooms, channel: str, pages: Pages, thread: str | None) -> Closed | None:
    """Post there, or say why it cannot be done: a channel may close between a look and a post."""
    try:
        post(rooms, channel, pages, thread)
    except SlackApiError as problem:
        if why := _CLOSED.get(_error_of(problem)):
            return why
        raise
    return None


def post_to(rooms: Rooms, person: str, pages: Pages) -> str | None:
    """Post to a person; None where Slack keeps their direct messages with the bot closed."""
    try:
        return post(rooms, person, pages)
    except SlackApiError as problem:
        if _error_of(problem) in _NO_DIRECT_MESSAGES:
            return None
        raise


def privately(rooms: Rooms, knock: Knock, pages: Pages) -> None:
    """To the asker's direct messages, and where they asked a word that it is there: for what is
    not everybody's, and since a picture cannot be shown to one person in a channel."""
    where = post_to(rooms, knock.user, pages)
    if where is None:
        tell(rooms, knock, replies.no_direct_messages())
    elif knock.channel and where != knock.channel:
        tell(rooms, knock, sayings.IN_DIRECT_MESSAGES)


def _error_of(problem: SlackApiError) -> str:
    return str(problem.response.get("error", ""))


def tell(rooms: Rooms, knock: Knock, message: Message | str) -> None:
    """Say something to the asker alone, where they asked; no mark-up in plain words is obeyed."""
    said = message if isinstance(message, Message) else Message(escape(message), ())
    body: dict[str, Any] = {"text": said.text}
    if said.blocks:
        body["blocks"] = list(said.blocks)
    if knock.reply_url:
        _respond(rooms, knock, {"response_type": "ephemeral", "replace_original": False, **body})
    elif not knock.in_a_channel:  # in direct messages, or in a Home or a form, which have none
        where = knock.channel or knock.user
        rooms.posts.chat_postMessage(channel=where, thread_ts=knock.thread, **body)
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


def draw_anew(rooms: Rooms, channel: str, ts: str, message: Message) -> None:
    """Put a message in the place of one of the bot's own. One that Slack does not let us edit
    stays; its buttons say what stands when they are pressed."""
    try:
        rooms.posts.chat_update(
            channel=channel,
            ts=ts,
            text=limits.clip(message.text, limits.EDIT_TEXT),
            blocks=list(message.blocks),
        )
    except SlackApiError as problem:
        log.warning("a message could not be drawn anew: %s", _error_of(problem))


def clear(rooms: Rooms, knock: Knock) -> None:
    """Take away the private message whose button was pressed."""
    _respond(rooms, knock, {"delete_original": True})


def _respond(rooms: Rooms, knock: Knock, body: dict[str, Any]) -> None:
    """A refusal by a response URL raises nothing, so its status is looked at."""
    client = WebhookClient(knock.reply_url, ssl=rooms.posts.ssl, retry_handlers=[])
    answer = client.send_dict(body)
    if answer.status_code != 200:
        raise RuntimeError(f"Slack refused a private reply: {answer.status_code} {answer.body}")
