"""``python -m practice`` as people start and stop it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def launch():
    started = []

    def run(*options):
        process = subprocess.Popen(
            [sys.executable, "-m", "practice", *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for each in started:
        each.kill()
        each.communicate()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_stops_without_a_word(launch, ending):
    process = launch("--port", "0")
    url = process.stdout.readline().removeprefix("practice workspace: ").strip()
    with urlopen(f"{url}/practice/people", timeout=5) as answer:
        assert answer.status == 200
    process.send_signal(ending)
    assert process.wait(5) == 0
    assert process.stderr.read() == ""


def test_a_busy_port_is_named_or_passed_over(launch):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        refused = launch("--port", str(port))
        assert refused.wait(5) == 2
        assert f"Port {port} cannot be used" in refused.stderr.read()
        moved = launch("--port", str(port), "--any-port")
        assert moved.stdout.readline().startswith("practice workspace: http://127.0.0.1:")


def test_a_missing_file_is_named(launch):
    process = launch("--port", "0", "--manifest", "nowhere.yml")
    assert process.wait(5) == 2
    assert process.stderr.read() == "nowhere.yml: No such file or directory\n"


def test_a_file_that_is_no_workspace_is_refused_without_a_traceback(launch, tmp_path):
    (tmp_path / "empty.yml").write_text("{}", "utf-8")
    process = launch("--port", "0", "--workspace", str(tmp_path / "empty.yml"))
    assert process.wait(5) == 2
    assert process.stderr.read() == "The manifest or the workspace cannot be read: 'team'\n"
