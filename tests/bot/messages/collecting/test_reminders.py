"""What a reminder says and offers, to whom, and what is left of it once it is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.messages.collecting import ids, reminders
from bot.submission import ANSWERED, State
from tests.bot.messages.collecting.made import (
    DUE,
    DUE_WORDS,
    NOW,
    Q3,
    before_of,
    duties,
    plan_of,
    progress_of,
)
from tests.bot.messages.collecting.slack import buttons, said

KINDS = ("opening", "reminder", "chase", "escalation", "unowned", "own")


def remind(plan, progress=None, kind="reminder", **more):
    progress = progress_of(plan) if progress is None else progress
    before = before_of(plan)
    return reminders.reminder(plan, kind, Q3, progress, DUE_WORDS, DUE, before, **more)


def test_it_says_the_quarter_in_words_and_the_due_moment_in_the_readers_time_zone():
    message = remind(plan_of(1, 1))
    assert "October to December 2021" in message.text
    assert "Due Friday 21 January 2022, in 5 working days." in message.text
    assert "Friday 21 January 2022 at 17:00" in message.text
    stamp = f"<!date^{int(DUE.timestamp())}^"
    assert stamp in said(message)
    assert stamp not in message.text


def test_the_due_moment_is_said_in_summer_time_too():
    message = reminders.reminder(
        *(plan_of(1, 1), "opening", Q3, progress_of(plan_of(1, 1)), DUE_WORDS),
        *(DUE.replace(month=7, hour=16), {}),
    )
    assert "Thursday 21 July 2022 at 17:00" in message.text


def test_each_figure_owed_stands_beside_last_quarters_and_last_years():
    message = remind(plan_of(1, 0))
    assert (
        "0 999 calls. Last quarter: 93,759; same quarter last year: 76,856; now: to come."
        in message.text
    )
    assert "July to September 2021" in message.text
    assert "October to December 2020" in message.text


def test_a_figure_that_was_never_recorded_has_no_comparison():
    plan = plan_of(1, 0)
    message = reminders.reminder(plan, "reminder", Q3, progress_of(plan), DUE_WORDS, DUE, {})
    assert "0 999 calls. Now: to come." in message.text


def test_what_is_in_draft_or_in_is_told_from_what_is_to_come():
    plan = plan_of(2, 1)
    drafted = remind(plan, progress_of(plan, State.IN_DRAFT, answered=1)).text
    assert "now: in draft" in drafted
    assert "now: to come" in drafted
    assert "in draft, 1 of 3 answered" in drafted
    assert "now: in." in remind(plan, progress_of(plan, State.PARTLY_IN, answered=1)).text


def test_one_unit_has_its_buttons_and_its_person_later_and_away():
    assert buttons(remind(plan_of(1, 1))) == [
        (ids.WRITE, "u0|2021/22-Q3"),
        (ids.NIL, "u0|2021/22-Q3"),
        (ids.HAND, "u0|2021/22-Q3"),
        (ids.LATER, "2021/22-Q3"),
        (ids.AWAY, "2021/22-Q3"),
    ]


@pytest.mark.parametrize("units", [2, 5, 6, 25])
def test_each_of_several_units_can_be_answered_for(units):
    plan = plan_of(1, 1, units=units)
    pressed = buttons(remind(plan))
    for action in (ids.WRITE, ids.NIL, ids.HAND):
        assert [ids.unpack(value)[0] for each, value in pressed if each == action] == [
            each.unit for each in duties(plan)
        ]


def test_buttons_of_several_units_say_aloud_which_unit_they_are_for():
    message = remind(plan_of(1, 1, units=2))
    aloud = [
        element["accessibility_label"]
        for block in message.blocks
        for element in block.get("elements", ())
        if "accessibility_label" in element
    ]
    assert "Write update: 999 calls 0" in aloud
    assert len(set(aloud)) == 6


@pytest.mark.parametrize("state", list(State))
def test_only_a_unit_that_has_not_answered_has_buttons(state):
    plan = plan_of(1, 1)
    assert bool(buttons(remind(plan, progress_of(plan, state)))) is (state not in ANSWERED)


def test_a_returned_submission_is_to_be_corrected():
    assert "Correct it" in said(remind(plan_of(1, 1), progress_of(plan_of(1, 1), State.RETURNED)))


def test_what_was_handed_over_can_be_handed_back_but_not_on():
    message = remind(plan_of(1, 1), kind="handed", giver="jack")
    actions = [action for action, _ in buttons(message)]
    assert ids.BACK in actions
    assert ids.HAND not in actions
    assert "Jack Lowe has handed this to you." in message.text


def test_an_escalation_names_who_leads_and_when_they_were_reminded_and_asks_no_answer():
    message = remind(plan_of(1, 1), kind="escalation")
    assert "led by Amara 999 calls; last reminded 14 Jan 2022" in message.text
    assert buttons(message) == []


def test_editors_are_offered_the_board():
    assert buttons(remind(plan_of(1, 1), kind="escalation", editors=True)) == [
        (ids.BOARD, "2021/22-Q3")
    ]


def test_a_unit_that_nobody_leads_is_said_to_be_nobodys():
    plan = plan_of(1, 1)
    progress = [replace(each, leads=()) for each in progress_of(plan)]
    assert "led by nobody" in remind(plan, progress, kind="unowned").text


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_blames_or_shouts(kind):
    text = remind(plan_of(1, 1), kind=kind).text.lower()
    assert not {"failed", "must", "urgent", "immediately", "!", "overdue"} & {*text.split(), *text}


def test_what_does_not_fit_into_one_message_is_counted():
    text = remind(plan_of(60, 30, units=20)).text
    assert "more figures are in the form" in text
    assert "in the form" in text.rpartition("Updates:")[2]


def test_once_answered_it_says_by_whom_and_when_and_has_no_buttons():
    plan = plan_of(1, 1)
    progress = [replace(each, revision=2) for each in progress_of(plan, State.SUBMITTED, 2)]
    message = reminders.reminder_done(plan, Q3, progress, "U0NORTH", NOW)
    assert message.text.startswith("Done: October to December 2021")
    assert "By Amara 999 calls, Friday 14 January 2022 at 10:32." in message.text
    assert "999 calls 0: submitted, revision 2" in message.text
    assert buttons(message) == []


def test_what_else_settled_it_is_said():
    plan = plan_of(1, 1)
    message = reminders.reminder_done(
        plan, Q3, progress_of(plan), "amara", NOW, "Handed to Jack Lowe"
    )
    assert message.text.startswith("Settled: ")
    assert "Handed to Jack Lowe." in message.text
