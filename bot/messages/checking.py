"""What the checks make of a text that somebody pointed at; for them alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import limits
from bot.messages.collecting.concerns import concern_words
from bot.messages.collecting.parts import single, some
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Concern
from bot.wording import counted

_LINE = 500


def checked_text(
    plan: Plan, quarter: Quarter, concerns: Sequence[Concern], held: int, open_: int
) -> Message:
    """``held`` is how many statements hold, ``open_`` how many cannot be checked."""

    def draw(most: int) -> Sheet:
        sheet = Sheet()
        sheet.header("The numbers in this message")
        sheet.say(_verdict(concerns, held, open_), bold=True)
        lines = [_line(plan, each) for each in concerns]
        sheet.bullets("", some(lines, most, "not shown"))
        record = f"Held against each other and against the record up to {quarter.label}"
        sheet.notes([f"{plan.marking}. {record}. Nothing was changed or recorded."])
        return sheet

    return single(draw)


def no_text() -> str:
    return "There is no text in this message to check: point at one with words in it."


def _verdict(concerns: Sequence[Concern], held: int, open_: int) -> str:
    faults = sum(each.is_fault for each in concerns)
    counts = [
        (faults, "does not add up", "do not add up"),
        (len(concerns) - faults, "is worth a look", "are worth a look"),
        (held, "holds", "hold"),
        (open_, "cannot be checked", "cannot be checked"),
    ]
    told = [f"{counted(n, 'statement')} {one if n == 1 else many}" for n, one, many in counts if n]
    return f"{'; '.join(told)}." if told else "No statement with numbers that can be checked."


def _line(plan: Plan, concern: Concern) -> str:
    words = concern_words(plan, concern)
    excerpt = f" “{concern.excerpt}”" if concern.excerpt else ""
    return limits.clip(f"{words}{excerpt}", _LINE)
