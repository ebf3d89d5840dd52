"""The events that the app subscribed to, and the scope that each of them needs."""

from __future__ import annotations

import secrets
from typing import Any

from practice.desk import Desk
from practice.workspace import APP_ID, BOT_USER, Channel
from practice.world import Message

_MESSAGE_EVENTS = {
    "public": "message.channels",
    "shared": "message.channels",
    "private": "message.groups",
    "im": "message.im",
}
_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
}
_CHANNEL_TYPES = {"public": "channel", "shared": "channel", "private": "group", "im": "im"}


def said(desk: Desk, message: Message, payload: dict[str, Any]) -> None:
    """Tell the bot of a message, where it is a member and has asked to be told."""
    channel = desk.world.channels[message.channel]
    if message.only_for or not channel.bot_member:
        return
    place = {"channel": channel.id, "event_ts": message.ts}
    if _mentions(message, channel):
        emit(desk, "app_mention", {**payload, **place, "type": "app_mention"}, channel)
    about_message(desk, channel, {**payload, **place})


def about_message(desk: Desk, channel: Channel, payload: dict[str, Any]) -> None:
    """A message event: said, changed or deleted."""
    event = {"type": "message", "channel_type": _CHANNEL_TYPES[channel.kind], **payload}
    emit(desk, _MESSAGE_EVENTS[channel.kind], event, channel)


def home_opened(desk: Desk, person: str, tab: str) -> None:
    home = desk.views.home(person)
    event: dict[str, Any] = {
        "type": "app_home_opened",
        "user": person,
        "channel": desk.world.direct(person).id,
        "tab": tab,
        "event_ts": desk.world.stamp(),
    }
    if tab == "home" and home:
        event["view"] = home.payload(desk.setup.team_id)
    emit(desk, "app_home_opened", event)


def emit(desk: Desk, name: str, event: dict[str, Any], channel: Channel | None = None) -> None:
    """Send an event to the bot if its manifest subscribes to it and holds the scope."""
    scope = _SCOPES.get(name)
    if name not in desk.manifest.events or (scope and scope not in desk.manifest.scopes):
        return
    team = desk.setup.team_id
    who = {"enterprise_id": None, "team_id": team, "user_id": BOT_USER, "is_bot": True}
    desk.delivery.tell(
        {
            "token": "practice",
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": desk.clock.seconds(),
            "authorizations": [{**who, "is_enterprise_install": False}],
            "is_ext_shared_channel": bool(channel and channel.kind == "shared"),
            "event_context": secrets.token_hex(12),
        }
    )


def _mentions(message: Message, channel: Channel) -> bool:
    return f"<@{BOT_USER}" in message.text and not message.by_bot and channel.kind != "im"
