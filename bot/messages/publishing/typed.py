"""What was typed in the forms of publishing, read from the state that Slack sends."""

from __future__ import annotations

from bot.messages.collecting.typed import Values
from bot.messages.publishing import ids


def reason_of(values: Values) -> str:
    """The reason on one line; empty where only spaces were typed."""
    return text_of(values, ids.REASON)


def text_of(values: Values, block: str) -> str:
    held = values.get(block, {}).get(ids.VALUE, {})
    return " ".join(str(held.get("value") or "").split())
