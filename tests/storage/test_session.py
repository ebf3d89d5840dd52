from __future__ import annotations

import logging
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import insert, text

from storage.audit import record, story
from storage.charts import chart_file, remember_chart
from storage.schema import migrate
from storage.search import search
from storage.session import StoreFault, open_store
from storage.tables_collecting import AuditRow

TYPED = "jane doe"
NOON = datetime(2022, 1, 4, 12, tzinfo=UTC)


def test_the_file_and_its_companions_are_for_their_owner_alone(tmp_path):
    path = tmp_path / "var" / "pcp.db"
    store = open_store(f"sqlite:///{path}")
    with store.write() as session:
        session.execute(text("CREATE TABLE something (id INTEGER)"))
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    store.close()
    assert modes == dict.fromkeys(["pcp.db", "pcp.db-wal", "pcp.db-shm"], 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_whoever_opens_the_store_again_leaves_the_locks_of_who_has_it_open(tmp_path):
    """Else the next process to leave takes the log away from under whoever is at work."""
    url = f"sqlite:///{tmp_path / 'pcp.db'}"
    store = open_store(url)
    migrate(store)
    open_store(url).close()
    visitor = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM plan')"
    subprocess.run([sys.executable, "-c", visitor, tmp_path / "pcp.db"], check=True)
    assert (tmp_path / "pcp.db-wal").exists()
    store.close()


@pytest.mark.only_on("sqlite")
def test_foreign_keys_are_kept_and_the_log_is_written_ahead(empty):
    with empty.read() as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA busy_timeout")) == 10_000


@pytest.mark.only_on("postgresql")
def test_nobody_waits_for_ever_and_time_is_utc(empty):
    with empty.read() as session:
        for name, value in {
            "TimeZone": "UTC",
            "synchronous_commit": "on",
            "lock_timeout": "10s",
            "idle_in_transaction_session_timeout": "30s",
            "transaction_isolation": "repeatable read",
        }.items():
            assert session.scalar(text(f"SHOW {name}")) == value
    with empty.write() as session:
        assert session.scalar(text("SHOW transaction_isolation")) == "read committed"


@pytest.mark.only_on("postgresql")
def test_a_server_that_was_started_again_is_not_noticed(empty, postgresql_server):
    with empty.write() as session:
        remember_chart(session, "f", "C1", "F1", NOON)
    postgresql_server.stop()
    postgresql_server.start()
    with empty.read() as session:
        assert chart_file(session, "f", "C1") == "F1"


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_known_by_each_of_its_names(empty, url, scheme):
    other = open_store(url.replace("postgresql", scheme, 1))
    with other.read() as session:
        assert session.scalar(text("SELECT 1")) == 1
    other.close()


@pytest.mark.only_on("postgresql")
def test_a_character_that_postgresql_does_not_know_costs_nobody_their_words(store):
    with store.write() as session:
        record(session, "exampleshire", NOON, "sam", "said", "plan", after="before\0after")
    with store.read() as session:
        assert story(session, "exampleshire")[0].after == "before�after"


@pytest.mark.only_on("postgresql")
def test_a_server_that_is_gone_is_told_in_one_line(tmp_path):
    store = open_store(f"postgresql://pcp:secret@/pcp?host={tmp_path}")
    with pytest.raises(StoreFault, match=r"refused: .*failed") as told, store.read() as session:
        session.execute(text("SELECT 1"))
    assert "\n" not in str(told.value)
    assert "secret" not in str(told.value)


def test_a_write_that_fails_leaves_no_trace(empty):
    def remember_and_fail() -> None:
        with empty.write() as session:
            remember_chart(session, "f", "C1", "F1", NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        remember_and_fail()
    with empty.read() as session:
        assert chart_file(session, "f", "C1") is None


def test_what_is_written_while_reading_leaves_no_trace(empty):
    with empty.read() as session:
        remember_chart(session, "f", "C1", "F1", NOON)
    with empty.read() as session:
        assert chart_file(session, "f", "C1") is None


def test_a_reader_sees_one_state_while_another_writes(empty):
    with empty.read() as reader:
        assert chart_file(reader, "f", "C1") is None
        with empty.write() as writer:
            remember_chart(writer, "f", "C1", "F1", NOON)
        assert chart_file(reader, "f", "C1") is None
    with empty.read() as reader:
        assert chart_file(reader, "f", "C1") == "F1"


def test_writers_wait_for_each_other(empty):
    def remember(name: str) -> None:
        for number in range(10):
            with empty.write() as session:
                known = chart_file(session, "count", "C1") or "0"
                remember_chart(session, "count", "C1", str(int(known) + 1), NOON)
                remember_chart(session, f"{name}{number}", "C1", "F", NOON)

    threads = [Thread(target=remember, args=(name,)) for name in "abcd"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with empty.read() as session:
        assert chart_file(session, "count", "C1") == "40"


def test_a_reference_to_nothing_is_refused_at_the_end_of_the_transaction(store):
    with pytest.raises(StoreFault, match="FOREIGN KEY"), store.write() as session:
        session.execute(text("DELETE FROM metric"))
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM metric")) == 3


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "cannot be used"),
        ("no url", "cannot be used"),
        ("oracle9://x", "cannot be used"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////proc/nowhere/pcp.db", "cannot be opened"),
        ("sqlite:////tmp", "cannot be opened"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_plain_words(url, words):
    with pytest.raises(StoreFault, match=words):
        open_store(url)


def test_a_file_that_is_no_database_is_refused_in_plain_words(tmp_path: Path):
    (tmp_path / "pcp.db").write_text("a shopping list " * 100)
    store = open_store(f"sqlite:///{tmp_path}/pcp.db")
    with pytest.raises(StoreFault, match="not a database"), store.read() as session:
        session.execute(text("SELECT 1 FROM plan"))
    store.close()


def test_what_was_typed_stands_in_no_fault_and_so_in_no_log(store, caplog):
    with store.write() as session:
        session.execute(text("DROP TABLE search_entry"))
    try:
        with store.read() as session:
            search(session, "exampleshire", TYPED)
    except StoreFault:
        logging.getLogger("tests").exception("a search failed")
    assert "the database refused" in caplog.text
    assert "search_entry" in caplog.text
    assert "jane" not in caplog.text


def test_a_row_that_is_refused_is_not_quoted(store, caplog):
    row = {"plan": None, "at": NOON, "who": "x", "what": "x", "subject": "x"}
    try:
        with store.write() as session:
            session.execute(insert(AuditRow).values(**row, before=TYPED, after=""))
    except StoreFault:
        logging.getLogger("tests").exception("a line was refused")
    assert "the database refused" in caplog.text
    assert "jane" not in caplog.text
