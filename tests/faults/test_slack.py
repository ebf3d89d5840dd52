"""Slack misbehaves while two replicas send what is owed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.delivery import DeliveryState
from practice import server
from storage.backlog import wanting
from tests.faults.conftest import Fresh
from tests.faults.digest import CHANNELS, in_order, publish
from tests.faults.field import OPENING, Field, Tally, often, runs
from tests.faults.wire import Wire

Trouble = Callable[[Field, random.Random], None]


def dropped(field: Field, chance: random.Random) -> None:
    field.fault("chat.postMessage", "drop_after_accept", times=chance.randint(1, 8))


def limited(field: Field, chance: random.Random) -> None:
    for _ in range(chance.randint(3, 12)):
        wait, times = chance.choice([0, 1, 2, 10, 60]), chance.randint(1, 4)
        field.fault("chat.postMessage", "rate_limited", times=times, retry_after=wait)


def broken(field: Field, chance: random.Random) -> None:
    field.fault("chat.postMessage", "server_error", times=chance.randint(1, 8))


def slow_and_broken(field: Field, chance: random.Random) -> None:
    for _ in range(6):
        chance.choice([dropped, limited, broken])(field, chance)
    field.fault("chat.postMessage", "slow", times=3, seconds=chance.uniform(0.1, 1))
    field.fault("conversations.history", "error", error="internal_error", times=2)


_RARE = [pytest.param(each, marks=often) for each in (dropped, limited, broken)]


@pytest.mark.parametrize("trouble", [*_RARE, slow_and_broken])
def test_reminders(fresh: Fresh, chance: random.Random, tally: Tally, trouble: Trouble) -> None:
    """Slack takes posts and drops the line, answers 429, 500, or all of these."""
    for _ in range(runs(0.3)):
        with fresh() as field:
            field.start(0, 1)
            trouble(field, chance)
            field.jump(OPENING)
            field.settle(5, seconds=180)
            tally.add(field)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


@often
def test_where_history_may_not_be_read_each_doubt_is_shown_to_an_admin(
    fresh: Fresh, chance: random.Random, tally: Tally
) -> None:
    """Slack takes posts and drops the line, history closed to the bot."""
    for _ in range(runs(0.3)):
        with fresh() as field:
            field.start(0, 1)
            dropped(field, chance)
            field.fault("conversations.history", "error", error="missing_scope", times=9999)
            field.jump(OPENING)
            field.settle(5)
            tally.add(field)
            unknown = {each.key for each in field.owed() if each.state is DeliveryState.UNKNOWN}
            with field.store.read() as session:
                shown = {each.key for each in wanting(session, "essex", OPENING)}
            assert unknown == shown != set()
    assert (tally.lost, tally.doubled) == (0, 0)


@often
def test_a_file_that_is_never_ready(fresh: Fresh, tally: Tally) -> None:
    """Slack never gets ready to show a chart, during a digest."""
    for _ in range(runs(0.02)):
        with fresh() as field:
            field.post("files", {"delay": 100_000})
            parts = publish(field)
            field.start(0, 1)
            field.settle(2 * parts, seconds=400)
            tally.add(field)
            assert all(in_order(field, channel, parts) for channel in CHANNELS)
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


@often
def test_the_line_goes_dead(fresh: Fresh, chance: random.Random, tally: Tally) -> None:
    """The line to Slack goes dead silently during reminders, and comes back."""
    for _ in range(runs(0.03)):
        with fresh() as field:
            wire = behind_a_wire(field)
            field.start(0, 1)
            field.jump(OPENING)
            field.until(field.standing, seconds=60)
            time.sleep(chance.uniform(0, 0.5))
            wire.dead.set()
            time.sleep(5)
            wire.dead.clear()
            field.settle(5, seconds=180)
            tally.add(field)
            field.until(lambda f=field: answered(f), seconds=60)
            wire.close()
    assert (tally.lost, tally.doubled, tally.doubtful) == (0, 0, 0)


def behind_a_wire(field: Field) -> Wire:
    """Let the bot reach Slack by a wire only, for calls and for the socket."""
    desk: server.Desk = field.running.desk
    wire = Wire(int(desk.url.rpartition(":")[2]))
    desk.url = f"http://127.0.0.1:{wire.port}"
    field.settings = replace(field.settings, slack_api_url=f"{desk.url}/api/")
    return wire


def answered(field: Field) -> bool:
    """Whether a question gets its answer: the socket lives."""
    field.command("U0EDITOR", "/pcp help")
    seen = field.seen("U0EDITOR", "C0PCP")
    return any("What can be asked" in each["text"] or "help" in each["text"] for each in seen)
