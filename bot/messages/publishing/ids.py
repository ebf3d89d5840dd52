"""The ids that buttons, inputs and views of publishing carry, and what they hold."""

from __future__ import annotations

from bot.quarter import Quarter

PREVIEW = "publish.preview"  # holds a quarter's key
PUBLISH = "publish.now"  # holds `pack`
AGAIN = "publish.again"  # holds a quarter's key: asks for the reason of another edition

AGAIN_VIEW = "publishing.again"  # holds a quarter's key

VALUE = "value"
REASON = "reason"

_SHOWN = 16  # letters of a hash, enough to tell one preview from another


def pack(quarter: Quarter, digest: str) -> str:
    """What the button publishes: the quarter as it was shown."""
    return f"{quarter.key}|{digest[:_SHOWN]}"


def unpack(value: str) -> tuple[Quarter, str]:
    """Raises ValueError where the value is not one of ours."""
    key, bar, digest = value.partition("|")
    if not bar:
        raise ValueError(f"{value!r} names no quarter and content")
    return Quarter.parse(key), digest
