"""Adding the bot, or a person, to a channel; Slack's own ``/invite`` and not the app's."""

from __future__ import annotations

import re
from dataclasses import replace

from practice import posting
from practice.desk import Desk
from practice.errors import Refused
from practice.workspace import BOT_USER, SLACKBOT, Channel, Person
from practice.world import Message

COMMAND = "/invite"
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>|]*)?>")


def run(desk: Desk, person: Person, channel: Channel, who: str) -> None:
    """Add whoever was typed: ``@PCP bot``, ``@pcp.bot`` or a mention; the channel is told."""
    if person.kind != "member" or channel.kind == "im":
        raise Refused(f"{COMMAND} cannot be used here")
    invited = _named(desk, who.strip())
    if invited is None:
        _whisper(desk, person, channel, f"Nobody here is called {who.strip() or 'nothing'}.")
    elif invited.id in channel.members:
        _whisper(desk, person, channel, f"{invited.name} is already in #{channel.name}.")
    else:
        _add(desk, person, channel, invited)


def offer(desk: Desk, person: Person, said: Message) -> None:
    """Whoever mentions the bot where it is not is offered, as in Slack, to invite it."""
    channel = desk.world.channels[said.channel]
    if f"<@{BOT_USER}" in said.text and not channel.bot_member:
        bot = desk.world.people[BOT_USER].name
        _whisper(
            desk,
            person,
            channel,
            f"{bot} is not in #{channel.name} and did not see this. To add it, type: "
            f"{COMMAND} @{bot}",
            said.thread_ts,
        )


def _named(desk: Desk, who: str) -> Person | None:
    mention = _MENTION.fullmatch(who)
    if mention:
        return desk.world.people.get(mention[1])
    name = who.removeprefix("@").casefold()
    people = desk.world.people.values()
    return next((each for each in people if name in (each.name.casefold(), each.handle)), None)


def _add(desk: Desk, person: Person, channel: Channel, invited: Person) -> None:
    desk.world.channels[channel.id] = replace(channel, members=channel.members | {invited.id})
    text = f"{invited.name} was added to #{channel.name} by {person.name}."
    posting.post(desk, Message(desk.world.stamp(), channel.id, SLACKBOT, text))
    desk.changes.tell("conversations")


def _whisper(
    desk: Desk, person: Person, channel: Channel, text: str, thread: str | None = None
) -> None:
    stamp = desk.world.stamp()
    notice = Message(stamp, channel.id, SLACKBOT, text, thread_ts=thread, only_for=person.id)
    posting.post(desk, notice)
