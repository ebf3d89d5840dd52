"""Collecting on the App Home: what a lead owes, the board for an editor, put above the rest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.collecting import ids
from bot.messages.collecting.boards import board_lines, headline
from bot.messages.collecting.buttons import answer_buttons
from bot.messages.collecting.parts import actions, button, some
from bot.messages.collecting.words import (
    moment_words,
    owed_words,
    progress_words,
    quarter_name,
    unit_name,
)
from bot.messages.sheet import Block, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Progress
from bot.wording import sentence

_BLOCKS = 100  # that a home may have
_LINES = 60


def with_collecting(
    home: Block,
    plan: Plan,
    quarter: Quarter,
    due_words: str,
    own: Sequence[Progress],
    board: Sequence[Progress] | None = None,
) -> Block:
    """A home with what its reader owes (none: nothing is said of it) and, for an editor, the
    board; for everybody else the home as it was."""
    sheet = Sheet()
    if own:
        _own(sheet, plan, quarter, due_words, own)
    if board is not None:
        _board(sheet, plan, quarter, due_words, board)
    above = [block for page in sheet.pages() for block in page.blocks]
    return {**home, "blocks": [*above, *home["blocks"]][:_BLOCKS]}


def _own(
    sheet: Sheet, plan: Plan, quarter: Quarter, due_words: str, own: Sequence[Progress]
) -> None:
    sheet.header(f"What you owe: {quarter_name(quarter)}")
    sheet.say(sentence(due_words))
    sheet.bullets("", some([_own_line(plan, each) for each in own], _LINES, "units"))
    answer_buttons(sheet, plan, quarter, own)
    sheet.divider()


def _own_line(plan: Plan, progress: Progress) -> str:
    since = f", {moment_words(plan, progress.since)}" if progress.since else ""
    owed = f"{unit_name(plan, progress.unit)}: {owed_words(progress)}"
    return f"{owed}; {progress_words(progress)}{since}"


def _board(
    sheet: Sheet, plan: Plan, quarter: Quarter, due_words: str, board: Sequence[Progress]
) -> None:
    sheet.header(f"Progress: {quarter_name(quarter)}")
    sheet.say(f"{headline(board)} {sentence(due_words)}", bold=True)
    sheet.bullets("", some(board_lines(plan, board), _LINES, "units: open the progress board"))
    sheet.action(actions([button("Progress board", ids.BOARD, quarter.key)]))
    sheet.divider()
