from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.quarter import Quarter
from bot.submission import Entry
from storage.submissions import (
    DraftMovedOn,
    NotOpenError,
    draft,
    draft_of,
    drafts_for,
    open_draft,
    save_entries,
)
from tests.storage.collected import (
    CALLS,
    CONTACT,
    LATER,
    NOON,
    PLAN,
    Q3,
    SOLVED,
    at_once,
    drafted,
)


def save(store, held, *entries, version=None, by="amara"):
    with store.write() as session:
        seen = held.version if version is None else version
        return save_entries(session, held.id, seen, entries, by, LATER)


def stored(store, held):
    with store.read() as session:
        return draft(session, held.id)


def test_a_draft_comes_back_as_it_was_saved(store):
    saved = drafted(store, CONTACT, CALLS, SOLVED)
    assert (saved.unit, saved.quarter, saved.by, saved.at) == ("fcr", Q3, "amara", NOON)
    assert saved.entries == (CONTACT, CALLS, SOLVED)
    assert str(saved.entry("metric:vwi_solved").value) == "12.50"
    with store.read() as session:
        assert draft(session, saved.id) == saved
        assert draft_of(session, PLAN, "fcr", Q3) == saved
        assert drafts_for(session, PLAN, Q3) == {"fcr": saved}


def test_there_is_no_draft_of_another_unit_quarter_or_plan(store):
    drafted(store, CALLS)
    with store.read() as session:
        assert draft(session, "fcr") is None
        assert draft_of(session, PLAN, "north_lpa", Q3) is None
        assert draft_of(session, PLAN, "fcr", Quarter(2021, 2)) is None
        assert drafts_for(session, "neighbourshire", Q3) == {}


def test_a_draft_is_opened_once_and_found_again_by_anybody(store):
    first = drafted(store, CALLS)
    with store.write() as session:
        assert open_draft(session, PLAN, "fcr", Q3, "sam", LATER) == first


def test_a_draft_cannot_be_guessed(store):
    ids = {drafted(store, unit=unit).id for unit in ("fcr", "north_lpa")}
    assert len(ids) == 2
    assert all(len(each) >= 20 and "fcr" not in each for each in ids)


def test_of_many_who_open_at_once_all_get_one_draft(store, url):
    opened = at_once(
        store, url, lambda session, n: open_draft(session, PLAN, "fcr", Q3, f"p{n}", NOON)
    )
    assert len({each.id for each in opened}) == 1


def test_every_save_makes_the_draft_newer_and_keeps_the_other_slots(store):
    first = drafted(store, CALLS)
    second = save(store, first, CONTACT)
    third = save(store, second, SOLVED)
    assert (first.version, second.version, third.version) == (1, 2, 3)
    assert third.entries == (CALLS, CONTACT, SOLVED)
    assert third.at == LATER


def test_an_answer_that_changes_keeps_its_place(store):
    first = drafted(store, CALLS, CONTACT)
    changed = replace(CALLS, text="88,221", value=Decimal(88221))
    assert save(store, first, changed).entries == (changed, CONTACT)


def test_an_empty_text_takes_the_answer_away_until_it_is_given_again(store):
    first = drafted(store, CALLS, CONTACT)
    second = save(store, first, Entry(CALLS.slot, " "))
    assert second.entries == (CONTACT,)
    assert save(store, second, SOLVED, CALLS).entries == (CALLS, CONTACT, SOLVED)


def test_saving_what_stands_already_changes_nothing(store):
    first = drafted(store, CALLS, CONTACT)
    assert save(store, first, CALLS) == first
    assert save(store, first, Entry(SOLVED.slot, "")) == first
    assert save(store, first, version=0) == first


def test_other_digits_are_another_answer(store):
    first = drafted(store, SOLVED)
    second = save(store, first, replace(SOLVED, value=Decimal("12.5")))
    assert (second.version, str(second.entries[0].value)) == (2, "12.5")


def test_who_saves_after_somebody_else_is_told_and_nothing_is_overwritten(store):
    first = drafted(store, CALLS)
    second = save(store, first, replace(CALLS, text="1", value=Decimal(1)), by="sam")
    for entry in (replace(CALLS, text="2", value=Decimal(2)), CONTACT):
        with pytest.raises(DraftMovedOn) as told:
            save(store, first, entry)
        assert told.value.draft == second
    assert stored(store, first) == second


def test_who_was_told_may_save_on_what_stands_now(store):
    first = drafted(store, CALLS)
    second = save(store, first, CONTACT, by="sam")
    assert save(store, second, SOLVED).entries == (CALLS, CONTACT, SOLVED)


def test_who_goes_back_a_page_may_replace_their_own_answers(store):
    first = drafted(store, CALLS)
    second = save(store, first, CONTACT)
    again = save(store, second, replace(CALLS, text="1", value=Decimal(1)), version=0)
    assert again.entry(CALLS.slot).text == "1"
    assert again.entry(CONTACT.slot) == CONTACT


def test_an_old_page_never_overwrites_what_another_answered_before_ones_own_last_save(store):
    first = drafted(store, CALLS)
    second = save(store, first, replace(CALLS, text="1", value=Decimal(1)), by="sam")
    third = save(store, second, CONTACT)
    with pytest.raises(DraftMovedOn):
        save(store, first, replace(CALLS, text="2", value=Decimal(2)))
    assert stored(store, first) == third
    assert save(store, first, SOLVED).entry(CALLS.slot).text == "1"


def test_the_same_page_arriving_twice_is_no_clash_though_another_saved_between(store):
    first = drafted(store, CALLS)
    second = save(store, first, CONTACT, by="sam")
    assert save(store, first, CALLS, version=0) == second


def test_of_many_who_save_on_one_version_one_is_kept_and_the_others_are_told(store, url):
    first = drafted(store)

    def answer(session, n):
        entry = Entry(CALLS.slot, str(n), Decimal(n))
        try:
            return save_entries(session, first.id, first.version, [entry], f"p{n}", NOON)
        except DraftMovedOn as told:
            return told.draft

    assert len(set(at_once(store, url, answer))) == 1


def test_pages_of_one_person_arriving_at_once_are_all_kept(store, url):
    first = drafted(store)

    def answer(session, n):
        entry = Entry(f"metric:m{n}", str(n), Decimal(n))
        save_entries(session, first.id, first.version, [entry], "amara", NOON)

    at_once(store, url, answer)
    assert {each.text for each in stored(store, first).entries} == {str(n) for n in range(12)}


def test_a_draft_that_is_gone_cannot_be_saved(store):
    with store.write() as session, pytest.raises(NotOpenError):
        save_entries(session, "nothing", 0, [CALLS], "amara", NOON)
