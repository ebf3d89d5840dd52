"""What Slack would say against what the bot says, by the practice workspace's own rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from practice.content import MOST_TEXT, MOST_UPDATED_TEXT
from practice.errors import Refused
from practice.kit import blocks as kit
from practice.kit import views as kit_views

Plain = dict[str, Any]


def objections(method: str, given: Plain) -> Iterator[str]:
    """Against a call of the Web API."""
    if "view" in given:
        surface = "home" if method == "views_publish" else "modal"
        yield from _against_view(given["view"], surface)
    if not method.startswith("chat_") and "text" not in given:
        return
    surface = "message" if method in ("chat_postMessage", "chat_update") else "ephemeral"
    blocks, text = given.get("blocks") or [], str(given.get("text") or "")
    yield from kit.check(blocks, surface)
    if kit.characters(blocks) > kit.MOST_CHARACTERS:
        yield "msg_blocks_too_long"
    if not (text.strip() or blocks):
        yield "no_text"
    if len(text) > (MOST_UPDATED_TEXT if method == "chat_update" else MOST_TEXT):
        yield "msg_too_long"


def objections_to_ack(body: str) -> Iterator[str]:
    """Against what an ack carries. That errors name inputs of the form is for tests of it: a forged
    form has none."""
    if not body:
        return
    said = json.loads(body)
    if "view" in said:
        yield from _against_view(said["view"], "modal")
    if said.get("response_action") == "errors" and not said.get("errors"):
        yield "errors are empty"


def _against_view(view: Any, surface: Any) -> Iterator[str]:
    try:
        kit_views.check(json.loads(json.dumps(view)), surface)
    except Refused as problem:
        yield str(problem.body)
