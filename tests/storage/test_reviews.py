from __future__ import annotations

import json
from decimal import Decimal

import pytest

from bot.submission import Concern, Entry, State, Step, StepKind
from storage.audit import story, submission_of
from storage.concerns import concerns_of, explain
from storage.reviews import (
    ReviewMovedOn,
    approve_edited,
    ask,
    decide,
    merged,
    open_comment,
    step_of,
    steps_in,
    steps_of,
)
from storage.submissions import open_draft, revisions_of, save_entries, submit
from tests.storage.collected import CALLS, CONTACT, LATER, NOON, PLAN, Q3, at_once, drafted

FOUND = Concern("k1", CALLS.slot, "change", "Up 20%.", is_fault=False)
SAID = Concern("k2", CONTACT.slot, "sum", "2 + 2 is 4.", is_fault=True, explanation="A slip.")


@pytest.fixture
def sent(store):
    """Revision 1 of the Force Control Room, with what the checks found in it."""
    draft = drafted(store, CALLS, CONTACT)
    with store.write() as session:
        explain(session, PLAN, draft, {SAID.key: SAID.explanation}, "amara", NOON)
        submit(session, draft.id, "view", "amara", NOON, late=False, concerns=[FOUND, SAID])
    return store


def step(kind, id="s1", revision=1, by="sam", **more):
    return Step(id, "fcr", Q3, revision, kind, by, LATER, **more)


def decided(store, one, seen=State.SUBMITTED):
    with store.write() as session:
        return decide(session, PLAN, one, seen)


def standing(store):
    with store.read() as session:
        return revisions_of(session, PLAN, "fcr", Q3)[-1]


def kept(store):
    with store.read() as session:
        return steps_of(session, PLAN, "fcr", Q3)


def test_a_decision_is_kept_with_the_state_it_makes(sent):
    returned = step(StepKind.RETURNED, slot=CALLS.slot, text="Is it <right>?")
    assert decided(sent, returned).state is State.RETURNED
    assert kept(sent) == (returned,)
    with sent.read() as session:
        assert open_comment(session, PLAN, "fcr", Q3) == returned
        assert steps_in(session, PLAN, Q3) == (returned,)
        newest, *_ = story(session, PLAN, submission_of("fcr", Q3))
    assert (newest.who, newest.before) == ("sam", "submitted")
    assert newest.after == "returned: Is it <right>?"


def test_the_same_step_again_changes_nothing(sent):
    approved = step(StepKind.APPROVED)
    assert decided(sent, approved) == decided(sent, approved)
    assert kept(sent) == (approved,)


def test_who_saw_something_else_than_what_stands_writes_nothing(sent):
    decided(sent, step(StepKind.APPROVED))
    with pytest.raises(ReviewMovedOn) as moved:
        decided(sent, step(StepKind.RETURNED, "s2", by="ruth"))
    assert moved.value.revision.state is State.APPROVED
    with pytest.raises(ReviewMovedOn):
        decided(sent, step(StepKind.APPROVED, "s3", revision=7), State.APPROVED)
    assert [each.id for each in kept(sent)] == ["s1"]


def test_of_many_editors_at_once_one_decides(sent, url):
    def one(session, n):
        try:
            decide(session, PLAN, step(StepKind.APPROVED, f"s{n}", by=f"p{n}"), State.SUBMITTED)
        except ReviewMovedOn:
            return False
        return True

    assert sum(at_once(sent, url, one)) == 1
    assert len(kept(sent)) == 1


def test_an_editors_wording_is_the_next_revision_and_the_leads_stays(sent):
    edit = Entry(CALLS.slot, "88,202", Decimal(88202))
    with sent.write() as session:
        made = approve_edited(session, PLAN, step(StepKind.EDITED), State.SUBMITTED, [edit])
    assert (made.number, made.by, made.state) == (2, "sam", State.APPROVED)
    with sent.read() as session:
        first, second = revisions_of(session, PLAN, "fcr", Q3)
        assert concerns_of(session, PLAN, "fcr", Q3, 2) == (SAID,)
    assert first.entries == (CALLS, CONTACT)
    assert second.entries == (Entry(CALLS.slot, "88,202", Decimal(88202), CALLS.links), CONTACT)
    assert [each.revision for each in kept(sent)] == [2]


def test_an_edit_sent_twice_is_one_revision_and_one_that_changes_nothing_is_none(sent):
    one = step(StepKind.EDITED)
    with sent.write() as session:
        made = approve_edited(session, PLAN, one, State.SUBMITTED, [CALLS])
        assert (made.number, made.state) == (1, State.APPROVED)
    assert [each.kind for each in kept(sent)] == [StepKind.APPROVED]


def test_an_edit_tells_the_log_what_was_before_and_what_is(sent):
    with sent.write() as session:
        edit = Entry(CONTACT.slot, "")
        approve_edited(session, PLAN, step(StepKind.EDITED), State.SUBMITTED, [edit])
        lines = story(session, PLAN, submission_of("fcr", Q3))
    line = next(each for each in lines if each.what == "revision 2 edited")
    assert set(json.loads(line.before)) == {CALLS.slot, CONTACT.slot}
    assert set(json.loads(line.after)) == {CALLS.slot}


def test_a_question_and_its_answer_are_on_the_record_once(sent):
    question = step(StepKind.ASKED, "q", text="Why?", to="helen")
    answer = step(StepKind.ANSWERED, "a", by="helen", text="Because.", of="q")
    with sent.write() as session:
        assert ask(session, PLAN, question)
        assert not ask(session, PLAN, question)
        assert ask(session, PLAN, answer)
        assert step_of(session, PLAN, "a") == answer
        assert step_of(session, PLAN, "nothing") is None
    assert kept(sent) == (question, answer)
    assert standing(sent).state is State.SUBMITTED


def test_a_comment_is_open_until_it_is_answered_by_a_new_revision(sent):
    decided(sent, step(StepKind.RETURNED, text="Again, please."))
    with sent.write() as session:
        draft = open_draft(session, PLAN, "fcr", Q3, "amara", LATER)
        save_entries(session, draft.id, draft.version, [Entry(CALLS.slot, "1", 1)], "amara", LATER)
        assert open_comment(session, PLAN, "fcr", Q3)
        submit(session, draft.id, "again", "amara", LATER, late=False)
        assert open_comment(session, PLAN, "fcr", Q3) is None


def test_merging_keeps_links_and_order_and_takes_away_what_was_emptied():
    edits = [Entry("commitment:new", "New."), Entry(CALLS.slot, "1", Decimal(1))]
    first, second, third = merged((CALLS, CONTACT), edits)
    assert (first.slot, first.links, second, third.slot) == (
        CALLS.slot,
        CALLS.links,
        CONTACT,
        "commitment:new",
    )
    assert merged((CALLS, CONTACT), [Entry(CALLS.slot, "  ")]) == (CONTACT,)
