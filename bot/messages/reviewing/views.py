"""The forms behind an editor's buttons, and the one in which a colleague answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.form import LONGEST, Before, is_too_long, metric_in
from bot.messages import limits
from bot.messages.collecting.pages import figure_hint, figure_label
from bot.messages.collecting.parts import (
    field,
    header,
    modal,
    option,
    paragraph,
    quoted,
    text_input,
)
from bot.messages.collecting.words import entry_words, person_name, slot_name, unit_name
from bot.messages.reviewing import ids
from bot.messages.reviewing.ids import Seen
from bot.messages.sheet import Block, plain
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Entry, Revision, Step
from bot.wording import counted

AT_ONCE = 6  # answers that are edited in one form
_COMMENT = 1_000


def return_view(plan: Plan, revision: Revision, slots: Sequence[str]) -> Block:
    """Asks what the comment is about, and for the comment."""
    blocks = [
        header(_title(plan, revision)),
        paragraph(
            "Whoever sent it gets your comment, and their form opens at the field that you name."
        ),
        _about(plan, slots, "What is it about?"),
        field(
            ids.WORDS,
            "Your comment",
            text_input(ids.VALUE, "", multiline=True, most=_COMMENT),
            hint="What should be changed or explained, in plain words. It is kept on the record.",
        ),
    ]
    return modal("Return", ids.RETURN_VIEW, Seen.of(revision).packed, blocks, "Return it")


def ask_view(plan: Plan, revision: Revision, slots: Sequence[str]) -> Block:
    """Asks whom to ask, about what, and the question."""
    who = {"type": "users_select", "action_id": ids.VALUE}
    blocks = [
        header(_title(plan, revision)),
        paragraph(
            "They get your question with what was written under the field that you name, in a "
            "direct message. Their answer is put on the card and on the record. The submission "
            "goes on waiting for your decision."
        ),
        field(ids.WHO, "Whom do you ask?", who, hint="A full member of this workspace."),
        _about(plan, slots, "What is it about?"),
        field(
            ids.WORDS,
            "Your question",
            text_input(ids.VALUE, "", multiline=True, most=_COMMENT),
        ),
    ]
    return modal("Ask a colleague", ids.ASK_VIEW, Seen.of(revision).packed, blocks, "Ask")


def answer_view(plan: Plan, question: Step) -> Block:
    blocks = [
        header(f"{unit_name(plan, question.unit)}, {question.quarter.label}"),
        paragraph(f"{person_name(plan, question.by)} asks:"),
        quoted(question.text),
        field(
            ids.WORDS,
            "Your answer",
            text_input(ids.VALUE, "", multiline=True),
            hint="The editors see it on the submission's card. It is kept on the record.",
        ),
    ]
    return modal("Answer", ids.ANSWER_VIEW, question.id, blocks, "Answer")


def pick_view(plan: Plan, revision: Revision, slots: Sequence[str]) -> Block:
    """Asks which answers to edit, where there are more than fit one form."""
    menu = {
        "type": "multi_static_select",
        "action_id": ids.VALUE,
        "options": _options(plan, slots),
        "max_selected_items": AT_ONCE,
        "placeholder": plain("Choose figures and updates", limits.OPTION),
    }
    blocks = [
        header(_title(plan, revision)),
        paragraph("It is approved once you have sent your edits, not before."),
        field(ids.WHICH, "What do you want to edit?", menu, hint=f"Up to {AT_ONCE} at once."),
    ]
    return modal("Approve with edits", ids.PICK_VIEW, Seen.of(revision).packed, blocks, "Go on")


def edit_view(
    plan: Plan,
    revision: Revision,
    slots: Sequence[str],
    before: Mapping[str, Before],
) -> Block:
    """The chosen answers, to be put in other words and approved. What is longer than an input can
    show is left as it is."""
    entries = {each.slot: each for each in revision.entries}
    blocks = [
        header(_title(plan, revision)),
        paragraph(
            "What you send becomes the next revision, and is approved. "
            f"{person_name(plan, revision.by)} is shown what you changed; their own revision is "
            "kept."
        ),
        *(_input(plan, revision.quarter, slot, entries.get(slot), before) for slot in slots),
    ]
    title, about = "Approve with edits", Seen.of(revision).packed
    return modal(title, ids.EDIT_VIEW, about, blocks, "Approve")


def _input(
    plan: Plan, quarter: Quarter, slot: str, entry: Entry | None, before: Mapping[str, Before]
) -> Block:
    metric, text = metric_in(plan, slot), entry.text if entry else ""
    if entry and is_too_long(entry):
        held = counted(len(entry.text), "character")
        return paragraph(f"{slot_name(plan, slot)}: {held}, more than a form can show. It stays.")
    if metric is None:
        element = text_input(ids.VALUE, text, multiline=True)
        hint = f"At most {LONGEST:,} characters."
        return field(slot, slot_name(plan, slot), element, hint=hint, optional=True)
    element = text_input(ids.VALUE, text, multiline=False)
    hint = figure_hint(metric, quarter, before.get(metric.id))
    return field(slot, figure_label(metric), element, hint=hint, optional=True)


def about_words(plan: Plan, revision: Revision, slot: str) -> str:
    """What was answered in a slot, for whoever is asked about it."""
    entry = next((each for each in revision.entries if each.slot == slot), None)
    return entry_words(plan, entry) if entry else ""


def _title(plan: Plan, revision: Revision) -> str:
    unit = unit_name(plan, revision.unit)
    return f"{unit}, {revision.quarter.label}, revision {revision.number}"


def _about(plan: Plan, slots: Sequence[str], label: str) -> Block:
    options = [option("All of it", ids.WHOLE), *_options(plan, slots)[: limits.OPTIONS - 1]]
    menu = {
        "type": "static_select",
        "action_id": ids.VALUE,
        "options": options,
        "initial_option": options[0],
    }
    return field(ids.ABOUT, label, menu)


def _options(plan: Plan, slots: Sequence[str]) -> list[Block]:
    made = [option(slot_name(plan, each), each) for each in slots]
    fitting = [each for each in made if len(each["value"]) <= limits.OPTION_VALUE]
    return fitting[: limits.OPTIONS]
