"""What is due to whom, and when: pure rules over a plan, its submissions and a moment."""

from __future__ import annotations

from bot.deadlines.days import (
    KeyDays,
    due_moment,
    due_words,
    key_days,
    open_quarter,
    watched_quarters,
)
from bot.deadlines.gaps import gaps_of
from bot.deadlines.later import Later, may_nudge, snoozed_until
from bot.deadlines.notes import NoteKind, due_note, is_publishing_day
from bot.deadlines.people import (
    Situation,
    appointed,
    may_answer,
    responsible,
    ties_to,
    who_may_answer,
)
from bot.deadlines.progress import owed_slots, progress_of_unit, state_of
from bot.deadlines.reminders import EDITORS, Reminder, due_reminders
from bot.deadlines.stages import Kind
from bot.deadlines.working import WorkingDays

__all__ = [
    "EDITORS",
    "KeyDays",
    "Kind",
    "Later",
    "NoteKind",
    "Reminder",
    "Situation",
    "WorkingDays",
    "appointed",
    "due_moment",
    "due_note",
    "due_reminders",
    "due_words",
    "gaps_of",
    "is_publishing_day",
    "key_days",
    "may_answer",
    "may_nudge",
    "open_quarter",
    "owed_slots",
    "progress_of_unit",
    "responsible",
    "snoozed_until",
    "state_of",
    "ties_to",
    "watched_quarters",
    "who_may_answer",
]
