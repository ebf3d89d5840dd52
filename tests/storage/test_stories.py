from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.analysis import revised
from bot.publication import HappeningKind
from bot.submission import Entry, State, Step, StepKind
from storage.audit import answers_in, every_line, written
from storage.corrections import correct
from storage.figures import figures_for
from storage.plans import read_plan
from storage.reviews import approve_edited, ask, decide
from storage.stories import About, story_of
from storage.submissions import open_draft, save_entries, submit
from tests.storage.collected import CALLS, CONTACT, LATER, NOON, PLAN, Q3, drafted

FCR = About(("fcr",), "calls_999", CALLS.slot)


def lived(store):
    """A return is sent, returned, sent anew, asked about, edited and approved; then the quarter
    is published, and corrected."""

    def sent(number, *entries):
        draft = drafted(store, *entries)
        with store.write() as session:
            submit(session, draft.id, f"v{number}", "amara", NOON, late=False)

    def step(kind, number, **more):
        return Step(f"{kind}{number}", "fcr", Q3, number, kind, "sam", LATER, **more)

    sent(1, CALLS, CONTACT)
    with store.write() as session:
        decide(session, PLAN, step(StepKind.RETURNED, 1, text="Really?"), State.SUBMITTED)
    sent(2, replace(CALLS, text="88,202", value=Decimal(88202)))
    with store.write() as session:
        ask(session, PLAN, step(StepKind.ASKED, 2, text="Why?", to="helen"))
        edit = Entry(CALLS.slot, "88,203", Decimal(88203))
        approve_edited(session, PLAN, step(StepKind.EDITED, 2), State.SUBMITTED, [edit])
    with store.write() as session:
        (figure, *_) = figures_for(session, PLAN, ["calls_999"], ["exampleshire"], Q3.end, Q3.start)
        plan = read_plan(session, PLAN)
        after, caveat = revised(plan, figure, Decimal(9), "A slip.", "sam", date(2022, 5, 1))
        correct(session, PLAN, Q3, figure, after, caveat, LATER, "A slip.")


def told(store, about, limit=100):
    with store.read() as session:
        return story_of(session, PLAN, about, (Q3,), limit)


def test_the_story_of_a_figure_is_told_in_order_with_before_and_after(store):
    lived(store)
    kinds = HappeningKind
    assert [(h.kind, h.number, h.before, h.after) for h in told(store, FCR)] == [
        (kinds.SENT, 1, "", "88,220"),
        (kinds.RETURNED, 1, "", "Really?"),
        (kinds.SENT, 2, "88,220", "88,202"),
        (kinds.ASKED, 0, "helen", "Why?"),
        (kinds.EDITED, 3, "88,202", "88,203"),
        (kinds.APPROVED, 3, "", ""),
        (kinds.PUBLISHED, 1, "", ""),
        (kinds.CORRECTED, 0, "88221", "9: A slip."),
        (kinds.PUBLISHED, 2, "", "A slip."),
    ]


def test_the_story_of_an_update_leaves_out_revisions_that_left_it_as_it_was(store):
    lived(store)
    about = About(("fcr",), slot=CONTACT.slot)
    sent = [h for h in told(store, about) if h.kind in (HappeningKind.SENT, HappeningKind.EDITED)]
    assert [(h.number, h.after) for h in sent] == [(1, CONTACT.text)]


def test_drafts_are_their_writers_own_and_in_the_log_all_the_same(store):
    lived(store)
    with store.write() as session:
        draft = open_draft(session, PLAN, "north_lpa", Q3, "amara", NOON)
        secret = Entry("metric:vwi_solved", "1", Decimal(1))
        save_entries(session, draft.id, draft.version, [secret], "amara", NOON)
    assert not [h for h in told(store, About(("north_lpa",))) if h.about == "north_lpa"]
    with store.read() as session:
        said = [line.what for _, line in every_line(session, PLAN, beginning="submission:")]
    assert "draft saved" in said


def test_the_newest_lines_are_kept_where_there_are_too_many(store):
    lived(store)
    assert [h.kind for h in told(store, FCR, limit=2)] == [
        HappeningKind.CORRECTED,
        HappeningKind.PUBLISHED,
    ]


def test_answers_are_read_as_they_were_written_and_other_text_is_none():
    assert answers_in(written([CALLS, CONTACT])) == {
        CALLS.slot: CALLS.text,
        CONTACT.slot: CONTACT.text,
    }
    for text in ("", "nothing to report: {}", "[1]", '{"a": 1}', '{"a": []}', "3"):
        assert answers_in(text) == {}
