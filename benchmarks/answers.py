"""Acks and whole answers, as a person in the practice workspace meets them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.rounds import Row, Sample, contest
from benchmarks.sides import (
    FORGET,
    KEPT,
    NEW,
    QUESTION,
    Place,
    pages_of_answer,
    run_bare,
    run_ours,
)
from bot.folder import parse
from practice import server
from practice.client import Client
from storage.plans import save_book
from storage.schema import migrate
from storage.session import open_store

HERE = Path(__file__).resolve().parent.parent
PERSON, CHANNEL = "U0NORTH", "C0PCP"

_PATIENCE = 20
_SIDES: dict[str, Callable[[Place, Connection], None]] = {"ours": run_ours, "bare": run_bare}


class Asker:
    """A person in a practice workspace who types commands and waits for what the bot says."""

    def __init__(self, address: str, pipe: Connection) -> None:
        self._person = Client(address).person(PERSON)
        self._pipe = pipe
        self._seen = ""

    def types(self, words: str) -> None:
        """Type a command; returns when the bot has acknowledged it."""
        said = self._person.command(CHANNEL, f"/pcp {words}")
        if not said["ok"]:
            raise RuntimeError(f"the practice workspace refused: {said}")

    def sees(self, messages: int) -> None:
        """Wait until so many more messages of the bot can be seen."""
        until = time.monotonic() + _PATIENCE
        while messages > 0:
            said = self._person.wait(CHANNEL, self._seen)
            if said:
                self._seen = said[-1]["ts"]
            messages -= len(said)
            if time.monotonic() > until:
                raise TimeoutError("the bot did not answer; the figures would mean nothing")

    def has_it_forget(self) -> None:
        self._pipe.send(FORGET)
        self._pipe.recv()


def rows(folder: Path, seconds: float) -> Iterator[Row]:
    """The ack, and the whole answer with its chart known to Slack and new to it."""
    database = f"sqlite:///{folder / 'essex.db'}"
    _fill(database)
    pages = pages_of_answer(database)
    with ExitStack() as until_done:
        ours, bare = (until_done.enter_context(_asker(side, database)) for side in _SIDES)
        part = seconds / 3
        yield contest("ack of a command", _ack(ours, "help", 1), _ack(bare, "help", 0), part)
        yield contest(
            "answer, chart uploaded before",
            _answer(ours, QUESTION, pages),
            _answer(bare, KEPT, pages),
            part,
        )
        yield contest(
            "answer, chart new",
            _answer(ours, QUESTION, pages, forget=True),
            _answer(bare, NEW, pages, forget=True),
            part,
        )


def _ack(asker: Asker, words: str, replies: int) -> Sample:
    """The time until the command is acknowledged; what follows is waited for, not timed."""

    def sample() -> float:
        started = time.perf_counter()
        asker.types(words)
        taken = time.perf_counter() - started
        asker.sees(replies)
        return taken

    return sample


def _answer(asker: Asker, words: str, pages: int, *, forget: bool = False) -> Sample:
    """The time from typing until the whole answer can be seen."""

    def sample() -> float:
        if forget:
            asker.has_it_forget()
        started = time.perf_counter()
        asker.types(words)
        asker.sees(pages)
        return time.perf_counter() - started

    return sample


def _fill(database: str) -> None:
    store = open_store(database)
    migrate(store)
    files = {
        path.name: path.read_text(encoding="utf-8")
        for path in (HERE / "practice" / "essex").iterdir()
        if path.suffix in (".yml", ".csv")
    }
    with store.write() as session:
        save_book(session, parse(files))
    store.close()


@contextmanager
def _asker(side: str, database: str) -> Iterator[Asker]:
    """A practice workspace here, and a bot in a process of its own that is connected to it."""
    running = server.start(HERE / "manifest.yml", HERE / "practice" / "workspace.yml")
    place = Place(running.url, running.bot_token, running.app_token, database)
    spawn = get_context("spawn")
    pipe, its_pipe = spawn.Pipe()
    bot = spawn.Process(target=_SIDES[side], args=(place, its_pipe))
    bot.start()
    its_pipe.close()
    try:
        pipe.recv()
        yield Asker(running.url, pipe)
    finally:
        pipe.close()
        bot.join(_PATIENCE)
        bot.terminate()
        running.stop()
