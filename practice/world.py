"""What is said in the workspace, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from practice.clock import Clock
from practice.workspace import BOT_USER, SLACKBOT, Channel, Person, Setup

Block = dict[str, Any]


@dataclass
class Message:
    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Block] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    only_for: str | None = None
    edited: str | None = None
    reactions: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def by_bot(self) -> bool:
        return self.user == BOT_USER

    @property
    def in_thread(self) -> bool:
        """A reply; the parent of a thread stands in the channel itself."""
        return self.thread_ts not in (None, self.ts)


class World:
    """The people, the channels and the messages of one workspace."""

    def __init__(self, setup: Setup, clock: Clock) -> None:
        self.setup = setup
        self.clock = clock
        self.people = setup.people
        self._last_stamp = 0
        self.reset()

    def reset(self) -> None:
        self.channels = dict(self.setup.channels)  # those who were invited are gone again
        self._messages: dict[str, dict[str, Message]] = {each: {} for each in self.channels}
        self._replies: dict[tuple[str, str | None], list[Message]] = {}
        self._read_to: dict[tuple[str, str], str] = {}

    def stamp(self) -> str:
        """A timestamp that is also an id: never the same twice, always rising."""
        self._last_stamp = max(self._last_stamp + 1, self.clock.micros())
        seconds, micro = divmod(self._last_stamp, 1_000_000)
        return f"{seconds}.{micro:06}"

    def name_of(self, user: str) -> str:
        return "Slackbot" if user == SLACKBOT else self.people[user].name

    def direct(self, person: str) -> Channel:
        return self.channels[f"D{person[1:]}"]

    def may_see(self, person: Person, channel: Channel) -> bool:
        if person.id in channel.members:
            return True
        return person.kind == "member" and not channel.secret

    def add(self, message: Message) -> Message:
        self._messages[message.channel][message.ts] = message
        if message.in_thread and not message.only_for:
            self._replies.setdefault((message.channel, message.thread_ts), []).append(message)
        return message

    def remove(self, message: Message) -> None:
        del self._messages[message.channel][message.ts]
        thread = self._replies.get((message.channel, message.thread_ts), [])
        if message in thread:
            thread.remove(message)

    def find(self, channel: str, ts: str) -> Message | None:
        return self._messages[channel].get(ts)

    def messages(self, channel: str) -> list[Message]:
        return list(self._messages[channel].values())

    def seen_by(self, person: str, channel: str) -> list[Message]:
        return [each for each in self.messages(channel) if each.only_for in (None, person)]

    def replies(self, message: Message) -> list[Message]:
        return self._replies.get((message.channel, message.ts), [])

    def mark_read(self, person: str, channel: str) -> None:
        said = self.seen_by(person, channel)
        self._read_to[person, channel] = said[-1].ts if said else ""

    def unread(self, person: str, channel: str) -> int:
        read_to = self._read_to.get((person, channel), "")
        said = self.seen_by(person, channel)
        return sum(each.ts > read_to and each.user != person for each in said)
