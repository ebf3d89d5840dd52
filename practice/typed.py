"""What people type, made into what Slack sends: mentions resolved, the rest escaped."""

from __future__ import annotations

import html
import re

from practice.world import World

_READY = re.compile(r"(<@[UW][A-Z0-9]+(?:\|[^<>|]*)?>|<#C[A-Z0-9]+(?:\|[^<>|]*)?>)")
_LINK = re.compile(r"(https?://[^\s<>]+)")


def message(world: World, text: str) -> str:
    """A message as the client sends it; ``<@U..>`` and ``<#C..>`` may be typed as they are."""
    return _outside_mentions(world, text, named=False)


def command(world: World, text: str, *, escape: bool) -> str:
    """The text of a command; only with ``should_escape`` are mentions resolved."""
    return _outside_mentions(world, text, named=True) if escape else text


def _outside_mentions(world: World, text: str, *, named: bool) -> str:
    marks = _marks(world, named=named)
    return "".join(
        part if _READY.fullmatch(part) else _escaped(part, marks) for part in _READY.split(text)
    )


def _escaped(text: str, marks: dict[str, str]) -> str:
    text = _LINK.sub(r"<\1>", html.escape(text, quote=False))
    if not marks or not {"@", "#"} & set(text):
        return text
    names = re.compile(rf"({'|'.join(re.escape(each) for each in marks)})(?![\w-])")
    return names.sub(lambda found: marks[found[0]], text)


def _marks(world: World, *, named: bool) -> dict[str, str]:
    """How every person and channel is typed, and what stands for it; the longest first."""
    marks = {}
    for person in world.people.values():
        marks[f"@{person.name}"] = f"<@{person.id}|{person.handle}>" if named else f"<@{person.id}>"
    for channel in world.channels.values():
        if channel.kind != "im":
            shown = "" if channel.kind == "private" else channel.name
            marks[f"#{channel.name}"] = f"<#{channel.id}|{shown}>"
    return dict(sorted(marks.items(), key=lambda each: -len(each[0])))
