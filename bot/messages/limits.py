"""What Slack takes, in characters and counts, and how our words are made to fit."""

from __future__ import annotations

HEADER = 150
SECTION = 3000
ALT = 2000
BUTTON = 75
OPTION = 75
OPTION_VALUE = 150
VALUE = 2000
CONTEXT_TEXT = 2000
TABLE_ROWS = 100
ACTIONS = 25
OPTIONS = 100

TABLE = 8_000  # of the 10,000 characters that a table may have
CELL = 1_000

EDIT_TEXT = 3_900  # Slack refuses an edit whose text is over 4,000

# A page leaves room under Slack's 50 blocks and its 13,000 or so characters a message.
PAGE_BLOCKS = 40
PAGE_CHARACTERS = 9_000


def clip(text: str, most: int) -> str:
    """Shorten to at most so many characters, at a word where one is near, with an ellipsis."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at_word = kept.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > most * 2 // 3 else kept).rstrip()}…"


def split(text: str, most: int) -> list[str]:
    """Cut into pieces of at most so many characters, at line ends or words; drops nothing
    but the white space at a cut, and no piece is empty."""
    pieces = []
    while len(text) > most:
        at = _cut(text, most)
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [piece for piece in (*pieces, text) if piece]


def _cut(text: str, most: int) -> int:
    """Where to cut: at the last line end if that is far enough on, else at the last space."""
    line, word = text.rfind("\n", 0, most), text.rfind(" ", 0, most)
    at = line if line > most // 2 else max(line, word)
    return at if at > 0 else most
