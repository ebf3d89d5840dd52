"""What a button or a form holds may be of another day, or nobody's: it is told to be old."""

from __future__ import annotations

import pytest

from bot.messages import replies
from bot.messages.collecting import ids as collect
from bot.messages.publishing import ids as publish
from bot.messages.reviewing import ids as review
from bot.quarter import Quarter
from storage import submissions
from tests.handlers.conftest import held
from tests.handlers.knocking import form, pressed, sent
from tests.handlers.scene import Q4, UNIT

GONE = collect.pack("a_unit_that_left", Q4)
FAR = f"{UNIT}|9999/00-Q1"


@pytest.mark.parametrize(
    ("button", "value"),
    [
        *((each, "nonsense") for each in (collect.WRITE, collect.NIL, collect.HAND, collect.BACK)),
        *((each, GONE) for each in (collect.WRITE, collect.NIL, collect.HAND, collect.NUDGE)),
        *((each, FAR) for each in (collect.WRITE, collect.CORRECT, collect.NUDGE)),
        *((each, UNIT) for each in (collect.LATER, collect.AWAY, collect.BOARD, review.QUEUE)),
        *((each, "") for each in (collect.CONFIRM, collect.EDIT, collect.DISCARD, collect.UNDER)),
        *((each, "2021/22") for each in (publish.PREVIEW, publish.AGAIN, publish.DIGEST)),
        (f"{collect.GO}two", "1"),
        (collect.SAVE, "1"),  # outside of its form
        (replies.POST_HERE, GONE),
        (replies.POST_HERE, "[]"),
    ],
)
def test_a_button_that_holds_nothing_of_ours_is_told_to_be_old(button, value, porch, staged):
    staged()
    before = held(porch.rooms.store)
    assert replies.old_button() in porch.heard(pressed("U0EDITOR", button, value))
    assert held(porch.rooms.store) == before


@pytest.mark.parametrize(
    ("callback", "metadata"),
    [
        (f"{collect.PAGE}two", "x 1"),
        (collect.NIL_VIEW, GONE),
        (collect.HAND_VIEW, GONE),
        (collect.GUARD, collect.pack(UNIT, Q4)),  # with no quarter chosen
        (collect.AWAY_VIEW, collect.pack(UNIT, Q4)),
        (publish.AGAIN_VIEW, "2021/22"),
    ],
)
def test_a_form_that_holds_nothing_of_ours_is_told_to_be_old(callback, metadata, porch, staged):
    staged()
    before = held(porch.rooms.store)
    values = {"reason": {"value": {"value": "Nothing."}}}
    assert replies.old_form() in porch.heard(sent("U0EDITOR", form(callback, metadata, values)))
    assert held(porch.rooms.store) == before


@pytest.mark.parametrize("number", [-1, 0, 99])
def test_a_page_of_another_plan_is_kept_by_what_stands_in_it(number, porch, staged):
    draft = staged().draft
    typed = {"commitment:target_asb": {"value": {"value": "Patrols by night."}}}
    porch.knock(sent("U0NORTH", form(f"{collect.PAGE}{number}", draft, typed)))
    with porch.rooms.store.read() as session:
        assert "Patrols by night." in [each.text for each in draft_of(session)]


def draft_of(session):
    return submissions.draft_of(session, "essex", UNIT, Q4).entries


def test_words_for_what_is_not_owed_any_more_stay_in_the_form(porch, staged):
    """Told in a view above the form, which goes on holding them."""
    draft = staged().draft
    typed = {"commitment:left": {"value": {"value": "Patrols by night."}}}
    answer = porch.knock(sent("U0NORTH", form(f"{collect.PAGE}1", draft, typed)))
    assert '"response_action": "push"' in answer.body
    assert replies.old_form() in porch.heard(
        sent("U0NORTH", form(f"{collect.PAGE}1", draft, typed))
    )


@pytest.mark.parametrize("slot", ["metric:nothing", "commitment:nothing", ""])
@pytest.mark.parametrize("button", [collect.UNDER, collect.CONFIRM, collect.EDIT])
def test_a_reply_is_put_under_nothing_that_its_unit_does_not_owe(button, slot, porch, staged):
    scene = staged()
    before = held(porch.rooms.store)
    value = collect.pack(UNIT, Q4, slot, scene.reply)
    assert replies.old_button() in porch.heard(pressed("U0NORTH", button, value))
    assert held(porch.rooms.store) == before


@pytest.mark.parametrize("key", ["0000/01-Q1", "1899/00-Q4", "2200/01-Q1", "9999/00-Q4"])
def test_a_quarter_of_no_plan_is_no_quarter(key):
    with pytest.raises(ValueError, match="is not a quarter"):
        Quarter.parse(key)
