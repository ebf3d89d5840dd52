"""``python -m practice`` as people start and stop it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from practice.__main__ import main

ROOT = Path(__file__).parents[2]
WORKSPACE = (ROOT / "practice" / "workspace.yml").read_text("utf-8")
LATE = re.sub("(?m)^clock: .*", "clock: teatime", WORKSPACE)


@pytest.fixture
def launch():
    started = []

    def run(*options):
        process = subprocess.Popen(
            [sys.executable, "-m", "practice", *options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
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


def knocked_at(process):
    """The address that a process names, once it answers there."""
    url = process.stdout.readline().removeprefix("practice workspace: ").strip()
    with urlopen(f"{url}/practice/people", timeout=30) as answer:
        assert answer.status == 200
    return url


def test_it_says_where_it_is_and_stops_without_a_word(launch):
    endings = (signal.SIGINT, signal.SIGTERM)
    for process, ending in [(launch("--port", "0"), each) for each in endings]:
        knocked_at(process)
        process.send_signal(ending)
        assert process.wait(5) == 0
        assert process.stderr.read() == ""


def test_a_busy_port_is_named_or_passed_over(launch, capsys):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        moved = launch("--port", str(port), "--any-port")
        assert main(["--port", str(port)]) == 2
        assert f"Port {port} cannot be used" in capsys.readouterr().err
        assert knocked_at(moved) != f"http://127.0.0.1:{port}"


def test_a_missing_file_is_named(capsys):
    assert main(["--port", "0", "--manifest", "nowhere.yml"]) == 2
    assert capsys.readouterr().err == "nowhere.yml: No such file or directory\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [("{}", "'team'"), ("[", "while parsing"), (LATE, "not a date and time")],
)
def test_a_file_that_is_no_workspace_is_refused_without_a_traceback(
    capsys, tmp_path, content, reason
):
    (tmp_path / "odd.yml").write_text(content, "utf-8")
    manifest = ("--manifest", str(ROOT / "manifest.yml"))
    assert main(["--port", "0", *manifest, "--workspace", str(tmp_path / "odd.yml")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("The manifest or the workspace cannot be read: ")
    assert reason in said


def test_it_ends_with_its_input_where_it_is_asked_to(launch):
    alone, held = launch("--port", "0"), launch("--port", "0", "--until-input-ends")
    for each in (alone, held):
        knocked_at(each)
        each.stdin.close()
        each.stdin = None  # communicate() would flush it
    assert held.wait(10) == 0
    assert alone.poll() is None
