"""Which characters the typeface has. A PDF that shows a character it has no shape for is not
accessible, and is not written; such a character is shown as an empty square instead."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "charts" / "fonts"
FAMILY = "Inter"
UNKNOWN = "\N{WHITE SQUARE}"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")  # controls, directions, halves of characters
_BLANKS = ("Zs", "Zl", "Zp")


def settable(text: str) -> str:
    """The text with what cannot be set left out (where it is unseen anyway) or as a square."""
    composed = unicodedata.normalize("NFC", text)
    return composed if _is_plain(composed) else "".join(map(_shown, composed))


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _shown(letter: str) -> str:
    if letter.isascii() and letter.isprintable():
        return letter
    kind = unicodedata.category(letter)
    if letter in "\n\t" or kind in _BLANKS:
        return letter if letter == "\N{NO-BREAK SPACE}" else " "
    if kind in _UNSEEN or letter in "\ufe0e\ufe0f":
        return ""
    return letter if ord(letter) in _letters() else UNKNOWN


@cache
def _letters() -> frozenset[int]:
    with TTFont(FONTS / "Inter-Regular.otf") as font:
        return frozenset(font.getBestCmap())
