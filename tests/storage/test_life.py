"""Whether the process that claimed a delivery is gone, or merely slow."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from storage.life import SignOfLife
from storage.session import StoreFault, open_store
from tests.storage.collected import reminder

ROOT = Path(__file__).parents[2]
LIVING = """
import sys
from storage.life import SignOfLife
from storage.session import open_store
life = SignOfLife(open_store(sys.argv[1]))
life.show()
print(life.name, flush=True)
sys.stdin.read()
"""


def claimed_by(name, number=1):
    return replace(reminder(number), claimant=name, turn=1)


@pytest.fixture
def life(empty):
    sign = SignOfLife(empty)
    sign.show()
    yield sign
    sign.end()


@pytest.fixture
def other(url):
    """Another process, and the name by which it claims."""
    process = subprocess.Popen(
        [sys.executable, "-c", LIVING, url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process, process.stdout.readline().strip()
    process.kill()
    process.communicate()


def gone(life, name, seconds=10):
    until = time.monotonic() + seconds
    while life.is_in_hand(claimed_by(name)) and time.monotonic() < until:
        time.sleep(0.01)
    return not life.is_in_hand(claimed_by(name))


def test_what_a_thread_of_ours_sends_is_in_hand_and_nothing_else_of_ours(life):
    ours, given_up = claimed_by(life.name), claimed_by(life.name, 2)
    with life.at_work_on([ours]):
        assert life.is_in_hand(ours)
        assert not life.is_in_hand(given_up)
    assert not life.is_in_hand(ours)


def test_what_nobody_is_known_to_have_claimed_is_in_nobodys_hand(life):
    assert not life.is_in_hand(claimed_by(""))
    assert not life.is_in_hand(claimed_by("00" * 8))


@pytest.mark.only_on("postgresql")
def test_another_process_is_seen_until_it_is_killed(life, empty, other):
    process, name = other
    assert life.is_in_hand(claimed_by(name))
    process.kill()
    assert gone(life, name)


@pytest.mark.only_on("postgresql")
def test_a_process_that_is_stopped_still_has_its_deliveries_in_hand(life, empty, other):
    process, name = other
    process.send_signal(signal.SIGSTOP)
    time.sleep(0.3)
    assert life.is_in_hand(claimed_by(name))
    process.send_signal(signal.SIGCONT)


@pytest.mark.only_on("postgresql")
def test_a_sign_of_life_is_shown_again_after_the_server_was_restarted(
    life, empty, url, postgresql_server
):
    other = open_store(url)
    watcher = SignOfLife(other)
    assert watcher.is_in_hand(claimed_by(life.name))
    postgresql_server.stop()
    with pytest.raises(StoreFault):
        life.show()
    postgresql_server.start()
    assert not watcher.is_in_hand(claimed_by(life.name))
    life.show()
    assert watcher.is_in_hand(claimed_by(life.name))
    other.close()


@pytest.mark.only_on("postgresql")
def test_an_orderly_end_is_seen_at_once(empty, url):
    other = open_store(url)
    sign, watcher = SignOfLife(empty), SignOfLife(other)
    sign.show()
    assert watcher.is_in_hand(claimed_by(sign.name))
    sign.end()
    assert gone(watcher, sign.name)
    other.close()
