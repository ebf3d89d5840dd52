"""The buttons by which a person answers for their units."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import limits
from bot.messages.collecting import ids
from bot.messages.collecting.parts import actions, button, menu, option, paragraph
from bot.messages.collecting.words import is_answered, unit_name
from bot.messages.sheet import Block, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Progress, State

_ROWS = 5  # units with buttons of their own; for more there are menus
_MENU = 25

# What opens a small view is called as the view is.
HAND, LATER, AWAY = "Hand to a deputy", "Remind me later", "I'm away"
_ANSWERS = (("Write update", ids.WRITE), ("Nothing to report", ids.NIL), (HAND, ids.HAND))
_HAND_BACK = ("Hand it back", ids.BACK)


def answer_buttons(
    sheet: Sheet,
    plan: Plan,
    quarter: Quarter,
    progress: Sequence[Progress],
    *,
    may_hand_back: bool = False,
) -> None:
    """A row for each unit that has not answered, menus where there are many; then later, away."""
    owing = [each for each in progress if not is_answered(each)]
    answers = (*_ANSWERS[:2], _HAND_BACK if may_hand_back else _ANSWERS[2])
    if len(owing) > _ROWS:
        _menus(sheet, plan, owing, answers)
    for each in owing if len(owing) <= _ROWS else ():
        _row(sheet, plan, each, answers, is_named=len(progress) > 1)
    if owing:
        key = quarter.key
        later = button(LATER, ids.LATER, key)
        sheet.action(actions([later, button(AWAY, ids.AWAY, key)]))


Answers = Sequence[tuple[str, str]]


def _row(sheet: Sheet, plan: Plan, progress: Progress, answers: Answers, *, is_named: bool) -> None:
    name = unit_name(plan, progress.unit)
    if is_named:
        sheet.put(paragraph(name))
    if progress.state is State.RETURNED:
        answers = (("Correct it", ids.WRITE), *answers[1:])
    value = ids.pack(progress.unit, progress.quarter)
    sheet.action(
        actions(
            button(label, action, value, main=action == ids.WRITE, aloud=f"{label}: {name}")
            for label, action in answers
        )
    )


def _menus(sheet: Sheet, plan: Plan, owing: Sequence[Progress], answers: Answers) -> None:
    options = unit_options(plan, owing)[:_MENU]
    sheet.action(actions(menu(f"{label} for …", action, options) for label, action in answers))
    if len(owing) > len(options):
        sheet.say(f"{len(owing) - len(options)} more units: ask me: submit and the unit's name.")


def unit_options(plan: Plan, progress: Sequence[Progress]) -> list[Block]:
    made = [
        option(unit_name(plan, each.unit), ids.pack(each.unit, each.quarter)) for each in progress
    ]
    return [each for each in made if len(each["value"]) <= limits.OPTION_VALUE]
