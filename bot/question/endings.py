"""The words at the end that say how to answer: private, all; and politeness, which says nothing."""

from __future__ import annotations

from collections.abc import Set

from bot.question.language import ENDINGS
from bot.question.text import tokens
from bot.question.words import PRIVATE

_LONGEST = max(map(len, ENDINGS))


def without_endings(words: list[str], keep: Set[str] = frozenset()) -> tuple[list[str], set[str]]:
    """Take every flag off the end; those in ``keep`` stay where they are."""
    flags: set[str] = set()
    while size := _ending(words, keep):
        flags.add(ENDINGS[_bare(words[-size:])])
        words = words[:-size]
    return words, flags - {""}


def private_last(words: list[str]) -> list[str]:
    """Move the word private from the front to the end: who types it first means it too."""
    leading = len(words) > 1 and ENDINGS.get(_bare(words[:1])) == PRIVATE
    return [*words[1:], words[0]] if leading else words


def _ending(words: list[str], keep: Set[str]) -> int:
    sizes = range(min(_LONGEST, len(words)), 0, -1)
    return next((n for n in sizes if ENDINGS.get(_bare(words[-n:]), "?") not in {"?", *keep}), 0)


def _bare(words: list[str]) -> tuple[str, ...]:
    return tuple("".join(tokens(word)) for word in words)
