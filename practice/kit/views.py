"""Modals and the App Home: the view around the blocks."""

from __future__ import annotations

import json

from practice.errors import Refused, faulty
from practice.kit import blocks
from practice.kit.checks import anything, fault, flag, one_of, shape, string
from practice.kit.objects import plain

MOST_BYTES = 250_000
_COMMON = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_MODAL = shape(
    {"type": one_of("modal"), "title": plain(24), "blocks": anything},
    {
        **_COMMON,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
_HOME = shape({"type": one_of("home"), "blocks": anything}, _COMMON)


def check(view: object, surface: blocks.Surface) -> dict[str, object]:
    """The view, if Slack would take it for this surface."""
    if not isinstance(view, dict):
        raise faulty("invalid_arguments", "must be a valid view", "missing required field: view")
    if len(json.dumps(view)) > MOST_BYTES:
        raise Refused("view_too_large")
    faults = [*(_HOME if surface == "home" else _MODAL)(view, "/view")]
    faults += blocks.check(view.get("blocks"), surface, "/view/blocks")
    if not faults and surface == "modal":
        faults += _submit(view)
    if faults:
        raise faulty("invalid_arguments", *faults)
    return view


def _submit(view: dict[str, object]) -> list[str]:
    parts = view["blocks"]
    has_input = isinstance(parts, list) and any(each["type"] == "input" for each in parts)
    if has_input and not view.get("submit"):
        return [fault("must have a submit button where there are input blocks", "/view/submit")]
    return []
