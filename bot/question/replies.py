"""What is said where a text is not one question: which do you mean, or what to type instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.question import offers
from bot.question.text import echo
from bot.question.typed import Typed, span, within
from bot.question.words import Choice, Option, Question, Unknown

_TYPE_A_QUARTER = "Type a quarter like 2021/22 Q3, Q3, Oct-Dec 2021 or last quarter."


def which(asked: Sequence[Question], typed: Typed, notes: Iterable[str]) -> Choice:
    """Several readings, the likeliest first."""
    prompt = [*notes, _prompt(asked)]
    if len(asked) > offers.MOST:
        prompt.append("Type more of the name for others.")
    return Choice(" ".join(prompt), offers.options(asked, typed.plan, typed.latest))


def _prompt(asked: Sequence[Question]) -> str:
    if len({each.quarter for each in asked}) == len(asked):
        return "Which quarter?"
    return "Which figure?" if all(each.metric for each in asked) else "Which do you mean?"


def whose_updates(typed: Typed) -> Choice:
    quarter = typed.quarters[0]
    asked = [*offers.reporters(typed.plan, quarter), *offers.starters(quarter)]
    prompt = 'Whose updates? Name a priority, an area or a unit, or type "updates all".'
    return Choice(prompt, _options(asked, typed))


def search_for_what(typed: Typed) -> Unknown:
    return Unknown("Search for what? Type search and then a word or a name.", _ways_out([], typed))


def not_known(
    words: str,
    likely: Sequence[Question],
    sought: Question | None,
    typed: Typed,
    *,
    searched: bool,
) -> Unknown:
    """``searched`` where a search for the words is an answer, since nothing else was named."""
    ask = "Did you mean one of these?" if likely else "You can search the updates for it, or ask:"
    offered = _ways_out([*likely[:3], *([sought] if sought else [])], typed)
    telling = searched and any(len(word) >= _LEAST_SEARCHED for word in words.split())
    return Unknown(f'I don’t know "{echo(words)}". {ask}', offered, sought if telling else None)


_LEAST_SEARCHED = 4  # shorter words are codes, of which a search finds the beginnings of others


def nowhere(read: Unknown) -> Unknown:
    """What to say where a search for the unknown words would find nothing either."""
    if not read.search:
        return read
    message = f'I don’t know "{echo(read.search.words)}", and no update or figure mentions it.'
    options = tuple(each for each in read.options if each.text != read.search.text)
    return Unknown(f"{message} You can ask:", options)


def not_a_quarter(asked: Iterable[Question], typed: Typed) -> Unknown:
    phrase = next(each.phrase for each in typed.dated if not each.quarters)
    message = (
        f'"{echo(phrase)}" is not a quarter: they run from Q1 (April to June) to Q4 (January to '
        f"March) of a financial year. {_TYPE_A_QUARTER}"
    )
    return Unknown(message, _ways_out(_now(asked, typed), typed))


def outside_the_plan(asked: Iterable[Question], typed: Typed) -> Unknown:
    first, last = span(typed.plan, typed.latest)
    wanted = next(each for each in typed.quarters if not within(typed.plan, typed.latest, each))
    said = (
        *typed.notes,
        f"{wanted.label} is outside the plan, which runs from {first.label} to {last.label}.",
        _TYPE_A_QUARTER,
    )
    return Unknown(" ".join(said), _ways_out(_now(asked, typed), typed))


def _now(asked: Iterable[Question], typed: Typed) -> list[Question]:
    return list(dict.fromkeys(replace(each, quarter=typed.latest) for each in asked))


def _ways_out(likely: Sequence[Question], typed: Typed) -> tuple[Option, ...]:
    """The likeliest few and then the usual starters: always at least two."""
    return _options([*likely[:4], *offers.starters(typed.latest)], typed)


def _options(asked: Iterable[Question], typed: Typed) -> tuple[Option, ...]:
    wanted = (replace(each, private=typed.private) for each in asked)
    return offers.options(wanted, typed.plan, typed.latest)
