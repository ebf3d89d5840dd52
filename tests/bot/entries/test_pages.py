"""Checking a page of the form: entries, faults, and what must not be lost."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collection import Duty
from bot.entries import check_page
from bot.form import LONGEST, Typed, pages_of
from bot.submission import Entry

CALLS, ANSWER, CONTACT = "metric:calls_999", "metric:answer_time_999", "commitment:contact"
DUTY = Duty("fcr", ("calls_999", "answer_time_999"), ("contact",))


def check(essex, typed, kept=()):
    return check_page(essex.plan, DUTY, [Typed(*each) for each in typed.items()], kept)


def test_a_page_becomes_entries_with_the_text_as_typed_and_the_value_read(essex):
    typed = {
        CALLS: "88,220",
        ANSWER: " 8 s",
        CONTACT: "We *answered* more <!channel>.\n- and so on",
    }
    assert check(essex, typed) == (
        (
            Entry(CALLS, "88,220", Decimal(88220)),
            Entry(ANSWER, " 8 s", Decimal(8)),
            Entry(CONTACT, "We *answered* more <!channel>.\n- and so on"),
        ),
        {},
    )


def test_a_bad_value_names_its_field_and_the_good_ones_stand_beside_it(essex):
    entries, errors = check(essex, {CALLS: "n/k", ANSWER: "8 s"})
    assert errors.keys() == {CALLS}
    assert errors[CALLS].startswith("999 calls: leave it empty")
    assert [each.slot for each in entries] == [ANSWER]


@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\u00a0", "\u200b", "\0"])
def test_blank_is_empty_and_an_emptied_field_is_no_entry(essex, blank):
    kept = (Entry(CALLS, "1", Decimal(1)), Entry(CONTACT, "Before"))
    assert check(essex, {CALLS: blank, CONTACT: blank}, kept) == ((), {})


def test_a_text_over_the_limit_is_refused_with_its_length_and_not_cut(essex):
    entries, errors = check(essex, {CONTACT: "x" * (LONGEST + 1)})
    assert entries == ()
    assert "3,000" in errors[CONTACT]
    assert "3,001" in errors[CONTACT]
    assert check(essex, {CONTACT: "x" * LONGEST})[0][0].text == "x" * LONGEST


def test_a_text_too_long_for_the_field_stays_while_the_field_is_empty(essex):
    long = Entry(CONTACT, "y" * 5000, None, ("https://example.org/evidence",))
    assert check(essex, {CONTACT: ""}, (long,))[0] == (long,)
    (anew,) = check(essex, {CONTACT: "Shorter"}, (long,))[0]
    assert anew == Entry(CONTACT, "Shorter", None, long.links)


def test_links_stay_when_a_text_is_changed_or_emptied(essex):
    kept = (Entry(CONTACT, "Before", None, ("https://example.org/evidence",)),)
    assert check(essex, {CONTACT: ""}, kept)[0] == (Entry(CONTACT, "", None, kept[0].links),)


def test_what_was_not_on_the_page_is_neither_recorded_nor_emptied(essex):
    kept = (Entry(CONTACT, "Before"),)
    assert check(essex, {CALLS: "12"}, kept) == ((Entry(CALLS, "12", Decimal(12)),), {})


@pytest.mark.parametrize("slot", ["metric:homicide_offences", "nonsense"])
def test_words_for_what_the_unit_does_not_answer_for_are_refused_and_not_passed_over(essex, slot):
    with pytest.raises(ValueError, match=f"fcr does not answer for .*{slot}"):
        check(essex, {CALLS: "12", slot: "x"})
    assert check(essex, {slot: " "}) == ((), {})


@given(st.text(), st.text())
def test_any_text_is_kept_or_named_and_can_be_stored(essex, figure, update):
    entries, errors = check(essex, {CALLS: figure, CONTACT: update})
    assert not ({each.slot for each in entries} & errors.keys())
    for each in entries:
        assert "\0" not in each.text
        assert json.loads(json.dumps(each.text).encode("utf-8")) == each.text


@pytest.mark.parametrize("count", range(1, 61))
def test_pages_hold_at_most_six_and_together_every_slot_once_in_order(count):
    duty = Duty("fcr", tuple(map(str, range(count))), ("contact",))
    pages = pages_of(duty)
    assert [slot for page in pages for slot in page] == list(duty.slots())
    assert {1 <= len(page) <= 6 for page in pages} == {True}
    assert max(map(len, pages)) - min(map(len, pages)) <= 1


def test_a_unit_that_owes_nothing_has_no_page():
    assert pages_of(Duty("fcr")) == ()
