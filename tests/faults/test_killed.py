"""The bot's processes are killed (SIGKILL) at random instants, again and again."""

from __future__ import annotations

import json
import random
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.quarter import Quarter
from bot.submission import Draft, Revision
from storage import submissions
from tests.faults.conftest import Fresh
from tests.faults.digest import in_order, publish
from tests.faults.field import OPENING, Field, Tally, often, runs

Q4 = Quarter(2021, 4)


def kill_some(field: Field, chance: random.Random, within: float = 0.7) -> None:
    """Kill one of two replicas, or both, soon after the first message stands; then have two."""
    field.until(field.standing, seconds=60)
    for _ in range(chance.choice([1, 1, 2, 3])):
        time.sleep(chance.uniform(0, within))
        if not field.replicas:
            break
        victim = chance.choice(list(field.replicas))
        field.kill(victim)
        if chance.random() < 0.3:
            field.start(victim, wait=False)
    field.start(*({0, 1} - field.replicas.keys()))


def test_reminders(fresh: Fresh, chance: random.Random, tally: Tally) -> None:
    """SIGKILL during reminders, two replicas on PostgreSQL."""
    for _ in range(runs()):
        with fresh() as field:
            field.start(0, 1)
            field.fault("chat.postMessage", "slow", times=40, seconds=0.1)
            field.jump(OPENING)
            kill_some(field, chance)
            field.settle()
            tally.add(field)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


@often
def test_reminders_where_history_may_not_be_read(
    fresh: Fresh, chance: random.Random, tally: Tally
) -> None:
    """SIGKILL during reminders, two replicas, history closed to the bot."""
    for _ in range(runs()):
        with fresh() as field:
            field.start(0, 1)
            field.fault("chat.postMessage", "slow", times=40, seconds=0.1)
            field.fault("conversations.history", "error", error="missing_scope", times=9999)
            field.jump(OPENING)
            kill_some(field, chance)
            field.settle()
            tally.add(field)
    assert (tally.lost, tally.doubled) == (0, 0)


@pytest.mark.parametrize("kind", [pytest.param("sqlite", marks=often), "postgresql"])
def test_submissions(fresh: Fresh, chance: random.Random, tally: Tally, kind: str) -> None:
    """SIGKILL between a lead's Send and the receipt; who is told that it failed sends again."""
    replicas = [0, 1] if kind == "postgresql" else [0]
    for _ in range(runs(0.5)):
        with fresh() as field:
            field.start(*replicas)
            field.jump(OPENING)
            field.until(lambda f=field: f.is_settled(5), seconds=60)
            fill_in(field)
            answer = send_and_kill(field, chance)
            kept = draft_of(field) is not None
            field.start(*(set(replicas) - field.replicas.keys()))
            if not answer.get("closed"):
                assert kept or revisions_of(field)
                field.until(lambda f=field: is_sent(f), seconds=60)
            field.settle()
            tally.add(field)
            tally.more["told to send again"] += not answer.get("closed")
            tally.more["recorded"] += len(revisions_of(field))
            receipts = [m for m in field.told("U0WEST") if m["text"].startswith("Received")]
            assert len(receipts) == len(revisions_of(field)) == 1
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


def fill_in(field: Field) -> None:
    message = field.until(lambda: field.told("U0WEST"), seconds=30)[0]
    field.open("U0WEST", message)
    field.send("U0WEST", {"commitment:target_asb": "Patrols."})


def send_and_kill(field: Field, chance: random.Random) -> dict[str, Any]:
    """Press Send, and kill all or one of the replicas within a tenth of a second or so."""
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(field.send, "U0WEST")
        time.sleep(chance.uniform(0, 0.12))
        for name in list(field.replicas)[: chance.choice([1, 2, 2])]:
            field.kill(name)
        try:
            return dict(sending.result(timeout=30))
        except urllib.error.HTTPError as told:  # Slack says that the app did not answer
            return dict(json.loads(told.read()))


def is_sent(field: Field) -> bool:
    """Send once more; a replica that has just started may be too slow for Slack."""
    try:
        return bool(field.send("U0WEST"))
    except urllib.error.HTTPError:
        return False


def draft_of(field: Field) -> Draft | None:
    with field.store.read() as session:
        return submissions.draft_of(session, "essex", "west_lpa", Q4)


def revisions_of(field: Field) -> tuple[Revision, ...]:
    with field.store.read() as session:
        return submissions.revisions_of(session, "essex", "west_lpa", Q4)


@often
def test_digests(fresh: Fresh, chance: random.Random, tally: Tally) -> None:
    """SIGKILL during a quarter's digest in two channels, two replicas."""
    for _ in range(runs(0.1)):
        with fresh() as field:
            parts = publish(field)
            field.start(0, 1)
            kill_some(field, chance, within=4)
            field.settle(2 * parts, seconds=240)
            tally.add(field)
            assert in_order(field, "C0PCP", parts)
            assert in_order(field, "C0CHIEFS", parts)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)
