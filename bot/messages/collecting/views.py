"""The small views: nothing to report, handing over, later, away, and two people at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.form import Typed
from bot.messages import limits
from bot.messages.collecting import buttons, ids
from bot.messages.collecting.parts import (
    actions,
    button,
    field,
    header,
    modal,
    option,
    paragraph,
    quoted,
    text_input,
)
from bot.messages.collecting.words import (
    moment_words,
    people_names,
    person_name,
    quarter_name,
    slot_name,
    unit_name,
)
from bot.messages.sheet import Block
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Draft

REASON_LENGTH = 300
_SHOWN = 12_000


def nil_view(plan: Plan, unit: str, quarter: Quarter, *, drafted: bool = False) -> Block:
    """Asks why there is nothing to report; the view holds unit and quarter, packed."""
    kept = " Your draft is kept, in case that changes." if drafted else ""
    blocks = [
        header(quarter.words),
        paragraph(
            f"{unit_name(plan, unit)} will stand as “nothing to report” for "
            f"{quarter_name(quarter)}: no figures and no updates.{kept} For one figure that was "
            "none, write 0 in the form instead."
        ),
        field(
            ids.REASON,
            "Why is there nothing to report?",
            text_input(ids.VALUE, "", multiline=False, most=REASON_LENGTH),
            hint=f"One line, at most {REASON_LENGTH} characters. The editors see it.",
        ),
    ]
    return modal("Nothing to report", ids.NIL_VIEW, ids.pack(unit, quarter), blocks, "Send")


def hand_view(
    plan: Plan, unit: str, quarter: Quarter, deputies: Sequence[str], lead: str, slack_id: str = ""
) -> Block:
    """Asks who takes over; ``deputies`` are those who may, ``slack_id`` is offered first."""
    element: Block = {"type": "users_select", "action_id": ids.VALUE}
    if slack_id:
        element["initial_user"] = slack_id
    may = f"Deputies of this unit: {people_names(plan, deputies)}." if deputies else ""
    blocks = [
        header(quarter.words),
        paragraph(
            f"Whoever you choose is asked for {unit_name(plan, unit)} this quarter instead of "
            f"you, and is told at once. They may hand it back, and {person_name(plan, lead)} may "
            f"take it back, until it is sent. {may}"
        ),
        field(ids.TAKER, "Who takes over?", element, hint="A full member of this workspace."),
    ]
    return modal(buttons.HAND, ids.HAND_VIEW, ids.pack(unit, quarter), blocks, "Hand over")


def later_view(quarter: Quarter, tomorrow: date) -> Block:
    """Asks when to remind again; ``tomorrow`` is the first day that may be chosen."""
    options = [
        option("Tomorrow (the next working day)", ids.TOMORROW),
        option("In two working days", ids.TWO_DAYS),
        option("On the day below", ids.ON_A_DAY),
    ]
    choice = {
        "type": "radio_buttons",
        "action_id": ids.VALUE,
        "options": options,
        "initial_option": options[0],
    }
    day = {"type": "datepicker", "action_id": ids.VALUE, "initial_date": tomorrow.isoformat()}
    blocks = [
        paragraph(f"You are reminded of {quarter_name(quarter)} again in working hours."),
        field(ids.WHEN, "When?", choice),
        field(ids.DAY, "Day", day, optional=True, hint="Only for the third choice."),
    ]
    return modal(buttons.LATER, ids.LATER_VIEW, quarter.key, blocks, "Remind me then")


def away_view(quarter: Quarter, until: date, covered: Sequence[str] = ()) -> Block:
    """Asks for the last day of an absence; ``covered`` says, unit by unit, who covers."""
    day = {"type": "datepicker", "action_id": ids.VALUE, "initial_date": until.isoformat()}
    who = " ".join(covered) or "Where a unit has a deputy, the deputy is asked instead."
    blocks = [
        paragraph(f"You get no reminders up to and including this day. {who}"),
        field(ids.DAY, "Away until", day, hint="The last day on which you are away."),
    ]
    return modal(buttons.AWAY, ids.AWAY_VIEW, quarter.key, blocks, "Save")


def conflict_view(plan: Plan, saved: Draft, typed: Sequence[Typed]) -> Block:
    """Another person has saved meanwhile: who and when, what was typed here, a way to go on."""
    by, at = person_name(plan, saved.by), moment_words(plan, saved.at)
    texts = [each for each in typed if each.text.strip()]
    most = min(limits.SECTION, _SHOWN // max(len(texts), 1))
    blocks = [
        header("Saved by somebody else meanwhile"),
        paragraph(
            f"{by} saved {unit_name(plan, saved.unit)}, {quarter_name(saved.quarter)}, on {at}, "
            "while you had it open. What they saved stands, and this page of yours was not "
            "recorded."
        ),
        actions([button("Open it as it is now", ids.WRITE, ids.pack(saved.unit, saved.quarter))]),
    ]
    if texts:
        blocks.append(paragraph("This is what you typed; copy from it what is still needed."))
    for each in texts:
        shown = limits.clip(each.text.strip(), most)
        blocks.append(quoted(shown, slot_name(plan, each.slot)))
    return modal("Saved meanwhile", ids.CONFLICT, saved.id, blocks)


def notice_view(title: str, words: str) -> Block:
    """A view that only says something, in the place of one that cannot be shown."""
    return modal(title, ids.NOTICE, "", [paragraph(words)])
