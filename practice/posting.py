"""Putting messages into channels, changing them and taking them away."""

from __future__ import annotations

from typing import Any

from practice import events
from practice.desk import Desk
from practice.workspace import APP_ID, BOT_ID
from practice.world import Message


def post(desk: Desk, message: Message) -> Message:
    desk.world.add(message)
    desk.changes.tell("message", message.channel, message.only_for)
    events.said(desk, message, payload(desk, message))
    return message


def edit(desk: Desk, message: Message, *, quiet: bool = False, **new: object) -> None:
    """Change a message in place; ``quiet`` changes give no event."""
    before = payload(desk, message)
    for name, value in new.items():
        setattr(message, name, value)
    desk.changes.tell("message", message.channel, message.only_for)
    if not quiet:
        now = {"message": payload(desk, message), "previous_message": before}
        _tell_of(desk, message, "message_changed", now)


def remove(desk: Desk, message: Message) -> None:
    desk.world.remove(message)
    desk.changes.tell("message", message.channel, message.only_for)
    gone = {"previous_message": payload(desk, message), "deleted_ts": message.ts}
    _tell_of(desk, message, "message_deleted", gone)


def payload(desk: Desk, message: Message, *, metadata: bool = False) -> dict[str, Any]:
    """A message as Slack's API and events show it; what it lacks is left out."""
    shown: dict[str, Any] = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": desk.setup.team_id,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "bot_id": BOT_ID if message.by_bot else None,
        "app_id": APP_ID if message.by_bot else None,
        "files": [_file(desk, each) for each in message.files],
        "edited": {"user": message.user, "ts": message.edited} if message.edited else None,
        "metadata": _metadata(message, whole=metadata),
    }
    replies = desk.world.replies(message)
    if replies:
        shown |= {"thread_ts": message.ts, "reply_count": len(replies)}
        shown["latest_reply"] = replies[-1].ts
    return {key: value for key, value in shown.items() if value not in (None, [])}


def _file(desk: Desk, id: str) -> dict[str, Any]:
    """A file that was deleted since stands as a tombstone, as Slack shows it."""
    file = desk.files.get(id)
    if file is None:
        return {"id": id, "mode": "tombstone"}
    return {"id": id, "name": file.name, "title": file.title, "mimetype": file.kind}


def _metadata(message: Message, *, whole: bool) -> dict[str, Any] | None:
    """Without being asked for the whole, Slack gives the type of the metadata only."""
    if message.metadata and not whole:
        return {"event_type": message.metadata["event_type"]}
    return message.metadata


def _tell_of(desk: Desk, message: Message, subtype: str, more: dict[str, Any]) -> None:
    channel = desk.world.channels[message.channel]
    if message.only_for or not channel.bot_member:
        return
    stamp = desk.world.stamp()
    event = {"subtype": subtype, "channel": channel.id, "ts": stamp, "event_ts": stamp, **more}
    events.about_message(desk, channel, {**event, "hidden": True})
