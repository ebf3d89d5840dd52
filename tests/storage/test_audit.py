from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert, text

from bot.submission import Absence, Cover, Entry, Snooze, State
from storage import deliveries as outbox
from storage.audit import AuditLine, record, story, submission_of
from storage.covering import hand_back, hand_over, set_absence, set_snooze
from storage.session import StoreFault
from storage.submissions import (
    DraftMovedOn,
    open_draft,
    reopen,
    save_entries,
    set_state,
    submit,
    submit_nil,
)
from storage.tables_collecting import AuditRow
from tests.storage.collected import CALLS, LATER, NOON, PLAN, Q3, drafted, reminder


def lines(store, subject=None, **more):
    with store.read() as session:
        return story(session, PLAN, subject, **more)


def said(store, subject):
    """Who did what, oldest first."""
    return [(each.who, each.what) for each in reversed(lines(store, subject))]


def test_a_line_comes_back_as_it_was_recorded(store):
    with store.write() as session:
        record(session, PLAN, NOON, "sam", "loaded", "plan", "old", "new")
    assert lines(store) == (AuditLine(NOON, "sam", "loaded", "plan", "old", "new"),)


def test_the_newest_lines_come_first_and_no_more_than_asked_for(store):
    with store.write() as session:
        for n in range(5):
            record(session, PLAN, NOON, "sam", str(n), "a" if n % 2 else "b")
    assert [each.what for each in lines(store, limit=2)] == ["4", "3"]
    assert [each.what for each in lines(store, "a")] == ["3", "1"]
    with store.read() as session:
        assert story(session, "neighbourshire") == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'somebody else'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE number = 1",
        "INSERT INTO audit SELECT * FROM audit WHERE 1=1 ON CONFLICT (number) DO UPDATE SET who=''",
    ],
)
def test_the_database_refuses_to_change_or_forget_a_line(store, statement):
    _refuses(store, statement)


@pytest.mark.only_on("sqlite")
def test_sqlite_refuses_to_replace_a_line(store):
    _refuses(store, "INSERT OR REPLACE INTO audit SELECT * FROM audit")


@pytest.mark.only_on("postgresql")
def test_postgresql_refuses_to_empty_the_log(store):
    _refuses(store, "TRUNCATE audit")


def _refuses(store, statement):
    with store.write() as session:
        record(session, PLAN, NOON, "sam", "loaded", "plan")
    before = lines(store)
    with pytest.raises(StoreFault, match="append-only"), store.write() as session:
        session.execute(text(statement))
    assert lines(store) == before


def test_what_is_undone_leaves_no_line(store):
    def open_and_fail() -> None:
        with store.write() as session:
            open_draft(session, PLAN, "fcr", Q3, "amara", NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_and_fail()
    assert lines(store) == ()


def test_a_submission_tells_its_story(store):
    held = drafted(store, CALLS)
    with store.write() as session:
        submit(session, held.id, "V1", "amara", NOON, late=True)
        submit(session, held.id, "V1", "amara", NOON, late=True)
        set_state(session, PLAN, "fcr", Q3, 1, State.RETURNED, "sam", NOON, why="Which calls?")
        reopen(session, PLAN, "fcr", Q3, "dan", NOON)
        submit_nil(session, PLAN, "fcr", Q3, "None.", "B1", "dan", NOON, late=False)
        hand_over(session, PLAN, Cover("fcr", Q3, "amara", "dan", NOON))
        hand_back(session, PLAN, "fcr", Q3, "dan", NOON)
    assert said(store, submission_of("fcr", Q3)) == [
        ("amara", "draft opened"),
        ("amara", "draft saved"),
        ("amara", "revision 1 submitted late"),
        ("sam", "revision 1"),
        ("dan", "draft opened"),
        ("dan", "revision 2 submitted"),
        ("amara", "handed over"),
        ("dan", "handed back"),
    ]
    nil, returned = (lines(store, submission_of("fcr", Q3))[n] for n in (2, 4))
    assert nil.after == "nothing to report: None."
    assert (returned.before, returned.after) == ("submitted", "returned: Which calls?")


def test_what_a_save_replaced_is_kept(store):
    held = drafted(store, CALLS)
    with store.write() as session:
        changed = [Entry(CALLS.slot, "“1”", Decimal(1)), Entry("commitment:contact", "Words.")]
        save_entries(session, held.id, 1, changed, "amara", LATER)
    newest = lines(store)[0]
    assert json.loads(newest.before) == {CALLS.slot: [CALLS.text, *CALLS.links]}
    assert json.loads(newest.after) == {CALLS.slot: ["“1”"], "commitment:contact": ["Words."]}


def test_a_save_that_is_refused_or_changes_nothing_leaves_no_line(store):
    held = drafted(store, CALLS)
    before = lines(store)
    with store.write() as session:
        save_entries(session, held.id, 1, [CALLS], "amara", LATER)
        with pytest.raises(DraftMovedOn):
            save_entries(session, held.id, 0, [Entry(CALLS.slot, "1")], "sam", LATER)
    assert lines(store) == before


def test_a_person_tells_when_they_are_away_and_when_they_want_peace(store):
    with store.write() as session:
        set_absence(session, PLAN, Absence("amara", date(2022, 1, 7)), NOON)
        set_absence(session, PLAN, Absence("amara", date(2022, 1, 8)), NOON)
        set_snooze(session, PLAN, Snooze("amara", Q3, LATER), NOON)
        set_snooze(session, PLAN, Snooze("amara", Q3, LATER), NOON)
    assert said(store, "person:amara") == [
        ("amara", "away until"),
        ("amara", "away until"),
        ("amara", "remind of 2021/22-Q3 later"),
    ]
    assert (lines(store)[1].before, lines(store)[1].after) == ("2022-01-07", "2022-01-08")


def test_a_delivery_tells_its_story(store):
    key = reminder(1).key
    with store.write() as session:
        outbox.owe(session, PLAN, reminder(1), NOON)
        outbox.owe(session, PLAN, reminder(1), NOON)
        outbox.claim(session, PLAN, NOON)
        outbox.pend_again(session, PLAN, key, NOON, "ratelimited")
        outbox.claim(session, PLAN, NOON)
        outbox.sent(session, PLAN, key, "D1", "1.1", NOON)
        outbox.sent(session, PLAN, key, "D1", "1.1", NOON)
    told = [what for _, what in said(store, f"delivery:{key}")]
    assert told == ["owed", "claimed", "pending", "claimed", "sent"]
    assert lines(store)[2].after == "ratelimited"


def test_a_line_keeps_its_place_when_others_follow(store):
    with store.write() as session:
        for n in range(3):
            record(session, PLAN, NOON, "sam", str(n), "plan")
    row = {"plan": PLAN, "at": NOON, "who": "x", "what": "x", "subject": "x"}
    with pytest.raises(StoreFault, match=r"append-only|UNIQUE"), store.write() as session:
        session.execute(insert(AuditRow).values(**row, number=2, before="", after=""))
    assert [each.what for each in lines(store)] == ["2", "1", "0"]
