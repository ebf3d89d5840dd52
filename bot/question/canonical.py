"""The canonical text of a question, as buttons carry it, read back strictly."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.plan import Plan
from bot.quarter import Quarter
from bot.question import wishes
from bot.question.typed import EDITION
from bot.question.words import ALL, HOME, OF_AN_EDITION, PRIVATE, SUBSCRIBING, Kind, Question, Topic


def parse(text: str, plan: Plan) -> Question | None:
    """The question whose canonical text this is; None where it is anything else."""
    verb, *words = text.split(" ")
    try:
        topic = Topic(verb)
        flags = {flag: _taken(words, flag) for flag in (PRIVATE, ALL)}
        quarter = Quarter.parse(words.pop())
        besides = words.pop() if words and _is_besides(topic, words[-1]) else ""
        named = dict(_named(topic, words, plan))
    except (LookupError, ValueError):
        return None
    if commitment := named.get(Kind.COMMITMENT):
        named[Kind.PRIORITY] = plan.priority_of(commitment).id
    question = Question(
        topic,
        quarter,
        priority=named.get(Kind.PRIORITY),
        metric=named.get(Kind.METRIC),
        area=named.get(Kind.AREA),
        unit=named.get(Kind.UNIT),
        commitment=named.get(Kind.COMMITMENT),
        words=besides,
        private=flags[PRIVATE],
        all=flags[ALL],
    )
    return question if question.text == text else None


def _is_besides(topic: Topic, word: str) -> bool:
    """Whether a word is an edition, or how a subscription is to be told."""
    if topic in OF_AN_EDITION:
        return bool(EDITION.fullmatch(word))
    return topic in SUBSCRIBING and wishes.read(word) is not None


def _taken(words: list[str], flag: str) -> bool:
    return words[-1] == flag and bool(words.pop())


def _named(topic: Topic, words: list[str], plan: Plan) -> Iterator[tuple[Kind, str]]:
    """Each id with its kind; LookupError where the plan has no such id."""
    rest = iter(words)
    for word in rest:
        kind = Kind(word) if word in set(Kind) else HOME[topic]
        named = next(rest, "") if word in set(Kind) else word
        if kind is None:
            raise LookupError(word)
        _of(plan)[kind](named)
        yield kind, named


def _of(plan: Plan) -> dict[Kind, Callable[[str], object]]:
    return {
        Kind.PRIORITY: plan.priority,
        Kind.METRIC: plan.metric,
        Kind.AREA: plan.area,
        Kind.UNIT: plan.unit,
        Kind.COMMITMENT: plan.priority_of,
    }
