"""Corrections: the form that asks for one, and the notice that everybody sees."""

from __future__ import annotations

from collections.abc import Sequence

from bot.figure import Figure, Vintage
from bot.form import accepted
from bot.messages import limits
from bot.messages.collecting.pages import figure_label
from bot.messages.collecting.parts import (
    actions,
    button,
    field,
    header,
    modal,
    paragraph,
    single,
    some,
    text_input,
)
from bot.messages.collecting.words import quarter_name
from bot.messages.publishing import ids
from bot.messages.publishing.ids import Aim
from bot.messages.publishing.previews import change_words, edition_words
from bot.messages.sheet import Block, Message, Sheet
from bot.plan import Plan
from bot.publication import Correction, Edition
from bot.quarter import Quarter
from bot.wording import amount, sentence

_REASON = 300
_LINE = 1_000


def correct_view(plan: Plan, quarter: Quarter, figure: Figure, name: str) -> Block:
    """Asks for the right value and for the reason; ``name`` says which figure it is."""
    metric = plan.metric(figure.metric)
    stands = amount(figure.value, metric)
    how = "as corrected before" if figure.vintage is Vintage.REVISED else "as first published"
    source = f" Source: {figure.source}." if figure.source else ""
    blocks = [
        header(limits.clip(name, limits.HEADER)),
        paragraph(
            f"It is {stands} now, {how}.{source} Correcting it publishes another edition of "
            f"{quarter.label}; the reason goes with the figure from then on, and a notice is "
            "posted where the quarter was. Earlier editions are kept."
        ),
        field(
            ids.FIGURE,
            figure_label(metric),
            text_input(ids.VALUE, "", multiline=False, most=100),
            hint=f"Write {accepted(metric)}.",
        ),
        field(
            ids.REASON,
            "Why was it wrong?",
            text_input(ids.VALUE, "", multiline=False, most=_REASON),
            hint="In a few words that everybody may read, such as: counted twice in Basildon.",
        ),
    ]
    return modal("Correct", ids.CORRECT_VIEW, Aim.at(quarter, figure).packed, blocks, "Correct it")


def to_correct(question: str, name: str, marking: str) -> Message:
    """Where a form cannot be opened, as in answer to a plain message: the button that opens it."""
    sheet = Sheet()
    sheet.say(f"To correct {name}:")
    sheet.action(
        actions(
            [button("Correct it", ids.CORRECT, question, main=True, aloud=f"Correct it: {name}")]
        )
    )
    sheet.notes([f"{marking}."])
    return sheet.pages()[0]


def correction_notice(plan: Plan, edition: Edition, changes: Sequence[Correction]) -> Message:
    """``Violence with injury, 2021/22 Q3, was 4,004, now 4,018, because ...``."""

    def drawn(most: int) -> Sheet:
        sheet = Sheet()
        sheet.header(f"Corrected: {quarter_name(edition.quarter)}")
        lines = [_line(each) for each in changes]
        if len(lines) == 1:
            sheet.say(f"{lines[0]}, because: {sentence(edition.reason)}", bold=True)
        else:
            sheet.bullets("What changed", some(lines, most, "changes"))
            sheet.say(f"Because: {sentence(edition.reason)}", bold=True)
        sheet.say(edition_words(plan, edition, reason=False))
        sheet.notes([f"{plan.marking}. Every answer shows the corrected value from now on."])
        return sheet

    return single(drawn)


def _line(change: Correction) -> str:
    return limits.clip(f"{change.about}, {change_words(change)}", _LINE)


def not_published(quarter: Quarter) -> str:
    return (
        f"{quarter_name(quarter)} is not published, so nothing of it needs a correction: return "
        "the submission, or approve it with edits (ask me: review)."
    )


def nothing_recorded(name: str, quarter: Quarter) -> str:
    return f"Nothing is recorded of {name} for {quarter.label}, so there is nothing to correct."


def stands_already(value: str) -> str:
    return f"It is {value} already. Write what it should be."


def moved_on(name: str, value: str) -> str:
    now = value or "not recorded"
    return f"Somebody corrected {name} meanwhile: it is {now} now. Nothing of yours was recorded."
