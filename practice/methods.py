"""How a Web API method is declared, and what the methods share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused
from practice.workspace import BOT_USER, Channel, Person

Answer = dict[str, Any]


Run = Callable[[Desk, Args], Answer]


@dataclass(frozen=True)
class Method:
    """``form_only`` methods do not read a JSON body, which surprises many a bot."""

    run: Run
    scopes: tuple[str, ...] = ()  # any one of them
    token: str = "bot"  # bot, app or none  # noqa: S105
    form_only: bool = False


def need_scope(desk: Desk, *scopes: str) -> None:
    """Refuse unless the manifest grants one of the scopes."""
    if scopes and not desk.manifest.scopes.intersection(scopes):
        raise Refused(
            "missing_scope",
            needed=",".join(scopes),
            provided=",".join(sorted(desk.manifest.scopes)),
        )


def person(desk: Desk, id: str) -> Person:
    found = desk.world.people.get(id)
    if found is None:
        raise Refused("user_not_found")
    return found


def channel_of(desk: Desk, id: str) -> Channel:
    """A conversation that the bot may know of: a private one only where it is a member."""
    found = desk.world.channels.get(id)
    if found is None or (found.secret and not found.bot_member):
        raise Refused("channel_not_found")
    return found


def need_member(channel: Channel) -> None:
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
