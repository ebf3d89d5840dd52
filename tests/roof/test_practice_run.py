"""`pcp practice` as a person starts and ends it: on a terminal, with processes of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cli import PracticeClock
from practice import server
from practice.client import Client

ROOT = Path(__file__).parents[2]


def parent_of(process):
    """Nobody, for a process that has ended."""
    try:
        state, parent = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 0 if state == "Z" else int(parent)


def children_of(parent):
    everybody = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    return [each for each in everybody if parent_of(each) == parent]


@pytest.fixture
def practice(tmp_path, free_port):
    """A running `pcp practice`, and the processes that it started."""
    tokens = ("SLACK_", "PCP_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(tokens)}
    process = subprocess.Popen(
        [sys.executable, ROOT / "cli.py", "practice", "--plan", ROOT / "tests" / "exampleshire"],
        cwd=tmp_path,
        env={**kept, "PCP_PRACTICE_PORT": str(free_port), "PCP_RENDERERS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while "Ctrl-C" not in (line := process.stdout.readline()):
        assert line or process.poll() is None, process.stderr.read()
    yield process, children_of(process.pid)
    process.kill()
    process.communicate()


def gone(processes, seconds=60):
    until = time.monotonic() + seconds
    while any(parent_of(each) for each in processes) and time.monotonic() < until:
        time.sleep(0.05)
    return [each for each in processes if parent_of(each)] == []


def test_ctrl_c_ends_it_with_all_its_processes_and_without_a_complaint(practice):
    process, children = practice
    assert len(children) >= 3
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.endswith("Stopped.\n")
    assert err == ""
    assert gone(children)


def test_killed_it_leaves_no_process_behind(practice):
    process, children = practice
    assert len(children) >= 3
    process.kill()
    process.wait()
    assert gone(children)


def test_the_bot_s_clock_reaches_the_workspace_past_a_proxy(monkeypatch):
    """Behind a firewall all else goes by a proxy, which does not know this machine's loopback."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setattr(urllib.request, "_opener", None)
    workspace = server.start(ROOT / "manifest.yml", ROOT / "practice" / "workspace.yml")
    try:
        shown = Client(workspace.url).get("clock")["now"]
        told = PracticeClock(workspace.url).now()
    finally:
        workspace.stop()
    assert abs(told - datetime.fromisoformat(shown)) < timedelta(minutes=5)
