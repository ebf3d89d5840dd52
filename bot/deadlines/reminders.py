"""Exactly which reminders are due to whom at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.collection import Calendar, Duty
from bot.deadlines.days import key_days
from bot.deadlines.people import Situation, has_lead, is_present, responsible
from bot.deadlines.progress import owed_slots
from bot.deadlines.stages import Kind, Stage, latest, stages_of
from bot.deadlines.working import WorkingDays
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import ANSWERED, State

EDITORS = "EDITORS"  # in the place of a person's id in a key; ids are lower-case
_ASKING = (Kind.OPENING, Kind.REMINDER, Kind.CHASE)


@dataclass(frozen=True)
class Reminder:
    """One message to one person of the plan, or to the editors (None), about these units.

    ``key`` is ``reminder:2021/22-Q4:amara:2``, the same in every process that asks; one that
    comes after a snooze also names the moment up to which it was held back.
    """

    key: str
    kind: Kind
    person: str | None
    units: tuple[str, ...]
    round: int
    quarter: Quarter


@dataclass(frozen=True)
class _Note:
    """One unit that somebody is to be told of; ``again`` where a snooze held the stage back."""

    person: str | None
    stage: Stage
    unit: str
    again: datetime | None = None


def due_reminders(
    plan: Plan, quarter: Quarter, situation: Situation, now: datetime
) -> tuple[Reminder, ...]:
    """What is due and not in the outbox yet: at most one message to each, the latest round.

    Nothing outside working hours, nothing after the publishing day, nothing for a quarter
    outside the plan's period.
    """
    if plan.collection is None or not _is_time(plan, plan.collection.calendar, quarter, now):
        return ()
    asked = _Asked(plan, plan.collection.calendar, quarter, situation.of(quarter), now)
    notes: dict[str | None, list[_Note]] = {}
    for note in asked.notes():
        notes.setdefault(note.person, []).append(note)
    people = [each.id for each in plan.people]
    return tuple(_reminder(notes[who], quarter) for who in (*people, None) if who in notes)


def _is_time(plan: Plan, calendar: Calendar, quarter: Quarter, now: datetime) -> bool:
    working = WorkingDays(calendar)
    return (
        working.within_hours(now)
        and working.local(now).date() <= key_days(calendar, quarter).publishes
        and plan.period.start <= quarter.start
        and quarter.end <= plan.period.end
    )


def _reminder(notes: list[_Note], quarter: Quarter) -> Reminder:
    """One message for everything that one recipient is to be told."""
    newest = max(notes, key=lambda each: each.stage.rank)
    units = tuple(dict.fromkeys(each.unit for each in notes))
    stage = newest.stage
    return Reminder(_key(newest, quarter), stage.kind, newest.person, units, stage.round, quarter)


def _key(note: _Note, quarter: Quarter) -> str:
    key = f"{note.stage.kind}:{quarter.key}:{note.person or EDITORS}:{note.stage.round}"
    return f"{key}:{note.again.astimezone(UTC):%Y%m%dT%H%M%SZ}" if note.again else key


class _Asked:
    """One asking: what stands, and the moment."""

    def __init__(
        self, plan: Plan, calendar: Calendar, quarter: Quarter, situation: Situation, now: datetime
    ) -> None:
        self.plan = plan
        self.quarter = quarter
        self.situation = situation
        self.now = now
        self.today = WorkingDays(calendar).local(now).date()
        self.opens = key_days(calendar, quarter).opens
        self.stages = stages_of(calendar, quarter)
        self.ranks = {(each.kind.value, str(each.round)): each.rank for each in self.stages}
        self.told = self._told()

    def notes(self) -> Iterator[_Note]:
        """What everybody is to be told, unit by unit in the order of the duties."""
        for duty in self._owing():
            for note in (*self._questions(duty), *self._escalations(duty), *self._gaps(duty)):
                if self._is_news(note):
                    yield note

    def _owing(self) -> Iterator[Duty]:
        for duty in self.plan.collection.duties if self.plan.collection else ():
            progress = self.situation.progress_of(duty.unit)
            is_answered = progress is not None and progress.state in ANSWERED
            if owed_slots(duty, self.quarter) and not is_answered:
                yield duty

    def _questions(self, duty: Duty) -> Iterator[_Note]:
        """To those who must answer for the unit."""
        stage = latest(self.stages, _ASKING, self.now)
        if stage is None:
            return
        for person in responsible(self.plan, duty, self.situation, self.today):
            until = self._snoozed_until(person)
            again = until if until and until > stage.begins else None
            begins = again or stage.begins
            if begins <= self.now and not self._was_handed(duty.unit, person, begins):
                yield _Note(person, stage, duty.unit, again)

    def _escalations(self, duty: Duty) -> Iterator[_Note]:
        """To the editors and to the unit's manager, who was chased already if they lead it."""
        stage = latest(self.stages, (Kind.ESCALATION,), self.now)
        if stage is None:
            return
        yield _Note(None, stage, duty.unit)
        chased = responsible(self.plan, duty, self.situation, self.today)
        for each in self.plan.people:
            is_manager = each.id == duty.manager and each.id not in chased
            if is_manager and is_present(each, self.situation, self.today):
                yield _Note(each.id, stage, duty.unit)

    def _gaps(self, duty: Duty) -> Iterator[_Note]:
        """To the editors, of a unit that nobody leads or for which nobody is there to answer."""
        stage = latest(self.stages, (Kind.UNOWNED,), self.now)
        if stage is None:
            return
        is_led = stage.round > 2 or has_lead(self.plan, duty.unit, self.situation)
        on = max(self.today, self.opens)
        if not is_led or not responsible(self.plan, duty, self.situation, on):
            yield _Note(None, stage, duty.unit)

    def _snoozed_until(self, person: str) -> datetime | None:
        return max(
            (each.until for each in self.situation.snoozes if each.person == person), default=None
        )

    def _was_handed(self, unit: str, person: str, begins: datetime) -> bool:
        """Whether the unit came to them in this stage, by a message of its own: they took it
        over, or their submission was returned."""
        cover = self.situation.cover_of(unit)
        if cover and cover.taker == person and cover.at >= begins:
            return True
        progress = self.situation.progress_of(unit)
        return bool(
            progress
            and progress.state is State.RETURNED
            and progress.since
            and progress.since >= begins
        )

    def _is_news(self, note: _Note) -> bool:
        told = self.told.get(note.person or EDITORS, -1)
        if note.again:
            return told <= note.stage.rank and _key(note, self.quarter) not in self.situation.sent
        return told < note.stage.rank

    def _told(self) -> dict[str, int]:
        """The highest rank of which each recipient was told, read from the keys that were sent."""
        told: dict[str, int] = {}
        for kind, person, number in _parsed(self.situation.sent, self.quarter):
            rank = self.ranks.get((kind, number), -1)
            told[person] = max(rank, told.get(person, -1))
        return told


def _parsed(keys: Iterable[str], quarter: Quarter) -> Iterator[tuple[str, str, str]]:
    """Kind, person and round of the keys of a quarter."""
    for key in keys:
        kind, *rest = key.split(":")
        if len(rest) >= 3 and rest[0] == quarter.key:
            yield kind, rest[1], rest[2]
