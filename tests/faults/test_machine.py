"""What the bot stands on gives way: the database, the disk, the clock, its own processor time."""

from __future__ import annotations

import random
import signal
import time
from datetime import timedelta

import pytest

from bot.quarter import Quarter
from storage import submissions
from tests.faults.conftest import Fresh
from tests.faults.field import OPENING, Field, Tally, often, runs
from tests.postgresql import Server


def test_postgresql_restarts(
    fresh: Fresh, chance: random.Random, tally: Tally, postgresql_server: Server
) -> None:
    """PostgreSQL is restarted, in order or by a crash, during reminders."""
    for _ in range(runs(0.3)):
        with fresh() as field:
            field.start(0, 1)
            field.fault("chat.postMessage", "slow", times=40, seconds=0.05)
            field.jump(OPENING)
            field.until(field.standing, seconds=60)
            for _ in range(chance.choice([1, 2])):
                time.sleep(chance.uniform(0, 0.6))
                postgresql_server.stop(chance.choice([signal.SIGINT, signal.SIGQUIT]))
                time.sleep(chance.uniform(0, 1))
                postgresql_server.start()
            field.settle(5)
            tally.add(field)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


def test_a_process_stalls(fresh: Fresh, chance: random.Random, tally: Tally) -> None:
    """A replica is stopped (SIGSTOP) while it sends, for longer than its claim lives."""
    for _ in range(runs(0.3)):
        with fresh() as field:
            field.start(0, 1)
            field.fault("chat.postMessage", "slow", times=40, seconds=0.1)
            field.jump(OPENING)
            field.until(field.standing, seconds=60)
            time.sleep(chance.uniform(0, 0.6))
            field.signal(0, signal.SIGSTOP)
            field.pass_by(300)
            time.sleep(3)
            field.pass_by(300)
            time.sleep(chance.uniform(0, 1))
            field.signal(0, signal.SIGCONT)
            field.settle(5)
            tally.add(field)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


@often
def test_the_clock_jumps(fresh: Fresh, chance: random.Random, tally: Tally) -> None:
    """The bot's clock jumps to and fro by hours while posts are taken and their line dropped."""
    for _ in range(runs(0.3)):
        with fresh() as field:
            field.start(0, 1)
            field.fault("chat.postMessage", "drop_after_accept", times=chance.randint(1, 6))
            field.fault("chat.postMessage", "slow", times=40, seconds=0.05)
            field.jump(OPENING)
            field.until(field.standing, seconds=60)
            right = field.ahead.value
            for _ in range(chance.randint(1, 4)):
                time.sleep(chance.uniform(0, 0.8))
                field.ahead.value = right + chance.uniform(-18, 18) * 3600
            time.sleep(1.5)
            field.jump(OPENING + timedelta(hours=20))  # what was owed ahead of time is due by now
            field.settle(5)
            tally.add(field)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_disk_is_full(fresh: Fresh, chance: random.Random, tally: Tally, kind: str) -> None:
    """The disk is full (SQLite may not grow) during reminders and while a lead sends."""
    for _ in range(runs(0.2)):
        with fresh() as field:
            field.start(0)
            field.jump(OPENING)
            field.until(field.standing, seconds=60)
            time.sleep(chance.uniform(0, 0.5))
            fill_the_disk(field)
            time.sleep(chance.uniform(1, 3))
            field.pages.value = 0
            field.settle(5)
            a_lead_sends_onto_a_full_disk(field)
            field.settle(5)
            tally.add(field)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


def fill_the_disk(field: Field) -> None:
    with field.store.read() as session:
        field.pages.value = session.connection().exec_driver_sql("PRAGMA page_count").scalar()


def a_lead_sends_onto_a_full_disk(field: Field) -> None:
    """Told to try again, with nothing lost; once there is room it is recorded, once."""
    message = field.told("U0WEST")[0]
    field.open("U0WEST", message)
    field.send("U0WEST", {"commitment:target_asb": "Patrols. " * 300})
    fill_the_disk(field)
    told = field.send("U0WEST")
    recorded = revisions_in(field)
    if not recorded:
        assert "try again" in str(told).lower()
        field.post("close", {"as": "U0WEST", "view_id": field.get("view", {"as": "U0WEST"})["id"]})
    field.pages.value = 0
    if not recorded:
        field.send("U0WEST")
    assert len(revisions_in(field)) == 1


def revisions_in(field: Field) -> int:
    with field.store.read() as session:
        return submissions.revisions_of(session, "essex", "west_lpa", Quarter(2021, 4))
