"""Channels, which words can only name by an id and Slack shows by their name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.messages.sheet import Block, Message


def channel_words(channel: str) -> str:
    """Where no mention is shown: in a header, on a button, in a terminal."""
    return f"channel {channel}"


def mentioning(message: Message, channels: Iterable[str]) -> Message:
    """With each of these channels as a mention wherever `channel_words` of it stand and Slack
    reads mark-up; also in the text that a screen reader reads."""
    ids = [re.escape(each) for each in channels if each]
    if not ids:
        return message
    words = re.compile(rf"\bchannel ({'|'.join(ids)})\b")

    def named(text: str) -> str:
        return words.sub(r"<#\1>", text)

    def drawn(part: Block) -> Block:
        if part["type"] == "mrkdwn":
            return part | {"text": named(part["text"])}
        if part["type"] == "section":
            return part | {"text": drawn(part["text"])}
        if part["type"] == "context":
            return part | {"elements": list(map(drawn, part["elements"]))}
        return part

    return replace(message, text=named(message.text), blocks=tuple(map(drawn, message.blocks)))
