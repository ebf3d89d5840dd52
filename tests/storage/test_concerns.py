from __future__ import annotations

from dataclasses import replace

from sqlalchemy import insert

from bot.plan import CaveatKind
from bot.submission import Concern
from storage.audit import story, submission_of
from storage.concerns import concerns_of, explain, explanations_of
from storage.plans import read_plan, save_book
from storage.submissions import open_draft, reopen, submit, submit_nil
from storage.tables import CaveatRow
from tests.storage.collected import CALLS, CONTACT, LATER, NOON, PLAN, Q3, at_once, drafted

ODD = Concern("a1", CALLS.slot, "surprise", "Outside 3,100 to 4,300.", "88,220")
WRONG = Concern("b2", CONTACT.slot, "change", "10 to 5 is 50% lower.", "down <40%>", is_fault=True)


def explaining(store, draft, **said):
    with store.write() as session:
        explain(session, PLAN, draft, said, "amara", NOON)


def said_of(store, unit="fcr"):
    with store.read() as session:
        return explanations_of(session, PLAN, unit, Q3)


def sent(store, draft, *concerns, key="V1"):
    with store.write() as session:
        return submit(session, draft.id, key, "amara", LATER, late=False, concerns=concerns)


def found_in(store, revision, unit="fcr"):
    with store.read() as session:
        return concerns_of(session, PLAN, unit, Q3, revision)


def test_what_was_found_travels_with_the_revision_and_with_what_was_said_of_it(store):
    draft = drafted(store, CALLS, CONTACT)
    explaining(store, draft, b2="One call <was> counted twice & taken out.")
    sent(store, draft, WRONG, ODD)
    told = replace(WRONG, explanation="One call <was> counted twice & taken out.")
    assert found_in(store, 1) == (told, ODD)
    assert said_of(store) == {}


def test_the_same_press_twice_keeps_what_was_found_once(store, url):
    draft = drafted(store, CALLS)
    at_once(
        store,
        url,
        lambda session, n: submit(
            session, draft.id, "V1", "amara", LATER, late=False, concerns=[ODD]
        ),
    )
    assert found_in(store, 1) == (ODD,)


def test_a_finding_that_is_made_twice_is_kept_once(store):
    sent(store, drafted(store, CALLS), ODD, ODD)
    assert found_in(store, 1) == (ODD,)


def test_an_explanation_is_replaced_and_taken_away_and_the_audit_log_has_all_of_it(store):
    draft = drafted(store, CALLS)
    explaining(store, draft, a1="A storm.", b2="Rounded.")
    explaining(store, draft, a1="Two storms.")
    assert said_of(store) == {"a1": "Two storms.", "b2": "Rounded."}
    explaining(store, draft, a1="", b2="Rounded.")
    assert said_of(store) == {"b2": "Rounded."}
    with store.read() as session:
        lines = story(session, PLAN, submission_of("fcr", Q3))
    told = [(line.before, line.after) for line in lines if "a1" in line.what]
    assert told == [("Two storms.", ""), ("A storm.", "Two storms."), ("", "A storm.")]


def test_a_correction_begins_with_what_was_said_before(store):
    draft = drafted(store, CALLS)
    explaining(store, draft, a1="A storm.")
    sent(store, draft, ODD, WRONG)
    with store.write() as session:
        again = reopen(session, PLAN, "fcr", Q3, "amara", LATER)
    assert said_of(store) == {"a1": "A storm."}
    sent(store, again, ODD, key="V2")
    assert found_in(store, 2) == (replace(ODD, explanation="A storm."),)
    assert found_in(store, 1) == (replace(ODD, explanation="A storm."), WRONG)


def test_what_was_said_of_one_unit_is_not_said_of_another(store):
    draft = drafted(store, CALLS)
    drafted(store, CALLS, unit="north")
    explaining(store, draft, a1="A storm.")
    assert said_of(store, "north") == {}


def test_nothing_to_report_keeps_what_was_found_and_the_draft_its_explanations(store):
    explaining(store, drafted(store, CALLS), a1="A storm.")
    with store.write() as session:
        why, press = "None of 10 fell by 5%.", "B1"
        submit_nil(
            session, PLAN, "fcr", Q3, why, press, "amara", LATER, late=False, concerns=[WRONG]
        )
    assert found_in(store, 1) == (WRONG,)
    with store.write() as session:
        open_draft(session, PLAN, "fcr", Q3, "amara", LATER)
    assert said_of(store) == {"a1": "A storm."}


def test_a_revision_in_which_nothing_was_found_has_no_concerns(store):
    sent(store, drafted(store, CALLS))
    assert found_in(store, 1) == ()
    assert found_in(store, 7) == ()


def test_the_caveat_of_an_explanation_stays_when_the_folder_is_loaded_again(store, book):
    told = {"id": "explained:a1", "kind": CaveatKind.EXPLAINED, "text": "A storm.", "place": 90}
    with store.write() as session:
        session.execute(insert(CaveatRow).values(plan=PLAN, **told))
        save_book(session, book)
        assert read_plan(session, PLAN).caveat("explained:a1").text == "A storm."
