"""What the checks found, in the same words on the form, the receipt and the editors' card."""

from __future__ import annotations

from collections.abc import Sequence

from bot.collection import Duty
from bot.form import INPUTS, pages_of
from bot.messages import limits
from bot.messages.collecting import ids
from bot.messages.collecting.parts import button, field, some, text_input
from bot.messages.collecting.words import slot_name
from bot.messages.sheet import Block, Sheet, plain
from bot.plan import Plan
from bot.submission import NIL, Concern
from bot.wording import counted, sentence

_SAID, _EXCERPT, _LINE = 400, 150, 200  # characters: a view may have 250 kB, updates included
_LONGEST = 500  # of an explanation
_LISTED = 10


def concern_words(plan: Plan, concern: Concern) -> str:
    """One line: how sure it is, which answer it is about, and the arithmetic."""
    weight = "Does not add up" if concern.is_fault else "Worth a look"
    name = "" if concern.slot in ("", NIL) else f", {slot_name(plan, concern.slot)}"
    return f"{weight}{name}: {sentence(concern.said)}"


def explained_words(plan: Plan, concern: Concern) -> str:
    """The same with what the lead said of it."""
    said = f"Their explanation: “{concern.explanation}”" if concern.explanation else ""
    return f"{concern_words(plan, concern)} {said or 'Not explained.'}"


def concern_blocks(plan: Plan, duty: Duty, concerns: Sequence[Concern]) -> list[Block]:
    """For the last page of the form: each finding with the way back to its page, and room to
    say why it is right. A page asks for few things, so those beyond are listed: they are asked
    about once there is room."""
    if not concerns:
        return []
    waiting = sorted(concerns, key=lambda each: (bool(each.explanation), not each.is_fault))
    asked = waiting[:INPUTS]
    blocks = [_opening(len(concerns))]
    for each in asked:
        blocks += [_finding(plan, duty, each), _why(each)]
    return [*blocks, *_others(plan, waiting[INPUTS:])]


def _opening(count: int) -> Block:
    said = (
        f"Please look again: the checks found {counted(count, 'thing')}. Correct it, or say why "
        "it is right: the editors see your reason. You can send either way."
    )
    return {"type": "section", "text": plain(said, limits.SECTION)}


def _finding(plan: Plan, duty: Duty, concern: Concern) -> Block:
    words = limits.clip(concern_words(plan, concern), _SAID)
    if concern.excerpt:
        words = f"{words}\n“{limits.clip(concern.excerpt, _EXCERPT)}”"
    block: Block = {"type": "section", "text": plain(words, limits.SECTION)}
    page = next((n for n, slots in enumerate(pages_of(duty), 1) if concern.slot in slots), 0)
    if page:
        aloud = f"Correct {slot_name(plan, concern.slot)}"
        block["accessory"] = button("Correct it", f"{ids.GO}{page}", str(page), aloud=aloud)
    return block


def _why(concern: Concern) -> Block:
    element = text_input(ids.VALUE, concern.explanation[:_LONGEST], multiline=False, most=_LONGEST)
    return field(f"{ids.WHY}{concern.key}", "Why it is right", element, optional=True)


def _others(plan: Plan, concerns: Sequence[Concern]) -> list[Block]:
    if not concerns:
        return []
    sheet = Sheet()
    lines = [limits.clip(concern_words(plan, each), _LINE) for each in concerns]
    sheet.bullets("Also found", some(lines, _LISTED, "on the editors' card"))
    return [block for page in sheet.pages() for block in page.blocks]
