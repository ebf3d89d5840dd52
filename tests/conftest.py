"""The network is off in tests, except loopback; Unix sockets are how processes talk at home.

The fixtures build the whole house once: the Essex plan in an SQLite file, the practice workspace
as Slack, and the real bot connected to it.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pytest_socket import socket_allow_hosts
from sqlalchemy import delete

from app import House, build
from bot.folder import Book, parse
from bot.plan import Plan
from bot.quarter import Quarter
from handlers import pictures
from practice import server
from settings import Settings
from storage.plans import save_book
from storage.schema import migrate
from storage.session import Store
from storage.tables import ChartFileRow
from tests import postgresql
from tests.stores import PostgresqlDatabases, SqliteFiles

ROOT = Path(__file__).parents[1]

# The same examples in every run, and no limit on time: a test fails for what it tests. New
# examples are looked for with HYPOTHESIS_PROFILE=explore.
hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("explore", max_examples=2_000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
Plain = dict[str, Any]


@pytest.fixture(autouse=True, scope="session")
def time_to_draw():
    """However busy the machine, a chart stands with its words where a test does not say else."""
    pictures._DRAWN_BEFORE_POSTING = 60.0


@pytest.fixture(autouse=True)
def loopback_only():
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """One server for all tests that want one; they are skipped where none can be started."""
    try:
        server = postgresql.started()
    except postgresql.Unavailable as problem:
        pytest.skip(f"no PostgreSQL can be started here: {problem}")
    yield server
    server.close()


@pytest.fixture(scope="session", name="postgresql")
def postgresql_databases(postgresql_server: postgresql.Server) -> PostgresqlDatabases:
    return PostgresqlDatabases(postgresql_server)


@dataclass
class Office:
    """A practice workspace with the bot in it, driven as a person would."""

    url: str
    house: House

    def command(self, who: str, text: str, channel: str = "C0PCP") -> Plain:
        return self.post("command", {"as": who, "channel": channel, "text": text})

    def message(self, who: str, text: str, channel: str, thread: str | None = None) -> Plain:
        body = {"as": who, "channel": channel, "text": text, "thread_ts": thread}
        return self.post("message", {k: v for k, v in body.items() if v})

    def press(self, who: str, channel: str, message: Plain, label: str) -> Plain:
        """Press the button, or pick the option, that bears this label."""
        for block in message["blocks"]:
            for element in block.get("elements", ()):
                found = _pressed(element, label)
                if found is not None:
                    where = {"as": who, "channel": channel, "ts": message["ts"]}
                    named = {"block_id": block["block_id"], "action_id": element["action_id"]}
                    return self.post("click", {**where, **named, **found})
        raise AssertionError(f"no button says {label!r}")

    def seen(self, who: str, channel: str, thread: str | None = None) -> list[Plain]:
        query = {"as": who, "channel": channel, **({"thread_ts": thread} if thread else {})}
        return self.get("messages", query)

    def direct(self, who: str) -> str:
        """The conversation of a person with the bot."""
        listed = self.get("conversations", {"as": who})
        return next(each["id"] for each in listed if each["kind"] == "im")

    def answer(
        self,
        who: str,
        channel: str,
        wanted: Callable[[Plain], bool] = lambda _: True,
        seconds: float = 30,
        thread: str | None = None,
    ) -> Plain:
        """The newest message of the bot that is as wanted, waited for; of a thread, a reply."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            seen = self.seen(who, channel, thread)
            said = [m for m in seen if m["is_bot"] and m["ts"] != thread and wanted(m)]
            if said:
                return said[-1]
            time.sleep(0.02)
        raise AssertionError(f"no such answer within {seconds} s: {self.seen(who, channel)}")

    def until(self, look: Callable[[], Any], seconds: float = 30) -> Any:
        """What a look finds, as soon as it finds anything."""
        ended = time.monotonic() + seconds
        while not (found := look()):
            if time.monotonic() > ended:
                raise AssertionError(f"nothing of the kind within {seconds} s")
            time.sleep(0.02)
        return found

    def quiet(self, seconds: float = 60) -> None:
        """Wait until all handed-over work is done: every worker is asked to raise a hand."""
        pool = self.house.rooms.work
        hands = threading.Barrier(pool._max_workers + 1)
        for _ in range(pool._max_workers):
            pool.submit(hands.wait, seconds)
        hands.wait(seconds)

    def log(self, method: str) -> list[Plain]:
        return [call for call in self.get("log", {}) if call["method"] == method]

    def fault(self, method: str, kind: str, **more: Any) -> None:
        self.post("faults", {"method": method, "kind": kind, **more})

    def get(self, path: str, query: Plain) -> Any:
        return self._call(f"{path}?{urllib.parse.urlencode(query)}", None)

    def post(self, path: str, body: Plain) -> Any:
        return self._call(path, json.dumps(body).encode())

    def _call(self, path: str, body: bytes | None, method: str | None = None) -> Any:
        request = urllib.request.Request(
            f"{self.url}/practice/{path}",
            body,
            {"content-type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read() or b"null")


def _pressed(element: Plain, label: str) -> Plain | None:
    if element["type"] == "button" and element["text"]["text"] == label:
        return {"value": element.get("value", "")}
    options = element.get("options", ())
    found = [option for option in options if option["text"]["text"] == label]
    return {"selected_option": found[0]} if found else None


@dataclass(frozen=True)
class Essex:
    """The real plan with all its figures, and the quarter that it reports."""

    book: Book
    quarter: Quarter

    @property
    def plan(self) -> Plan:
        return self.book.plan

    def fill(self, store: Store) -> None:
        """Put the plan into an empty database."""
        migrate(store)
        with store.write() as session:
            save_book(session, self.book)


@pytest.fixture(scope="session")
def essex() -> Essex:
    folder = ROOT / "practice" / "essex"
    files = [path for path in folder.iterdir() if path.suffix in (".yml", ".csv")]
    book = parse({path.name: path.read_text(encoding="utf-8") for path in files})
    return Essex(book, Quarter(2021, 3))


@pytest.fixture(scope="session")
def essex_database(
    sqlite: SqliteFiles, tmp_path_factory: pytest.TempPathFactory, essex: Essex
) -> str:
    """The address of a database that holds the Essex plan."""
    return sqlite.like("essex", essex.fill, tmp_path_factory.mktemp("essex"))


@pytest.fixture
def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def whole_office(essex_database: str) -> Iterator[Office]:
    workspace = server.start(ROOT / "manifest.yml", ROOT / "practice" / "workspace.yml")
    settings = Settings(
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        signing_secret=workspace.signing_secret,
        slack_api_url=f"{workspace.url}/api/",
        database_url=essex_database,
        renderers=1,
    )
    house = build(settings, "essex")
    house.start()
    yield Office(workspace.url, house)
    house.stop()
    workspace.stop()


@pytest.fixture
def office(whole_office: Office) -> Iterator[Office]:
    """The office with nothing said in it and nothing wrong with it."""
    yield whole_office
    whole_office.quiet()
    whole_office.post("reset", {})
    with whole_office.house.rooms.store.write() as session:  # the reset took the files away
        session.execute(delete(ChartFileRow))
    whole_office._call("faults", None, "DELETE")
