"""Words made alike, so that what is typed meets what is stored whatever its accents and case."""

from __future__ import annotations

import re
import unicodedata

MOST_LETTERS = 64
SHORTEST_ROOT = 4

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['\u2018\u2019]")
_ENDINGS = ("ies", "ing", "es", "ed", "s", "y", "e")


def folded(text: str) -> list[str]:
    """The words of a text without accents, case and punctuation: ``Café's`` is ``cafes``."""
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return [word[:MOST_LETTERS] for word in _WORD.findall(bare.casefold())]


def root(word: str) -> str:
    """What a word has in common with its plural and its tenses; short words stay as they are.

    Crude on purpose: the same on every database, and a search is refined by typing more.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            return _undoubled(word.removesuffix(ending))
    return word


def _undoubled(word: str) -> str:
    doubled = len(word) > SHORTEST_ROOT and word[-1] == word[-2]
    return word[:-1] if doubled else word
