"""A slash command, from the person who types it to the answer that the ack carries."""

from __future__ import annotations

from typing import Any

from practice import answers, posting, typed
from practice.delivery import NotAcked
from practice.desk import Desk
from practice.errors import Refused
from practice.workspace import APP_ID, SLACKBOT, Channel, Person
from practice.world import Message

_CHANNEL_NAMES = {"im": "directmessage", "private": "privategroup"}


async def run(desk: Desk, person: Person, channel: Channel, line: str) -> dict[str, Any]:
    """Deliver what was typed; what the ack says appears in the channel."""
    name = line.strip().partition(" ")[0]
    if name not in desk.manifest.commands or person.kind == "stranger":
        raise Refused(f"{name} is not a valid command")
    url, response = desk.responses.make(person.id, channel.id, command=line.strip())
    try:
        ack = await desk.delivery.ask("slash_commands", _payload(desk, person, channel, line, url))
        message = answers.take_ack(desk, response, ack)
    except NotAcked as problem:
        raise _failed(desk, person, channel, name, problem.error) from None
    except Refused as refusal:
        desk.record("ack", ack, refusal.body)
        raise _failed(desk, person, channel, name, "invalid_command_response") from None
    return {"response": {"ts": message.ts, "text": message.text}} if message else {}


def _payload(desk: Desk, person: Person, channel: Channel, line: str, url: str) -> dict[str, Any]:
    name, _, text = line.strip().partition(" ")
    escape = desk.manifest.commands[name]
    return {
        "token": "practice",
        "team_id": desk.setup.team_id,
        "team_domain": desk.setup.team["domain"],
        "channel_id": channel.id,
        "channel_name": _CHANNEL_NAMES.get(channel.kind, channel.name),
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": typed.command(desk.world, text.strip(), escape=escape),
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": desk.triggers.make(person.id),
    }


def _failed(desk: Desk, person: Person, channel: Channel, name: str, error: str) -> Refused:
    """Show the person what Slack shows when a command comes to nothing."""
    text = f'{name} failed with the error "{error}"'
    stamp = desk.world.stamp()
    notice = Message(stamp, channel.id, SLACKBOT, text, only_for=person.id)
    posting.post(desk, notice)
    return Refused(error)
