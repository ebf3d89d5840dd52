"""What was typed, with its flags and its words about time taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.plan import Plan
from bot.quarter import Quarter
from bot.question import quarters
from bot.question.endings import without_endings
from bot.question.quarters import Dated
from bot.question.text import clip, tokens
from bot.question.vocabulary import Vocabulary
from bot.question.words import ALL, PREVIEW, PRIVATE

EDITION = re.compile(r"[vV]\d{1,3}", re.ASCII)
_MOST_WORDS = 40


@dataclass(frozen=True)
class Typed:
    """A text on its way to being understood; ``words`` are those that are still to be read."""

    words: tuple[str, ...]
    plan: Plan
    latest: Quarter
    private: bool = False
    all: bool = False
    edition: str = ""
    wish: str = ""
    dated: tuple[Dated, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary.of(self.plan)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters that are named, or the latest; of a whole year those within the plan."""
        named = tuple(dict.fromkeys(quarter for each in self.dated for quarter in each.quarters))
        inside = tuple(quarter for quarter in named if within(self.plan, self.latest, quarter))
        return inside or named or (self.latest,)


def typed(words: list[str], plan: Plan, latest: Quarter) -> Typed:
    words, flags = without_endings(words)
    words, edition = _without_edition(words)
    line, mended = _with_dates_spelt(tokens(" ".join(words))[:_MOST_WORDS], Vocabulary.of(plan))
    rest, dated = quarters.find(" ".join(line), latest)
    return Typed(
        tuple(rest.split()),
        plan,
        latest,
        private=PRIVATE in flags,
        all=ALL in flags,
        edition=edition,
        dated=tuple(dated),
        notes=(*mended, *(each.note for each in dated if each.note)),
    )


def _without_edition(words: list[str]) -> tuple[list[str], str]:
    """Take out ``v2``, and ``preview`` at the end, which no name of a plan is made of; it is
    about a report or a digest."""
    if words and words[-1].lower() == "preview":
        words = [*words[:-1], PREVIEW]
    found = next((word.lower() for word in words if EDITION.fullmatch(word)), "")
    return [word for word in words if not EDITION.fullmatch(word)], found


def span(plan: Plan, latest: Quarter) -> tuple[Quarter, Quarter]:
    """The first and the last quarter that may be asked for."""
    first, last = map(Quarter.containing, (plan.period.start, plan.period.end))
    return min(first, latest), max(last, latest)


def within(plan: Plan, latest: Quarter, quarter: Quarter) -> bool:
    first, last = span(plan, latest)
    return first <= quarter <= last


def _with_dates_spelt(words: list[str], vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """Mend misspelt months and quarters, so that they are found before all else."""
    line, notes = [], []
    for word in words:
        meant = vocabulary.dated(word)
        line.append(meant or word)
        if meant:
            notes.append(f'Read "{clip(word, 40)}" as "{meant}".')
    return line, notes
