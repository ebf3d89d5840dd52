"""Who knocked, from where: one shape for commands, buttons, mentions and direct messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from typing import Any, TypeVar

Body = dict[str, Any]
Given = TypeVar("Given")
Held = TypeVar("Held")


class OldError(Exception):
    """What a button or a form holds names nothing that there is: it was drawn by another version
    of the bot, on another day, or by somebody else. Doors say so and do nothing."""


def read_held(read: Callable[[Given], Held], value: Given) -> Held:
    """What a button or a form holds, by a reader that raises ValueError for what is not one of
    ours; raises OldError then. What is read may still be gone from the plan."""
    try:
        return read(value)
    except ValueError as problem:
        raise OldError(str(problem)) from problem


@dataclass(frozen=True)
class Knock:
    """A person's request.

    ``reply_url`` answers them alone; events have none. ``pressed_private`` marks a button in a
    message that only they see. ``trigger`` lets a form be opened within three seconds; ``view``
    is the form that a button stands in. ``ts`` is the message that was pressed or written.
    ``said`` is what they typed or what the button says. ``press`` names a press of this button
    by this person, and ``pressed_at`` its moment, where a double click must not count twice.
    """

    user: str
    team: str
    channel: str
    reply_url: str = ""
    thread: str | None = None
    event_id: str = ""
    pressed_private: bool = False
    trigger: str = ""
    view: str = ""
    ts: str = ""
    said: str = ""
    press: str = ""
    pressed_at: datetime | None = None

    @property
    def in_direct_message(self) -> bool:
        return self.channel.startswith("D")

    @property
    def in_a_channel(self) -> bool:
        """Not a direct message, and not the App Home, which has no conversation at all."""
        return bool(self.channel) and not self.in_direct_message

    @property
    def said_to_us(self) -> bool:
        """A direct message to the bot itself: Slack sends no event of any other."""
        return self.in_direct_message and bool(self.event_id)


def from_command(body: Body) -> Knock:
    return Knock(
        user=body["user_id"],
        team=body["team_id"],
        channel=body["channel_id"],
        reply_url=body["response_url"],
        trigger=body.get("trigger_id", ""),
        said=unescape(f"{body['command']} {body.get('text') or ''}".strip()),
    )


def from_action(body: Body) -> Knock:
    """A button in a message; the thread that the message stands in goes with it."""
    return Knock(
        user=body["user"]["id"],
        team=body["user"].get("team_id") or (body.get("team") or {}).get("id", ""),
        channel=(body.get("channel") or {}).get("id", ""),
        reply_url=body.get("response_url", ""),
        thread=(body.get("message") or {}).get("thread_ts"),
        pressed_private=bool((body.get("container") or {}).get("is_ephemeral")),
        trigger=body.get("trigger_id", ""),
        view=_form_of(body),
        ts=(body.get("message") or {}).get("ts", ""),
    )


def once(knock: Knock, body: Body, action: Body) -> Knock:
    """The same knock, of which the second click of a double click is not another."""
    container = body.get("container") or {}
    place = container.get("message_ts") or container.get("view_id") or ""
    about = "|".join((knock.user, place, action["action_id"], value_of(action)))
    pressed_at = datetime.fromtimestamp(float(action["action_ts"]), UTC)
    press = f"press:{sha256(about.encode()).hexdigest()[:32]}"
    return replace(knock, press=press, pressed_at=pressed_at, said=_label_of(action))


def from_shortcut(body: Body) -> Knock:
    """A message that somebody chose from its menu; ``ts`` is that message."""
    return Knock(
        user=body["user"]["id"],
        team=body["user"].get("team_id") or (body.get("team") or {}).get("id", ""),
        channel=body["channel"]["id"],
        reply_url=body.get("response_url", ""),
        trigger=body.get("trigger_id", ""),
        ts=str(body["message"]["ts"]),
    )


def from_view(body: Body) -> Knock:
    """A form that was sent: there is nowhere to answer but in the ack."""
    return Knock(
        user=body["user"]["id"],
        team=body["user"].get("team_id") or (body.get("team") or {}).get("id", ""),
        channel="",
        trigger=body.get("trigger_id", ""),
        view=str(body["view"]["id"]),
    )


def value_of(action: Body) -> str:
    """What a button holds, or the option that was picked from a menu."""
    option = action.get("selected_option") or {}
    return str(option.get("value") or action.get("value") or "")


def _label_of(action: Body) -> str:
    """What a button says, or the option that was picked."""
    shown = (action.get("selected_option") or action).get("text") or {}
    return unescape(str(shown.get("text", "")))


def _form_of(body: Body) -> str:
    """The open form that a button stands in; the App Home is a view too, but no form."""
    view = body.get("view") or {}
    return str(view.get("id", "")) if view.get("type") == "modal" else ""


def from_home(body: Body) -> Knock:
    """Opening the App Home: nothing can be said there but the view itself."""
    event = body["event"]
    return Knock(
        event["user"], body["team_id"], event["channel"], event_id=body.get("event_id", "")
    )


def from_event(body: Body) -> Knock:
    """A mention or a direct message. The sender's own team counts where Slack names it."""
    event = body["event"]
    return Knock(
        user=event["user"],
        team=event.get("user_team") or event.get("team") or body["team_id"],
        channel=event["channel"],
        thread=event.get("thread_ts"),
        event_id=body.get("event_id", ""),
        ts=event.get("ts", ""),
    )
