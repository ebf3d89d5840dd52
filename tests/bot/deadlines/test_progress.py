from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.collection import Calendar
from bot.deadlines import owed_slots, progress_of_unit, state_of
from bot.submission import ANSWERED, Draft, Entry, Revision, State
from tests.bot.deadlines.made import NORTH, PLAN, Q3, Q4, at

USUAL = Calendar()
EARLY, LATE = at("2022-04-05 10:00"), at("2022-06-01 10:00")
FULL = (
    Entry("metric:arrests", "12", Decimal(12)),
    Entry("commitment:hate", "Two events."),
    Entry("commitment:asb", "Patrols."),
)
DRAFT = Draft("d1", "north", Q4, 1, FULL[:1], "U0AMARA", EARLY)
REVISION = Revision("north", Q4, 1, FULL, "U0AMARA", EARLY)
EXEMPT = replace(NORTH, exempt=(Q4,))


def state(draft=None, revision=None, duty=NORTH, now=EARLY, calendar=USUAL) -> State:
    return state_of(duty, Q4, draft, revision, calendar, now)


def progress(draft=None, revision=None, duty=NORTH):
    return progress_of_unit(PLAN, duty, Q4, draft, revision, USUAL, EARLY)


def test_nothing_in_is_not_started_and_missing_once_the_last_chase_is_out():
    assert state() is State.NOT_STARTED
    assert state(now=at("2022-04-28 08:59")) is State.NOT_STARTED
    assert state(now=at("2022-04-28 09:00")) is State.MISSING


def test_where_nobody_is_chased_nothing_in_is_missing_from_the_due_moment_on():
    calendar = Calendar(chase=())
    assert state(now=at("2022-04-25 16:59"), calendar=calendar) is State.NOT_STARTED
    assert state(now=at("2022-04-25 17:00"), calendar=calendar) is State.MISSING


def test_a_draft_counts_from_its_first_answer_on():
    assert state(DRAFT) is State.IN_DRAFT
    assert state(DRAFT, now=LATE) is State.IN_DRAFT
    blank = replace(DRAFT, entries=(Entry("metric:arrests", " "),))
    assert state(blank) is State.NOT_STARTED


def test_an_exempt_unit_owes_nothing_and_may_still_answer():
    assert state(duty=EXEMPT, now=LATE) is State.EXEMPT
    assert state(DRAFT, duty=EXEMPT) is State.EXEMPT
    assert state(revision=replace(REVISION, entries=FULL[:1]), duty=EXEMPT) is State.SUBMITTED
    assert (owed_slots(EXEMPT, Q4), len(owed_slots(EXEMPT, Q3))) == ((), 3)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, State.SUBMITTED),
        ({"late": True}, State.LATE),
        ({"entries": FULL[:2]}, State.PARTLY_IN),
        ({"entries": (*FULL[:2], Entry("commitment:asb", "  "))}, State.PARTLY_IN),
        ({"entries": FULL[:2], "late": True}, State.PARTLY_IN),
        ({"entries": (), "nil": "No operations."}, State.NIL),
        ({"entries": (), "nil": "No operations.", "late": True}, State.NIL),
        ({"state": State.RETURNED}, State.RETURNED),
        ({"state": State.APPROVED}, State.APPROVED),
        ({"entries": FULL[:2], "state": State.APPROVED}, State.APPROVED),
    ],
)
def test_a_revision_is_in_late_part_nil_returned_or_approved(change, expected):
    revision = replace(REVISION, **change)
    assert state(revision=revision) is expected
    assert state(DRAFT, revision, now=LATE) is expected


def test_a_zero_is_an_answer():
    zero = (Entry("metric:arrests", "", Decimal(0)), *FULL[1:])
    assert state(revision=replace(REVISION, entries=zero)) is State.SUBMITTED


def test_progress_says_what_is_owed_what_is_in_and_who_leads():
    part = progress(revision=replace(REVISION, entries=FULL[:2], number=3))
    assert part.owed == ("metric:arrests", "commitment:hate", "commitment:asb")
    assert part.missing == ("commitment:asb",)
    assert (part.leads, part.since, part.revision) == (("amara",), EARLY, 3)


def test_progress_counts_a_draft_only_where_nothing_was_submitted():
    assert progress(DRAFT).answered == ("metric:arrests",)
    assert progress(DRAFT, replace(REVISION, entries=FULL[1:])).answered == (
        "commitment:hate",
        "commitment:asb",
    )
    assert progress().answered == ()


def test_nothing_is_missing_where_there_is_nothing_to_report_or_nothing_is_owed():
    for each in (
        progress(revision=replace(REVISION, entries=(), nil="None.")),
        progress(duty=EXEMPT),
    ):
        assert each.missing == ()
        assert each.state in ANSWERED
