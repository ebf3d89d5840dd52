"""Notes to editors of a quarter as a whole: opened, closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.messages.collecting import ids as collecting
from bot.messages.collecting.boards import headline
from bot.messages.collecting.parts import actions, button, say_when, some
from bot.messages.collecting.words import moment_words, owed_words, quarter_name, unit_name
from bot.messages.reviewing import ids as reviewing
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Progress
from bot.wording import counted, sentence

_UNITS = 30


def opened_note(
    plan: Plan, quarter: Quarter, progress: Sequence[Progress], due_words: str, due: datetime
) -> Message:
    """Who was asked for what, and by when."""
    sheet = Sheet()
    sheet.header(f"Open: {quarter_name(quarter)}")
    owing = [each for each in progress if each.owed]
    sheet.say(f"{counted(len(owing), 'unit')} are asked for their returns.", bold=True)
    say_when(sheet, sentence(due_words), due, moment_words(plan, due))
    lines = [f"{unit_name(plan, each.unit)}: {owed_words(each)}" for each in owing]
    sheet.bullets("What is owed", some(lines, _UNITS, "units"))
    unled = [unit_name(plan, each.unit) for each in owing if not each.leads]
    if unled:
        sheet.bullets("Without a lead", some(unled, _UNITS, "units"))
    sheet.action(actions([button("Progress board", collecting.BOARD, quarter.key)]))
    sheet.notes([f"{plan.marking}."])
    return sheet.pages()[0]


def closing_note(
    plan: Plan, quarter: Quarter, progress: Sequence[Progress], due_words: str, due: datetime
) -> Message:
    """How far it is on the due day, and what can be done about it."""
    sheet = Sheet()
    sheet.header(f"Closing: {quarter_name(quarter)}")
    sheet.say(headline(progress), bold=True)
    say_when(sheet, sentence(due_words), due, moment_words(plan, due))
    board = button("Progress board", collecting.BOARD, quarter.key)
    sheet.action(actions([board, button("Review queue", reviewing.QUEUE, quarter.key)]))
    sheet.notes([f"{plan.marking}."])
    return sheet.pages()[0]
