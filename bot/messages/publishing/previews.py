"""What a quarter would be published with and without, and word that it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.form import EVERYTHING
from bot.messages import limits
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
from bot.messages.collecting.words import moment_words, person_name, quarter_name
from bot.messages.publishing import ids
from bot.messages.reviewing import ids as reviewing
from bot.messages.sheet import Block, Message, Sheet
from bot.plan import Plan
from bot.publication import CALENDAR, FOLDER, Correction, Edition, Snapshot
from bot.quarter import Quarter
from bot.wording import counted, listed

_HASH = 12
_REASON = 500
_FEW = 3


@dataclass(frozen=True)
class Preview:
    """What would be published now, beside what was published last. ``waiting`` names the units
    whose submissions were not decided; ``changes`` is what another edition would change;
    ``undigested`` where it is published and some channel was never to have its digest."""

    snapshot: Snapshot
    digest: str
    latest: Edition | None = None
    waiting: tuple[str, ...] = ()
    changes: tuple[Correction, ...] = ()
    undigested: bool = False

    @property
    def plan(self) -> Plan:
        return self.snapshot.plan

    @property
    def quarter(self) -> Quarter:
        return self.snapshot.quarter


def preview_message(preview: Preview) -> Message:
    """With the button to publish; where the quarter was published, with what changed since."""
    return single(lambda most: _drawn(preview, most))


def _drawn(preview: Preview, most: int) -> Sheet:
    sheet = Sheet()
    if preview.latest:
        _published_already(sheet, preview, preview.latest, most)
    else:
        _to_publish(sheet, preview, most)
    is_out = preview.latest and not preview.changes
    alone = "For editors alone." if is_out else "Not published: for editors alone."
    sheet.notes([f"{preview.plan.marking}. {alone}"])
    return sheet


def _to_publish(sheet: Sheet, preview: Preview, most: int) -> None:
    sheet.header(f"To publish: {quarter_name(preview.quarter)}")
    sheet.say(f"{holds_words(preview.snapshot)} {_gaps_words(preview)}", bold=True)
    if preview.waiting:
        sheet.bullets("Waiting for review", some(preview.waiting, most, "units"))
        sheet.action(actions([button("Review them", reviewing.QUEUE, preview.quarter.key)]))
    _missing(sheet, preview.snapshot.missing, most)
    sheet.say(
        "What is not approved is left out and named as missing. Once it is published, figures "
        "change only by a correction, which everybody sees."
    )
    value = ids.pack(preview.quarter, preview.digest)
    publish = button(f"Publish {preview.quarter.label}", ids.PUBLISH, value, main=True)
    sheet.action(actions([{**publish, "confirm": _confirm(preview)}]))


def _confirm(preview: Preview) -> Block:
    """Asked once more by Slack itself, before anything is sent."""
    said = f"{holds_words(preview.snapshot)} {_gaps_words(preview)}"
    return {
        "title": {"type": "plain_text", "text": f"Publish {preview.quarter.label}?"},
        "text": {"type": "plain_text", "text": limits.clip(said, 300)},
        "confirm": {"type": "plain_text", "text": "Publish"},
        "deny": {"type": "plain_text", "text": "Not yet"},
    }


def _published_already(sheet: Sheet, preview: Preview, latest: Edition, most: int) -> None:
    sheet.header(f"Published: {quarter_name(preview.quarter)}")
    sheet.say(edition_words(preview.plan, latest), bold=True)
    key, offered = preview.quarter.key, []
    if preview.changes:
        sheet.bullets("Approved since", some(_changes(preview.changes), most, "changes"))
        offered.append(button("Publish another edition", ids.AGAIN, key, main=True))
    else:
        sheet.say("Nothing was approved or corrected since.")
    if preview.undigested:
        sheet.say("Its digest was not posted: it was published by correcting it.")
        offered.append(button("Post the digest", ids.DIGEST, key))
    if offered:
        sheet.action(actions(offered))


def _changes(changes: Sequence[Correction]) -> list[str]:
    return [limits.clip(f"{each.about}: {change_words(each)}", _REASON) for each in changes]


def change_words(change: Correction) -> str:
    """``was 4,004, now 4,018``."""
    if change.before == change.after:
        return f"corrected; what it is stays {change.after}"
    if not change.before:
        return f"now {change.after}"
    return f"was {change.before}, now {change.after or 'withdrawn'}"


def holds_words(snapshot: Snapshot) -> str:
    """``It holds 61 figures and 40 updates of 24 units.``"""
    figures = sum(Quarter.containing(f.period.end) == snapshot.quarter for f in snapshot.figures)
    units = len({each.unit for each in snapshot.updates})
    updates = counted(len(snapshot.updates), "update")
    of_units = f" of {counted(units, 'unit')}" if units else ""
    return f"It holds {counted(figures, 'figure')} and {updates}{of_units}."


def _gaps_words(preview: Preview) -> str:
    missing, waiting = len(preview.snapshot.missing), len(preview.waiting)
    parts = [f"something of {counted(missing, 'unit')} is missing"] * bool(missing)
    verb = "is" if waiting == 1 else "are"
    parts += [f"{counted(waiting, 'submission')} {verb} not decided"] * bool(waiting)
    said = listed(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else "Nothing is missing."


def _grouped(missing: Sequence[str]) -> list[str]:
    """The units that sent nothing of what they owe share a line."""
    silent = [each.removesuffix(EVERYTHING) for each in missing if each.endswith(EVERYTHING)]
    others = [each for each in missing if not each.endswith(EVERYTHING)]
    if len(silent) < _FEW:
        return list(missing)
    return [f"Everything that these owe: {listed(silent)}", *others]


def _missing(sheet: Sheet, missing: Sequence[str], most: int) -> None:
    lines = [limits.clip(each, limits.CELL) for each in _grouped(missing)]
    if lines:
        sheet.bullets("It is published without", some(lines, most, "units"))


def who_words(plan: Plan, who: str) -> str:
    """A person's name, or what did it where nobody pressed a button."""
    return _NOBODY.get(who) or person_name(plan, who)


_NOBODY = {CALENDAR: "the calendar", FOLDER: "loading the plan's folder"}


def edition_words(plan: Plan, edition: Edition, *, reason: bool = True) -> str:
    """``Edition 1, published by Sam Adeyemi on Friday 6 May 2022 at 10:00, hash 3f2a...``"""
    by = who_words(plan, edition.by)
    at = moment_words(plan, edition.at)
    because = f" Reason: {edition.reason}" if edition.reason and reason else ""
    named = f"Edition {edition.number}, published by {by} on {at}"
    return f"{named}, content {edition.digest[:_HASH]}.{because}"


def published_notice(edition: Edition, snapshot: Snapshot) -> Message:
    """To the editors: that it is published, with what, and without what."""

    def drawn(most: int) -> Sheet:
        sheet, plan = Sheet(), snapshot.plan
        sheet.header(f"Published: {quarter_name(edition.quarter)}")
        sheet.say(edition_words(plan, edition), bold=True)
        sheet.say(holds_words(snapshot))
        _missing(sheet, snapshot.missing, most)
        sheet.notes([f"{plan.marking}. The edition is kept as it is; ask me: history."])
        return sheet

    return single(drawn)


def again_view(preview: Preview) -> Block:
    """Asks for the reason of another edition."""
    number = (preview.latest.number if preview.latest else 0) + 1
    lines = "\n".join(f"• {each}" for each in some(_changes(preview.changes), 10, "changes"))
    blocks = [
        header(f"{preview.quarter.label}, edition {number}"),
        paragraph(limits.clip(f"It changes:\n{lines}", limits.SECTION)),
        field(
            ids.REASON,
            "Why is there another edition?",
            text_input(ids.VALUE, "", multiline=False, most=_REASON),
            hint="It is published with it. Earlier editions are kept.",
        ),
    ]
    return modal("Another edition", ids.AGAIN_VIEW, preview.quarter.key, blocks, "Publish")


def digest_words(quarter: Quarter, *, owed: bool) -> str:
    if owed:
        return f"The digest of {quarter.label} is being posted."
    return f"The digest of {quarter.label} was posted before, or the plan names no channel for it."


def not_over(quarter: Quarter) -> str:
    return f"{quarter_name(quarter)} is not over yet, so it cannot be published."


def changed_meanwhile(quarter: Quarter) -> str:
    return (
        f"{quarter.label} is not what you were shown any more: something was approved or returned "
        "meanwhile. Look at it again, as it is now."
    )
