"""Block elements: buttons, menus, inputs; and where each of them may stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from practice.kit.checks import (
    Check,
    Faults,
    anything,
    both,
    exactly_one,
    fault,
    flag,
    items,
    one_of,
    shape,
    string,
    whole,
)
from practice.kit.objects import (
    CONFIRM,
    ID,
    IMAGE_ELEMENT,
    OPTION,
    OPTION_GROUP,
    RICH_OPTION,
    URL,
    plain,
)

_MOST = 100
_COMMON: Mapping[str, Check] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": flag}
_FIELD: Mapping[str, Check] = {**_COMMON, "placeholder": plain(150)}
_TYPED: Mapping[str, Check] = {
    **_FIELD,
    "initial_value": string(3000, 0),
    "dispatch_action_config": anything,
}
_OPTIONS: Mapping[str, Check] = {
    "options": items(OPTION, _MOST),
    "option_groups": items(OPTION_GROUP, _MOST),
}
_ONE_LIST = exactly_one("options", "option_groups")
_MOST_SELECTED: Mapping[str, Check] = {"max_selected_items": whole(1, 1000)}


def _number(value: object, at: str) -> Faults:
    """Numbers in inputs are written as text."""
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,30}(\.\d{1,20})?", value):
        yield fault("must be a number in a string", at)


def _menu(extra: Mapping[str, Check]) -> Check:
    return shape({}, {**_FIELD, **extra})


def _people(initial: str) -> Check:
    return _menu({initial: string(255)})


def _several(initial: str) -> Check:
    return _menu({initial: items(string(255), _MOST), **_MOST_SELECTED})


BUTTON = shape(
    {"text": plain(75)},
    {
        **_COMMON,
        "url": URL,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
_MENUS: dict[str, Check] = {
    "static_select": both(_menu({**_OPTIONS, "initial_option": OPTION}), _ONE_LIST),
    "multi_static_select": both(
        _menu({**_OPTIONS, "initial_options": items(OPTION, _MOST), **_MOST_SELECTED}), _ONE_LIST
    ),
    "external_select": _menu({"initial_option": OPTION, "min_query_length": whole(0, 3000)}),
    "users_select": _people("initial_user"),
    "multi_users_select": _several("initial_users"),
    "conversations_select": _menu(
        {
            "initial_conversation": string(255),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": anything,
        }
    ),
    "multi_conversations_select": _several("initial_conversations"),
    "channels_select": _menu({"initial_channel": string(255), "response_url_enabled": flag}),
    "multi_channels_select": _several("initial_channels"),
}
_CHOICES: dict[str, Check] = {
    "checkboxes": shape(
        {"options": items(RICH_OPTION, 10)}, {**_COMMON, "initial_options": items(RICH_OPTION, 10)}
    ),
    "radio_buttons": shape(
        {"options": items(RICH_OPTION, 10)}, {**_COMMON, "initial_option": RICH_OPTION}
    ),
    "datepicker": _menu({"initial_date": string(10)}),
    "timepicker": _menu({"initial_time": string(5), "timezone": string(100)}),
    "datetimepicker": shape({}, {**_COMMON, "initial_date_time": whole(0, 10**10)}),
}
_TEXTS: dict[str, Check] = {
    "plain_text_input": shape(
        {},
        {
            **_TYPED,
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
    ),
    "number_input": shape(
        {"is_decimal_allowed": flag},
        {**_TYPED, "min_value": _number, "max_value": _number},
    ),
    "email_text_input": shape({}, _TYPED),
    "url_text_input": shape({}, _TYPED),
    "rich_text_input": shape({}, {**_FIELD, "initial_value": anything}),
}
OVERFLOW = shape({"options": items(OPTION, 5)}, _COMMON)

IN_INPUT = {**_MENUS, **_CHOICES, **_TEXTS}
IN_ACTIONS = {"button": BUTTON, "overflow": OVERFLOW, **_MENUS, **_CHOICES}
IN_SECTION = {**IN_ACTIONS, "image": IMAGE_ELEMENT}
INTERACTIVE = frozenset({*IN_INPUT, *IN_ACTIONS})
"""Types of the elements that send something to the bot, and therefore have an action_id."""
STATEFUL = frozenset(IN_INPUT)
"""Types of the elements whose value is part of the state of a view or message."""
