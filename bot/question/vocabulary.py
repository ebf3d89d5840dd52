"""Everything a plan names, arranged for finding: exactly, by some of its words, or misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.plan import Plan
from bot.question import language
from bot.question.language import fold
from bot.question.quarters import MONTH_WORDS
from bot.question.text import stem, tokens
from bot.question.words import Kind, Topic

Phrase = tuple[str, ...]

_SHORTEST_CORRECTED = 4  # shorter words are codes (da, asb, ksi), which are never corrected
_SHORTEST_PREFIX = 4
_MOST_ALTERNATIVES = 3
_NEAR = 75
_NEAR_CODE = 62  # of a code such as 998, where one character is a third of it
_LONGEST_CODE = 4
_LEAST_COVERED = 0.3
_COMPARABLE = 0.5
_DATE_WORDS = {*MONTH_WORDS, "quarter"}
_MORE_WORDS = ("search", "private", "quarter")


@dataclass(frozen=True)
class Name:
    """One thing of the plan that can be named."""

    kind: Kind
    id: str


class Vocabulary:
    """Built once for a plan; ``Vocabulary.of`` remembers it."""

    def __init__(self, plan: Plan) -> None:
        self._named: dict[Phrase, dict[Name, None]] = defaultdict(dict)
        self._phrases: dict[Name, list[frozenset[str]]] = defaultdict(list)
        self._holding: dict[str, dict[Name, None]] = defaultdict(dict)
        self._shown: dict[str, str] = {}
        self._homes = dict(_homes(plan))
        for name, phrases in _names(plan):
            for phrase in filter(None, phrases):
                self._add(name, phrase)
        self._joined = {"".join(phrase): phrase for phrase in self._named}
        self._spelt = self._words_that_misspellings_mean()
        self._typable = [" ".join(phrase) for phrase in self._named if len(phrase) < 7]
        self.longest = max(map(len, self._named), default=1)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(plan: Plan) -> Vocabulary:
        return Vocabulary(plan)

    def _add(self, name: Name, phrase: str) -> None:
        folded = fold(phrase)
        self._named[folded][name] = None
        self._phrases[name].append(frozenset(folded))
        for word in folded:
            self._holding[word][name] = None
        for word in tokens(phrase):
            self._shown.setdefault(stem(word), word)

    def _words_that_misspellings_mean(self) -> dict[str, str]:
        verbs = (word for phrase in language.VERBS for word in phrase)
        others = [*verbs, *language.FILLER, *MONTH_WORDS, *_MORE_WORDS, *Topic]
        words = self._shown | {stem(w): w for w in others if stem(w) not in self._shown}
        return {folded: shown for folded, shown in words.items() if len(folded) > 3}

    def named(self, phrase: Phrase) -> tuple[Name, ...]:
        """What carries exactly this name, or this name written as one word or as more."""
        known = self._named.get(phrase) or self._named.get(self._joined.get("".join(phrase), ()))
        return tuple(known or ())

    def knows(self, word: str) -> bool:
        """Whether the stem is a word of some name."""
        return word in self._holding

    def containing(self, words: Set[str]) -> list[Name]:
        """What has all these words in one of its names, the fullest named first.

        Names that are covered less than half as well as the best are left out, and all are
        where even the best is hardly covered, or where the words only introduce a name.
        """
        if words <= language.INTRODUCING:
            return []
        scored = {name: self._covered(name, words) for name in self._holding_all(words)}
        best = max(scored.values(), default=0.0)
        if best < _LEAST_COVERED:
            return []
        kept = (name for name, score in scored.items() if score >= best * _COMPARABLE)
        return sorted(kept, key=lambda name: -scored[name])

    def _holding_all(self, words: Set[str]) -> list[Name]:
        first, *others = (self._holding.get(word, {}) for word in sorted(words))
        return [name for name in first if all(name in other for other in others)]

    def _covered(self, name: Name, words: Set[str]) -> float:
        phrases = self._phrases[name]
        holders = [phrase for phrase in phrases if words <= phrase]
        shortest = min(map(len, holders), default=0) or len(frozenset().union(*phrases))
        return len(words) / shortest

    def spells(self, name: Name, words: Set[str]) -> bool:
        """Whether these are all the words of one of its names, in whatever order."""
        return words in self._phrases[name]

    def home(self, name: Name) -> str | None:
        """The priority under which a metric or a commitment stands."""
        return self._homes.get(name)

    def corrections(self, word: str) -> list[str]:
        """The known words that this unknown one may be a misspelling or a beginning of."""
        if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
            return []
        found = self._misspelt(stem(word)) or self._begun(word)
        return found[:_MOST_ALTERNATIVES]

    def _misspelt(self, word: str) -> list[str]:
        most = 2 if len(word) > 5 else 1
        near = process.extract(
            word, self._spelt.keys(), scorer=OSA.distance, score_cutoff=most, limit=None
        )
        likely = [(int(distance), other) for other, distance, _ in near if _alike(word, other)]
        least = min(likely, default=(0, ""))[0]
        return [self._spelt[other] for distance, other in sorted(likely) if distance == least]

    def _begun(self, word: str) -> list[str]:
        if len(word) < _SHORTEST_PREFIX:
            return []
        return sorted(shown for known, shown in self._shown.items() if known.startswith(word))

    def dated(self, word: str) -> str | None:
        """The month or the word quarter that this unknown word is a misspelling of."""
        folded = stem(word)
        if self.knows(folded) or folded in self._spelt or len(word) < _SHORTEST_CORRECTED:
            return None
        meant = self._misspelt(folded) if word.isalpha() else []
        return meant[0] if meant and meant[0] in _DATE_WORDS else None

    def nearest(self, text: str, most: int = 3) -> list[Name]:
        """What has one of these words in its name, or is spelt most like them; may be nothing."""
        words = fold(text)
        sharing = [
            name
            for word in words
            if word not in language.INTRODUCING
            for name in sorted(self._holding.get(word, ()), key=self._brevity)
        ]
        return list(dict.fromkeys([*sharing, *self._spelt_like(words, most)]))[:most]

    def _brevity(self, name: Name) -> int:
        return min(map(len, self._phrases[name]))

    def _spelt_like(self, words: Phrase, most: int) -> Iterator[Name]:
        text = " ".join(words)
        near = process.extract(
            text,
            self._typable,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=_NEAR if len(text) > _LONGEST_CODE else _NEAR_CODE,
            limit=4 * most,
        )
        for phrase, _, _ in near:
            yield from self._named[tuple(phrase.split())]


def _alike(word: str, other: str) -> bool:
    """Guard against words that are merely close: short ones need the same letters, and in the
    others the first letter is seldom wrong."""
    if len(word) <= _SHORTEST_CORRECTED:
        return sorted(word) == sorted(other)
    return word[0] == other[0] or sorted(word[:2]) == sorted(other[:2])


def _homes(plan: Plan) -> Iterator[tuple[Name, str]]:
    for metric in plan.metrics:
        yield Name(Kind.METRIC, metric.id), metric.priority
    for priority in plan.priorities:
        for commitment in priority.commitments:
            yield Name(Kind.COMMITMENT, commitment.id), priority.id


def _names(plan: Plan) -> Iterator[tuple[Name, Iterable[str]]]:
    for p in plan.priorities:
        numbered = (str(p.number), f"p{p.number}", *language.numbered("priority", p.number))
        yield Name(Kind.PRIORITY, p.id), (p.id, p.name, p.short, *numbered, *p.aliases)
        for c in p.commitments:
            yield Name(Kind.COMMITMENT, c.id), (c.id, c.text, *c.aliases)
    for metric in plan.metrics:
        yield Name(Kind.METRIC, metric.id), (metric.id, metric.name, *metric.aliases)
    for area in plan.areas:
        yield Name(Kind.AREA, area.id), (area.id, area.name, *area.aliases)
    for unit in plan.units:
        yield Name(Kind.UNIT, unit.id), (unit.id, unit.name, *unit.aliases)
