"""The stages of a quarter's collection: which round is spoken at which moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from bot.collection import Calendar
from bot.deadlines.days import key_days
from bot.deadlines.working import WorkingDays
from bot.quarter import Quarter

NOTICE = 5  # working days before the opening, on which editors hear of units without a lead


class Kind(StrEnum):
    OPENING = "opening"
    REMINDER = "reminder"
    CHASE = "chase"
    ESCALATION = "escalation"
    UNOWNED = "unowned"


@dataclass(frozen=True)
class Stage:
    """One round of one kind. ``rank`` grows with the moment: a person who was told of a stage is
    never told of one with a lower rank, nor twice of the same."""

    kind: Kind
    round: int
    begins: datetime
    rank: int


@lru_cache(maxsize=256)
def stages_of(calendar: Calendar, quarter: Quarter) -> tuple[Stage, ...]:
    """The stages of a quarter in order. The stages of what is unowned run beside those of asking,
    one ahead of them: before the opening, at the opening, at each reminder and at the chase."""
    days = key_days(calendar, quarter)
    working = WorkingDays(calendar)
    chase, escalations = days.chases[:1], days.chases[1:]
    asking = [
        *_rounds(Kind.OPENING, [days.opens]),
        *_rounds(Kind.REMINDER, days.reminders),
        *_rounds(Kind.CHASE, chase),
    ]
    telling = [working.before(days.opens, NOTICE), *(day for _, _, day in asking)]
    ranked = [
        *((*each, rank) for rank, each in enumerate(_rounds(Kind.UNOWNED, telling))),
        *((*each, rank) for rank, each in enumerate(asking, 1)),
        *(
            (*each, rank)
            for rank, each in enumerate(_rounds(Kind.ESCALATION, escalations, 2), len(telling))
        ),
    ]
    return tuple(Stage(kind, n, working.start(day), rank) for kind, n, day, rank in ranked)


def latest(stages: Iterable[Stage], kinds: Iterable[Kind], now: datetime) -> Stage | None:
    """The last stage of these kinds that has begun."""
    begun = [each for each in stages if each.kind in kinds and each.begins <= now]
    return max(begun, key=lambda each: each.rank, default=None)


def _rounds(kind: Kind, days: Iterable[date], first: int = 1) -> list[tuple[Kind, int, date]]:
    return [(kind, n, day) for n, day in enumerate(days, first)]
