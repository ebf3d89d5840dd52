"""The card of a submission: what an editor needs in order to decide, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.finding import Reading
from bot.form import metric_in
from bot.messages import limits
from bot.messages.collecting.concerns import explained_words
from bot.messages.collecting.parts import actions, button, quote, single, some
from bot.messages.collecting.words import (
    entry_words,
    moment_words,
    person_name,
    quarter_name,
    slot_name,
    unit_name,
)
from bot.messages.parts import figures_table
from bot.messages.reviewing import ids
from bot.messages.reviewing.ids import Seen
from bot.messages.reviewing.words import step_words
from bot.messages.sheet import Block, Message, Sheet
from bot.plan import Plan
from bot.submission import Concern, Entry, Revision, State, Step, StepKind
from bot.wording import counted

_INLINE = 1_800  # characters of updates that stand on the card itself
_ROWS = 15  # figures, and findings of the checks, that do
_CLIP = 240
_STEPS = 6


@dataclass(frozen=True)
class Case:
    """All that a card is drawn from. ``readings`` are of the figures that were sent;
    ``signals`` says what is more than chance in them, of the ``judged`` for which that is known.
    ``missing`` are the slots that are owed and not in it. ``newest`` is the number of the revision
    that stands."""

    plan: Plan
    revision: Revision
    readings: tuple[Reading, ...] = ()
    signals: tuple[str, ...] = ()
    judged: int = 0
    concerns: tuple[Concern, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    newest: int = 0
    published: int = 0  # the number of the quarter's latest edition

    @property
    def replaced(self) -> bool:
        return self.newest > self.revision.number

    @property
    def figures(self) -> list[Entry]:
        return [each for each in self.revision.entries if metric_in(self.plan, each.slot)]

    @property
    def updates(self) -> list[Entry]:
        entries = self.revision.entries
        return [e for e in entries if not metric_in(self.plan, e.slot) and e.text.strip()]

    @property
    def is_short(self) -> bool:
        """Whether all of it stands on the card, so that nothing has to follow in its thread."""
        length = sum(len(each.text) for each in self.updates)
        counts = len(self.readings), len(self.concerns), len(self.signals)
        return length <= _INLINE and len(self.updates) <= _ROWS and max(counts) <= _ROWS


def card(case: Case) -> tuple[Message, ...]:
    """The card, with buttons while it can be decided; what is too long for it stands whole in its
    thread. The same submission gives the same thread, whatever is decided, so that the card can
    be drawn anew in its place."""
    whole = () if case.is_short else _whole(case)
    return (single(lambda most: _drawn(case, most), (_ROWS, 8, 4, 1)), *whole)


def _drawn(case: Case, most: int) -> Sheet:
    sheet = Sheet()
    unit = unit_name(case.plan, case.revision.unit)
    sheet.header(f"{_standing(case)}: {unit}, {case.revision.quarter.label}")
    sheet.say(_sent(case), bold=True)
    _steps(sheet, case)
    if case.revision.nil:
        sheet.say("Nothing to report. The reason given:")
        quote(sheet, limits.clip(case.revision.nil, limits.SECTION))
    _found(sheet, case, most)
    _figures(sheet, case, case.readings[:most])
    _signals(sheet, case, most)
    if case.missing:
        names = [slot_name(case.plan, each) for each in case.missing]
        sheet.bullets("Owed and not in", some(names, most, "more"))
    _updates(sheet, case, most)
    if buttons := _buttons(case):
        sheet.action(actions(buttons))
    sheet.notes([_foot(case)])
    return sheet


def _standing(case: Case) -> str:
    if case.replaced:
        return "Replaced"
    return {State.APPROVED: "Approved", State.RETURNED: "Returned"}.get(
        case.revision.state, "To review"
    )


def _sent(case: Case) -> str:
    plan, revision = case.plan, case.revision
    by, at = person_name(plan, revision.by), moment_words(plan, revision.at)
    late = ", after the due day" if revision.late else ""
    edited = any(
        each.kind is StepKind.EDITED and each.revision == revision.number for each in case.steps
    )
    verb = "edited" if edited else "sent"
    named = f"Revision {revision.number} for {quarter_name(revision.quarter)}"
    said = f"{named}, {verb} by {by} on {at}"
    newer = f" Revision {case.newest} has come in since; see its card." if case.replaced else ""
    return f"{said}{late}.{newer}"


def _steps(sheet: Sheet, case: Case) -> None:
    """What was done about it, the newest last."""
    steps = case.steps[-_STEPS:]
    if len(case.steps) > len(steps):
        sheet.say(f"{counted(len(case.steps) - len(steps), 'earlier step')}: ask me: history.")
    for step in steps:
        sheet.say(step_words(case.plan, step))
        if step.text:
            quote(sheet, limits.clip(step.text, _CLIP * 2))


def _found(sheet: Sheet, case: Case, most: int) -> None:
    """What the checks found, with what the lead said of it; what is certain comes first."""
    lines = [explained_words(case.plan, each) for each in by_gravity(case.concerns)]
    if lines:
        sheet.bullets("What the checks found", some(_clipped(lines), most, "in the thread"))


def _figures(sheet: Sheet, case: Case, readings: Sequence[Reading]) -> None:
    figures_table(sheet, case.plan, readings, case.revision.quarter.label, wrapped=True)


def _signals(sheet: Sheet, case: Case, most: int) -> None:
    if case.signals:
        sheet.bullets("More than chance", some(_clipped(case.signals), most, "in the thread"))
    elif case.judged:
        sheet.say(f"{counted(case.judged, 'figure')} judged: none is more than chance.")


def by_gravity(concerns: Sequence[Concern]) -> list[Concern]:
    return sorted(concerns, key=lambda each: (not each.is_fault, bool(each.explanation)))


def _clipped(lines: Sequence[str]) -> list[str]:
    return [limits.clip(each, _CLIP * 2) for each in lines]


def _updates(sheet: Sheet, case: Case, most: int) -> None:
    if case.is_short:
        for each in case.updates:
            sheet.say(slot_name(case.plan, each.slot), bold=True)
            quote(sheet, each.text.strip())
        return
    if case.updates:
        lines = [
            f"{slot_name(case.plan, each.slot)}: {limits.clip(each.text.strip(), _CLIP)}"
            for each in case.updates
        ]
        title = f"{counted(len(lines), 'update')}, whole in the thread"
        sheet.bullets(title, some(lines, most, "in the thread"))


def _buttons(case: Case) -> list[Block]:
    """What can be decided still: an approval can be taken back until the quarter is published,
    and what was returned can be approved after all."""
    if case.replaced:
        return []
    unit, value = unit_name(case.plan, case.revision.unit), Seen.of(case.revision).packed
    offered = {
        ids.APPROVE: "Approve",
        ids.EDIT: "Approve with edits",
        ids.RETURN: "Return with a comment",
        ids.ASK: "Ask a colleague",
    }
    if case.revision.state is State.APPROVED:
        offered = {} if case.published else {ids.RETURN: offered[ids.RETURN]}
    elif case.revision.state is State.RETURNED:
        offered = {ids.APPROVE: "Approve after all", ids.ASK: offered[ids.ASK]}
    if case.revision.nil:
        offered.pop(ids.EDIT, None)
    return [
        button(label, action, value, main=action == ids.APPROVE, aloud=f"{label}: {unit}")
        for action, label in offered.items()
    ]


def _foot(case: Case) -> str:
    if case.published and case.revision.state is not State.APPROVED:
        edition = f"{case.revision.quarter.label} was published without it"
        stand = f"{edition} (edition {case.published})"
    elif case.published:
        stand = f"Published (edition {case.published})"
    else:
        stand = "Not published"
    return f"{case.plan.marking}. {stand}."


def _whole(case: Case) -> tuple[Message, ...]:
    """Everything that was sent, in as many messages as it takes; nothing of it is cut."""
    sheet, plan = Sheet(), case.plan
    unit = unit_name(plan, case.revision.unit)
    sheet.say(f"{unit}, revision {case.revision.number}, whole:", bold=True)
    if len(case.concerns) > _ROWS:
        found = [explained_words(plan, each) for each in by_gravity(case.concerns)]
        sheet.bullets("What the checks found", found)
    if len(case.readings) > _ROWS:
        _figures(sheet, case, case.readings)
    if len(case.signals) > _ROWS:
        sheet.bullets("More than chance", case.signals)
    for each in case.updates:
        sheet.say(slot_name(plan, each.slot), bold=True)
        quote(sheet, each.text.strip())
    links = [f"{slot_name(plan, e.slot)}: {', '.join(e.links)}" for e in case.updates if e.links]
    if links:
        sheet.bullets("Evidence", links)
    sheet.on_every_page([f"{plan.marking}. Not published." if not case.published else plan.marking])
    return sheet.pages()


def without_thread(case: Case) -> Message:
    """The card alone, to put in the place of one that was drawn before."""
    first, *_ = card(case)
    return replace(first, text=limits.clip(first.text, limits.EDIT_TEXT))


def figure_lines(plan: Plan, entries: Sequence[Entry]) -> list[str]:
    return [f"{slot_name(plan, each.slot)}: {entry_words(plan, each)}" for each in entries]
