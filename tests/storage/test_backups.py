"""A copy is made while others write, and comes back as it was."""

from __future__ import annotations

import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from bot.delivery import DeliveryState
from storage.backups import backup, keep_aside, restore
from storage.deliveries import claim, deliveries, delivery, owe, sent
from storage.moving import tallies_of
from storage.plans import read_plan
from storage.schema import SchemaState, schema_state
from storage.session import StoreFault, open_store
from storage.tables import ChartFileRow
from tests.storage.collected import CALLS, CONTACT, LATER, NOON, PLAN, drafted, reminder
from tests.storage.filled import fill_every_table


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "kept" / "pcp.backup"


@pytest.fixture
def live(store, url):
    """The file of the store, where it is one."""
    return Path(url.removeprefix("sqlite:///")) if store.kind == "sqlite" else None


def filled(store) -> None:
    with store.write() as session:
        fill_every_table(session)


def test_a_copy_holds_what_the_store_holds_and_is_for_its_owner_alone(store, file):
    filled(store)
    told = backup(store, file)
    assert told == tallies_of(store)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    copy = open_store(f"sqlite:///{file}")
    assert schema_state(copy) is SchemaState.CURRENT
    with copy.read() as session, store.read() as same:
        assert read_plan(session, PLAN) == read_plan(same, PLAN)
    copy.close()


def test_where_nothing_can_be_written_the_folder_is_named(store):
    with pytest.raises(StoreFault, match=r"written beside /proc/kept/pcp\.backup: No such file"):
        backup(store, Path("/proc/kept/pcp.backup"))


def test_a_file_that_is_there_is_not_overwritten(store, file):
    file.parent.mkdir()
    file.write_text("mine")
    with pytest.raises(StoreFault, match="nothing is overwritten"):
        backup(store, file)
    assert file.read_text() == "mine"


def test_a_copy_is_of_one_moment_while_others_write(store, url, file):
    """Each write adds two deliveries at once: a copy has both or neither."""
    ended, wrote = threading.Event(), []

    def write() -> None:
        other = open_store(url)
        while not ended.is_set():
            n = len(wrote)
            with other.write() as session:
                owe(session, PLAN, reminder(2 * n), NOON)
                owe(session, PLAN, reminder(2 * n + 1), NOON)
            wrote.append(n)
        other.close()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        ended.wait(0.5)
        found = backup(store, file)["delivery"].rows
    finally:
        ended.set()
        writer.join(20)
    assert wrote
    assert found % 2 == 0
    assert found <= 2 * len(wrote)


@pytest.mark.only_on("sqlite")
def test_a_copy_comes_back_as_it_was_while_a_bot_has_the_store_open(store, live, file):
    filled(store)
    before = backup(store, file)
    with store.write() as session:
        session.execute(delete(ChartFileRow))
        session.execute(text("DELETE FROM draft_entry"))
    drafted(store, CALLS, CONTACT, unit="roads")
    assert tallies_of(store) != before
    told = restore(file, store, live, NOON - timedelta(days=9999))
    now = tallies_of(store)
    assert now == told
    assert {name for name in now if now[name] != before[name]} <= {"delivery"}
    with store.write() as session:  # it can be written to, by the same connections
        assert owe(session, PLAN, reminder(77), NOON)


@pytest.mark.only_on("postgresql")
def test_a_copy_is_put_into_an_empty_database_and_nowhere_else(store, file, postgresql, tmp_path):
    filled(store)
    before = backup(store, file)
    with pytest.raises(StoreFault, match="not empty"):
        restore(file, store, None, NOON)
    assert tallies_of(store) == before
    url = postgresql.new(tmp_path)
    empty = open_store(url)
    restore(file, empty, None, NOON - timedelta(days=9999))
    assert tallies_of(empty) == before
    empty.close()
    postgresql.done(url)


def test_a_copy_from_either_database_is_put_into_a_new_file(store, file, tmp_path):
    before = backup(store, file)
    new = tmp_path / "new.db"
    other = open_store(f"sqlite:///{new}")
    restore(file, other, new, NOON)
    assert tallies_of(other) == before
    other.close()


@pytest.mark.only_on("sqlite")
def test_what_was_sent_since_the_copy_is_not_sent_again(store, live, file):
    with store.write() as session:
        owe(session, PLAN, reminder(1), NOON)
    backup(store, file)
    with store.write() as session:
        owe(session, PLAN, reminder(2), NOON)
        claim(session, PLAN, LATER)
        for n in (1, 2):
            sent(session, PLAN, reminder(n).key, "D1", f"{n}.0", LATER)
    restore(file, store, live, LATER)
    with store.read() as session:
        assert [delivery(session, PLAN, reminder(n).key).ts for n in (1, 2)] == ["1.0", "2.0"]
        assert {each.state for each in deliveries(session, PLAN)} == {DeliveryState.SENT}


@pytest.mark.only_on("sqlite")
def test_what_was_due_is_looked_for_before_it_is_sent_and_what_is_to_come_waits(
    store, file, tmp_path
):
    with store.write() as session:
        owe(session, PLAN, reminder(1), NOON)
        owe(session, PLAN, reminder(2, due=LATER + timedelta(days=3)), NOON)
    backup(store, file)
    new = tmp_path / "new.db"
    other = open_store(f"sqlite:///{new}")
    restore(file, other, new, LATER)
    with other.write() as session:
        states = {each.key: each.state for each in deliveries(session, PLAN)}
        assert states == {
            reminder(1).key: DeliveryState.CLAIMED,
            reminder(2).key: DeliveryState.PENDING,
        }
        assert claim(session, PLAN, LATER) == ()
    other.close()


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("content", [b"", b"no database at all" * 999])
def test_what_is_no_copy_is_refused_and_nothing_changes(store, live, file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    before = tallies_of(store)
    with pytest.raises(StoreFault):
        restore(file, store, live, NOON)
    assert tallies_of(store) == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.only_on("sqlite")
def test_a_copy_by_a_newer_version_is_refused(store, live, file):
    backup(store, file)
    copy = open_store(f"sqlite:///{file}")
    with copy.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    copy.close()
    with pytest.raises(StoreFault, match="newer PCP bot"):
        restore(file, store, live, NOON)


@pytest.mark.only_on("sqlite")
def test_a_store_that_was_lost_is_made_anew_from_a_copy(store, live, file):
    filled(store)
    before = backup(store, file)
    store.close()
    for each in live.parent.glob("pcp.db*"):
        each.unlink()
    again = open_store(f"sqlite:///{live}")
    restore(file, again, live, NOON - timedelta(days=9999))
    assert tallies_of(again) == before
    assert stat.S_IMODE(live.stat().st_mode) == 0o600
    again.close()


@pytest.mark.only_on("sqlite")
def test_a_copy_that_is_damaged_is_refused(store, live, file):
    filled(store)
    backup(store, file)
    whole = bytearray(file.read_bytes())
    whole[4096 * 3 : 4096 * 9] = b"\xff" * (4096 * 6)
    file.write_bytes(bytes(whole))
    before = tallies_of(store)
    with pytest.raises(StoreFault):
        restore(file, store, live, NOON)
    assert tallies_of(store) == before


@pytest.mark.only_on("sqlite")
def test_what_a_store_held_is_kept_aside_as_it_is(store, live, tmp_path):
    aside = tmp_path / "aside.db"
    keep_aside(live, aside)
    kept = open_store(f"sqlite:///{aside}")
    assert tallies_of(kept) == tallies_of(store)
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    kept.close()
