from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.folder import Book
from bot.quarter import Quarter
from bot.submission import Revision, State
from storage.plans import save_book
from storage.submissions import (
    NotOpenError,
    draft,
    drafts_for,
    latest_revision,
    latest_revisions,
    open_draft,
    reopen,
    revisions_of,
    save_entries,
    set_state,
    standing_since,
    submit,
    submit_nil,
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


def send(store, held, key="V1", by="amara", late=False):
    with store.write() as session:
        return submit(session, held.id, key, by, LATER, late=late)


def send_nil(store, key="B1", reason="No calls were taken.", unit="fcr"):
    with store.write() as session:
        return submit_nil(session, PLAN, unit, Q3, reason, key, "amara", LATER, late=False)


def corrected(store, *entries):
    with store.write() as session:
        again = reopen(session, PLAN, "fcr", Q3, "amara", LATER)
        return save_entries(session, again.id, again.version, entries, "amara", LATER)


def decided(store, number, state, **more):
    with store.write() as session:
        at = LATER + timedelta(hours=1)
        return set_state(session, PLAN, "fcr", Q3, number, state, "sam", at, **more)


def revisions(store, unit="fcr"):
    with store.read() as session:
        return revisions_of(session, PLAN, unit, Q3)


def test_a_draft_becomes_a_revision_with_all_its_answers_and_is_gone(store):
    held = drafted(store, CONTACT, SOLVED, CALLS)
    revision = send(store, held, late=True)
    entries = (CONTACT, SOLVED, CALLS)
    assert revision == Revision("fcr", Q3, 1, entries, "amara", LATER, late=True)
    assert revisions(store) == (revision,)
    assert str(revisions(store)[0].entries[1].value) == "12.50"
    with store.read() as session:
        assert latest_revision(session, PLAN, "fcr", Q3) == revision
        assert draft(session, held.id) is None
        assert drafts_for(session, PLAN, Q3) == {}


def test_the_same_press_gives_the_same_revision(store):
    held = drafted(store, CALLS)
    assert send(store, held) == send(store, held)
    assert len(revisions(store)) == 1


def test_a_draft_sent_by_two_people_is_one_revision(store):
    held = drafted(store, CALLS)
    assert send(store, held, "V1") == send(store, held, "V2", by="sam")


def test_a_press_that_made_a_revision_makes_no_other_of_a_correction(store):
    first = send(store, drafted(store, CALLS))
    again = corrected(store, CONTACT)
    assert send(store, again, "V1") == first
    assert send(store, again, "V2").number == 2


@pytest.mark.parametrize("press", ["V{n}", "V1"])
def test_of_many_who_send_at_once_one_revision_comes(store, url, press):
    held = drafted(store, CALLS, CONTACT)
    made = at_once(
        store,
        url,
        lambda session, n: submit(session, held.id, press.format(n=n), f"p{n}", NOON, late=False),
    )
    assert len(set(made)) == 1
    assert revisions(store) == (made[0],)


def test_what_never_was_a_draft_cannot_be_sent(store):
    with store.write() as session, pytest.raises(NotOpenError):
        submit(session, "nothing", "V1", "amara", NOON, late=False)


def test_a_correction_begins_with_what_was_submitted_and_leaves_it(store):
    first = send(store, drafted(store, CALLS, CONTACT))
    changed = replace(CALLS, text="88,221", value=Decimal(88221))
    again = corrected(store, changed)
    assert again.entries == (changed, CONTACT)
    second = send(store, again, "V2")
    assert (second.number, second.entries) == (2, (changed, CONTACT))
    assert revisions(store) == (first, second)
    with store.read() as session:
        assert latest_revisions(session, PLAN, Q3) == {"fcr": second}


def test_opening_anew_what_was_submitted_loses_nothing_of_it(store):
    send(store, drafted(store, CALLS, CONTACT))
    with store.write() as session:
        assert open_draft(session, PLAN, "fcr", Q3, "sam", LATER).entries == (CALLS, CONTACT)


def test_a_correction_that_was_begun_is_found_again(store):
    send(store, drafted(store, CALLS))
    again = corrected(store, CONTACT)
    with store.write() as session:
        assert reopen(session, PLAN, "fcr", Q3, "sam", LATER) == again


def test_there_is_nothing_to_correct_before_anything_was_submitted(store):
    drafted(store, CALLS)
    with store.write() as session, pytest.raises(NotOpenError):
        reopen(session, PLAN, "fcr", Q3, "amara", NOON)


def test_what_is_approved_is_neither_opened_nor_corrected_nor_sent_again(store):
    send(store, drafted(store, CALLS))
    again = corrected(store, CONTACT)
    decided(store, 1, State.APPROVED)
    for attempt in (
        lambda: corrected(store, SOLVED),
        lambda: send(store, again, "V2"),
        lambda: send_nil(store),
    ):
        with pytest.raises(NotOpenError, match="approved"):
            attempt()
    with store.read() as session:
        assert draft(session, again.id) == again
    assert len(revisions(store)) == 1


def test_no_draft_is_opened_of_what_is_approved(store):
    send(store, drafted(store, CALLS))
    decided(store, 1, State.APPROVED)
    with store.write() as session, pytest.raises(NotOpenError):
        open_draft(session, PLAN, "fcr", Q3, "amara", NOON)


def test_what_was_returned_can_be_corrected(store):
    first = send(store, drafted(store, CALLS))
    returned = decided(store, 1, State.RETURNED, why="Which calls?")
    assert returned == replace(first, state=State.RETURNED)
    second = send(store, corrected(store, CONTACT), "V2")
    assert [each.state for each in revisions(store)] == [State.RETURNED, State.SUBMITTED]
    assert second.entries == (CALLS, CONTACT)


def test_only_the_revision_that_stands_is_decided_on(store):
    send(store, drafted(store, CALLS))
    send(store, corrected(store, CONTACT), "V2")
    for number in (1, 3):
        with pytest.raises(NotOpenError):
            decided(store, number, State.APPROVED)
    assert {each.state for each in revisions(store)} == {State.SUBMITTED}


def test_since_when_a_revision_stands_as_it_does(store):
    send(store, drafted(store, CALLS))
    with store.read() as session:
        assert standing_since(session, PLAN, Q3) == {"fcr": LATER}
    decided(store, 1, State.RETURNED)
    with store.read() as session:
        assert standing_since(session, PLAN, Q3) == {"fcr": LATER + timedelta(hours=1)}


def test_deciding_twice_changes_nothing(store):
    send(store, drafted(store, CALLS))
    once = decided(store, 1, State.APPROVED)
    assert decided(store, 1, State.APPROVED) == once


def test_nothing_to_report_is_a_revision_with_its_reason(store):
    revision = send_nil(store)
    assert (revision.number, revision.entries, revision.nil) == (1, (), "No calls were taken.")
    assert revisions(store) == (revision,)
    assert send_nil(store) == revision
    assert send_nil(store, "B2").number == 2


def test_nothing_to_report_needs_its_reason(store):
    with pytest.raises(ValueError, match="reason"):
        send_nil(store, reason=" ")


def test_nothing_to_report_leaves_the_draft_that_was_begun(store):
    held = drafted(store, CALLS)
    send_nil(store)
    with store.read() as session:
        assert draft(session, held.id) == held
    assert send(store, held).number == 2


def test_a_draft_and_nothing_to_report_at_once_are_two_revisions(store, url):
    held = drafted(store, CALLS)

    def answer(session, n):
        if n % 2:
            return submit(session, held.id, "V1", "amara", NOON, late=False)
        return submit_nil(session, PLAN, "fcr", Q3, "None.", "B1", "dan", NOON, late=False)

    assert {each.number for each in at_once(store, url, answer)} == {1, 2}


def test_units_quarters_and_plans_are_kept_apart(store):
    fcr = send(store, drafted(store, CALLS))
    north = send_nil(store, unit="north_lpa", key="V1")
    with store.read() as session:
        assert latest_revisions(session, PLAN, Q3) == {"fcr": fcr, "north_lpa": north}
        assert latest_revisions(session, PLAN, Quarter(2021, 2)) == {}
        assert latest_revisions(session, "neighbourshire", Q3) == {}
        assert revisions_of(session, PLAN, "north_lpa", Q3) == (north,)


def test_what_was_submitted_outlasts_the_plan_data_that_it_names(store, book):
    revision = send(store, drafted(store, CALLS))
    plan = replace(book.plan, metrics=(), people=(), appointments=(), standing_caveats=())
    with store.write() as session:
        save_book(session, Book(plan, (), (), ()), withdraw=True)
    assert revisions(store) == (revision,)
