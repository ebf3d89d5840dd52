"""Replicas come and go while there is work to do."""

from __future__ import annotations

import random
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor

from tests.faults.conftest import Fresh
from tests.faults.digest import CHANNELS, in_order, publish
from tests.faults.field import OPENING, Field, Tally, often, runs


@often
def test_a_second_replica_starts_during_a_digest(
    fresh: Fresh, chance: random.Random, tally: Tally
) -> None:
    """A second replica starts during a digest."""
    for _ in range(runs(0.05)):
        with fresh() as field:
            parts = publish(field)
            field.start(0)
            field.until(field.standing, seconds=60)
            time.sleep(chance.uniform(0, 3))
            field.start(1)
            field.settle(2 * parts, seconds=240)
            tally.add(field)
            assert all(in_order(field, channel, parts) for channel in CHANNELS)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


def test_a_replica_is_replaced_while_people_ask(
    fresh: Fresh, chance: random.Random, tally: Tally
) -> None:
    """A new replica starts and the old one gets SIGTERM, while people ask and reminders go out."""
    for _ in range(runs(0.2)):
        with fresh() as field:
            field.start(0)
            field.fault("chat.postMessage", "slow", times=40, seconds=0.05)
            field.jump(OPENING)
            with ThreadPoolExecutor(2) as pool:
                asking = pool.submit(keep_asking, field, chance)
                field.until(field.standing, seconds=60)
                field.start(1)
                time.sleep(chance.uniform(0, 1))
                assert field.terminate(0) == 0
                told, refused = asking.result(60)
            field.settle(5)
            tally.add(field)
            tally.more["questions"] += told + refused
            tally.more["not taken, and the asker told"] += refused
            answers = field.until(lambda f=field, n=told: (a := answers_in(f)) >= n and a)
            tally.more["answers too many"] += answers - told
            assert told <= answers <= told + refused  # an ack may be lost, and the work done
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)
    assert tally.more["not taken, and the asker told"] <= tally.runs


def keep_asking(field: Field, chance: random.Random) -> tuple[int, int]:
    """Ask for some seconds: how many questions were taken, and of how many Slack said that the
    app did not answer."""
    taken = refused = 0
    until = time.monotonic() + 8
    while time.monotonic() < until:
        time.sleep(chance.uniform(0, 0.2))
        try:
            field.command("U0EDITOR", "/pcp help")
            taken += 1
        except urllib.error.HTTPError:
            refused += 1
    return taken, refused


def answers_in(field: Field) -> int:
    said = field.running.desk.world.messages("C0PCP")
    return sum(each.by_bot and each.only_for == "U0EDITOR" for each in said)
