"""The views of the form: the skeleton, the guard, the pages."""

from __future__ import annotations

from collections.abc import Mapping

from bot.collection import Duty
from bot.form import LONGEST, Before, accepted, is_too_long, metric_in, page_of, pages_of
from bot.messages.collecting import ids
from bot.messages.collecting.parts import (
    actions,
    button,
    field,
    header,
    modal,
    paragraph,
    quoted,
    text_input,
)
from bot.messages.collecting.words import (
    NOTHING,
    before_words,
    person_name,
    quarter_name,
    slot_name,
    unit_name,
)
from bot.messages.sheet import Block, plain
from bot.plan import Metric, MetricKind, Plan
from bot.quarter import Quarter
from bot.submission import Draft, Entry, Step
from bot.wording import counted

TITLE = "Write update"
_UNIT_WORDS = {
    MetricKind.PERCENT: "%",
    MetricKind.DURATION: "time",
    MetricKind.MONEY: "£",
}


def opening_view(plan: Plan, unit: str) -> Block:
    """What stands while the draft is fetched; it replaces itself."""
    return modal(TITLE, ids.OPENING, "", [paragraph(f"Opening {unit_name(plan, unit)} …")])


def guard_view(plan: Plan, unit: str, quarter: Quarter, current: Quarter, about: str) -> Block:
    """Asks for an explicit yes before another quarter than the current one is answered for."""
    options = [
        _choice(f"Yes, I mean {quarter.words}", quarter),
        _choice(f"No, I mean {current.words}", current),
    ]
    element = {"type": "radio_buttons", "action_id": ids.VALUE, "options": options}
    blocks = [
        header(f"This is about {quarter.words}"),
        paragraph(
            f"{unit_name(plan, unit)} is being asked for {quarter_name(current)}. You are about "
            f"to answer for another quarter: {quarter_name(quarter)}."
        ),
        field(ids.SURE, "Which quarter do you mean?", element),
    ]
    return modal(TITLE, ids.GUARD, about, blocks, "Go on")


def _choice(words: str, quarter: Quarter) -> Block:
    return {"text": plain(words, 75), "value": quarter.key}


def page_view(
    plan: Plan,
    duty: Duty,
    page: int,
    draft: Draft,
    before: Mapping[str, Before],
    *,
    current: Quarter | None = None,
    comment: Step | None = None,
) -> Block:
    """One page of the form, 1 being the first, filled from the draft; raises ValueError where
    there is no such page. ``current`` is the quarter that is being collected: where the draft is
    for another, each page says so. ``comment`` is an editor's, which stands above the field that
    it is about."""
    count = len(pages_of(duty))
    blocks = [
        *_heading(plan, duty, page, draft, current),
        *_comment(plan, comment, ""),
        *(
            block
            for slot in page_of(duty, page)
            for block in (*_comment(plan, comment, slot), _input(plan, draft, slot, before))
        ),
        _foot(page),
    ]
    submit = "Review" if page == count else "Save and go on"
    return modal(TITLE, f"{ids.PAGE}{page}", draft.id, blocks, submit)


def _heading(
    plan: Plan, duty: Duty, page: int, draft: Draft, current: Quarter | None
) -> list[Block]:
    count = len(pages_of(duty))
    warning = ""
    if current and current != draft.quarter:
        warning = f" This is not the quarter being collected, {current.words}."
    return [
        header(draft.quarter.words),
        paragraph(
            f"{unit_name(plan, duty.unit)}, {draft.quarter.label}. Page {page} of {count}.{warning}"
            " Each page is saved when you send it. What you leave empty is still owed."
        ),
    ]


def _comment(plan: Plan, comment: Step | None, slot: str) -> list[Block]:
    """The comment where it belongs; one on the whole stands at the top of every page."""
    if comment is None or comment.slot != slot:
        return []
    return [quoted(comment.text, f"Comment of {person_name(plan, comment.by)}")]


def _foot(page: int) -> Block:
    later = button("Save and finish later", ids.SAVE, str(page))
    back = [button("Back", f"{ids.GO}{page - 1}", str(page))] if page > 1 else []
    return actions([later, *back])


def _input(plan: Plan, draft: Draft, slot: str, before: Mapping[str, Before]) -> Block:
    entry, metric = draft.entry(slot), metric_in(plan, slot)
    if metric is None:
        return _update_input(plan, draft.quarter, slot, entry)
    element = text_input(ids.VALUE, entry.text if entry else "", multiline=False)
    hint = figure_hint(metric, draft.quarter, before.get(metric.id))
    return field(slot, figure_label(metric), element, hint=hint, optional=True)


def _update_input(plan: Plan, quarter: Quarter, slot: str, entry: Entry | None) -> Block:
    hint = f"What was done in {quarter.words}, in at most {LONGEST:,} characters."
    initial = entry.text if entry else ""
    if entry and is_too_long(entry):
        initial = ""
        hint = (
            f"Your draft holds {counted(len(entry.text), 'character')}, more than this field can "
            "show. Leave it empty to keep them all, or write it anew."
        )
    element = text_input(ids.VALUE, initial, multiline=True)
    return field(slot, slot_name(plan, slot), element, hint=hint, optional=True)


def figure_label(metric: Metric) -> str:
    """The name with its unit: ``Public confidence (%)``; not twice the same word."""
    unit = _UNIT_WORDS.get(metric.kind, metric.unit)
    return metric.name if unit.casefold() in metric.name.casefold() else f"{metric.name} ({unit})"


def figure_hint(metric: Metric, quarter: Quarter, before: Before | None) -> str:
    """The earlier figures, and what is accepted."""
    previous, year = before_words(before, metric)
    return (
        f"{quarter.previous().words}: {previous or NOTHING}. "
        f"{quarter.year_earlier().words}: {year or NOTHING}. Write {accepted(metric)}."
    )
