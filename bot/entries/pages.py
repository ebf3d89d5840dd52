"""Checking one page of the form: what was typed becomes entries, or says what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.collection import Duty
from bot.entries.faults import UnreadableError
from bot.entries.text import is_blank, shortened, storable
from bot.entries.values import read_value
from bot.form import LONGEST, Typed, is_too_long, label_of, metric_in
from bot.plan import Plan
from bot.submission import Entry

Errors = dict[str, str]
_NAME = 80  # characters of a field's name before what is wrong with it


def check_page(
    plan: Plan, duty: Duty, typed: Sequence[Typed], kept: Sequence[Entry] = ()
) -> tuple[tuple[Entry, ...], Errors]:
    """The entries of the inputs that stood on a page, and what is wrong; see `check_slots`.

    The page may be older than the plan, which may have been loaded anew while somebody typed: a
    slot that was on another page then is neither lost nor emptied. Raises ValueError where words
    stand in a slot that the unit does not answer for any more.
    """
    owed = duty.slots()
    gone = [each.slot for each in typed if each.slot not in owed and not is_blank(each.text)]
    if gone:
        raise ValueError(f"{duty.unit} does not answer for {gone}")
    held = {each.slot for each in typed}
    return check_slots(plan, (slot for slot in owed if slot in held), typed, kept)


def check_slots(
    plan: Plan, slots: Iterable[str], typed: Iterable[Typed], kept: Sequence[Entry] = ()
) -> tuple[tuple[Entry, ...], Errors]:
    """The entries of these slots, and what is wrong, by slot.

    An entry that is left out was emptied. ``kept`` is what the draft held: links stay, and a text
    that was too long for the form's input, which therefore stood empty, stays where the input
    still is empty.
    """
    texts = {each.slot: storable(each.text) for each in typed}
    before = {each.slot: each for each in kept}
    entries: list[Entry] = []
    errors: Errors = {}
    for slot in slots:
        try:
            entries += _entry(plan, slot, texts.get(slot, ""), before)
        except UnreadableError as problem:
            errors[slot] = f"{_name(plan, slot)}: {_lower(str(problem))}"
    return tuple(entries), errors


def _entry(plan: Plan, slot: str, text: str, before: Mapping[str, Entry]) -> list[Entry]:
    """The entry of a slot, in a list of one; none where there is nothing to keep."""
    earlier = before.get(slot)
    links = earlier.links if earlier else ()
    if is_blank(text):
        if earlier and is_too_long(earlier):
            return [earlier]
        return [Entry(slot, "", None, links)] if links else []
    metric = metric_in(plan, slot)
    if metric:
        return [Entry(slot, text, read_value(text, metric), links)]
    if len(text) > LONGEST:
        raise UnreadableError(
            f"Write at most {LONGEST:,} characters; this has {len(text):,}. Nothing was cut."
        )
    return [Entry(slot, text, None, links)]


def _name(plan: Plan, slot: str) -> str:
    return shortened(label_of(plan, slot), _NAME)


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
