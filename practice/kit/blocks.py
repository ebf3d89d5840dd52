"""Blocks, and the rules that hold across all blocks of a message or view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Literal

from practice.kit.checks import (
    Check,
    Faults,
    both,
    by_type,
    fault,
    flag,
    items,
    shape,
    string,
)
from practice.kit.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, INTERACTIVE
from practice.kit.objects import ID, IMAGE_BLOCK, IMAGE_ELEMENT, plain, text
from practice.kit.richtext import RICH_TEXT
from practice.kit.tables import DATA_TABLE, TABLE

Surface = Literal["message", "ephemeral", "modal", "home"]
Block = dict[str, Any]
MOST_BLOCKS: dict[Surface, int] = {"message": 50, "ephemeral": 50, "modal": 100, "home": 100}
MOST_CHARACTERS = 13_200
ONE_PER_MESSAGE = ("table", "data_table")


def _says_something(value: object, at: str) -> Faults:
    if isinstance(value, dict) and not (value.get("text") or value.get("fields")):
        yield fault("missing required field: text", at)


_CONTEXT = {
    "image": IMAGE_ELEMENT,
    "plain_text": text(2000),
    "mrkdwn": text(2000),
}
_EVERYWHERE: dict[str, Check] = {
    "section": both(
        shape(
            {},
            {
                "text": text(3000),
                "fields": items(text(2000), 10),
                "accessory": by_type(IN_SECTION),
                "expand": flag,
                "block_id": ID,
            },
        ),
        _says_something,
    ),
    "divider": shape({}, {"block_id": ID}),
    "header": shape({"text": plain(150)}, {"block_id": ID}),
    "image": IMAGE_BLOCK,
    "context": shape({"elements": items(by_type(_CONTEXT), 10)}, {"block_id": ID}),
    "actions": shape({"elements": items(by_type(IN_ACTIONS), 25)}, {"block_id": ID}),
    "input": shape(
        {"label": plain(2000), "element": by_type(IN_INPUT)},
        {"hint": plain(2000), "optional": flag, "dispatch_action": flag, "block_id": ID},
    ),
    "rich_text": RICH_TEXT,
}
_MESSAGE: dict[str, Check] = {
    **_EVERYWHERE,
    "markdown": shape({"text": string(12_000)}, {"block_id": ID}),
    "table": TABLE,
    "data_table": DATA_TABLE,
}
KINDS: dict[Surface, dict[str, Check]] = {
    "message": _MESSAGE,
    "ephemeral": _MESSAGE,
    "modal": _EVERYWHERE,
    "home": _EVERYWHERE,
}


def check(blocks: object, surface: Surface, at: str = "/blocks") -> list[str]:
    """What Slack would say against some blocks; empty where it would take them."""
    faults = [*items(by_type(KINDS[surface]), MOST_BLOCKS[surface], 0)(blocks, at)]
    if not isinstance(blocks, list) or any(not isinstance(each, dict) for each in blocks):
        return faults
    return [*faults, *_repeated_ids(blocks, at), *_too_many(blocks, at)]


def characters(blocks: list[Block]) -> int:
    """How much text some blocks hold in all, which Slack limits for a message."""
    return sum(len(each) for each in _texts(blocks))


def identified(blocks: list[Block], fresh: Callable[[], str]) -> list[Block]:
    """The blocks with an id where they have none, and so their interactive elements."""
    return [_identified(_without_nulls(each), fresh) for each in blocks]


def elements(block: Block) -> list[Block]:
    """The interactive elements of a block, wherever it keeps them."""
    several = block.get("elements")
    found = [block.get("accessory"), block.get("element")]
    found += several if isinstance(several, list) else []
    return [each for each in found if isinstance(each, dict) and _interactive(each)]


def _without_nulls(part: Any) -> Any:  # noqa: ANN401  (any part of a block)
    """A field that is null is as good as left out; in lists nulls have a meaning."""
    if isinstance(part, dict):
        return {key: _without_nulls(each) for key, each in part.items() if each is not None}
    return [_without_nulls(each) for each in part] if isinstance(part, list) else part


def _identified(block: Block, fresh: Callable[[], str]) -> Block:
    made = {"block_id": fresh(), **block}
    for part in ("accessory", "element"):
        if part in made:
            made[part] = _with_action(made[part], fresh)
    if block["type"] == "actions":
        made["elements"] = [_with_action(each, fresh) for each in block["elements"]]
    return made


def _with_action(element: Block, fresh: Callable[[], str]) -> Block:
    return {"action_id": fresh(), **element} if _interactive(element) else element


def _interactive(element: Block) -> bool:
    kind = element.get("type")
    return isinstance(kind, str) and kind in INTERACTIVE


def _repeated_ids(blocks: list[Block], at: str) -> Iterator[str]:
    for each in _repeated(block.get("block_id") for block in blocks):
        yield fault(f"block_id must be unique: {each}", at)
    for number, block in enumerate(blocks):
        for each in _repeated(part.get("action_id") for part in elements(block)):
            yield fault(f"action_id must be unique within a block: {each}", f"{at}/{number}")


def _repeated(ids: Iterator[Any]) -> list[str]:
    counts = Counter(each for each in ids if isinstance(each, str))
    return [each for each, count in counts.items() if count > 1]


def _too_many(blocks: list[Block], at: str) -> Iterator[str]:
    for kind in ONE_PER_MESSAGE:
        if sum(each.get("type") == kind for each in blocks) > 1:
            yield fault(f"only one {kind} allowed per message", at)


def _texts(part: object, name: str = "") -> Iterator[str]:
    if isinstance(part, str) and name == "text":
        yield part
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each, name)
    elif isinstance(part, dict):
        for key, each in part.items():
            yield from _texts(each, key)
