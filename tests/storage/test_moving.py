"""A store is carried to another database and comes out as it went in."""

from __future__ import annotations

import pytest
from sqlalchemy import func, insert, inspect, select, text

from storage import moving
from storage.audit import record, story
from storage.everything import metadata
from storage.moving import move
from storage.plans import read_plan, save_book
from storage.schema import SchemaState, migrate, schema_state
from storage.search import search
from storage.session import StoreFault, open_store
from storage.tables import ChartFileRow
from tests.storage.collected import CALLS, CONTACT, NOON, PLAN, drafted
from tests.storage.conftest import KINDS
from tests.storage.filled import fill_every_table


@pytest.fixture
def target(request, store, tmp_path):
    """An empty database of the other kind."""
    (other,) = set(KINDS) - {store.kind}
    databases = request.getfixturevalue(other)
    url = databases.new(_folder(tmp_path, "target"))
    opened = open_store(url)
    yield opened
    opened.close()
    databases.done(url)


def _folder(where, name):
    folder = where / name
    folder.mkdir()
    return folder


@pytest.fixture
def full(store):
    """A store with something in every table, and a draft that was written by people."""
    drafted(store, CALLS, CONTACT)
    with store.write() as session:
        record(session, PLAN, NOON, "sam", "said", "plan", "naïve", "\u2028 “ ”")
        fill_every_table(session)
    return store


def test_everything_arrives_and_works(full, target, book):
    tallies = move(full, target)
    assert all(each.rows for each in tallies.values())
    assert tallies.keys() == metadata().tables.keys()
    assert schema_state(target) is SchemaState.CURRENT
    with full.read() as before, target.read() as after:
        for ask in (story, read_plan):
            assert ask(after, PLAN) == ask(before, PLAN)
        assert search(after, PLAN, "lantern") == search(before, PLAN, "lantern") != ()


def test_work_goes_on_where_it_ended(store, target, book):
    drafted(store, CALLS)
    move(store, target)
    with target.write() as session:
        record(session, PLAN, NOON, "sam", "moved", "plan")
        assert not save_book(session, book)
    with target.read() as session:
        assert story(session, PLAN, limit=1)[0].what == "moved"
    with pytest.raises(StoreFault, match="append-only"), target.write() as session:
        session.execute(text("DELETE FROM audit"))


def test_there_and_back_again_is_the_same(full, target, databases, tmp_path):
    there = move(full, target)
    home = open_store(databases.new(_folder(tmp_path, "home")))
    try:
        assert move(target, home) == there
    finally:
        home.close()


def test_a_target_with_anything_in_it_is_refused_and_left_alone(full, target):
    migrate(target)
    with target.write() as session:
        row = {"fingerprint": "f", "audience": "C1", "file_id": "F1", "created_at": NOON}
        session.execute(insert(ChartFileRow).values(row))
    with pytest.raises(StoreFault, match="not empty: there are rows in chart_file"):
        move(full, target)
    with target.read() as session:
        assert session.scalar(select(func.count()).select_from(ChartFileRow)) == 1


def test_somebody_elses_database_is_refused(full, target):
    with target.write() as session:
        session.execute(text("CREATE TABLE invoices (id INTEGER)"))
    with pytest.raises(StoreFault, match="not ours"):
        move(full, target)
    with target.read() as session:
        assert inspect(session.connection()).get_table_names() == ["invoices"]


def test_what_arrives_otherwise_is_as_if_it_had_never_arrived(full, target, monkeypatch):
    monkeypatch.setattr(moving, "_count_on", lose_a_line)
    with pytest.raises(StoreFault, match="not what left, in draft_entry"):
        move(full, target)
    assert schema_state(target) is SchemaState.EMPTY


def lose_a_line(session):
    session.execute(text("UPDATE draft_entry SET text = '' WHERE place = 0"))


def test_the_source_is_not_changed(full, target):
    tallies = move(full, target)
    with full.read() as session:
        for name, table in metadata().tables.items():
            counted = session.scalar(select(func.count()).select_from(table))
            assert counted == tallies[name].rows, name
