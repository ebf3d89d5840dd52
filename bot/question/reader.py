"""What a person typed, turned into a question, a choice, or a kind way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.plan import Plan
from bot.quarter import Quarter
from bot.question import canonical, language, offers, quarters
from bot.question.endings import without_endings
from bot.question.meaning import Subject, questions
from bot.question.quarters import Dated
from bot.question.search import search
from bot.question.sentence import Sentence, sentences
from bot.question.slots import Slots, slots_of, topic_of
from bot.question.text import clip, echo, plain, stem, tokens
from bot.question.vocabulary import Vocabulary
from bot.question.words import ALL, PRIVATE, Choice, Option, Question, Topic, Unknown

Understood = Question | Choice | Unknown

_MOST_WORDS = 40
_TYPE_A_QUARTER = "Type a quarter like 2021/22 Q3, Q3, Oct-Dec 2021 or last quarter."


@dataclass(frozen=True)
class _Typed:
    """What was typed, with its flags and its words about time already taken out."""

    text: str
    words: tuple[str, ...]
    plan: Plan
    latest: Quarter
    private: bool = False
    all: bool = False
    dated: tuple[Dated, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary.of(self.plan)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        named = dict.fromkeys(quarter for each in self.dated for quarter in each.quarters)
        return tuple(named) or (self.latest,)


def understand(text: str, plan: Plan, latest: Quarter) -> Understood:
    """Read a question as typed; ``latest`` is the quarter that is meant when none is named."""
    asked = canonical.parse(text, plan)
    if asked and _within(plan, latest, asked.quarter):
        return asked
    words = plain(text).split()
    sought = search(words, Vocabulary.of(plan), latest)
    return _searched(sought, plan) if sought else _understood(_typed(words, text, plan, latest))


def _searched(sought: Question, plan: Plan) -> Understood:
    if sought.words:
        return sought
    starters = offers.starters(sought.quarter, private=sought.private)
    options = offers.options(starters, plan, sought.quarter)
    return Unknown("Search for what? Type search and then a word or a name.", options)


def _typed(words: list[str], text: str, plan: Plan, latest: Quarter) -> _Typed:
    words, flags = without_endings(words)
    line, notes = _with_dates_spelt(tokens(" ".join(words))[:_MOST_WORDS], Vocabulary.of(plan))
    rest, dated = quarters.find(" ".join(line), latest)
    return _Typed(
        text,
        tuple(rest.split()),
        plan,
        latest,
        private=PRIVATE in flags,
        all=ALL in flags,
        dated=tuple(dated),
        notes=(*notes, *(each.note for each in dated if each.note)),
    )


def _with_dates_spelt(words: list[str], vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """Mend misspelt months and quarters, so that they are found before all else."""
    line, notes = [], []
    for word in words:
        meant = vocabulary.dated(word)
        line.append(meant or word)
        if meant:
            notes.append(f'Read "{clip(word, 40)}" as "{meant}".')
    return line, notes


def _understood(typed: _Typed) -> Understood:
    read = sentences(typed.words, typed.vocabulary)
    if topic_of(read[0]) is Topic.HELP or not (read[0].says or typed.dated or typed.all):
        return _help(typed)
    asked = [question for each in read if each.trusted for question in _questions(each, typed)]
    if not all(each.quarters for each in typed.dated):
        return _impossible(typed, asked)
    if not all(_within(typed.plan, typed.latest, each) for each in typed.quarters):
        return _outside(typed, asked)
    if len(asked) == 1:
        return asked[0]
    if asked:
        return _choice(typed, read, asked)
    return _missing_subject(typed) if read[0].trusted else _unknown(typed, read)


def _questions(sentence: Sentence, typed: _Typed) -> Iterable[Question]:
    return _asked(topic_of(sentence), slots_of(sentence, typed.plan), typed, sentence.notes)


def _asked(
    topic: Topic | None, slots: Slots, typed: _Typed, notes: Sequence[str] = ()
) -> list[Question]:
    """The same questions for each quarter that is named, as the asker wants them answered."""
    return [
        replace(each, private=typed.private, all=typed.all, read_as=(*typed.notes, *notes))
        for quarter in typed.quarters
        for each in questions(topic, Subject(typed.plan, quarter, slots, typed.all))
    ]


def _help(typed: _Typed) -> Question:
    """On a topic where one is named after the word help."""
    topics = (_helped(word) for word in typed.words)
    topic = next((each for each in topics if each and each is not Topic.HELP), None)
    return Question(Topic.HELP, typed.latest, words=topic or "", private=typed.private)


def _helped(word: str) -> Topic | None:
    return Topic.SEARCH if word in language.SEARCH_VERBS else language.VERBS.get((stem(word),))


def _choice(typed: _Typed, read: Sequence[Sentence], asked: list[Question]) -> Choice:
    notes = dict.fromkeys((*typed.notes, *(note for each in read for note in each.notes)))
    ask = "Which quarter?" if len(typed.quarters) == len(asked) else _which(asked)
    shown = dict.fromkeys(asked)
    more = " Type more of the name for others." if len(shown) > offers.MOST else ""
    prompt = f"{ask}{more}" if len(read) > 1 else " ".join((*notes, f"{ask}{more}"))
    return Choice(prompt, offers.options(shown, typed.plan, typed.latest))


def _which(asked: Sequence[Question]) -> str:
    return "Which figure?" if all(each.metric for each in asked) else "Which of these do you mean?"


def _missing_subject(typed: _Typed) -> Choice:
    """Updates are asked for without saying whose."""
    asked = [
        replace(each, private=typed.private)
        for each in offers.reporters(typed.plan, typed.quarters[0])
    ]
    prompt = 'Whose updates? Name a priority, an area or a unit, or type "updates all".'
    return Choice(prompt, offers.options(asked, typed.plan, typed.latest))


def _unknown(typed: _Typed, read: Sequence[Sentence]) -> Unknown:
    left = " ".join(dict.fromkeys(word for each in read for word in each.left_out))
    likely = [question for each in read if each.says for question in _questions(each, typed)]
    near = [
        question
        for name in typed.vocabulary.nearest(left)
        for question in _asked(topic_of(read[0]), {name.kind: (name.id,)}, typed)[:1]
    ]
    message = f'I don’t know "{echo(left)}". Did you mean one of these?'
    return Unknown(message, _ways_out([*likely[:2], *near], typed))


def _impossible(typed: _Typed, asked: list[Question]) -> Unknown:
    phrase = next(each.phrase for each in typed.dated if not each.quarters)
    message = (
        f'"{echo(phrase)}" is not a quarter: they run from Q1 (April to June) to Q4 (January to '
        f"March) of a financial year. {_TYPE_A_QUARTER}"
    )
    return Unknown(message, _ways_out(_now(asked, typed), typed))


def _outside(typed: _Typed, asked: list[Question]) -> Unknown:
    first, last = _span(typed.plan, typed.latest)
    wanted = next(each for each in typed.quarters if not first <= each <= last)
    message = (
        f"{wanted.label} is outside the plan, which runs from {first.label} to {last.label}. "
        f"{_TYPE_A_QUARTER}"
    )
    return Unknown(message, _ways_out(_now(asked, typed), typed))


def _now(asked: Iterable[Question], typed: _Typed) -> list[Question]:
    return list(dict.fromkeys(replace(each, quarter=typed.latest) for each in asked))


def _ways_out(likely: Sequence[Question], typed: _Typed) -> tuple[Option, ...]:
    """The likeliest few and the usual starters: always at least two."""
    starters = offers.starters(typed.latest, private=typed.private)
    return offers.options([*likely[:3], *starters], typed.plan, typed.latest)


def _span(plan: Plan, latest: Quarter) -> tuple[Quarter, Quarter]:
    first, last = map(Quarter.containing, (plan.period.start, plan.period.end))
    return min(first, latest), max(last, latest)


def _within(plan: Plan, latest: Quarter, quarter: Quarter) -> bool:
    first, last = _span(plan, latest)
    return first <= quarter <= last
