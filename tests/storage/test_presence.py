"""Who else is at work on a database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from storage.presence import alone_with, is_in_use
from storage.session import StoreFault, open_store

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys, pathlib
from storage.presence import alone_with
with alone_with(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that is a bot on the file."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, tmp_path / "pcp.db"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_bot_on_one_file_is_told_so_in_words(holder, tmp_path):
    with pytest.raises(StoreFault) as told, alone_with(tmp_path / "pcp.db"):
        pass
    assert f"running on {tmp_path}/pcp.db already (process {holder.pid})" in str(told.value)
    assert "PostgreSQL" in str(told.value)


def test_the_lock_ends_with_the_process_that_held_it_however_it_ends(holder, tmp_path):
    holder.kill()
    holder.wait()
    with alone_with(tmp_path / "pcp.db"):
        pass


def test_one_after_the_other_is_well(tmp_path):
    for _ in range(2):
        with alone_with(tmp_path / "pcp.db"):
            pass
    assert (tmp_path / "pcp.db.lock").stat().st_mode & 0o077 == 0


@pytest.mark.only_on("sqlite")
def test_a_file_is_in_use_while_a_bot_runs_on_it(store, holder, tmp_path):
    assert is_in_use(store, tmp_path / "pcp.db")
    assert not is_in_use(store, tmp_path / "other.db")


@pytest.mark.only_on("postgresql")
def test_a_server_says_who_else_is_there(store, url):
    assert not is_in_use(store, None)
    other = open_store(url)
    with other.read() as session:
        session.connection()
        assert is_in_use(store, None)
    other.close()
    with alone_with(None), alone_with(None):
        pass
