"""Receipts, replies understood, boards, homes and refusals: what they say and offer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.form import Proposal
from bot.messages.collecting import boards, homes, ids, receipts, refusals, replies
from bot.messages.home import home_view
from bot.submission import State
from tests.bot.messages.collecting.made import (
    DUE_WORDS,
    EVIL,
    Q3,
    duties,
    picture,
    plan_of,
    progress_of,
    revision_of,
)
from tests.bot.messages.collecting.slack import buttons, said

PLAN = plan_of(5, 2, units=3)
DUTY = duties(PLAN)[0]
CHOICES = [("u0", "commitment:c0"), ("u0", "commitment:c1")]
PROPOSALS = (Proposal("m0", Decimal(88220), "999 calls 88,220"),)


def receipt(text="Done.", **changed):
    return receipts.receipt(PLAN, DUTY.slots(), revision_of(DUTY, text, **changed))


def test_a_receipt_says_revision_person_moment_and_all_that_was_recorded():
    (message,) = receipt()
    assert "Revision 2 for October to December 2021 (2021/22 Q3), sent by Amara 999 calls on" in (
        message.text
    )
    assert "Friday 14 January 2022 at 10:32, on time." in message.text
    assert "0 999 calls. Recorded: 18." in message.text
    assert message.text.count("Done.") == 2
    assert "Nothing is missing." in message.text
    assert buttons(message) == [(ids.CORRECT, "u0|2021/22-Q3")]


def test_a_late_receipt_says_so():
    assert "after the due day" in receipt(late=True)[0].text


def test_a_receipt_names_what_is_still_missing():
    (message,) = receipt(entries=revision_of(DUTY, "x").entries[1:])
    assert "Still missing (1):\n• 0 999 calls" in message.text


def test_a_receipt_of_nothing_to_report_has_its_reason():
    (message,) = receipt(nil="No cases this quarter.", entries=())
    assert "nothing to report" in message.text
    assert "No cases this quarter." in message.text
    assert "Still missing" not in message.text


def test_an_approved_submission_cannot_be_corrected_by_its_receipt():
    revision = revision_of(DUTY, "Done.", state=State.APPROVED)
    (message,) = receipts.receipt(PLAN, DUTY.slots(), revision, may_correct=False)
    assert buttons(message) == []


def test_a_receipt_of_long_updates_holds_every_word_over_several_messages():
    words = [f"word{n}" for n in range(2500)]
    pages = receipt(" ".join(words))
    assert len(pages) > 1
    whole = " ".join(page.text for page in pages)
    assert all(whole.count(word) >= 2 for word in words[:100])
    assert buttons(pages[0])


def test_links_are_named_as_evidence():
    entry = replace(revision_of(DUTY, "Done.").entries[-1], links=("https://files.example/1",))
    (message,) = receipt(entries=(entry,))
    assert "1 file: https://files.example/1" in message.text


def test_what_somebody_wrote_is_shown_as_written_and_never_obeyed():
    (message,) = receipt(EVIL)
    assert EVIL.strip() in said(message)
    assert "&lt;!channel&gt;" in message.text


def test_a_reply_is_shown_under_its_commitment_with_the_figures_found():
    message = replies.reply_understood(
        PLAN, Q3, "999 calls 88,220", CHOICES[0], CHOICES, PROPOSALS, "r1"
    )
    assert "on: 0 999 calls" in message.text
    assert "0 999 calls: 88,220, from “999 calls 88,220”" in message.text
    value = "u0|2021/22-Q3|commitment:c0|r1"
    assert buttons(message) == [(each, value) for each in (ids.CONFIRM, ids.EDIT, ids.DISCARD)]


def test_a_reply_that_may_belong_to_several_asks_which():
    message = replies.reply_understood(PLAN, Q3, "Some news.", None, CHOICES, (), "r1")
    assert "Which commitment is this about?" in message.text
    assert buttons(message) == [
        (f"{ids.UNDER}.0", "u0|2021/22-Q3|commitment:c0|r1"),
        (f"{ids.UNDER}.1", "u0|2021/22-Q3|commitment:c1|r1"),
    ]


def test_choices_of_several_units_name_the_unit():
    choices = [("u0", "commitment:c0"), ("u1", "commitment:c0")]
    message = replies.reply_understood(PLAN, Q3, "Some news.", None, choices, (), "r1")
    assert "999 calls 1: 0 999 calls" in said(message)


def test_a_reply_that_belongs_nowhere_says_so():
    message = replies.reply_understood(PLAN, Q3, "Hello", None, (), (), "r1")
    assert "Nothing was recorded." in message.text
    assert buttons(message) == []


def board(*states):
    progress = [
        replace(each, state=state) for each, state in zip(progress_of(PLAN), states, strict=False)
    ]
    return boards.board_message(PLAN, Q3, progress, DUE_WORDS, picture())


def test_the_board_counts_the_states_and_lists_those_to_act_on_first():
    message = board(State.NIL, State.MISSING, State.IN_DRAFT)
    headline = "1 of 3 units has answered: 1 nothing to report; 1 missing and 1 in draft."
    assert headline in message.text
    table = next(each for each in message.blocks if each["type"] == "table")
    assert [row[1]["text"] for row in table["rows"][1:]] == [
        "missing",
        "in draft",
        "nothing to report",
    ]
    assert [cell["text"] for cell in table["rows"][0]] == list(boards.HEADS)


def test_only_those_who_owe_and_are_somebodys_can_be_nudged():
    message = board(State.NIL, State.MISSING, State.IN_DRAFT)
    assert buttons(message) == [(ids.NUDGE, "u1|2021/22-Q3"), (ids.NUDGE, "u2|2021/22-Q3")]


def test_the_board_carries_its_chart():
    assert board(State.MISSING).pictures == (picture(),)


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_own_words_on_the_board(state):
    assert f"State: {state.value}" in board(state).text


def test_an_empty_board_says_that_nothing_is_owed():
    assert "No unit owes anything." in boards.board_message(PLAN, Q3, [], DUE_WORDS).text


def home(own=(), board=None):
    view = home_view(PLAN, Q3, "All well.", [("status", "how things stand")])
    return homes.with_collecting(view, PLAN, Q3, DUE_WORDS, own, board)


def test_a_leads_home_begins_with_what_they_owe_and_its_buttons():
    view = home(progress_of(PLAN)[:1])
    assert said(view).startswith("What you owe: October to December 2021")
    assert (ids.WRITE, "u0|2021/22-Q3") in buttons(view)


def test_an_editors_home_has_the_board():
    view = home((), progress_of(PLAN))
    assert "Progress: October to December 2021" in said(view)
    assert (ids.BOARD, "2021/22-Q3") in buttons(view)


def test_everybody_elses_home_is_as_it_was():
    assert (
        home()["blocks"]
        == home_view(PLAN, Q3, "All well.", [("status", "how things stand")])["blocks"]
    )


def test_who_may_not_is_told_who_may():
    text = refusals.may_not_answer(PLAN, "u0").text
    assert "Amara 999 calls and Jack Lowe" in text
    assert "The editors can help: Jack Lowe." in text


def test_the_button_of_an_old_message_is_answered_with_what_stands():
    text = refusals.already_in(PLAN, revision_of(DUTY, "Done.")).text
    assert "revision 2, sent by Amara 999 calls on Friday 14 January 2022 at 10:32" in text


def test_a_name_in_a_refusal_cannot_mention_anybody():
    assert "&lt;!channel&gt; cannot take over" in refusals.not_yours(PLAN, "<!channel>").text


def test_an_exempt_unit_is_counted_apart_since_it_owes_nothing():
    message = board(State.EXEMPT, State.NOT_STARTED, State.NIL)
    counted = "1 of 2 units has answered: 1 nothing to report; 1 not started; 1 exempt."
    assert counted in message.text
