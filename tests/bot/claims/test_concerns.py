"""What a lead is asked about of what a check found."""

from __future__ import annotations

from bot.claims import check, concerns_among
from bot.quarter import Quarter

WRONG = "Arrests fell from 40 to 30, a fall of 40%."
ROUGH = "We had 264 arrests, of which 130 for drink, 101 for drugs and 43 for both."
RIGHT = "Chats rose by 50% from 3,000 to 4,500."
SLOT = "commitment:contact"


def concerns(text, slot=SLOT):
    return concerns_among(slot, check(text, Quarter(2021, 3)))


def test_what_is_wrong_is_a_fault_with_its_place_and_its_arithmetic():
    (found,) = concerns(WRONG)
    assert (found.slot, found.kind, found.is_fault) == (SLOT, "change", True)
    assert found.excerpt == WRONG
    assert found.said == "40%: from 40 to 30; 10 / 40 = 25.0%"


def test_faults_come_before_what_is_only_worth_a_look():
    look, fault = concerns(ROUGH), concerns(WRONG)
    assert [each.is_fault for each in look] == [False]
    assert concerns(f"{ROUGH}\n{WRONG}") == (*fault, *look)


def test_what_holds_and_what_cannot_be_checked_asks_nothing():
    assert concerns(RIGHT) == ()
    assert concerns("Burglary fell by 12%.") == ()


def test_the_same_said_twice_is_asked_about_once():
    assert len(concerns(f"{WRONG}\n{RIGHT}\n{WRONG}")) == 1


def test_a_key_stays_when_something_else_in_the_text_changes_and_not_when_the_number_does():
    (found,) = concerns(WRONG)
    assert concerns(f"A word before.\n\n{WRONG}")[0].key == found.key
    assert concerns(WRONG.replace("40%", "45%"))[0].key != found.key
    assert concerns(WRONG, "commitment:other")[0].key != found.key
