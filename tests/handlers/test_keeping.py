"""The clock seals the log and lets go of what is old, and tells both without a name."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.keeping import let_go_of_the_old, seal_the_log
from storage.audit import record
from storage.forgetting import traces
from storage.sealing import verified


@pytest.fixture
def rooms(quarterly):
    """An office in which somebody who is in the plan no more did something a year ago."""
    rooms = quarterly.house.rooms
    with rooms.store.write() as session:
        record(session, "essex", rooms.now() - timedelta(days=365), "U0GAIL", "asked", "plan")
    return rooms


def knows(rooms, person):
    with rooms.store.read() as session:
        return person in {one for each in traces(session, "essex") for one in each.ids}


def test_lines_are_sealed_and_the_end_of_the_chain_is_told(rooms, caplog):
    caplog.set_level(logging.INFO, "handlers.keeping")
    seal_the_log(rooms)
    with rooms.store.read() as session:
        found = verified(session, "essex")
    assert (found.waiting, found.faults) == (0, ())
    assert f"up to line {found.last.line}: {found.last.chain}" in caplog.text
    caplog.clear()
    seal_the_log(rooms)
    assert not caplog.records


def test_nothing_goes_unless_the_installation_says_so(rooms):
    let_go_of_the_old(rooms)
    assert knows(rooms, "U0GAIL")


def test_what_is_older_than_the_installation_keeps_goes(rooms, caplog):
    caplog.set_level(logging.INFO, "handlers.keeping")
    let_go_of_the_old(replace(rooms, keep_months=13))
    assert knows(rooms, "U0GAIL")
    let_go_of_the_old(replace(rooms, keep_months=11))
    assert not knows(rooms, "U0GAIL")
    assert "people forgotten: 1" in caplog.text
    assert "U0GAIL" not in caplog.text
    with rooms.store.read() as session:
        assert verified(session, "essex").faults == ()
