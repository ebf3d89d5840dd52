from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import text

from bot.collection import Calendar, Collection, Duty
from bot.figure import Origin
from bot.plan import CaveatKind
from bot.quarter import Period, Quarter
from bot.submission import Concern, Entry, State
from storage.audit import story
from storage.concerns import explain
from storage.figures import figures_for
from storage.plans import read_plan, save_book
from storage.recording import record_figures
from storage.revisions import set_state
from storage.search import search
from storage.session import StoreFault
from storage.snapshots import (
    current_snapshot,
    edition_of,
    edition_with_snapshot,
    editions_of,
    is_published,
    latest_edition,
    publish,
    published_quarters,
    snapshot_of,
)
from storage.submissions import open_draft, save_entries, submit, submit_nil
from storage.updates import updates_for
from tests.storage.collected import CALLS, CONTACT, LATER, NOON, PLAN, SOLVED, at_once

Q4 = Quarter(2021, 4)
WAIT = Entry("metric:wait", "0m09s", Decimal(9))


@pytest.fixture
def owing(store, book):
    """Two units owe: four figures between them, and what they did."""
    duties = (
        Duty("fcr", ("calls_999", "wait"), ("contact",)),
        Duty("north_lpa", ("vwi_solved",), ("justice",)),
    )
    plan = replace(book.plan, collection=Collection(Calendar(), duties))
    with store.write() as session:
        save_book(session, replace(book, plan=plan))
    return store


def submitted(store, *entries, unit="fcr", state=State.APPROVED):
    with store.write() as session:
        draft = open_draft(session, PLAN, unit, Q4, "amara", NOON)
        saved = save_entries(session, draft.id, draft.version, entries, "amara", NOON)
        made = submit(session, saved.id, saved.id, "amara", NOON, late=False)
        return set_state(session, PLAN, unit, Q4, made.number, state, "sam", LATER)


def published(store, reason="", by="sam", quarter=Q4):
    with store.write() as session:
        return publish(session, PLAN, quarter, by, LATER, reason)


def now_in(store, quarter=Q4):
    with store.read() as session:
        return current_snapshot(session, PLAN, quarter)


def test_what_is_published_is_what_was_approved_to_the_digit(owing):
    submitted(owing, CALLS, WAIT, CONTACT)
    submitted(owing, SOLVED, unit="north_lpa")
    previewed = now_in(owing)
    edition = published(owing)
    with owing.read() as session:
        frozen = snapshot_of(session, PLAN, Q4)
    assert frozen == previewed
    assert repr(frozen) == repr(now_in(owing)) == repr(previewed)
    values = {f.metric: str(f.value) for f in frozen.figures if f.origin is Origin.SUBMITTED}
    assert values == {"calls_999": "88220", "wait": "9", "vwi_solved": "12.50"}
    assert [each.text for each in frozen.updates] == [CONTACT.text]
    assert edition.number == 1


def test_what_was_submitted_and_not_approved_is_neither_published_nor_answered_from(owing):
    submitted(owing, CALLS, CONTACT, state=State.SUBMITTED)
    assert published(owing).number == 1
    with owing.read() as session:
        frozen = snapshot_of(session, PLAN, Q4)
        assert not updates_for(session, PLAN, Q4)
    assert not frozen.updates
    assert all(each.origin is not Origin.SUBMITTED for each in frozen.figures)
    assert "Force Control Room: everything that it owes (in, not approved)" in frozen.missing


def test_answers_and_searches_have_it_once_it_is_published_and_not_before(owing):
    submitted(owing, CALLS, CONTACT)
    with owing.read() as session:
        assert not figures_for(session, PLAN, ["calls_999"], None, Q4.end, Q4.start)
        assert not search(session, PLAN, "naïve quotes", limit=3)
    published(owing)
    with owing.read() as session:
        (figure,) = figures_for(session, PLAN, ["calls_999"], None, Q4.end, Q4.start)
        assert (figure.value, figure.origin, figure.recorded_by) == (88220, "submitted", "amara")
        (hit,) = search(session, PLAN, "naïve quotes", limit=3)
        assert hit.title.startswith("Force Control Room")


def test_a_figure_goes_on_with_its_series(owing):
    submitted(owing, CALLS, WAIT)
    figures = {f.metric: f for f in now_in(owing).figures if f.origin is Origin.SUBMITTED}
    assert figures["calls_999"].period == Q4.period()
    assert figures["wait"].period == Period(Q4.end, Q4.end)  # it was told as at a day before


def test_what_is_missing_is_named_and_nothing_to_report_is_not_missing(owing):
    submitted(owing, CALLS, CONTACT)
    assert now_in(owing).missing == (
        "Force Control Room: Time to answer",
        "North LPA: everything that it owes",
    )
    with owing.write() as session:
        submit_nil(session, PLAN, "north_lpa", Q4, "None.", "k", "amara", NOON, late=False)
        set_state(session, PLAN, "north_lpa", Q4, 1, State.APPROVED, "sam", LATER)
    assert now_in(owing).missing == ("Force Control Room: Time to answer",)


def test_publishing_twice_gives_the_same_edition(owing):
    submitted(owing, CALLS)
    first = published(owing)
    submitted(owing, SOLVED, unit="north_lpa")  # approved too late for it
    assert published(owing, by="ruth") == first
    with owing.read() as session:
        assert editions_of(session, PLAN, Q4) == (first,)
        assert "vwi_solved" not in {
            f.metric for f in snapshot_of(session, PLAN, Q4).figures if f.origin is Origin.SUBMITTED
        }


def test_many_who_publish_at_once_make_one_edition(owing, url):
    submitted(owing, CALLS)
    made = at_once(owing, url, lambda session, n: publish(session, PLAN, Q4, f"p{n}", LATER))
    assert len({each.digest for each in made}) == len({each.by for each in made}) == 1
    with owing.read() as session:
        assert len(editions_of(session, PLAN, Q4)) == 1
        assert len(story(session, PLAN, edition_of(Q4))) == 1


def test_a_reason_makes_another_edition_where_anything_differs(owing):
    submitted(owing, CALLS)
    first = published(owing)
    assert published(owing, "Nothing changed, though.") == first
    submitted(owing, SOLVED, unit="north_lpa")
    second = published(owing, " North LPA came in late. ")
    assert (second.number, second.reason) == (2, "North LPA came in late.")
    with owing.read() as session:
        assert latest_edition(session, PLAN, Q4) == second
        old, new = (snapshot_of(session, PLAN, Q4, number) for number in (1, 2))
        assert snapshot_of(session, PLAN, Q4) == new
    assert len(new.figures) == len(old.figures) + 1
    with pytest.raises(LookupError, match="2021/22 Q4 has no edition 3"), owing.read() as session:
        snapshot_of(session, PLAN, Q4, 3)


def test_a_quarter_that_came_in_a_folder_can_be_previewed_and_published(store, book):
    q3 = Quarter(2021, 3)
    with store.read() as session:
        preview, previewed = edition_with_snapshot(session, PLAN, q3, NOON)
    assert preview.is_preview
    assert {each.id for each in previewed.updates} == {"harbour_watch", "fcr_line"}
    edition = published(store, quarter=q3)
    with store.read() as session:
        assert edition_with_snapshot(session, PLAN, q3, NOON) == (edition, previewed)
        assert edition_with_snapshot(session, PLAN, q3, NOON, 0)[0].is_preview
        assert published_quarters(session, PLAN) == (q3,)
    assert edition.digest == preview.digest


def test_an_edition_that_was_changed_in_the_database_is_refused(owing):
    submitted(owing, CALLS)
    published(owing)
    with owing.write() as session:
        session.execute(text("UPDATE edition SET snapshot = replace(snapshot, '88220', '88221')"))
    with pytest.raises(StoreFault, match="changed in the database"), owing.read() as session:
        snapshot_of(session, PLAN, Q4)


def test_loading_the_folder_again_keeps_what_was_published(owing, book):
    submitted(owing, CALLS, CONTACT)
    published(owing)
    before = now_in(owing)
    with owing.write() as session:
        assert not save_book(session, replace(book, plan=before.plan))
    assert now_in(owing) == before


def test_what_a_lead_explained_is_a_caveat_of_the_published_figure(owing):
    found = Concern("k1", CALLS.slot, "surprise", "Twice what it was.", excerpt="88,220")
    with owing.write() as session:
        draft = open_draft(session, PLAN, "fcr", Q4, "amara", NOON)
        saved = save_entries(session, draft.id, draft.version, [CALLS], "amara", NOON)
        explain(session, PLAN, saved, {"k1": "A storm in February"}, "amara", NOON)
        submit(session, saved.id, "v", "amara", NOON, late=False, concerns=[found])
        set_state(session, PLAN, "fcr", Q4, 1, State.APPROVED, "sam", LATER)
    previewed = now_in(owing)
    published(owing)
    with owing.read() as session:
        frozen = snapshot_of(session, PLAN, Q4)
        (figure,) = figures_for(session, PLAN, ["calls_999"], None, Q4.end, Q4.start)
        (caveat,) = [read_plan(session, PLAN).caveat(each) for each in figure.caveats]
    assert frozen == previewed == now_in(owing)
    assert frozen.plan.caveat(caveat.id) == caveat
    assert caveat.kind is CaveatKind.EXPLAINED
    assert "A storm in February" in caveat.text


def test_what_explains_a_small_count_is_not_told(owing, book):
    found = Concern("k1", CALLS.slot, "surprise", "It was 3.", excerpt="4")
    with owing.write() as session:
        plan = read_plan(session, PLAN)
        metrics = [replace(m, suppress_below=5) if m.id == "calls_999" else m for m in plan.metrics]
        save_book(session, replace(book, plan=replace(plan, metrics=tuple(metrics))))
        draft = open_draft(session, PLAN, "fcr", Q4, "amara", NOON)
        four = Entry(CALLS.slot, "4", Decimal(4))
        saved = save_entries(session, draft.id, draft.version, [four], "amara", NOON)
        explain(session, PLAN, saved, {"k1": "Only four"}, "amara", NOON)
        submit(session, saved.id, "v", "amara", NOON, late=False, concerns=[found])
        set_state(session, PLAN, "fcr", Q4, 1, State.APPROVED, "sam", LATER)
    assert all("four" not in each.text for each in now_in(owing).plan.caveats)


def test_a_figure_of_one_month_does_not_make_its_quarter_a_published_one(store, book):
    january = replace(book.figures[0], period=Period.parse("2022-01"))
    with store.write() as session:
        record_figures(session, PLAN, [january])
    with store.read() as session:
        assert not is_published(session, PLAN, Q4)
        assert is_published(session, PLAN, Q4.previous())
