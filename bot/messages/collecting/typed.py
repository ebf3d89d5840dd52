"""What was typed and chosen in the views of collecting, read from the state that Slack sends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.form import Typed
from bot.messages.collecting import ids
from bot.quarter import Quarter

# Of a view's or a message's state: by block, then by action.
Values = Mapping[str, Mapping[str, Mapping[str, Any]]]


def entries_of_page(values: Values) -> tuple[Typed, ...]:
    """The texts of a page, in the order in which it was drawn."""
    return tuple(
        Typed(slot, str(held[ids.VALUE].get("value") or ""))
        for slot, held in values.items()
        if slot.startswith(("metric:", "commitment:")) and ids.VALUE in held
    )


def explanations_in(values: Values) -> dict[str, str]:
    """What was said of each finding, by its key; empty where nothing was."""
    return {
        block.removeprefix(ids.WHY): " ".join(_held(values, block, "value").split())
        for block in values
        if block.startswith(ids.WHY)
    }


def reason_of(values: Values) -> str:
    """The reason for nothing to report, on one line; empty where only spaces were typed."""
    return " ".join(_held(values, ids.REASON, "value").split())


def taker_of(values: Values) -> str:
    """The Slack id of who takes over."""
    return _held(values, ids.TAKER, "selected_user")


def quarter_meant(values: Values) -> Quarter:
    """The quarter that was chosen on the guard; raises ValueError where none was."""
    return Quarter.parse(_chosen(values, ids.SURE))


def later_of(values: Values) -> str | date | None:
    """One of the words for WHEN, or the day chosen; None where a day was meant and none given."""
    choice = _chosen(values, ids.WHEN)
    return day_of(values) if choice == ids.ON_A_DAY else choice or None


def day_of(values: Values) -> date | None:
    day = _held(values, ids.DAY, "selected_date")
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _held(values: Values, block: str, name: str) -> str:
    return str(values.get(block, {}).get(ids.VALUE, {}).get(name) or "")


def _chosen(values: Values, block: str) -> str:
    option = values.get(block, {}).get(ids.VALUE, {}).get("selected_option") or {}
    return str(option.get("value") or "")
