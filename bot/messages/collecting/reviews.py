"""The last page of the form: everything recorded, what is missing, and Send."""

from __future__ import annotations

from collections.abc import Sequence

from bot.collection import Duty
from bot.form import metric_in, pages_of
from bot.messages import limits
from bot.messages.collecting import ids
from bot.messages.collecting.concerns import concern_blocks
from bot.messages.collecting.parts import actions, button, header, modal, paragraph, quoted
from bot.messages.collecting.words import entry_words, slot_name, unit_name
from bot.messages.sheet import Block, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Concern, Draft, Entry

_ROOM = 6_000  # characters of updates; a view may have 250 kB, and a letter can take 12 bytes
_FIGURES = 9_000
_BUTTONS = 20
_MOVED = "Somebody saved other answers meanwhile. This is what stands."


def review_view(
    plan: Plan,
    duty: Duty,
    draft: Draft,
    concerns: Sequence[Concern] = (),
    *,
    revision: int = 0,
    moved: bool = False,
) -> Block:
    """Without anything recorded there is nothing to send, and no button to send it.

    ``concerns`` is what the checks found; ``revision`` is the last one that was sent;
    ``moved`` says that somebody else saved since its reader looked.
    """
    entries = [each for slot in duty.slots() if (each := draft.entry(slot)) and each.text.strip()]
    missing = [slot for slot in duty.slots() if slot not in {each.slot for each in entries}]
    blocks = [
        header(draft.quarter.words),
        *([paragraph(_MOVED)] if moved else ()),
        paragraph(_opening(plan, duty, draft.quarter, revision)),
        *(concern_blocks(plan, duty, concerns) if entries else ()),
        *_figures(plan, entries),
        *_updates(plan, entries),
        *_missing(plan, missing),
        _foot(duty),
    ]
    submit = "Send" if entries else ""
    return modal("Review and send", ids.REVIEW, draft.id, blocks, submit)


def _opening(plan: Plan, duty: Duty, quarter: Quarter, revision: int) -> str:
    said = f"{unit_name(plan, duty.unit)}, {quarter.label}. Nothing is sent before you press Send."
    return f"{said} This corrects revision {revision}." if revision else said


def _listed(title: str, lines: Sequence[str]) -> list[Block]:
    """A list, as the blocks that it takes."""
    sheet = Sheet()
    said = [limits.clip(each, limits.CELL) for each in lines if each]
    if said:
        sheet.bullets(title, said)
    return [block for page in sheet.pages() for block in page.blocks]


def _figures(plan: Plan, entries: Sequence[Entry]) -> list[Block]:
    figures = [each for each in entries if metric_in(plan, each.slot)]
    lines = [f"{slot_name(plan, each.slot)}: {entry_words(plan, each)}" for each in figures]
    return _listed("Figures", lines)


def _updates(plan: Plan, entries: Sequence[Entry]) -> list[Block]:
    updates = [each for each in entries if not metric_in(plan, each.slot)]
    most = min(limits.SECTION, _ROOM // max(len(updates), 1))
    return [_update(plan, each, most) for each in updates]


def _update(plan: Plan, entry: Entry, most: int) -> Block:
    text = entry.text.strip()
    name = slot_name(plan, entry.slot)
    if len(text) > most:
        name = f"{name} ({len(text):,} characters; its beginning is shown, all of it is kept)"
    return quoted(limits.clip(text, most), name)


def _missing(plan: Plan, missing: Sequence[str]) -> list[Block]:
    if not missing:
        return [paragraph("Nothing is missing.")]
    names = [slot_name(plan, each) for each in missing]
    note = "You can send without these; the return then counts as partly in."
    return [*_listed("Still missing", names), paragraph(note)]


def _foot(duty: Duty) -> Block:
    pages = range(1, min(len(pages_of(duty)), _BUTTONS) + 1)
    back = [button(f"Page {page}", f"{ids.GO}{page}", str(page)) for page in pages]
    return actions([*back, button("Finish later", ids.SAVE, "review")])
