"""What an edit changed: words taken out are struck through, words put in are bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from bot.form import metric_in
from bot.messages import limits
from bot.messages.collecting.words import entry_words, slot_name
from bot.messages.sheet import Block, Sheet
from bot.plan import Plan
from bot.submission import Entry, Revision

_AROUND = 12  # words left standing on either side of a change
_WORD = re.compile(r"\s*\S+|\s+$")


def show_difference(sheet: Sheet, plan: Plan, before: Revision, after: Revision) -> None:
    """Each answer that differs, with what it was and what it is."""
    for old, new in differing(before.entries, after.entries):
        _show(sheet, plan, old, new)


def differing(before: Iterable[Entry], after: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """The answers that differ; one that is not there stands as an empty one."""
    then = {each.slot: each for each in before}
    now = {each.slot: each for each in after}
    for slot in dict.fromkeys((*then, *now)):
        old, new = then.get(slot, Entry(slot, "")), now.get(slot, Entry(slot, ""))
        if (old.text, old.value) != (new.text, new.value):
            yield old, new


def changes_words(plan: Plan, before: Iterable[Entry], after: Iterable[Entry]) -> str:
    """``999 calls: 88,220 became 88,202; Answer every call: reworded``."""
    return "; ".join(_changed(plan, *pair) for pair in differing(before, after))


def _changed(plan: Plan, old: Entry, new: Entry) -> str:
    name = slot_name(plan, old.slot)
    if metric_in(plan, old.slot):
        return f"{name}: {_said(plan, old)} became {_said(plan, new)}"
    how = "reworded" if old.text and new.text else "added" if new.text else "taken out"
    return f"{name}: {how}"


def _show(sheet: Sheet, plan: Plan, old: Entry, new: Entry) -> None:
    name = slot_name(plan, old.slot)
    if metric_in(plan, old.slot):
        sheet.bullets("", [_changed(plan, old, new)])
        return
    sheet.say(name, bold=True)
    for block, line in _rewritten(old.text.strip(), new.text.strip()):
        sheet.put(block, line)


def _said(plan: Plan, entry: Entry) -> str:
    return entry_words(plan, entry) if entry.text else "nothing"


def _rewritten(old: str, new: str) -> Iterator[tuple[Block, str]]:
    """Blocks that each fit; what screen readers get says in words what the style shows."""
    elements: list[Block] = []
    spoken: list[str] = []
    size = 0
    for kind, words in _runs(old, new):
        for piece in limits.split(words, limits.SECTION):
            if size + len(piece) > limits.SECTION:
                yield _block(elements), "".join(spoken)
                elements, spoken, size = [], [], 0
            elements.append({"type": "text", "text": piece, **_STYLES[kind]})
            spoken.append(_SPOKEN[kind].format(piece.strip()))
            size += len(piece)
    if elements:
        yield _block(elements), "".join(spoken)


_STYLES: dict[str, Block] = {
    "same": {},
    "out": {"style": {"strike": True}},
    "in": {"style": {"bold": True}},
}
_SPOKEN = {"same": " {} ", "out": "[taken out: {}]", "in": "[put in: {}]"}


def _block(elements: list[Block]) -> Block:
    quote = {"type": "rich_text_quote", "elements": elements}
    return {"type": "rich_text", "elements": [quote]}


def _runs(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Runs of words that stand, went, or came; long runs that stand are shortened."""
    then, now = _WORD.findall(old), _WORD.findall(new)
    for how, a, b, c, d in SequenceMatcher(a=then, b=now, autojunk=False).get_opcodes():
        if how == "equal":
            yield "same", _shortened(then[a:b])
            continue
        if b > a:
            yield "out", "".join(then[a:b])
        if d > c:
            yield "in", "".join(now[c:d])


def _shortened(words: list[str]) -> str:
    if len(words) <= 2 * _AROUND:
        return "".join(words)
    return f"{''.join(words[:_AROUND])} … {''.join(words[-_AROUND:])}"
