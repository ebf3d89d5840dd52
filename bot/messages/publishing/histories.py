"""The story of a figure, an update or a unit, as the audit log has it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from bot.form import metric_in
from bot.messages import limits
from bot.messages.collecting.words import local, person_name, unit_name
from bot.messages.publishing.previews import who_words
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.publication import Happening, HappeningKind
from bot.quarter import Quarter
from bot.wording import amount, sentence

_TEXT = 600  # characters of an update in one line of its story
_NOTHING = "nothing"


def history_message(
    plan: Plan, title: str, happenings: Sequence[Happening], *, slot: str = "", more: bool = False
) -> tuple[Message, ...]:
    """Oldest first, by quarter; ``more`` where the log has earlier lines than these."""
    sheet = Sheet()
    sheet.header(limits.clip(f"History: {title}", limits.HEADER))
    if more:
        sheet.say("Only the newest are told here; pcp audit has them all.")
    if not happenings:
        sheet.say("Nothing is on record of it yet that you may see.")
    for quarter, group in groupby(happenings, key=_quarter):
        lines = [_line(plan, each, slot) for each in group]
        sheet.bullets(quarter.label if quarter else "", lines)
    sheet.notes([f"{plan.marking}. As the audit log has it; nothing in it can be changed."])
    return sheet.pages()


def _quarter(happening: Happening) -> Quarter | None:
    return happening.quarter


def _line(plan: Plan, happening: Happening, slot: str) -> str:
    """``6 May 2022 at 10:00, Sam Adeyemi approved revision 2.``"""
    here = local(plan, happening.at)
    who = who_words(plan, happening.who)
    when = f"{here.day} {here:%b %Y} at {here:%H:%M}"
    return sentence(f"{when}, {who} {_said(plan, happening, slot)}")


def _said(plan: Plan, happening: Happening, slot: str) -> str:
    before, after = (_clipped(each) for each in (happening.before, happening.after))
    if happening.kind in _ANSWERING:
        verb = _ANSWERING[happening.kind].format(happening.number)
        return f"{verb}{_answer(before, after, slot)}"
    if happening.kind is HappeningKind.CORRECTED:
        return f"corrected {_corrected(plan, happening.about, before, after)}"
    words = {
        "number": happening.number,
        "after": after,
        "because": f", because: {after}" if after else "",
        "to": person_name(plan, happening.after),
        "asked": person_name(plan, before),
        "quarter": happening.quarter.label if happening.quarter else "",
        "about": happening.about,
        "why": after or before,
    }
    return _SAID[happening.kind].format(**words)


_ANSWERING = {
    HappeningKind.SENT: "sent revision {}",
    HappeningKind.EDITED: "edited it, as revision {}",
}
_SAID = {
    HappeningKind.APPROVED: "approved revision {number}",
    HappeningKind.RETURNED: "returned revision {number}: “{after}”",
    HappeningKind.ASKED: "asked {asked}: “{after}”",
    HappeningKind.ANSWERED: "answered: “{after}”",
    HappeningKind.HANDED: "handed it over to {to}",
    HappeningKind.HANDED_BACK: "handed it back to {to}",
    HappeningKind.PUBLISHED: "published {quarter} as edition {number}{because}",
    HappeningKind.DECIDED: "recorded a decision ({about}): {why}",
}


def _corrected(plan: Plan, about: str, before: str, after: str) -> str:
    """The log keeps the new value with its reason; a value that must not be told is left out.
    ``about`` is the figure: ``calls_999:north_lpa:2021/22-Q3``."""
    value, _, why = after.partition(": ")
    if not before:
        return f"it, because: {why}"
    metric, area, _ = about.split(":")
    told = [amount(Decimal(each), plan.metric(metric)) for each in (before, value)]
    places = [each for each in plan.areas if each.id == area and each != plan.force_area]
    where = "".join(f" ({each.name})" for each in places)
    return f"{' to '.join(told)}{where}, because: {why}"


def _answer(before: str, after: str, slot: str) -> str:
    """What it said; where no slot is followed, the reason for nothing to report alone."""
    if not slot:
        return f": {after}" if after else ""
    if before:
        return f": “{before}” became “{after or _NOTHING}”"
    return f": “{after}”"


def _clipped(text: str) -> str:
    return limits.clip(" ".join(text.split()), _TEXT)


def slot_title(plan: Plan, slot: str, units: Sequence[str]) -> str:
    """``Answer every call, Force Control Room``."""
    metric = metric_in(plan, slot)
    name = metric.name if metric else plan.commitment(slot.partition(":")[2]).text
    return ", ".join((name, *(unit_name(plan, each) for each in units)))
