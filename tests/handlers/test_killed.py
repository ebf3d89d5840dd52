"""The bot's process is killed (SIGKILL) between a lead's press and the receipt, again and again.

Either nothing was recorded and the lead is told to press again, or it was recorded once; and each
recorded submission gets one receipt. PCP_KILLS=100 runs as many; the suite runs a few.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import time
import urllib.error
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app import build
from bot.quarter import Quarter
from practice import server
from settings import Settings
from storage import deliveries, submissions
from storage.session import open_store
from tests.conftest import ROOT
from tests.handlers.conftest import Quarterly, forget_what_passed

KILLS = int(os.environ.get("PCP_KILLS", "3"))
Q4 = Quarter(2021, 4)
OPENING = datetime(2022, 4, 1, 8, 30, tzinfo=UTC)
CLEAN = multiprocessing.get_context("forkserver")  # imports the bot once, forks it often
CLEAN.set_forkserver_preload(["app"])


def bot(settings: Settings, ahead: Any) -> None:
    """The whole bot in a process of its own, with the clock's doors knocked on every second."""

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=ahead.value)

    house = build(settings, "essex", now, pace=60)
    house.door.open()
    house.scheduler.start()
    time.sleep(600)


class Killing(Quarterly):
    """An office whose bot is a process that can be killed."""

    settings: Settings
    ahead: Any
    process: Any = None

    def start(self) -> None:
        self.process = CLEAN.Process(target=bot, args=(self.settings, self.ahead), daemon=True)
        self.process.start()
        self.until(lambda: self.get("socket", {})["connections"], seconds=20)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()

    def advance(self, moment: datetime) -> None:
        offset = moment.timestamp() - time.time()
        self.ahead.value = self.running.desk.clock.offset = offset


@pytest.fixture
def killing(tmp_path, essex_database) -> Iterator[Killing]:
    shutil.copy(essex_database.removeprefix("sqlite:///"), tmp_path / "pcp.db")
    cast = (ROOT / "practice" / "workspace.yml").read_text(encoding="utf-8")
    impatient = tmp_path / "workspace.yml"
    impatient.write_text(cast.replace("ack: 3", "ack: 0.6"), encoding="utf-8")
    workspace = server.start(ROOT / "manifest.yml", impatient)
    office = Killing(workspace.url, None)
    office.running, office.ahead = workspace, CLEAN.Value("d", 0.0)
    office.settings = replace(
        Settings(),
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        slack_api_url=f"{workspace.url}/api/",
        database_url=f"sqlite:///{tmp_path}/pcp.db",
        renderers=1,
    )
    yield office
    if office.process:
        office.kill()
    workspace.stop()


def settled(store: Any) -> bool:
    with store.read() as session:
        found = deliveries.deliveries(session, "essex", limit=1000)
    return all(each.state not in ("pending", "claimed") for each in found)


def answer_and_be_killed(office: Killing, after: float) -> dict[str, Any]:
    """Fill the form, press Send, and kill the bot so many seconds into it."""
    message = office.until(lambda: office.told("U0WEST"), seconds=20)[0]
    office.open("U0WEST", message)
    office.send("U0WEST", {"commitment:target_asb": "Patrols."})
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(office.send, "U0WEST")
        time.sleep(after)
        office.kill()
        try:
            return sending.result(timeout=20)
        except urllib.error.HTTPError as told:  # Slack says that the app did not answer
            return json.loads(told.read())


def test_a_submission_is_recorded_once_or_not_at_all_wherever_the_bot_is_killed(killing):
    store = open_store(killing.settings.database_url)
    chance = random.Random(42)
    recorded = 0
    for _ in range(KILLS):
        killing.advance(OPENING)
        killing.start()
        answer = answer_and_be_killed(killing, chance.uniform(0.0, 0.06))
        killing.advance(OPENING + timedelta(minutes=10))
        killing.start()
        killing.until(lambda: settled(store), seconds=20)
        with store.read() as session:
            revisions = submissions.revisions_of(session, "essex", "west_lpa", Q4)
            draft = submissions.draft_of(session, "essex", "west_lpa", Q4)
        receipts = [m for m in killing.told("U0WEST") if m["text"].startswith("Received")]
        assert len(revisions) <= 1
        assert len(receipts) == len(revisions)
        if not revisions:
            assert not answer.get("closed")
            assert draft.entry("commitment:target_asb").text == "Patrols."
        recorded += len(revisions)
        killing.kill()
        forget_what_passed(store)
        killing.post("reset", {})
    print(f"{KILLS} kills: {recorded} recorded once, {KILLS - recorded} not at all")
    store.close()
