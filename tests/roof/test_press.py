"""The press: a report's files, each order made in a process that ends."""

from __future__ import annotations

import time
from concurrent.futures import TimeoutError as TooLong
from dataclasses import replace
from pathlib import Path

import pytest

from bot.documents import documents_of
from press import Press
from tests.bot.documents.made import PREVIEW, small


@pytest.fixture
def press():
    one = Press()
    yield one
    one.close()


def gone(pid: int, seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_an_order_gives_the_files_that_are_made_anywhere_else(press):
    report = small()
    assert press.order(report, {}).result(60) == documents_of(report, {})


def test_an_order_that_fails_fails_alone(press):
    broken = replace(small(edition=PREVIEW), sections=None)
    bad = press.order(broken, {})
    good = press.order(small(), {})
    with pytest.raises(TypeError):
        bad.result(60)
    assert good.result(60).pdf.startswith(b"%PDF")
    with pytest.raises(TypeError):
        press.order(broken, {}).result(60)


def test_what_many_ask_for_is_made_once_and_a_fuller_one_anew(press):
    first = press.order(small(), {})
    assert press.order(small(), {}) is first
    assert press.order(small(), {"a chart": b""}) is not first


def test_an_order_that_takes_too_long_is_given_up_and_the_next_is_made():
    press = Press(patience=0.01)
    with pytest.raises(TooLong):
        press.order(small(), {}).result(60)
    press._patience = 60
    assert press.order(small(), {}).result(60).html
    press.close()


def test_closing_ends_what_is_being_made(press):
    promise = press.order(small(), {})
    until = time.monotonic() + 60
    while not (press._process and press._process._processes) and time.monotonic() < until:
        time.sleep(0.01)
    (pid,) = press._process._processes
    press.close()
    assert gone(pid)
    assert promise.exception(10)
