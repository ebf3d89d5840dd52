"""The sheet a message is written on: each line goes to the blocks and to the fallback text.

Screen readers read a message's `text` and not its blocks, so everything said in the one is said
in the other; writing both with one stroke is how they are kept the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, TypeVar

from bot.finding import Illustration
from bot.messages import limits
from bot.wording import inline, sentence

_REPEATED = 300  # characters of a line that every page carries

Block = dict[str, Any]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Message:
    """What is posted: ``blocks`` as Slack takes them but for pictures, which stand as
    ``{"type": "image", "picture": 0}`` (an index into ``pictures``) until they are uploaded."""

    text: str
    blocks: tuple[Block, ...]
    pictures: tuple[Illustration, ...] = ()

    @property
    def said(self) -> str:
        """The text as a terminal shows it: without Slack's escapes."""
        return self.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@dataclass(frozen=True)
class Ask:
    """A question offered as a button: what it says, and what it asks when pressed."""

    label: str
    text: str


def escape(text: str) -> str:
    """Make text harmless wherever Slack looks for markup: no mention, link or entity survives."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, most: int) -> Block:
    return {"type": "plain_text", "text": limits.clip(text, most), "emoji": False}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


@dataclass
class Sheet:
    """Collects blocks, text and pictures; ``pages()`` gives the messages."""

    _blocks: list[Block] = field(default_factory=list)
    _lines: list[list[str]] = field(default_factory=list)
    _pictures: list[Illustration] = field(default_factory=list)
    _repeated: list[str] = field(default_factory=list)
    _breaks: set[int] = field(default_factory=set)

    def header(self, text: str) -> None:
        self._add({"type": "header", "text": plain(text, limits.HEADER)}, text)

    def say(self, text: str, *, bold: bool = False) -> None:
        """A paragraph in our own words; no mention or link in it is obeyed."""
        for piece in _pieces(text, limits.SECTION - len("**")):
            words = f"*{escape(piece)}*" if bold else escape(piece)
            self._add({"type": "section", "text": mrkdwn(words)}, piece)

    def bullets(self, title: str, items: Sequence[str], *, numbered: bool = False) -> None:
        """A list under a title; rich text, so that no mark-up in what people wrote is obeyed."""
        for chunk in _chunks(items, limits.SECTION, len):
            style = "ordered" if numbered else "bullet"
            entries = [_rich_section(item) for item in chunk]
            elements = [
                *([_rich_section(title, bold=True)] if title else []),
                {"type": "rich_text_list", "style": style, "elements": entries},
            ]
            lines = [*([f"{title}:"] if title else []), *(f"• {item}" for item in chunk)]
            self._add({"type": "rich_text", "elements": elements}, *lines)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, prose: int = 0) -> None:
        """A table whose first column names the row. The others are numbers; in a table of words
        the last few may be ``prose``, which is wrapped.

        One too long for Slack goes on, under the same heads, in a further table, which `pages`
        puts into a message of its own.
        """
        wrapped, short = {"is_wrapped": True}, {"align": "left" if prose else "right"}
        shorts = [short] * (len(heads) - 1 - prose)
        settings = [wrapped, *shorts, *([wrapped] * prose)]
        for some in _chunks(rows, limits.TABLE, lambda row: len(_spoken(heads, row))):
            cells = [[_cell(text) for text in row] for row in (heads, *some)]
            table = {"type": "table", "rows": cells, "column_settings": settings}
            self._add(table, *(_spoken(heads, row) for row in some))

    def picture(self, illustration: Illustration) -> None:
        alt = limits.clip(illustration.alt, limits.ALT)
        block = {"type": "image", "picture": len(self._pictures), "alt_text": alt}
        self._pictures.append(illustration)
        self._add(block, f"Chart: {alt}")

    def notes(self, notes: Iterable[str], title: str = "") -> None:
        """Small print: caveats and sources, in as few context blocks as they fit."""
        lines = [f"• {note}" if title else note for note in notes]
        if not lines:
            return
        whole = "\n".join([title, *lines] if title else lines)
        for block, piece in zip(_small_print(whole), _small_pieces(whole), strict=True):
            self._add(block, piece)

    def on_every_page(self, lines: Iterable[str]) -> None:
        """Lines that no page may be without; those that a page does not say stand at its end."""
        self._repeated += [limits.clip(line, _REPEATED) for line in lines]

    def turn_page(self) -> None:
        """What follows belongs in a message of its own, in the thread of the first."""
        self._breaks.add(len(self._blocks))

    def divider(self) -> None:
        self._add({"type": "divider"})

    def asks(self, asks: Sequence[Ask], *, pick: Sequence[Ask] = (), prompt: str = "") -> None:
        """Buttons, and a menu where there are many to pick from. They say nothing that an
        answer holds, so the text does not repeat them."""
        menu = [_menu(offered, prompt)] if (offered := _options(pick)) else []
        elements = [*menu, *map(_button, asks, range(len(asks)))]
        if elements:
            self._add({"type": "actions", "elements": elements[: limits.ACTIONS]})

    def action(self, block: Block) -> None:
        """A block that acts and has nothing to read aloud."""
        self._add(block)

    def put(self, block: Block, *lines: str) -> None:
        """A block drawn elsewhere, and the lines that say the same."""
        self._add(block, *lines)

    def pages(self) -> tuple[Message, ...]:
        """The messages: the first stands alone, any others belong in its thread."""
        ends = [*self._starts(), len(self._blocks)]
        return tuple(self._page(start, end) for start, end in pairwise(ends))

    def _starts(self) -> Iterator[int]:
        """Where pages begin: where one was turned, and at a block that would overfill one, or
        be its second table."""
        start, size, tables = 0, 0, 0
        yield start
        for index, (block, lines) in enumerate(zip(self._blocks, self._lines, strict=True)):
            length = _length(block, lines)
            table = block["type"] == "table"
            full = size + length > limits.PAGE_CHARACTERS or (table and tables)
            full = full or index in self._breaks or index - start >= limits.PAGE_BLOCKS
            if index > start and full:
                start, size, tables = index, 0, 0
                yield start
            size, tables = size + length, tables + table

    def _page(self, start: int, end: int) -> Message:
        blocks, pictures = [], []
        for block in self._blocks[start:end]:
            if "picture" in block:
                pictures.append(self._pictures[block["picture"]])
                block = {**block, "picture": len(pictures) - 1}  # noqa: PLW2901 - a page counts its own
            blocks.append(block)
        text = "\n".join(line for lines in self._lines[start:end] for line in lines)
        if left_out := [line for line in self._repeated if line.rstrip("…") not in text]:
            at = len(blocks) - (bool(blocks) and blocks[-1]["type"] == "actions")
            blocks[at:at] = _small_print("\n".join(left_out))
            text = "\n".join(filter(None, (text, *left_out)))
        pressed = [label for block in blocks for label in _labels(block)]
        text = text or f"You can press: {', '.join(pressed)}"  # buttons that found no room before
        return Message(escape(text), tuple(blocks), tuple(pictures))

    def _add(self, block: Block, *lines: str) -> None:
        self._blocks.append(block)
        self._lines.append(list(lines))


def _small_pieces(text: str) -> list[str]:
    return _pieces(text, limits.CONTEXT_TEXT)


def _small_print(text: str) -> list[Block]:
    pieces = _small_pieces(text)
    return [{"type": "context", "elements": [mrkdwn(escape(piece))]} for piece in pieces]


def headed(page: Message, line: str) -> Message:
    """The same message with a line of small print above it."""
    return replace(
        page, text=f"{escape(line)}\n{page.text}", blocks=(*_small_print(line), *page.blocks)
    )


def with_files(message: Message, files: Sequence[str | None]) -> Message:
    """Put uploaded files in the pictures' places; a picture without a file is left out and
    said to be missing (its numbers stand in the text all the same)."""
    blocks = tuple(_filled(block, files) for block in message.blocks)
    return replace(message, blocks=blocks, pictures=())


def pictures_alone(message: Message) -> Message:
    """The pictures of a message without its words, for when they come late."""
    blocks = tuple(block for block in message.blocks if "picture" in block)
    alts = "\n".join(block["alt_text"] for block in blocks)
    return replace(message, text=escape(f"Chart: {alts}"), blocks=blocks)


def _filled(block: Block, files: Sequence[str | None]) -> Block:
    if "picture" not in block:
        return block
    file = files[block["picture"]] if block["picture"] < len(files) else None
    if not file:
        note = f"(The chart could not be shown.) {block['alt_text']}"
        first, *_ = _pieces(note, limits.CONTEXT_TEXT)
        return {"type": "context", "elements": [mrkdwn(escape(first))]}
    return {"type": "image", "alt_text": block["alt_text"], "slack_file": {"id": file}}


def _pieces(text: str, most: int) -> list[str]:
    """Pieces that still fit once they are escaped: an ampersand then takes five characters."""
    pieces = limits.split(text, most)
    if all(len(escape(piece)) <= most for piece in pieces):
        return pieces
    return limits.split(text, most // len("&amp;"))


def _length(block: Block, lines: Iterable[str]) -> int:
    """The characters of a block as Slack counts them, with escapes and what buttons say."""
    return sum(map(len, _labels(block))) + sum(len(escape(line)) for line in lines)


def _labels(block: Block) -> list[str]:
    """What the buttons and options of a block say."""
    elements = block["elements"] if block["type"] == "actions" else ()
    pressed = [each for element in elements for each in (element, *element.get("options", ()))]
    return [each["text"]["text"] for each in pressed if "text" in each]


def _rich_section(text: str, *, bold: bool = False) -> Block:
    style = {"style": {"bold": True}} if bold else {}
    cuts = range(0, len(text), limits.SECTION)
    pieces = [{"type": "text", "text": text[cut : cut + limits.SECTION], **style} for cut in cuts]
    return {"type": "rich_text_section", "elements": pieces}


def _chunks(
    items: Sequence[Item], most: int, size: Callable[[Item], int]
) -> Iterator[Sequence[Item]]:
    """Runs of items that fit together in so many characters, and in the rows of a table; an
    item is never cut."""
    start, total = 0, 0
    for index, item in enumerate(items):
        full = total + size(item) > most or index - start >= limits.TABLE_ROWS - 1
        if full and index > start:
            yield items[start:index]
            start, total = index, 0
        total += size(item)
    if items:
        yield items[start:]


def _spoken(heads: Sequence[str], row: Sequence[str]) -> str:
    """A row read aloud: ``999 calls. 2021/22 Q3: 88,220; previous period: 93,759.``"""
    cells = zip(heads[1:], row[1:], strict=True)
    said = "; ".join(f"{inline(head)}: {cell}" for head, cell in cells if cell)
    return f"{row[0]}. {sentence(said)}" if said else sentence(row[0])


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": limits.clip(text, limits.CELL) or "–"}


def _button(ask: Ask, index: int) -> Block:
    return {
        "type": "button",
        "action_id": f"ask.{index}",
        "text": plain(ask.label, limits.BUTTON),
        "value": limits.clip(ask.text, limits.VALUE),
    }


def _options(asks: Iterable[Ask]) -> list[Block]:
    """A menu's options: those whose question can be carried whole."""
    fitting = [ask for ask in asks if len(ask.text) <= limits.OPTION_VALUE]
    return [
        {"text": plain(ask.label, limits.OPTION), "value": ask.text}
        for ask in fitting[: limits.OPTIONS]
    ]


def _menu(options: Sequence[Block], prompt: str) -> Block:
    return {
        "type": "static_select",
        "action_id": "ask.pick",
        "placeholder": plain(prompt or "Choose", limits.OPTION),
        "options": options,
    }
