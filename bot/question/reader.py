"""What a person typed, turned into a question, a choice, or a kind way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.plan import Plan
from bot.quarter import Quarter
from bot.question import canonical, language, offers, replies, wishes
from bot.question.endings import private_last
from bot.question.meaning import Subject, questions
from bot.question.search import search
from bot.question.sentence import Sentence, sentences
from bot.question.slots import Slots, fitting, slots_of, topic_of
from bot.question.text import clip, plain, stem
from bot.question.typed import Typed, typed, within
from bot.question.vocabulary import Vocabulary
from bot.question.words import (
    OF_AN_EDITION,
    SUBSCRIBING,
    Choice,
    Question,
    Topic,
    Unknown,
)

Understood = Question | Choice | Unknown

_BEGINNING = 3  # words among which the verb of a subscription stands


def understand(text: str, plan: Plan, latest: Quarter) -> Understood:
    """Read a question as typed; ``latest`` is the quarter that is meant when none is named."""
    asked = canonical.parse(text, plan)
    if asked and within(plan, latest, asked.quarter):
        return asked
    words, wish = _wished(private_last(plain(text).split()))
    sought = search(words, Vocabulary.of(plan), latest)
    if sought and sought.words:
        return sought
    line = replace(typed(words, plan, latest), wish=wish)
    return replies.search_for_what(line) if sought else _understood(line)


def _wished(words: list[str]) -> tuple[list[str], str]:
    """What is said of when and where to be told, where a subscription is asked for."""
    if not any(_helped(word.lower()) in SUBSCRIBING for word in words[:_BEGINNING]):
        return words, ""
    rest, wish = wishes.taken(" ".join(words).lower())
    return rest.split(), wishes.carried(wish)


def _understood(line: Typed) -> Understood:
    read = sentences(line.words, line.vocabulary)
    if topic_of(read[0]) is Topic.HELP or not (read[0].says or line.dated or line.all):
        return _help(line)
    trusted = [sentence for sentence in read if sentence.trusted]
    asked = list(dict.fromkeys(each for sentence in trusted for each in _asked(sentence, line)))
    if not all(each.quarters for each in line.dated):
        return replies.not_a_quarter(asked, line)
    if not all(within(line.plan, line.latest, quarter) for quarter in line.quarters):
        return replies.outside_the_plan(asked, line)
    if len(asked) == 1:
        return asked[0]
    if asked:
        return replies.which(asked, line, _shared_notes(trusted, line))
    return replies.whose_updates(line) if trusted else _not_named(read, line)


def _asked(sentence: Sentence, line: Typed) -> list[Question]:
    notes = (*sentence.notes, *_partly_named(sentence, line.plan))
    return _questions(topic_of(sentence), slots_of(sentence, line.plan), line, notes)


def _questions(
    topic: Topic | None, slots: Slots, line: Typed, notes: Sequence[str] = ()
) -> list[Question]:
    """What is asked, for each quarter that is named, answered as the asker wants it."""
    return [
        replace(
            each,
            private=line.private,
            all=line.all,
            words=_besides(each, line),
            read_as=(*line.notes, *notes, *each.read_as),
        )
        for quarter in line.quarters
        for each in questions(topic, Subject(line.plan, quarter, slots, line.all))
    ]


def _besides(question: Question, line: Typed) -> str:
    """What a question carries besides what it is about."""
    if question.topic in OF_AN_EDITION:
        return line.edition
    return line.wish if question.topic in SUBSCRIBING else question.words


def _partly_named(sentence: Sentence, plan: Plan) -> Iterator[str]:
    """Tell the full name of what was named by some of its words."""
    for mention in sentence.mentions:
        names = fitting(topic_of(sentence), mention, plan)
        partial = mention.partial or not set(names) <= set(mention.names)
        if partial and len(names) == 1:
            words = clip(" ".join(mention.words), 40)
            yield f'Read "{words}" as "{offers.titled(names[0], plan)}".'


def _shared_notes(read: Iterable[Sentence], line: Typed) -> list[str]:
    """What to say above a choice: only what holds for every reading."""
    quarters = line.notes if len(line.quarters) == 1 else ()
    notes = [each.notes for each in read]
    return [*quarters, *(note for note in notes[0] if all(note in each for each in notes))]


def _help(line: Typed) -> Question:
    """On a topic where one is named after the word help."""
    topics = (_helped(word) for word in line.words)
    topic = next((each for each in topics if each and each is not Topic.HELP), None)
    return Question(Topic.HELP, line.latest, words=topic or "", private=line.private)


def _helped(word: str) -> Topic | None:
    return Topic.SEARCH if word in language.SEARCH_VERBS else language.VERBS.get((stem(word),))


def _not_named(read: Sequence[Sentence], line: Typed) -> Question | Unknown:
    return _announced(read, line) or _unknown(read, line)


def _announced(read: Sequence[Sentence], line: Typed) -> Question | None:
    """An operation that the plan does not list is looked for where teams tell of it."""
    left_out = next((each.left_out for each in read if each.introduces), ())
    at = next((i for i, word in enumerate(left_out[:-1]) if word in language.INTRODUCING), 0)
    return _search_for([_INTRODUCED.get(word, word) for word in left_out[at:]], line)


_INTRODUCED = {"op": "operation", "ops": "operation"}


def _search_for(words: Iterable[str], line: Typed) -> Question | None:
    """The search for words that name nothing, telling that it is one."""
    sought = search([Topic.SEARCH, *words], line.vocabulary, line.latest)
    if not sought or not sought.words:
        return None
    note = f'Read as a search for "{clip(sought.words, 40)}".'
    return replace(sought, private=line.private, read_as=(note, *sought.read_as))


def _unknown(read: Sequence[Sentence], line: Typed) -> Unknown:
    """Offer what was understood beside the unknown words, then what is spelt most like them,
    and to search for them."""
    words = " ".join(dict.fromkeys(word for each in read for word in each.left_out))
    told = [each for each in read if each.mentions or _asks_alone(each)]
    likely = [question for each in told for question in _asked(each, line)[:2]]
    near = [
        question
        for name in line.vocabulary.nearest(words)
        for question in _questions(topic_of(read[0]), {name.kind: (name.id,)}, line)[:1]
    ]
    sought = _search_for(words.split(), line)
    alone = not any(each.mentions for each in read)
    return replies.not_known(words, [*likely[:2], *near], sought, line, searched=alone)


def _asks_alone(sentence: Sentence) -> bool:
    """Whether the topic is asked for without a name too; figures are not."""
    return bool(sentence.topics) and topic_of(sentence) is not Topic.METRIC
