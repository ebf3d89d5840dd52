"""A search: the verb, and after it words that are kept as they were typed."""

from __future__ import annotations

from itertools import accumulate

from bot.quarter import Quarter
from bot.question import language
from bot.question.endings import without_endings
from bot.question.text import tokens
from bot.question.vocabulary import Vocabulary
from bot.question.words import ALL, PRIVATE, Question, Topic

LONGEST = 100
_CUT = "Searched for the first words only."


def search(words: list[str], vocabulary: Vocabulary, latest: Quarter) -> Question | None:
    """The search these words ask for; its ``words`` are empty where none were given."""
    at = _verb(words, vocabulary)
    if at is None:
        return None
    sought, flags = without_endings(words[at + 1 :], keep={ALL})
    sought = _without_lead(sought)
    kept, _ = without_endings(_cut(sought), keep={ALL})
    return Question(
        Topic.SEARCH,
        latest,
        words=" ".join(kept) if any(map(tokens, kept)) else "",
        private=PRIVATE in flags,
        read_as=() if kept == sought else (_CUT,),
    )


def _verb(words: list[str], vocabulary: Vocabulary) -> int | None:
    leading = (i for i, word in enumerate(words) if _key(word) not in language.SEARCH_LEAD)
    at = next(leading, None)
    if at is None:
        return None
    word = _key(words[at])
    meant = word in language.SEARCH_VERBS or vocabulary.corrections(word) == ["search"]
    return at if meant else None


def _without_lead(words: list[str]) -> list[str]:
    while words and _key(words[0]) in language.SEARCH_FILLER:
        words = words[1:]
    return words


def _cut(words: list[str]) -> list[str]:
    """As many whole words as fit a button; a single endless word is cut short."""
    if words and len(words[0]) > LONGEST:
        return [words[0][:LONGEST]]
    ends = accumulate(words, lambda end, word: end + 1 + len(word), initial=-1)
    return [word for word, end in zip(words, list(ends)[1:], strict=True) if end <= LONGEST]


def _key(word: str) -> str:
    return "".join(tokens(word))
