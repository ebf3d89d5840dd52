"""Charts are drawn in other processes, without end and without anybody waiting for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from bot.charts.samples import SAMPLES
from studio import Studio

ROOT = Path(__file__).parents[2]
PNG = b"\x89PNG\r\n"

A_STUDIO_OF_TWO = """
import signal

from bot.charts.samples import SAMPLES
from studio import Studio

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    studio = Studio(2)
    studio.draw(SAMPLES[0]).result(30)
    try:
        print(*studio.processes(), flush=True)
        input()
    except KeyboardInterrupt:
        pass
    studio.close()
"""


@pytest.fixture
def studio_of():
    opened = []

    def make(workers, **limits):
        opened.append(Studio(workers, **limits))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def picture(number):
    return replace(SAMPLES[0], title=f"picture {number}")


def is_alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(processes, seconds=60):
    until = time.monotonic() + seconds
    while any(is_alive(each) for each in processes) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(is_alive(each) for each in processes)


def test_bursts_are_drawn_while_processes_are_replaced_again_and_again(studio_of):
    studio = studio_of(2, pictures_a_pool=6)
    first = set()
    until = time.monotonic() + 60
    for burst in count():
        promises = [studio.draw(picture(f"{burst}.{each}")) for each in range(9)]
        first = first or set(studio.processes())
        assert all(each.result(30).png.startswith(PNG) for each in promises)
        time.sleep(0.5)  # the fresh processes warm up beside the others
        is_done = burst >= 3 and not first & set(studio.processes())
        if is_done or time.monotonic() > until:
            break
    assert is_done
    assert gone(first)


def test_the_same_finding_is_drawn_once(studio_of):
    studio = studio_of(1)
    assert studio.draw(picture(1)) is studio.draw(picture(1))


def test_the_next_picture_is_drawn_after_a_process_was_killed(studio_of):
    studio = studio_of(1)
    studio.draw(picture(1)).result(30)
    for each in studio.processes():
        os.kill(each, signal.SIGKILL)
    assert gone(studio.processes())
    until = time.monotonic() + 30
    while time.monotonic() < until:
        promise = studio.draw(picture(2))
        if promise.exception(30) is None:
            break
    assert promise.result().png.startswith(PNG)


def test_a_process_that_draws_nothing_any_more_is_replaced_and_its_promises_fail(studio_of):
    studio = studio_of(1, patience=1)
    studio.draw(picture(1)).result(30)
    stopped = studio.processes()
    for each in stopped:
        os.kill(each, signal.SIGSTOP)
    stuck = studio.draw(picture(2))
    time.sleep(1.2)
    assert studio.draw(picture(3)).result(30).png.startswith(PNG)
    assert stuck.exception(10) is not None
    assert studio.draw(picture(2)).result(30).png.startswith(PNG)
    assert gone(stopped)


def test_closing_waits_for_no_process_that_hangs(studio_of):
    studio = studio_of(1)
    studio.draw(picture(1)).result(30)
    hanging = studio.processes()
    for each in hanging:
        os.kill(each, signal.SIGSTOP)
    studio.draw(picture(2))
    begun = time.monotonic()
    studio.close(seconds=1)
    assert time.monotonic() - begun < 20  # one, but for a machine that does other things
    assert gone(hanging)


@pytest.fixture
def program(tmp_path):
    """A studio in a program of its own, and the processes that draw for it."""
    file = tmp_path / "program.py"
    file.write_text(A_STUDIO_OF_TWO)
    process = subprocess.Popen(
        [sys.executable, str(file)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    workers = [int(each) for each in process.stdout.readline().split()]
    yield process, workers
    process.kill()
    process.communicate()


def test_ctrl_c_on_a_terminal_reaches_the_bot_and_not_those_who_draw(program):
    process, workers = program
    assert workers
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 0
    assert process.stderr.read() == ""
    assert gone(workers)


def test_those_who_draw_end_with_a_bot_that_was_killed(program):
    process, workers = program
    process.kill()
    assert gone(workers)
