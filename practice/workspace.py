"""The invented team, read from ``workspace.yml``: people, channels, user groups, timing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from practice import clock

BOT_USER, BOT_ID, APP_ID = "U0PCPBOT", "B0PCPBOT", "A0PCPBOT"
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    title: str
    team: str
    kind: str = "member"  # member, guest, stranger or bot
    tz: str = "Europe/London"

    @property
    def handle(self) -> str:
        return self.name.lower().replace(" ", ".")


@dataclass(frozen=True)
class Channel:
    id: str
    name: str
    kind: str  # public, private, shared or im
    members: frozenset[str]
    archived: bool = False

    @property
    def bot_member(self) -> bool:
        return BOT_USER in self.members

    @property
    def secret(self) -> bool:
        """Whether those who are not members may not even know of it."""
        return self.kind in ("private", "im")


@dataclass(frozen=True)
class Usergroup:
    id: str
    handle: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Timing:
    """Seconds: how long Slack waits for an ack and honours a trigger, when it sends again."""

    ack: float = 3
    trigger: float = 3
    retries: tuple[float, ...] = (0, 0.5, 1)


@dataclass(frozen=True)
class Setup:
    team: dict[str, str]
    bot_token: str
    app_token: str
    signing_secret: str
    people: dict[str, Person]
    channels: dict[str, Channel]
    usergroups: tuple[Usergroup, ...] = ()
    timing: Timing = field(default_factory=Timing)
    request_url: str | None = None
    clock: datetime | None = None  # when practice begins; None for now

    @property
    def team_id(self) -> str:
        return self.team["id"]


def read(path: Path, bot_name: str) -> Setup:
    """Read the workspace; everybody in it gets a direct message channel with the bot."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    people = _people(data, bot_name)
    channels = [_channel(each, people) for each in data["channels"]]
    channels += [_direct(each) for each in people.values() if each.kind != "bot"]
    timing = data.get("timing") or {}
    return Setup(
        team=data["team"],
        bot_token=data["tokens"]["bot"],
        app_token=data["tokens"]["app"],
        signing_secret=data["tokens"]["signing_secret"],
        people=people,
        channels={each.id: each for each in channels},
        usergroups=tuple(
            Usergroup(each["id"], each["handle"], each["name"], tuple(each["members"]))
            for each in data.get("usergroups") or ()
        ),
        timing=Timing(**{**timing, "retries": tuple(timing.get("retries", Timing.retries))}),
        request_url=data.get("request_url"),
        clock=clock.moment(str(data["clock"])) if data.get("clock") else None,
    )


def _people(data: dict[str, Any], bot_name: str) -> dict[str, Person]:
    team = data["team"]["id"]
    people = [Person(**{"team": team, **each}) for each in data["people"]]
    people.append(Person(BOT_USER, bot_name, "", team, "bot"))
    return {each.id: each for each in people}


def _channel(data: dict[str, Any], people: dict[str, Person]) -> Channel:
    members = data["members"]
    if members == "everyone":
        members = [each.id for each in people.values() if each.kind == "member"]
    members = [*members, *data.get("also", ()), *([BOT_USER] if data.get("bot") else ())]
    return Channel(
        data["id"], data["name"], data["kind"], frozenset(members), bool(data.get("archived"))
    )


def _direct(person: Person) -> Channel:
    return Channel(f"D{person.id[1:]}", person.name, "im", frozenset({person.id, BOT_USER}))
