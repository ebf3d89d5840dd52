"""A field on which things go wrong: replicas that are real processes, and a count of the damage."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from app import build
from bot.delivery import DeliveryState
from cli import _serve
from handlers.tracing import opaque
from practice.server import Running
from settings import Settings
from storage import deliveries
from storage.session import Store
from tests.conftest import Office
from tests.handlers.conftest import Quarterly

RUNS = int(os.environ.get("PCP_FAULTS", "0"))
OPENING = datetime(2022, 4, 1, 8, 30, tzinfo=UTC)
_MOST_PAGES = 1_073_741_823
_OPEN = {DeliveryState.PENDING, DeliveryState.CLAIMED}
_CLEAN = multiprocessing.get_context("forkserver")  # imports the bot once, forks it often
_CLEAN.set_forkserver_preload(["app", "cli"])


often = pytest.mark.skipif(not RUNS, reason="`make faults` runs it")


def runs(share: float = 1) -> int:
    """How often to run something: by PCP_FAULTS, or once in the suite."""
    return max(1, round(RUNS * share))


def settings_in(running: Running, database: str, renderers: int) -> Settings:
    """What a bot is told that is to work in a practice workspace, on a database."""
    return Settings(
        bot_token=running.bot_token,
        app_token=running.app_token,
        slack_api_url=f"{running.url}/api/",
        database_url=database,
        renderers=renderers,
    )


@dataclass
class Tally:
    """What became of everything that was owed, over all runs of one kind of fault."""

    name: str
    runs: int = 0
    owed: int = 0
    lost: int = 0
    doubled: int = 0
    doubtful: int = 0  # shown to an admin, who decides
    more: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)  # which they were, and how the store sees them

    def __str__(self) -> str:
        more = "".join(f", {count} {what}" for what, count in self.more.items())
        more += "".join(f"\n  lost: {each}" for each in self.losses)
        return (
            f"{self.name}: {self.runs} runs, {self.owed} messages owed, {self.lost} lost, "
            f"{self.doubled} doubled, {self.doubtful} doubtful{more}"
        )

    def add(self, field: Field) -> None:
        """Compare what the store says with what stands in the workspace."""
        stands = field.standing()
        self.runs += 1
        for each in field.owed():
            copies = stands[opaque(each.key)]
            self.owed += 1
            self.more["claimed again"] += each.turn > 1
            self.doubled += copies > 1
            self.doubtful += each.state is DeliveryState.UNKNOWN
            if each.state in _OPEN or (each.state is DeliveryState.SENT and not copies):
                self.lost += 1
                self.losses.append(f"{each.key}, {each.state}")


def bot(settings: Settings, ahead: Any, pages: Any, *, draws: bool = False) -> None:
    """A whole bot, whose clock's doors are knocked on every second until SIGTERM. Where ``pages``
    is not nought, its SQLite file may not grow beyond so many. Most of these bots draw nothing;
    one that ``draws`` gets ready to."""

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=ahead.value)

    def limit(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages.value or _MOST_PAGES}")

    house = build(settings, "essex", now, pace=60)
    if not draws:
        house.studio.warm_up = lambda: None
    if house.rooms.store.kind == "sqlite":
        event.listen(house.rooms.store.engine, "checkout", limit)
    sys.exit(_serve(house, "A replica is up."))


class Field(Quarterly):
    """Several replicas on one database, in one workspace."""

    def __init__(self, running: Running, settings: Settings, store: Store) -> None:
        Office.__init__(self, running.url, None)  # type: ignore[arg-type]
        self.running, self.settings, self.store = running, settings, store
        self.ahead = _CLEAN.Value("d", 0.0)
        self.pages = _CLEAN.Value("i", 0)
        self.replicas: dict[int, Any] = {}
        self.jump(OPENING - timedelta(hours=1))

    def start(self, *names: int, wait: bool = True) -> None:
        """Not as daemons: these may not have the processes that draw."""
        for name in names:
            given = (self.settings, self.ahead, self.pages)
            self.replicas[name] = _CLEAN.Process(target=bot, args=given)
            self.replicas[name].start()
        if wait:
            self.until(lambda: self.connections() >= len(self.replicas), seconds=60)

    def connections(self) -> int:
        return int(self.get("socket", {})["connections"])

    def signal(self, name: int, which: signal.Signals) -> None:
        os.kill(self.replicas[name].pid, which)

    def terminate(self, name: int) -> int:
        """Ask a replica to end in order; returns its exit code."""
        replica = self.replicas.pop(name)
        replica.terminate()
        replica.join(60)
        return int(replica.exitcode)

    def kill(self, name: int) -> None:
        replica = self.replicas.pop(name)
        replica.kill()
        replica.join()

    def end(self) -> None:
        for name in list(self.replicas):
            self.kill(name)

    def jump(self, moment: datetime) -> None:
        """Let it become a moment, here and in Slack."""
        offset = moment.timestamp() - time.time()
        self.ahead.value = self.running.desk.clock.offset = offset

    def pass_by(self, seconds: float) -> None:
        self.ahead.value += seconds
        self.running.desk.clock.offset += seconds

    def owed(self) -> tuple[Any, ...]:
        with self.store.read() as session:
            return deliveries.deliveries(session, "essex", limit=10_000)

    def standing(self) -> Counter[str]:
        """How often the message of each delivery stands in the workspace, by its opaque key."""
        said = (
            each.metadata["event_payload"]["key"]
            for channel in self.running.desk.world.channels
            for each in self.running.desk.world.messages(channel)
            if each.metadata
        )
        return Counter(said)

    def is_settled(self, least: int = 1) -> bool:
        states = [each.state for each in self.owed()]
        return len(states) >= least and not any(each in _OPEN for each in states)

    def settle(self, least: int = 1, seconds: float = 90) -> None:
        """Let time pass until nothing is owed any more: doubts are cleared up after minutes.
        What came of it may make more to be owed, such as an alert."""
        until = time.monotonic() + seconds
        while not self._stays_settled(least) and time.monotonic() < until:
            for _ in range(20):
                time.sleep(0.1)
                if self.is_settled(least):
                    break
            else:
                self.pass_by(120)

    def _stays_settled(self, least: int) -> bool:
        """For longer than the clock's doors take to be knocked on once."""
        if not self.is_settled(least):
            return False
        owed = len(self.owed())
        time.sleep(2.5)
        return self.is_settled(owed) and len(self.owed()) == owed
