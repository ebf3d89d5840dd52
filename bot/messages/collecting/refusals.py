"""What is said to people who may not, or who come too late; never a dead end."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.collecting.words import (
    moment_words,
    people_names,
    person_name,
    quarter_name,
    unit_name,
)
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan, Role
from bot.quarter import Quarter
from bot.submission import Revision


def may_not_answer(plan: Plan, unit: str) -> Message:
    """To whoever presses a lead's button and is not one: who may."""
    may = [
        each.person
        for each in plan.appointments
        if each.unit == unit and each.role in (Role.LEAD, Role.DEPUTY)
    ]
    who = f": {people_names(plan, may)}" if may else ""
    return _said(
        f"Only those who lead {unit_name(plan, unit)}, or deputise for them, may answer for "
        f"it{who}. {_editors(plan)}"
    )


def may_not_edit(plan: Plan) -> Message:
    """To whoever asks for what only editors may do."""
    return _said(f"Only editors may do this. {_editors(plan)}")


def leads_only(plan: Plan) -> Message:
    """To whoever would use a message for a unit of theirs, and has none."""
    return _said(f"Only those who lead a unit, or deputise for one, may do this. {_editors(plan)}")


def no_unit(plan: Plan) -> Message:
    """To an editor, who may answer for any unit and leads none."""
    duties = plan.collection.duties if plan.collection else ()
    example = f", such as: submit {plan.unit(duties[0].unit).name}" if duties else ""
    return _said(f"You lead no unit. Name the one that you would write for{example}.")


def published(plan: Plan, quarter: Quarter) -> Message:
    return _said(
        f"{quarter_name(quarter)} is published and cannot be changed this way. {_editors(plan)}"
    )


def not_open(quarter: Quarter, opens: str) -> Message:
    """``opens`` is the day in words."""
    return _said(f"{quarter_name(quarter)} is not open for returns yet. It opens on {opens}.")


def approved(plan: Plan, revision: Revision) -> Message:
    return _said(
        f"{unit_name(plan, revision.unit)}, {quarter_name(revision.quarter)}, revision "
        f"{revision.number}, is approved and can no longer be corrected here. {_editors(plan)}"
    )


def nothing_owed(plan: Plan, unit: str, quarter: Quarter) -> Message:
    return _said(f"{unit_name(plan, unit)} owes nothing for {quarter_name(quarter)}.")


def already_in(plan: Plan, revision: Revision) -> Message:
    """To whoever presses the button of an old message: what stands."""
    by, at = person_name(plan, revision.by), moment_words(plan, revision.at)
    return _said(
        f"{unit_name(plan, revision.unit)} has answered already for "
        f"{quarter_name(revision.quarter)}: revision {revision.number}, sent by {by} on {at}. "
        "To change it, press Correct it on the receipt, or ask me: submit."
    )


def draft_gone(quarter: Quarter) -> Message:
    return _said(
        f"That draft for {quarter_name(quarter)} was sent or thrown away meanwhile. Ask "
        "me: progress, to see what stands, or submit, to write."
    )


def nudged_already(plan: Plan, people: Sequence[str], when: str) -> Message:
    """``when`` is the moment of the last reminder, in words."""
    return _said(
        f"{people_names(plan, people)} was reminded on {when}. Nobody is reminded more than once "
        "a working day."
    )


def not_yours(plan: Plan, taker: str) -> Message:
    """To whoever picks a taker who cannot take over."""
    return _said(
        f"{person_name(plan, taker)} cannot take over: they must be a person of the plan and a "
        f"full member of this workspace. {_editors(plan)}"
    )


def _editors(plan: Plan) -> str:
    editors = [each.person for each in plan.appointments if each.role is Role.EDITOR]
    return f"The editors can help: {people_names(plan, editors)}." if editors else ""


def _said(words: str) -> Message:
    sheet = Sheet()
    sheet.say(words.strip())
    return sheet.pages()[0]
