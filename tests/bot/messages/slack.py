"""Slack's limits on a message, as a checker that says what is wrong with one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.messages.sheet import Message

Block = dict[str, Any]
MOST_CHARACTERS = 13_000


def faults(message: Message) -> list[str]:
    """What Slack would refuse, or a screen reader would miss."""
    found = [fault for block in message.blocks for fault in _CHECKS[block["type"]](block)]
    if not 1 <= len(message.blocks) <= 50:
        found.append(f"{len(message.blocks)} blocks")
    if sum(len(text) for text in said(message)) > MOST_CHARACTERS:
        found.append("msg_blocks_too_long")
    if Counter(block["type"] for block in message.blocks)["table"] > 1:
        found.append("only_one_table_allowed")
    if not 1 <= len(message.text) <= 40_000:
        found.append(f"text of {len(message.text)}")
    found += [f"live mark-up in {text!r:.80}" for text in _mrkdwn(message) if "<" in text]
    return found


def said(message: Message) -> list[str]:
    """Every text in the blocks that a reader sees."""
    return [text for block in message.blocks for text in _texts(block)]


def shown(message: Message) -> list[str]:
    """The texts of blocks that inform, without what is only there to be pressed."""
    blocks = [block for block in message.blocks if block["type"] != "actions"]
    return [text for block in blocks for text in _texts(block)]


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        keys = [key for key in ("text", "alt_text") if isinstance(part.get(key), str)]
        yield from (part[key] for key in keys)
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)


def _mrkdwn(message: Message) -> list[str]:
    return [message.text, *(part["text"] for part in _parts(message.blocks, "mrkdwn"))]


def _parts(part: Any, kind: str) -> Iterator[Block]:
    if isinstance(part, dict):
        if part.get("type") == kind:
            yield part
        part = tuple(part.values())
    if isinstance(part, list | tuple):
        for each in part:
            yield from _parts(each, kind)


def _within(what: str, text: str, most: int) -> list[str]:
    return [] if 1 <= len(text) <= most else [f"{what} of {len(text)} characters"]


def _header(block: Block) -> list[str]:
    return _within("header", block["text"]["text"], 150)


def _section(block: Block) -> list[str]:
    return _within("section", block["text"]["text"], 3000)


def _context(block: Block) -> list[str]:
    texts = [element["text"] for element in block["elements"]]
    many = [] if 1 <= len(texts) <= 10 else [f"{len(texts)} elements in a context"]
    return many + [fault for text in texts for fault in _within("context", text, 2000)]


def _rich_text(block: Block) -> list[str]:
    texts = [part["text"] for part in _parts(block, "text")]
    return [fault for text in texts for fault in _within("rich text", text, 3000)]


def _table(block: Block) -> list[str]:
    rows = block["rows"]
    widths = {len(row) for row in rows}
    found = [] if 2 <= len(rows) <= 100 else [f"{len(rows)} rows"]
    found += [] if len(widths) == 1 and max(widths) <= 20 else [f"rows of {widths} cells"]
    found += [] if len(block["column_settings"]) <= 20 else ["too many column settings"]
    cells = [cell["text"] for row in rows for cell in row]
    found += [] if sum(map(len, cells)) <= 10_000 else ["a table of more than 10,000 characters"]
    return found + [fault for cell in cells for fault in _within("cell", cell, 10_000)]


def _image(block: Block) -> list[str]:
    return _within("alt_text", block["alt_text"], 2000)


def _actions(block: Block) -> list[str]:
    elements = block["elements"]
    ids = [each["action_id"] for each in elements]
    found = [] if 1 <= len(elements) <= 25 else [f"{len(elements)} elements in actions"]
    found += [] if len(set(ids)) == len(ids) else [f"action_ids repeat: {ids}"]
    return found + [fault for each in elements for fault in _ELEMENTS[each["type"]](each)]


def _button(element: Block) -> list[str]:
    label, value = element["text"]["text"], element["value"]
    return _within("button", label, 75) + _within("button value", value, 2000)


def _select(element: Block) -> list[str]:
    options = element["options"]
    found = [] if 1 <= len(options) <= 100 else [f"{len(options)} options"]
    found += _within("placeholder", element["placeholder"]["text"], 150)
    for option in options:
        found += _within("option", option["text"]["text"], 75)
        found += _within("option value", option["value"], 150)
    return found


_ELEMENTS = {"button": _button, "static_select": _select}
_CHECKS = {
    "header": _header,
    "section": _section,
    "context": _context,
    "rich_text": _rich_text,
    "table": _table,
    "image": _image,
    "actions": _actions,
    "divider": lambda _: [],
}
