"""Several real processes on one database, and one of them killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.delivery import DeliveryState
from storage.deliveries import deliveries, doubtful, owe
from storage.submissions import drafts_for, revisions_of
from tests.storage.collected import LATER, NOON, PLAN, Q3, reminder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def worker(url):
    started = []

    def start(sink):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.worker", url, NOON.isoformat(), sink],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for each in started:
        each.kill()
        each.communicate()


def test_two_processes_share_the_work_and_what_a_third_was_killed_over_is_found(
    store, worker, tmp_path
):
    owed = {reminder(n).key for n in range(30)}
    with store.write() as session:
        for n in range(30):
            owe(session, PLAN, reminder(n), NOON)
    sink = tmp_path / "slack"
    lost, *others = worker("-"), worker(str(sink)), worker(str(sink))
    drafts = {each.stdout.readline() for each in (lost, *others)}
    numbers = {_go_on(lost).readline()}
    assert lost.stdout.readline() == "claimed\n"
    lost.kill()
    numbers |= {each.readline() for each in [_go_on(each) for each in others]}
    assert [each.wait(20) for each in others] == [0, 0]

    received = sink.read_text().split()
    with store.read() as session:
        cut_off = {each.key for each in doubtful(session, PLAN, LATER)}
        arrived = {each.key for each in deliveries(session, PLAN, [DeliveryState.SENT])}
        (revision,) = revisions_of(session, PLAN, "fcr", Q3)
        assert drafts_for(session, PLAN, Q3) == {}
    assert (len(drafts), numbers, revision.number) == (1, {"1\n"}, 1)
    assert len(cut_off) == 3
    assert sorted(received) == sorted(arrived) == sorted(owed - cut_off)


def _go_on(process):
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout


NOTING = """
import sys
from datetime import UTC, datetime
from storage.events import first_time
from storage.session import open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
new = 0
for number in range(100):
    with store.write(in_turn=False) as session:
        new += first_time(session, f"Ev{number}", datetime(2022, 1, 4, tzinfo=UTC))
print(new, flush=True)
"""


def test_of_two_processes_that_hear_the_same_events_one_answers_each(store, url):
    started = [
        subprocess.Popen(
            [sys.executable, "-c", NOTING, url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [each.stdout.readline() for each in started] == ["ready\n", "ready\n"]
    counts = [int(each.readline()) for each in [_go_on(each) for each in started]]
    assert sum(counts) == 100
    for each in started:
        each.communicate()
