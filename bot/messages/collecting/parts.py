"""Buttons, inputs and paragraphs that the messages and views of collecting are built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.form import LONGEST
from bot.messages import limits
from bot.messages.sheet import Block, Message, Sheet, escape, mrkdwn, plain

VIEW_TITLE = 24
HINT = 2000
Levels = Sequence[int]
LEVELS: Levels = (90, 40, 15, 5, 0)


def button(label: str, action: str, value: str, *, main: bool = False, aloud: str = "") -> Block:
    """A button; ``aloud`` is what a screen reader says where the label alone is not enough."""
    made: Block = {
        "type": "button",
        "action_id": action,
        "text": plain(label, limits.BUTTON),
        "value": value,
    }
    if main:
        made["style"] = "primary"
    if aloud:
        made["accessibility_label"] = limits.clip(aloud, limits.BUTTON)
    return made


def actions(elements: Iterable[Block]) -> Block:
    return {"type": "actions", "elements": list(elements)[: limits.ACTIONS]}


def option(label: str, value: str) -> Block:
    return {"text": plain(label, limits.OPTION), "value": value}


def menu(prompt: str, action: str, options: Sequence[Block]) -> Block:
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(prompt, limits.OPTION),
        "options": list(options),
    }


def paragraph(text: str) -> Block:
    """A paragraph of a view, in which nothing is mark-up."""
    return {"type": "section", "text": plain(text, limits.SECTION)}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, limits.HEADER)}


def field(
    slot: str, label: str, element: Block, *, hint: str = "", optional: bool = False
) -> Block:
    made: Block = {
        "type": "input",
        "block_id": slot,
        "label": plain(label, limits.HEADER),
        "element": element,
        "optional": optional,
    }
    return {**made, "hint": plain(hint, HINT)} if hint else made


def text_input(action: str, initial: str, *, multiline: bool, most: int = LONGEST) -> Block:
    made: Block = {
        "type": "plain_text_input",
        "action_id": action,
        "multiline": multiline,
        "max_length": most,
    }
    return {**made, "initial_value": initial} if initial else made


def modal(
    title: str, callback: str, about: str, blocks: Sequence[Block], submit: str = ""
) -> Block:
    """A view to open; ``about`` is all that travels with it: an id."""
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": about,
        "title": plain(title, VIEW_TITLE),
        "close": plain("Close", VIEW_TITLE),
        "blocks": list(blocks),
    }
    return {**view, "submit": plain(submit, VIEW_TITLE)} if submit else view


def quoted(text: str, title: str = "") -> Block:
    """What somebody wrote, as they wrote it, under a title: no mark-up in it is obeyed."""
    pieces = [{"type": "text", "text": each} for each in limits.split(text, limits.SECTION)]
    named = [{"type": "text", "text": title, "style": {"bold": True}}] if title else []
    heading = [{"type": "rich_text_section", "elements": named}] if named else []
    quote = {"type": "rich_text_quote", "elements": pieces}
    return {"type": "rich_text", "elements": [*heading, quote]}


def quote(sheet: Sheet, text: str) -> None:
    """A quotation that runs on over as many blocks as it needs."""
    for piece in limits.split(text, limits.SECTION):
        sheet.put(quoted(piece), piece)


def say_when(sheet: Sheet, words: str, moment: datetime, here: str) -> None:
    """Words and a moment, which Slack shows in the reader's own time zone; ``here`` is the moment
    in words for where it cannot, and for those who are read the message."""
    stamp = f"{int(moment.timestamp())}^{{date_long_pretty}} at {{time}}"
    shown = f"<!date^{stamp}|{escape(here)}>"
    block = {"type": "section", "text": mrkdwn(f"{escape(words)} In your time zone: {shown}.")}
    sheet.put(block, f"{words} Exactly: {here}.")


def single(draw: Callable[[int], Sheet], levels: Levels = LEVELS) -> Message:
    """One message, in the fullest form that fits into one: ``draw`` is told how many rows of a
    list to show before it says how many more there are."""
    pages = draw(levels[0]).pages()
    for most in levels[1:]:
        if len(pages) == 1:
            break
        pages = draw(most).pages()
    return pages[0]


def some(items: Sequence[str], most: int, where: str) -> list[str]:
    """The first so many, and how many more there are and where."""
    if len(items) <= most:
        return list(items)
    return [*items[:most], f"{len(items) - most} more {where}"]
