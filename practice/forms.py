"""What a person typed or chose, checked as Slack's client does and shaped as its payloads are."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from practice.errors import Refused
from practice.kit.blocks import elements
from practice.kit.elements import STATEFUL

Block = dict[str, Any]
State = dict[str, dict[str, Any]]

# The field of the state that holds the value, and the field of the element that it starts with.
_FIELDS = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
}
_TEXT_FIELD = ("value", "initial_value")
_SEVERAL = ("selected_options", "selected_users", "selected_conversations", "selected_channels")
REQUIRED = "Please complete this required field."


def shaped(element: Block, value: object) -> Block:
    """The state of an element for a plain value, as Slack writes it."""
    kind = element["type"]
    field, _ = _FIELDS.get(kind, _TEXT_FIELD)
    if field == "selected_option":
        value = _option(element, value) if value not in (None, "") else None
    elif field == "selected_options":
        value = [_option(element, each) for each in _several(value)]
    elif field in _SEVERAL:
        value = _several(value)
    elif field == "rich_text_value" and isinstance(value, str):
        value = _rich(value) if value else None
    elif value in (None, ""):
        value = None
    elif field != "rich_text_value":
        value = _moment(value) if kind == "datetimepicker" else str(value)
    return {"type": kind, field: value}


def state(blocks: list[Block], values: dict[str, dict[str, Any]], before: State) -> State:
    """The state of all stateful elements: what was given now, else before, else initially."""
    found: State = {}
    for block in blocks:
        for element in elements(block):
            if element["type"] in STATEFUL:
                place = found.setdefault(block["block_id"], {})
                place[element["action_id"]] = _value(block, element, values, before)
    return found


def complaints(blocks: list[Block], given: State) -> dict[str, str]:
    """What Slack's client says under each input before it sends anything."""
    said = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            value = content(given[block["block_id"]][element["action_id"]])
            complaint = _complaint(element, value, optional=bool(block.get("optional")))
            if complaint:
                said[block["block_id"]] = complaint
    return said


def content(part: Block) -> Any:  # noqa: ANN401  (a text, an option, a list or nothing)
    """The value inside an element's state."""
    return part[_FIELDS.get(part["type"], _TEXT_FIELD)[0]]


def _value(block: Block, element: Block, values: dict[str, Any], before: State) -> Block:
    block_id, action_id = block["block_id"], element["action_id"]
    if action_id in (values.get(block_id) or {}):
        return shaped(element, values[block_id][action_id])
    kept: Block | None = before.get(block_id, {}).get(action_id)
    if kept and kept["type"] == element["type"]:
        return kept
    field, initial = _FIELDS.get(element["type"], _TEXT_FIELD)
    nothing: object = [] if field in _SEVERAL else None
    return {"type": element["type"], field: element.get(initial, nothing)}


def _option(element: Block, value: object) -> Block:
    """The option that a plain value, or an option in full, stands for."""
    wanted = value.get("value") if isinstance(value, dict) else value
    groups = [each["options"] for each in element.get("option_groups") or ()]
    offered = [each for group in groups for each in group] + list(element.get("options") or ())
    found = next((each for each in offered if each.get("value") == wanted), None)
    if found is None:
        raise Refused(f"no such option: {wanted}")
    return {key: found[key] for key in ("text", "value", "description") if key in found}


def _several(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]


def _moment(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise Refused(f"no such moment: {value}") from None


def _rich(text: str) -> Block:
    part = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [part]}


def _complaint(element: Block, value: object, *, optional: bool) -> str | None:
    if value in (None, [], ""):
        return None if optional else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _length(element, str(value))
        case "number_input":
            return _number(element, str(value))
        case "email_text_input":
            sound = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(value))
            return None if sound else "Please enter a valid email address."
        case "url_text_input":
            sound = re.fullmatch(r"https?://\S+", str(value))
            return None if sound else "Please enter a valid URL."
    return None


def _length(element: Block, text: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter at most {most} characters." if len(text) > most else None


def _number(element: Block, text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "Please enter a valid number."
    if not number.is_finite():
        return "Please enter a valid number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Please enter a number of at least {least}."
    if most is not None and number > Decimal(most):
        return f"Please enter a number of at most {most}."
    return None
