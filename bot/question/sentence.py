"""A line of words taken apart: which words tell the topic, which name things, which do neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product

from bot.question import language
from bot.question.text import clip, stem
from bot.question.vocabulary import Name, Vocabulary
from bot.question.words import Kind, Topic

PLACES = {Kind.AREA, Kind.UNIT}
_MOST_VARIANTS = 4
_SPLIT = 2  # a name may be typed as so many more words than it has (v w i)


@dataclass(frozen=True)
class Mention:
    """Words that name something, and all that they may name.

    ``partial`` where they are only some of the words of the name. ``metrics`` are those with
    these words among theirs, for when a metric is asked for.
    """

    words: tuple[str, ...]
    names: tuple[Name, ...]
    partial: bool = False
    metrics: tuple[Name, ...] = ()

    @property
    def is_place(self) -> bool:
        return any(name.kind in PLACES for name in self.names)

    @property
    def is_number(self) -> bool:
        return len(self.words) == 1 and len(self.words[0]) == 1


@dataclass(frozen=True)
class Sentence:
    """What the words say. ``notes`` tell how they were read; ``left_out`` were not used."""

    topics: tuple[Topic, ...] = ()
    weak: tuple[Topic, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unread: tuple[str, ...] = ()  # known from some name, but naming nothing here
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def says(self) -> bool:
        """Whether anything but filler was typed."""
        return bool(self.topics or self.weak or self.mentions or self.left_out)

    @property
    def introduces(self) -> bool:
        """Whether words that were not used are the name of an operation, or of something else
        that is announced and that the plan does not list."""
        return len(self.left_out) > 1 and not language.INTRODUCING.isdisjoint(self.left_out)

    @property
    def trusted(self) -> bool:
        """Whether enough was understood to answer: at least half, every number, and whatever was
        announced: a question about one operation is not answered with another."""
        if not self.left_out:
            return True
        if self.introduces:
            return False
        read = sum(len(mention.words) for mention in self.mentions)
        return len(self.left_out) <= read and not any(map(_has_digit, self.left_out))


def sentences(words: Sequence[str], vocabulary: Vocabulary) -> list[Sentence]:
    """The ways to read these words; more than one where a misspelling may mean several words."""
    read = []
    for variant, notes in _spelt(words, vocabulary):
        whole = scan(variant, vocabulary)
        strange = {word for word in whole.unread if not vocabulary.knows(stem(word))}
        strange |= _introducing(variant, strange)
        known = [word for word in variant if word not in strange]
        sentence = _completed(scan(known, vocabulary), known, vocabulary)
        lost = {*strange, *sentence.unread}
        left_out = tuple(dict.fromkeys(word for word in variant if word in lost))
        read.append(_told(replace(sentence, unread=(), left_out=left_out, notes=notes)))
    return read


def _introducing(words: Sequence[str], strange: Set[str]) -> set[str]:
    """Words such as operation that stand before an unknown name, and so belong to no other."""
    return {
        word for word, name in pairwise(words) if word in language.INTRODUCING and name in strange
    }


def scan(words: Sequence[str], vocabulary: Vocabulary) -> Sentence:
    """Cut the words into the longest phrases that are known exactly, from the left."""
    words = [word for word in words if word not in language.SMALL]
    stems = tuple(map(stem, words))
    sentence, at = Sentence(), 0
    while at < len(words):
        size = _longest(stems[at:], vocabulary) or 1
        sentence = _with(sentence, words[at : at + size], stems[at : at + size], vocabulary)
        at += size
    return _without_stray_numbers(sentence)


def _longest(stems: tuple[str, ...], vocabulary: Vocabulary) -> int:
    sizes = range(min(len(stems), vocabulary.longest + _SPLIT), 0, -1)
    return next((n for n in sizes if _known(stems[:n], vocabulary)), 0)


def _known(phrase: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    return phrase in language.VERBS or phrase in language.WEAK or bool(vocabulary.named(phrase))


def _with(
    sentence: Sentence, words: Sequence[str], phrase: tuple[str, ...], vocabulary: Vocabulary
) -> Sentence:
    """Add one phrase. A word that is a verb and a name is the verb, unless one was read."""
    names = vocabulary.named(phrase)
    topic = language.VERBS.get(phrase)
    if topic and not (names and sentence.topics):
        return replace(sentence, topics=(*sentence.topics, topic))
    if names:
        mention = Mention(tuple(words), names, metrics=_metrics(phrase, vocabulary))
        return replace(sentence, mentions=(*sentence.mentions, mention))
    if phrase in language.WEAK:
        return replace(sentence, weak=(*sentence.weak, language.WEAK[phrase]))
    if phrase[0] in language.FILLER:
        return sentence
    return replace(sentence, unread=(*sentence.unread, *words))


def _metrics(phrase: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Name, ...]:
    names = vocabulary.containing(set(phrase)) if all(map(vocabulary.knows, phrase)) else []
    return tuple(name for name in names if name.kind is Kind.METRIC)


def _without_stray_numbers(sentence: Sentence) -> Sentence:
    """A lone digit among words that are not understood does not mean a priority."""
    stray = [mention for mention in sentence.mentions if mention.is_number]
    if not stray or not sentence.unread:
        return sentence
    kept = tuple(mention for mention in sentence.mentions if mention not in stray)
    return replace(sentence, mentions=kept, unread=(*sentence.unread, *(m.words[0] for m in stray)))


def _completed(sentence: Sentence, typed: Sequence[str], vocabulary: Vocabulary) -> Sentence:
    """Read the words that are left, each known from some name, as part of a longer name."""
    for taken in _takers(sentence):
        kept = tuple(mention for mention in sentence.mentions if mention not in taken)
        part = {*(word for mention in taken for word in mention.words), *sentence.unread}
        words = tuple(word for word in typed if word in part)
        names = _names_with(words, kept, vocabulary)
        if names:
            partial = not vocabulary.spells(names[0], set(map(stem, words)))
            mentions = (Mention(words, names, partial), *kept)
            return replace(sentence, mentions=mentions, unread=())
    return sentence


def _takers(sentence: Sentence) -> Iterator[tuple[Mention, ...]]:
    """Which mentions may be part of a longer name: all of them, all but the places, or none.

    Without words that are left, a thing and a place may still be one name ("101" "RC").
    """
    things = tuple(mention for mention in sentence.mentions if not mention.is_place)
    if sentence.unread:
        yield from dict.fromkeys((sentence.mentions, things, ()))
    elif things and things != sentence.mentions:
        yield sentence.mentions


def _names_with(
    words: Sequence[str], beside: Iterable[Mention], vocabulary: Vocabulary
) -> tuple[Name, ...]:
    """What has all these words in its name, and stands under what is named beside it."""
    things = [mention for mention in beside if not mention.is_place]
    names = vocabulary.containing(set(map(stem, words)))
    homes = {name.id for mention in things for name in mention.names}
    return tuple(name for name in names if not things or vocabulary.home(name) in homes)


def _spelt(
    words: Sequence[str], vocabulary: Vocabulary
) -> Iterable[tuple[list[str], tuple[str, ...]]]:
    """The words with misspellings mended, and a note for each that was."""
    unread = scan(words, vocabulary).unread
    mended = {
        word: vocabulary.corrections(word) or [word]
        for word in unread
        if not vocabulary.knows(stem(word)) and word not in language.INTRODUCING
    }
    for picked in islice(product(*mended.values()), _MOST_VARIANTS):
        meant = dict(zip(mended, picked, strict=True))
        notes = (_note(word, other) for word, other in meant.items() if word != other)
        yield [meant.get(word, word) for word in words], tuple(filter(None, notes))


def _note(word: str, other: str) -> str:
    if stem(other) in language.FILLER:
        return ""
    return f'Read "{clip(word, 40)}" as "{other}".'


def _told(sentence: Sentence) -> Sentence:
    if not sentence.left_out:
        return sentence
    words = clip(" ".join(sentence.left_out), 40)
    return replace(sentence, notes=(*sentence.notes, f'I did not understand "{words}".'))


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)
