"""What is owed, by when, with the buttons to answer; and the same message once it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.form import Before, metric_in
from bot.messages.collecting import ids
from bot.messages.collecting.buttons import answer_buttons
from bot.messages.collecting.parts import actions, button, say_when, single, some
from bot.messages.collecting.words import (
    before_words,
    is_answered,
    moment_words,
    owed_words,
    people_names,
    person_name,
    progress_words,
    quarter_name,
    short_day,
    slot_name,
    unit_name,
)
from bot.messages.parts import YEAR_BEFORE
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Progress, State
from bot.wording import sentence

OPENING, REMINDER, CHASE = "opening", "reminder", "chase"
ESCALATION, UNOWNED = "escalation", "unowned"
HANDED, OWN = "handed", "own"

_TITLES = {
    OPENING: "Your return",
    REMINDER: "Reminder",
    CHASE: "Still to come",
    ESCALATION: "Not in yet",
    UNOWNED: "Nobody to ask",
    HANDED: "Handed to you",
    OWN: "Your progress",
}
_INTRODUCTIONS = {
    OPENING: "The quarter is open for returns. Answer with the buttons, or by a reply in this "
    "thread.",
    REMINDER: "This is still to come. What you saved is kept; answer with the buttons, or by a "
    "reply in this thread.",
    CHASE: "The due day has passed and this has not arrived yet. Send what you have: a part is "
    "welcome, and “Nothing to report” is an answer too.",
    ESCALATION: "The due day has passed and these returns are not in. Those who lead the units "
    "were reminded; a word in person may help, or another person may need to answer.",
    UNOWNED: "There is nobody who can be asked for these returns. Name a lead in the plan data, "
    "or answer for the unit yourselves.",
}


@dataclass(frozen=True)
class _Asking:
    """Everything that a reminder is drawn from."""

    plan: Plan
    kind: str
    quarter: Quarter
    progress: Sequence[Progress]
    before: Mapping[str, Before]
    editors: bool

    def named(self, words: str, unit: str) -> str:
        """Words about a unit, which is named where there are several and the words do not."""
        name = unit_name(self.plan, unit)
        return f"{words}, {name}" if len(self.progress) > 1 and name not in words else words


def reminder(
    plan: Plan,
    kind: str,
    quarter: Quarter,
    progress: Sequence[Progress],
    due_words: str,
    due: datetime,
    before: Mapping[str, Before],
    *,
    giver: str = "",
    editors: bool = False,
) -> Message:
    """One message for all the units of one recipient. ``kind`` is one of `bot.deadlines`' kinds,
    or ``handed`` (by ``giver``, to whom it may be handed back), or ``own`` for one's progress.
    ``before`` is by metric. ``editors`` are offered the board."""
    asking = _Asking(plan, kind, quarter, progress, before, editors=editors)
    return single(lambda most: _drawn(asking, due_words, due, giver, most))


def _drawn(asking: _Asking, due_words: str, due: datetime, giver: str, most: int) -> Sheet:
    sheet, plan = Sheet(), asking.plan
    sheet.header(f"{_TITLES[asking.kind]}: {quarter_name(asking.quarter)}")
    _introduce(sheet, asking, giver)
    say_when(sheet, sentence(due_words), due, moment_words(plan, due))
    sheet.bullets("", some(_unit_lines(asking), most, "units"))
    if asking.editors:
        sheet.action(actions([button("Progress board", ids.BOARD, asking.quarter.key)]))
    if asking.kind not in (ESCALATION, UNOWNED):
        _owed(sheet, asking, most)
        answer_buttons(sheet, plan, asking.quarter, asking.progress, may_hand_back=bool(giver))
    sheet.notes([f"{plan.marking}."])
    return sheet


def _introduce(sheet: Sheet, asking: _Asking, giver: str) -> None:
    if giver:
        name = person_name(asking.plan, giver)
        sheet.say(
            f"{name} has handed this to you. You may hand it back, and {name} may take it back, "
            "until it is sent."
        )
    elif introduction := _INTRODUCTIONS.get(asking.kind):
        sheet.say(introduction)


def _unit_lines(asking: _Asking) -> list[str]:
    lines = [_unit_line(asking, each) for each in asking.progress]
    return lines or ["Nothing is owed."]


def _unit_line(asking: _Asking, progress: Progress) -> str:
    plan = asking.plan
    line = f"{unit_name(plan, progress.unit)}: {progress_words(progress)}"
    if asking.kind in (ESCALATION, UNOWNED):
        reminded = short_day(plan, progress.reminded)
        led = f"led by {people_names(plan, progress.leads)}"
        return f"{line}; {led}{f'; last reminded {reminded}' if reminded else ''}"
    if is_answered(progress) and progress.since:
        return f"{line}, {moment_words(plan, progress.since)}"
    return f"{line}; owed: {owed_words(progress)}"


def _owed(sheet: Sheet, asking: _Asking, most: int) -> None:
    """The figures owed beside the earlier ones, then the updates owed."""
    owed = [(each, slot) for each in asking.progress if not is_answered(each) for slot in each.owed]
    rows = [row for progress, slot in owed if (row := _figure_row(asking, progress, slot))]
    updates = [
        f"{asking.named(slot_name(asking.plan, slot), progress.unit)}: {_where(progress, slot)}"
        for progress, slot in owed
        if metric_in(asking.plan, slot) is None
    ]
    if rows[:most]:
        sheet.say(
            f"The figures owed. Last quarter is {asking.quarter.previous().words}; the same "
            f"quarter last year, {asking.quarter.year_earlier().words}."
        )
        sheet.table(["Figure", "Last quarter", YEAR_BEFORE, "Now"], rows[:most])
    if len(rows) > most:
        sheet.say(f"{len(rows) - most} more figures are in the form.")
    if updates:
        sheet.bullets("Updates", some(updates, most, "in the form"))


def _figure_row(asking: _Asking, progress: Progress, slot: str) -> list[str] | None:
    metric = metric_in(asking.plan, slot)
    if metric is None:
        return None
    name = asking.named(slot_name(asking.plan, slot), progress.unit)
    values = before_words(asking.before.get(metric.id), metric)
    return [name, *values, _where(progress, slot)]


def _where(progress: Progress, slot: str) -> str:
    if slot not in progress.answered:
        return "to come"
    return "in draft" if progress.state is State.IN_DRAFT else "in"


def reminder_done(
    plan: Plan,
    quarter: Quarter,
    progress: Sequence[Progress],
    by: str,
    at: datetime,
    said: str = "",
) -> Message:
    """The reminder once it needs no answer: what stands, by whom and when, without buttons.

    ``said`` is what else settled it, such as "Handed to Jack Lowe".
    """

    def drawn(most: int) -> Sheet:
        sheet = Sheet()
        sheet.header(f"{'Settled' if said else 'Done'}: {quarter_name(quarter)}")
        if said:
            sheet.say(sentence(said))
        sheet.say(f"By {person_name(plan, by)}, {moment_words(plan, at)}.")
        lines = [_done_line(plan, each) for each in progress]
        if lines:
            sheet.bullets("", some(lines, most, "units"))
        sheet.notes([f"{plan.marking}."])
        return sheet

    return single(drawn)


def _done_line(plan: Plan, progress: Progress) -> str:
    revision = f", revision {progress.revision}" if progress.revision else ""
    return f"{unit_name(plan, progress.unit)}: {progress_words(progress)}{revision}"
