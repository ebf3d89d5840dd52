"""The queue of what waits for an editor, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.messages import limits
from bot.messages.collecting import ids as collecting
from bot.messages.collecting.parts import actions, button, menu, option, single
from bot.messages.collecting.words import person_name, quarter_name, short_day, unit_name
from bot.messages.reviewing import ids
from bot.messages.reviewing.ids import Seen
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Revision
from bot.wording import counted


@dataclass(frozen=True)
class Waiting:
    """A submission in the queue: since when, what the checks found in it, and how many of its
    answers are still owed."""

    revision: Revision
    since: datetime
    faults: int = 0
    worth_a_look: int = 0
    missing: int = 0
    asked: int = 0


def queue_message(
    plan: Plan, quarter: Quarter, waiting: Sequence[Waiting], counts: Sequence[str]
) -> Message:
    """``counts`` say in words how the other submissions stand."""
    return single(lambda most: _drawn(plan, quarter, waiting, counts, most))


def _drawn(
    plan: Plan, quarter: Quarter, waiting: Sequence[Waiting], counts: Sequence[str], most: int
) -> Sheet:
    sheet = Sheet()
    sheet.header(f"To review: {quarter_name(quarter)}")
    sheet.say(f"{_counted(waiting)} {' '.join(counts)}".strip(), bold=True)
    if waiting[:most]:
        sheet.table(["Unit", "Sent", "By", "To look at"], [_row(plan, w) for w in waiting[:most]])
    if len(waiting) > most:
        more = f"{len(waiting) - most} more, newer than these."
        sheet.say(f"{more} Ask me for one: review and the unit's name.")
    options = [_option(plan, each) for each in waiting][: min(limits.OPTIONS, max(most, 5))]
    menus = [menu("Open the card of …", ids.OPEN, options)] if options else []
    board = button("Progress board", collecting.BOARD, quarter.key)
    sheet.action(actions([*menus, board]))
    sheet.notes([f"{plan.marking}. Not published: for editors alone."])
    return sheet


def _counted(waiting: Sequence[Waiting]) -> str:
    if not waiting:
        return "Nothing waits for review."
    verb = "waits" if len(waiting) == 1 else "wait"
    order = ", the oldest first" if len(waiting) > 1 else ""
    return f"{counted(len(waiting), 'submission')} {verb}{order}."


def _row(plan: Plan, waiting: Waiting) -> list[str]:
    revision = waiting.revision
    sent = short_day(plan, waiting.since)
    late = f"{sent}, late" if revision.late else sent
    return [
        unit_name(plan, revision.unit),
        late,
        person_name(plan, revision.by),
        _to_look_at(waiting),
    ]


def _to_look_at(waiting: Waiting) -> str:
    told = [
        (waiting.faults, "{} that does not add up", "{} that do not add up"),
        (waiting.worth_a_look, "{} worth a look", "{} worth a look"),
        (waiting.missing, "{} owed and not in", "{} owed and not in"),
        (waiting.asked, "{} question open", "{} questions open"),
    ]
    words = [(one if count == 1 else many).format(count) for count, one, many in told if count]
    return "; ".join(words) or ("nothing to report" if waiting.revision.nil else "")


def _option(plan: Plan, waiting: Waiting) -> dict[str, object]:
    revision = waiting.revision
    name = unit_name(plan, revision.unit)
    return option(name, Seen.of(revision).packed)
