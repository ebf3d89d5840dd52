"""The seals on the audit log: what they let pass, and what they find out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from storage.audit import record
from storage.sealing import FORGOT, seal, verified
from storage.session import StoreFault
from tests.storage.collected import NOON, PLAN, at_once


@pytest.fixture
def sealed(store):
    """A log of five lines that were sealed."""
    with store.write() as session:
        for n in range(5):
            record(session, PLAN, NOON, "amara", f"step {n}", f"plan:{n}", "naïve", "1 < 2")
        seal(session, PLAN)
    return store


@pytest.fixture
def unguarded(sealed):
    """A database whose owner has taken away what refuses to change the log."""
    with sealed.write() as session:
        for table in ("audit", "audit_seal"):
            for name in _triggers(session, table):
                on = "" if sealed.kind == "sqlite" else f" ON {table}"
                session.execute(text(f"DROP TRIGGER {name}{on}"))
    return sealed


def _triggers(session, table):
    if session.connection().dialect.name == "sqlite":
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :of"
    else:
        names = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE relname = :of AND NOT tgisinternal"
        )
    return list(session.scalars(text(names), {"of": table}))


def verdict(store, known=None):
    with store.read() as session:
        return verified(session, PLAN, known)


def did(store, *statements):
    with store.write() as session:
        for each in statements:
            session.execute(text(each))


def test_a_log_as_it_was_written_holds(sealed):
    found = verdict(sealed)
    assert (found.sealed, found.waiting, found.forgotten, found.faults) == (5, 0, 0, ())
    assert found.last.line == 5


def test_a_line_waits_until_it_is_sealed_and_goes_on_with_the_chain(sealed):
    first = verdict(sealed).last
    with sealed.write() as session:
        record(session, PLAN, NOON, "sam", "later", "plan")
    assert verdict(sealed).waiting == 1
    with sealed.write() as session:
        assert seal(session, PLAN) != first
        assert seal(session, PLAN) is None
    found = verdict(sealed, first)
    assert (found.sealed, found.waiting, found.faults) == (6, 0, ())


def test_an_empty_log_holds(store):
    assert verdict(store).last is None
    with store.write() as session:
        assert seal(session, "neighbourshire") is None


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET who = 'priya' WHERE number = 3", "line 3 was changed"),
        ("UPDATE audit SET after = '1 <  2' WHERE number = 5", "line 5 was changed"),
        ("UPDATE audit SET at = '2022-01-04 12:00:01.000000' WHERE number = 1", "line 1 was"),
        ("DELETE FROM audit WHERE number = 2", "line 2 was removed"),
        ("DELETE FROM audit_seal WHERE place = 2", "seals are missing before the one of line 3"),
        ("DELETE FROM audit_seal WHERE place = 1", "seals are missing before the one of line 2"),
        ("UPDATE audit_seal SET digest = chain WHERE place = 4", "the chain breaks at line 4"),
        ("DELETE FROM audit_salt WHERE line = 4", "line 4 has no salt"),
    ],
)
def test_what_the_owner_of_the_database_does_to_a_line_is_found_out(unguarded, statement, fault):
    did(unguarded, statement)
    found = verdict(unguarded).faults
    assert any(fault in each for each in found), found


def test_two_lines_that_changed_places_are_found_out(unguarded):
    did(
        unguarded,
        "UPDATE audit SET number = 100 WHERE number = 2",
        "UPDATE audit SET number = 2 WHERE number = 3",
        "UPDATE audit SET number = 3 WHERE number = 100",
    )
    assert verdict(unguarded).faults == ("line 2 was changed", "line 3 was changed")


def test_an_end_that_was_cut_off_is_found_out_by_whoever_noted_it(unguarded):
    known = verdict(unguarded).last
    did(
        unguarded,
        "DELETE FROM audit WHERE number = 5",
        "DELETE FROM audit_seal WHERE line = 5",
        "DELETE FROM audit_salt WHERE line = 5",
    )
    assert verdict(unguarded).faults == ()
    assert verdict(unguarded, known).faults == ("line 5 has not the seal that was noted",)
    assert verdict(unguarded, replace(known, chain="0" * 64)).faults


def test_no_more_faults_are_told_than_somebody_reads(unguarded):
    with unguarded.write() as session:
        for n in range(40):
            record(session, PLAN, NOON, "amara", f"more {n}", "plan")
        seal(session, PLAN)
    did(unguarded, "UPDATE audit SET who = 'nobody'")
    assert len(verdict(unguarded).faults) == 20


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_seal SET chain = digest",
        "DELETE FROM audit_seal",
        "UPDATE audit SET who = 'forgotten'",
        "UPDATE audit SET at = at",
    ],
)
def test_the_database_refuses_to_change_seals_and_what_is_sealed(sealed, statement):
    with pytest.raises(StoreFault, match="append-only"):
        did(sealed, statement)


def test_a_line_without_its_salt_may_lose_its_person_and_nothing_else(sealed):
    did(sealed, "DELETE FROM audit_salt WHERE line = 2")
    did(sealed, "UPDATE audit SET who = 'forgotten' WHERE number = 2")
    for statement in ("number = 7", "at = '2020-01-01 00:00:00.000000'"):
        with pytest.raises(StoreFault, match="append-only"):
            did(sealed, f"UPDATE audit SET {statement} WHERE number = 2")
    assert verdict(sealed).faults == (
        "line 2 has no salt, and no line says that its person was forgotten",
    )
    with sealed.write() as session:
        record(session, PLAN, NOON, "it", FORGOT, "person:forgotten", after="2")
    found = verdict(sealed)
    assert (found.faults, found.forgotten) == ((), 1)


def test_replicas_that_seal_at_once_seal_each_line_once(sealed, url):
    def log_and_seal(session, n):
        record(session, PLAN, NOON, "amara", f"at once {n}", "plan")
        return seal(session, PLAN)

    at_once(sealed, url, log_and_seal)
    found = verdict(sealed)
    assert (found.sealed, found.waiting, found.faults) == (17, 0, ())
