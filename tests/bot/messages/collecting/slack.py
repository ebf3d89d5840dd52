"""Slack's own rules, as the practice workspace keeps them, and ours: no live mark-up."""

from __future__ import annotations

import re
from typing import Any

from bot.messages.sheet import Message, with_files
from practice.errors import Refused
from practice.kit import blocks, views

_DATE = re.compile(r"<!date\^\d+\^\{date_long_pretty\} at \{time\}\|[^<>|]+>")


def refused_message(message: Message) -> list[str]:
    """What Slack or a screen reader would have against a message; empty where nothing."""
    sent = list(with_files(message, ["F0ABCDEFGH"] * len(message.pictures)).blocks)
    found = blocks.check(sent, "message")
    if blocks.characters(sent) > blocks.MOST_CHARACTERS:
        found.append("msg_blocks_too_long")
    if not 1 <= len(message.text) <= 40_000:
        found.append(f"text of {len(message.text)}")
    return found + _live([message.text, *_mrkdwn(sent)])


def refused_view(view: dict[str, Any], surface: str = "modal") -> list[str]:
    try:
        views.check(view, surface)
    except Refused as problem:
        return [str(problem), *map(str, getattr(problem, "messages", ()))]
    return _live(_mrkdwn(view))


def said(part: Any) -> str:
    """Everything in a message or view that a reader sees."""
    if isinstance(part, Message):
        part = list(part.blocks)
    return "\n".join(_texts(part))


def buttons(part: Any) -> list[tuple[str, str]]:
    """The action and the value of every button, menu option included."""
    found = []
    for each in _parts(list(part.blocks) if isinstance(part, Message) else part):
        if each.get("type") == "button":
            found.append((each["action_id"], each["value"]))
        elif each.get("type") == "static_select":
            found += [(each["action_id"], option["value"]) for option in each["options"]]
    return found


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["block_id"]: each for each in view["blocks"] if each["type"] == "input"}


def _live(texts: list[str]) -> list[str]:
    return [f"live mark-up in {text!r:.90}" for text in texts if "<" in _DATE.sub("", text)]


def _mrkdwn(part: Any) -> list[str]:
    return [each["text"] for each in _parts(part) if each.get("type") == "mrkdwn"]


def _texts(part: Any) -> list[str]:
    return [each["text"] for each in _parts(part) if isinstance(each.get("text"), str)]


def _parts(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        return [part, *(found for each in part.values() for found in _parts(each))]
    if isinstance(part, list | tuple):
        return [found for each in part for found in _parts(each)]
    return []
