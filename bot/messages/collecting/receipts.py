"""The receipt: everything that was recorded, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.form import metric_in
from bot.messages.collecting import ids
from bot.messages.collecting.concerns import explained_words
from bot.messages.collecting.parts import actions, button, quote, some
from bot.messages.collecting.words import (
    entry_words,
    moment_words,
    person_name,
    quarter_name,
    slot_name,
    unit_name,
)
from bot.messages.limits import SECTION, clip
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.submission import Concern, Entry, Revision
from bot.wording import counted, sentence

_MISSING = 20  # named; the form has them all
_FOUND = 20


def receipt(
    plan: Plan,
    owed: Sequence[str],
    revision: Revision,
    *,
    may_correct: bool = True,
    decided: str = "",
    concerns: Sequence[Concern] = (),
) -> tuple[Message, ...]:
    """The first message stands alone, with the button; where the updates are long the others
    belong in its thread. ``owed`` are the slots that the unit owes; ``decided`` says what an
    editor decided, and when; ``concerns`` is what the checks found, with what was said of it."""
    sheet = Sheet()
    unit = unit_name(plan, revision.unit)
    sheet.header(f"Received: {unit}, {revision.quarter.words}")
    sheet.say(_summary(plan, revision), bold=True)
    if decided:
        sheet.say(sentence(decided), bold=True)
    _gaps(sheet, plan, owed, revision)
    if may_correct:
        value = ids.pack(revision.unit, revision.quarter)
        sheet.action(actions([button("Correct it", ids.CORRECT, value, aloud=f"Correct {unit}")]))
    _recorded(sheet, plan, revision)
    if concerns:
        lines = [clip(explained_words(plan, each), SECTION) for each in concerns]
        sheet.bullets("What the checks found; the editors see it too", some(lines, _FOUND, "kept"))
    sheet.notes([f"{plan.marking}. A correction is a new revision; this one is kept."])
    return sheet.pages()


def _summary(plan: Plan, revision: Revision) -> str:
    by, at = person_name(plan, revision.by), moment_words(plan, revision.at)
    late = "after the due day" if revision.late else "on time"
    return (
        f"Revision {revision.number} for {quarter_name(revision.quarter)}, sent by {by} on {at}, "
        f"{late}."
    )


def _gaps(sheet: Sheet, plan: Plan, owed: Sequence[str], revision: Revision) -> None:
    if revision.nil:
        sheet.say("Recorded as nothing to report. The reason given:")
        quote(sheet, clip(revision.nil, SECTION))
        return
    have = {each.slot for each in revision.entries if each.text.strip() or each.value is not None}
    missing = [slot_name(plan, slot) for slot in owed if slot not in have]
    if missing:
        title = f"Still missing ({len(missing)})"
        sheet.bullets(title, some(missing, _MISSING, "in the form"))
    else:
        sheet.say("Nothing is missing.")


def _recorded(sheet: Sheet, plan: Plan, revision: Revision) -> None:
    figures = [each for each in revision.entries if metric_in(plan, each.slot)]
    if figures:
        rows = [[slot_name(plan, each.slot), entry_words(plan, each)] for each in figures]
        sheet.table(["Figure", "Recorded"], rows)
    for each in revision.entries:
        if each not in figures and each.text.strip():
            sheet.say(slot_name(plan, each.slot), bold=True)
            quote(sheet, each.text.strip())
    links = [_link_words(plan, each) for each in revision.entries if each.links]
    if links:
        sheet.bullets("Evidence", links)


def _link_words(plan: Plan, entry: Entry) -> str:
    files = counted(len(entry.links), "file")
    return clip(f"{slot_name(plan, entry.slot)}: {files}: {', '.join(entry.links)}", SECTION)
