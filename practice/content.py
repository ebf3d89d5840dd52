"""What a message says: its text, blocks and metadata, checked as Slack checks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from practice.arguments import Args
from practice.desk import Desk, fresh_id
from practice.errors import Refused, faulty
from practice.kit import blocks as kit
from practice.kit.checks import fault

MOST_TEXT, MOST_UPDATED_TEXT, MOST_MARKDOWN = 40_000, 4_000, 12_000


def read(
    desk: Desk, args: Args, *, ephemeral: bool = False, update: bool = False
) -> dict[str, Any]:
    """The text and blocks of a message, ready to be kept."""
    if args.parsed("attachments", "invalid_attachments"):
        raise Refused("invalid_attachments")
    blocks = _blocks(desk, args, "ephemeral" if ephemeral else "message")
    text = _text(args, blocks, MOST_UPDATED_TEXT if update else None)
    if not (text.strip() or blocks):
        raise Refused("no_text")
    return {"text": text, "blocks": blocks}


def metadata(args: Args) -> dict[str, Any] | None:
    """Metadata is an event type in snake case and a payload; an empty object takes it away."""
    found = args.parsed("metadata", "invalid_metadata_format")
    if not found:
        return None
    if not isinstance(found, dict) or set(found) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    if not isinstance(found["event_payload"], dict):
        raise Refused("invalid_metadata_format")
    if not re.fullmatch(r"[A-Za-z0-9_]{1,255}", str(found["event_type"])):
        raise Refused("invalid_metadata_schema")
    return found


def kept(desk: Desk, blocks: list[kit.Block], surface: kit.Surface, at: str) -> list[kit.Block]:
    """Sound blocks with their ids filled in; refuses those whose pictures cannot be shown."""
    faults = [*_pictures(desk, blocks, surface, at)]
    if faults:
        raise invalid_blocks(faults)
    return kit.identified(blocks, lambda: fresh_id("b"))


def invalid_blocks(faults: list[str]) -> Refused:
    refusal = faulty("invalid_blocks", *faults)
    return Refused("invalid_blocks", errors=faults, **refusal.more)


def _blocks(desk: Desk, args: Args, surface: kit.Surface) -> list[kit.Block]:
    given = args.parsed("blocks", "invalid_blocks_format") or []
    if not isinstance(given, list):
        raise Refused("invalid_blocks_format")
    faults = kit.check(given, surface)
    if faults:
        raise invalid_blocks(faults)
    if kit.characters(given) > kit.MOST_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    return kept(desk, given, surface, "/blocks")


def _text(args: Args, blocks: list[kit.Block], most: int | None) -> str:
    text, markdown = args.text("text"), args.text("markdown_text")
    if markdown and (text or blocks):
        raise Refused("markdown_text_conflict")
    if len(markdown) > MOST_MARKDOWN or (most and len(text) > most):
        raise Refused("msg_too_long")
    return (text or markdown)[:MOST_TEXT]


def _pictures(desk: Desk, part: object, surface: kit.Surface, at: str) -> Iterator[str]:
    """An uploaded picture must be complete and processed; ephemeral messages show none."""
    if isinstance(part, list):
        for number, each in enumerate(part):
            yield from _pictures(desk, each, surface, f"{at}/{number}")
    elif isinstance(part, dict):
        for name, each in part.items():
            here = f"{at}/{name}"
            if name == "slack_file" and not _showable(desk, each, surface):
                yield fault("invalid slack file", here)
            yield from _pictures(desk, each, surface, here)


def _showable(desk: Desk, slack_file: dict[str, str], surface: kit.Surface) -> bool:
    file = desk.files.get(slack_file.get("id", ""))
    return surface != "ephemeral" and file is not None and file.ready and bool(file.picture)
