"""What a message says: its text, blocks, attachments and metadata, checked as Slack checks them."""

from __future__ import annotations

import re
from typing import Any

from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused

MOST_TEXT, MOST_UPDATED_TEXT, MOST_MARKDOWN = 40_000, 4_000, 12_000


def read(
    desk: Desk, args: Args, *, ephemeral: bool = False, update: bool = False
) -> dict[str, Any]:
    """The text, blocks and attachments of a message, ready to be kept."""
    blocks = args.parsed("blocks", "invalid_blocks_format") or []
    attachments = args.parsed("attachments", "invalid_attachments") or []
    text = _text(args, blocks=blocks, update=update)
    if not (text.strip() or blocks or attachments):
        raise Refused("no_text")
    return {"text": text, "blocks": blocks, "attachments": attachments}


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


def _text(args: Args, *, blocks: list[Any], update: bool) -> str:
    text, markdown = args.text("text"), args.text("markdown_text")
    if markdown:
        if text or blocks:
            raise Refused("markdown_text_conflict")
        if len(markdown) > MOST_MARKDOWN:
            raise Refused("msg_too_long")
    if update and len(text) > MOST_UPDATED_TEXT:
        raise Refused("msg_too_long")
    return (text or markdown)[:MOST_TEXT]
