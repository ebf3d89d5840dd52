"""What was typed and chosen in the forms of reviewing, read from the state that Slack sends."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from bot.messages.collecting.typed import Values
from bot.messages.reviewing import ids


def words_of(values: Values) -> str:
    """The comment, question or answer; empty where only spaces were typed."""
    return str(_held(values, ids.WORDS).get("value") or "").strip()


def who_of(values: Values) -> str:
    """The Slack id of a colleague."""
    return str(_held(values, ids.WHO).get("selected_user") or "")


def about_of(values: Values, slots: Container[str]) -> str:
    """The slot that it is about; empty for the whole, and for a slot that is not there."""
    option = _held(values, ids.ABOUT).get("selected_option") or {}
    slot = str(option.get("value") or "")
    return slot if slot in slots else ""


def slots_of(values: Values, slots: Container[str]) -> list[str]:
    """The slots that were picked, of those that there are."""
    options = _held(values, ids.WHICH).get("selected_options") or []
    picked = [str(each.get("value") or "") for each in options]
    return [each for each in picked if each in slots]


def _held(values: Values, block: str) -> dict[str, Any]:
    return dict(values.get(block, {}).get(ids.VALUE, {}))
