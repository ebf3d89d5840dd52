"""The bot stops in order, in bounded time, and at once where it is asked twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app import build
from bot.delivery import Delivery
from bot.messages.sheet import Message
from handlers.outbox import settle
from practice import server
from settings import Settings
from storage.deliveries import delivery, dropped, owe
from storage.session import open_store

ROOT = Path(__file__).parents[2]

A_BOT_AT_WORK = """
import sys, threading, time
from functools import partial

from app import build
from bot.delivery import Delivery
from bot.messages.sheet import Message
from handlers.outbox import settle
from cli import _serve
from settings import Settings
from storage.deliveries import delivery, dropped, owe
from storage.session import open_store

if __name__ == "__main__":
    url, database, hours, limit = sys.argv[1:]
    settings = Settings("xoxb-practice", "xapp-practice", slack_api_url=url, database_url=database)
    house = build(settings, "essex")
    for _ in range(settings.listeners + 1):
        house.work.submit(time.sleep, float(hours))
    house.work.submit(print, "queued work was done", flush=True)
    house.stop = partial(house.stop, float(limit))
    code = _serve(house, "it runs")
    print("left by the front door", flush=True)
    sys.exit(code)
"""


@pytest.fixture(scope="module")
def workspace():
    running = server.start(ROOT / "manifest.yml", ROOT / "practice" / "workspace.yml")
    yield running
    running.stop()


@pytest.fixture
def house(workspace, essex_database):
    settings = Settings(
        workspace.bot_token,
        workspace.app_token,
        slack_api_url=f"{workspace.url}/api/",
        database_url=essex_database,
        listeners=1,
    )
    return build(settings, "essex")


@pytest.fixture
def at_work(workspace, essex_database, tmp_path):
    """Start a bot with much to do: how long each piece takes, and how long it may drain."""
    started = []

    def start(hours, limit):
        file = tmp_path / "program.py"
        file.write_text(A_BOT_AT_WORK)
        process = subprocess.Popen(
            [sys.executable, file, f"{workspace.url}/api/", essex_database, str(hours), str(limit)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": os.defpath},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        while "it runs" not in process.stdout.readline():
            assert process.poll() is None, process.stderr.read()
        return process

    yield start
    for each in started:
        each.kill()
        each.communicate()


def test_stopping_waits_for_work_in_hand_and_in_the_queue(house):
    done = []
    house.work.submit(lambda: (time.sleep(0.3), done.append("in hand")))
    house.work.submit(lambda: done.append("in the queue"))
    assert house.stop()
    assert done == ["in hand", "in the queue"]


def test_what_still_waits_after_the_limit_is_dropped_and_the_end_is_known_to_be_incomplete(house):
    held, done = threading.Event(), []
    house.work.submit(held.wait)
    house.work.submit(lambda: done.append("in the queue"))
    assert not house.stop(0.2)
    held.set()
    house.work.shutdown()
    assert done == []


def test_no_more_is_taken_in_while_a_turn_of_the_clock_is_still_in_hand(house):
    told, held = [], threading.Event()
    house.scheduler.add_job(lambda: held.wait() and told.append("turn"))
    house.scheduler.start()
    close = house.door.close
    house.door.close = lambda: (close(), told.append("door"), held.set())
    assert house.stop()
    assert told == ["door", "turn"]


def test_who_is_asked_to_end_leaves_what_it_has_not_begun_to_the_others(house, essex_database):
    rooms, now = house.rooms, house.rooms.now()
    keys = [f"probe:2021/22-Q4:west:{n}" for n in range(3)]
    with rooms.store.write() as session:
        for key in keys:
            owe(session, "essex", Delivery(key, "probe", "U0WEST", now), now)

    def draw(rooms, delivery):
        rooms.life.wind_up()
        return (Message("said", ()),)

    settle(rooms, {"probe": draw}, {})
    store = open_store(essex_database)
    with store.write() as session:
        states = [delivery(session, "essex", key).state.value for key in keys]
        for key in keys:
            dropped(session, "essex", key, now)
    store.close()
    assert states == ["sent", "pending", "pending"]
    assert house.stop()


def test_after_the_first_ctrl_c_a_bot_with_little_to_do_leaves_in_order(at_work):
    bot = at_work(hours=2, limit=20)
    os.killpg(bot.pid, signal.SIGINT)
    out, err = bot.communicate(timeout=60)
    assert bot.returncode == 0
    assert "queued work was done\n" in out
    assert out.endswith("Stopped.\nleft by the front door\n")
    assert err == ""


def test_work_that_does_not_end_holds_the_process_no_longer_than_the_limit(at_work):
    bot = at_work(hours=3600, limit=0.5)
    bot.send_signal(signal.SIGTERM)
    out, err = bot.communicate(timeout=60)
    assert bot.returncode == 2
    assert "queued work was done" not in out
    assert "left by the front door" not in out
    assert "did not end" in err


def test_a_second_ctrl_c_ends_it_at_once(at_work):
    bot = at_work(hours=3600, limit=3600)
    os.killpg(bot.pid, signal.SIGINT)
    assert "Ctrl-C" in bot.stdout.readline()
    assert "Stopping" in bot.stdout.readline()
    os.killpg(bot.pid, signal.SIGINT)
    bot.communicate(timeout=60)
    assert bot.returncode == -signal.SIGINT
