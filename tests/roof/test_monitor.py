"""Liveness, readiness and metrics, of a real bot in a practice workspace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.delivery import Delivery
from meters import Meters
from monitor import DEAF_SECONDS, Monitor, Pulse, Watch
from settings import BadSettingError, load
from storage.deliveries import dropped, owe

ROOT = Path(__file__).parents[2]


def ask(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


class Line:
    def __init__(self):
        self.last, self.there = ("one", 1.0), True

    def heard(self):
        return self.last

    def connected(self):
        return self.there


class Time:
    now = 0.0

    def __call__(self):
        return self.now


def test_slack_is_heard_as_long_as_it_answers():
    line, clock = Line(), Time()
    pulse = Pulse(line, clock)
    for second in range(0, 1000, 5):
        clock.now, line.last = second, ("one", second)
        assert pulse.is_live()[0]


def test_a_line_that_fell_silent_is_not_alive():
    line, clock = Line(), Time()
    pulse = Pulse(line, clock)
    pulse.is_live()
    clock.now = DEAF_SECONDS - 1
    assert pulse.is_live()[0]
    clock.now = DEAF_SECONDS
    assert pulse.is_live() == (False, f"Slack was heard {DEAF_SECONDS} s ago")
    line.last = ("two", None)  # a new connection
    assert pulse.is_live()[0]


def test_a_door_that_cannot_tell_is_alive():
    line, clock = Line(), Time()
    line.last = None
    pulse = Pulse(line, clock)
    clock.now = 10 * DEAF_SECONDS
    assert pulse.is_live()[0]


def test_a_watch_calls_for_the_end_once_nothing_is_heard(monkeypatch):
    monkeypatch.setattr("monitor._LOOK_SECONDS", 0.01)
    clock, called = Time(), []
    watch = Watch(Pulse(Line(), clock), lambda: called.append(1))
    watch.start()
    clock.now = DEAF_SECONDS + 1  # the first look already hears: it takes note, and then silence
    until = time.monotonic() + 30
    while not called and time.monotonic() < until:
        time.sleep(0.01)
        clock.now += DEAF_SECONDS
    assert called == [1]


@pytest.fixture
def monitor():
    said = {"live": (True, "heard"), "ready": (False, "not open")}
    made = Monitor(("127.0.0.1", 0), lambda: said["live"], lambda: said["ready"], Meters().registry)
    made.start()
    yield made, said
    made.stop()


def test_live_and_ready_say_why_and_how_it_is(monitor):
    made, said = monitor
    assert ask(made.port, "/live") == (200, "heard\n")
    assert ask(made.port, "/ready") == (503, "not open\n")
    said["ready"] = (True, "open")
    assert ask(made.port, "/ready") == (200, "open\n")
    assert ask(made.port, "/") == (404, "Ask for /live, /ready or /metrics.\n")


def test_a_port_that_is_taken_is_told_plainly(monitor):
    made, _ = monitor
    with pytest.raises(BadSettingError, match="PCP_MONITOR_PORT cannot be used"):
        Monitor(("127.0.0.1", made.port), lambda: (True, ""), lambda: (True, ""), Meters().registry)


def test_the_settings_read_the_port(tmp_path):
    assert load(tmp_path / "none", {}).monitor_port == 0
    read = load(tmp_path / "none", {"PCP_MONITOR_PORT": "9464", "PCP_LOG_FORMAT": "json"})
    assert (read.monitor_port, read.log_format) == (9464, "json")
    with pytest.raises(BadSettingError, match="PCP_LOG_FORMAT must be console or json"):
        load(tmp_path / "none", {"PCP_LOG_FORMAT": "xml"})


def measured(house) -> dict[tuple[str, str], float]:
    text = generate_latest(house.meters.registry).decode()
    return {
        (sample.name, " ".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_command_is_counted_and_timed(office):
    before = measured(office.house)
    office.command("U0CHIEF", "/pcp status violence")
    office.answer("U0CHIEF", "C0PCP", seconds=30)
    office.quiet(30)
    after = measured(office.house)
    key = ("pcp_requests_total", "answered ask")
    assert after[key] == before.get(key, 0) + 1
    assert after["pcp_request_seconds_count", "ask"] >= 1
    assert after["pcp_database_up", ""] == 1
    assert after["pcp_outbox", "pending"] == before["pcp_outbox", "pending"]


def test_a_drawing_that_fails_is_told_from_one_that_is_done():
    meters, done, failed = Meters(), Future(), Future()
    done.set_result("a picture")
    failed.set_exception(RuntimeError("no"))
    for promise in (done, failed, done):
        assert meters.drawing(lambda _, promise=promise: promise)("a finding") is promise
    text = generate_latest(meters.registry).decode()
    assert 'pcp_render_seconds_count{outcome="drawn"} 2.0' in text
    assert 'pcp_render_seconds_count{outcome="failed"} 1.0' in text


def test_a_guest_is_counted_as_refused(office):
    before = measured(office.house)
    office.command("U0GUEST", "/pcp status violence")
    office.quiet(30)
    key = ("pcp_requests_total", "refused ask")
    assert measured(office.house)[key] == before.get(key, 0) + 1


def test_what_waits_in_the_outbox_is_told_with_its_age(office):
    rooms = office.house.rooms
    now = rooms.now()
    waits = Delivery("alert:none", "none", "U0CHIEF", now - timedelta(minutes=40))
    with rooms.store.write() as session:
        owe(session, rooms.plan_id, waits, now)
    found = measured(office.house)
    with rooms.store.write() as session:
        dropped(session, rooms.plan_id, waits.key, now)
    assert found["pcp_outbox_due", ""] == 1
    assert found["pcp_outbox_late", ""] == 1
    assert found["pcp_outbox_age_seconds", ""] == pytest.approx(2400, abs=20)


def test_metrics_name_nobody(office):
    office.command("U0CHIEF", "/pcp status violence")
    office.quiet(30)
    text = generate_latest(office.house.meters.registry).decode()
    assert not re.search(r"\b[UWTC]0\w+|violence|xox", text)


def test_a_house_is_ready_while_it_is_open(office):
    assert office.house.ready() == (True, "open; the schema is current")
    office.house.is_open = False
    assert office.house.ready()[0] is False
    office.house.is_open = True


def test_a_running_bot_answers_on_its_port(free_port, tmp_path):
    environ = {
        "PATH": os.environ["PATH"],
        "PCP_MONITOR_PORT": str(free_port),
        "PCP_PRACTICE_PORT": "9300",
    }
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "practice"],
        cwd=tmp_path,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        while "Ctrl-C" not in (line := process.stdout.readline()):
            assert line or process.poll() is None
        assert ask(free_port, "/live")[0] == 200
        assert ask(free_port, "/ready") == (200, "open; the schema is current\n")
        assert "pcp_outbox_due" in ask(free_port, "/metrics")[1]
    finally:
        process.terminate()
        process.communicate(timeout=90)
