"""An office whose clock is moved by hand, for the life of a quarter."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, func, select, tuple_, update

from app import build
from bot.entries import MARK
from bot.figure import Origin
from handlers import pictures
from handlers.notes import follow_the_calendar
from handlers.reminders import owe_what_is_due, send_what_is_owed
from practice import server
from practice.server import Running
from settings import Settings
from storage.plans import save_book
from storage.schema import migrate
from storage.session import Session, Store
from storage.tables import (
    CaveatRow,
    ChartFileRow,
    FigureCaveatRow,
    FigureRow,
    PlanRow,
    SearchEntryRow,
    UpdateRow,
)
from storage.tables_collecting import (
    AbsenceRow,
    AuditRow,
    ConcernRow,
    CoverRow,
    DeliveryRow,
    DraftEntryRow,
    DraftExplanationRow,
    DraftRow,
    ReplyRow,
    RevisionEntryRow,
    RevisionRow,
    SnoozeRow,
)
from storage.tables_publishing import EditionRow
from storage.tables_review import ReviewStepRow
from storage.tables_subscribing import SubscriptionRow
from tests.conftest import ROOT, Essex, Office, Plain
from tests.handlers.knocking import Porch
from tests.handlers.scene import NOW, Scene, cast, play, staffed
from tests.stores import KINDS, SqliteFiles

PASSING = (
    DraftRow,
    DraftEntryRow,
    DraftExplanationRow,
    RevisionRow,
    RevisionEntryRow,
    ConcernRow,
    ReplyRow,
    CoverRow,
    AbsenceRow,
    SnoozeRow,
    DeliveryRow,
    ReviewStepRow,
    EditionRow,
    SubscriptionRow,
)
START = datetime(2022, 3, 31, 9, 0, tzinfo=UTC)


class Wall:
    """A clock on the wall: the office and the practice workspace both go by it."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment


class Quarterly(Office):
    """An office in which time passes when a test says so."""

    wall: Wall
    running: Running

    def at(self, *moment: int) -> None:
        """Let it become a moment (in UTC) here and in Slack, and knock on the clock's doors."""
        self.wall.moment = datetime(*moment, tzinfo=UTC)
        self.running.desk.clock.offset = self.wall.moment.timestamp() - time.time()
        self.tick()

    def tick(self) -> None:
        follow_the_calendar(self.house.rooms)
        owe_what_is_due(self.house.rooms)
        send_what_is_owed(self.house.rooms)

    def told(self, who: str) -> list[Plain]:
        """What the bot wrote to a person, oldest first."""
        return [m for m in self.seen(who, self.direct(who)) if m["is_bot"]]

    def open(self, who: str, message: Plain, label: str = "Write update") -> Plain:
        """Press a button that opens a form, and wait until the form is filled."""
        before = self.get("view", {"as": who})
        self.press(who, self.direct(who), message, label)
        return self.view(who, lambda v: v != before and "Opening" not in str(v["blocks"]))

    def view(self, who: str, wanted: Any = lambda _: True) -> Plain:
        return self.until(lambda: (v := self.get("view", {"as": who})) and wanted(v) and v)

    def send(self, who: str, values: dict[str, str] | None = None) -> Plain:
        """Send the form on top, with texts typed into its inputs by block id."""
        view = self.get("view", {"as": who})
        typed = {block: {"value": text} for block, text in (values or {}).items()}
        return self.post("submit", {"as": who, "view_id": view["id"], "values": typed})


def forget_what_passed(store: Store) -> None:
    """Empty the tables of what a quarter brings; the plan stays, and so does the audit log."""
    with store.write() as session:
        for table in reversed(PASSING):
            session.execute(delete(table))
        _forget_what_was_recorded(session)


def _forget_what_was_recorded(session: Session) -> None:
    """Take away what publishing and correcting added to the record."""
    submitted = FigureRow.origin == Origin.SUBMITTED
    names = ("plan", "metric", "area", "ends", "starts", "vintage")
    keys = select(*(getattr(FigureRow, name) for name in names)).where(submitted)
    own = tuple_(*(getattr(FigureCaveatRow, name) for name in names))
    session.execute(delete(FigureCaveatRow).where(own.in_(keys)))
    session.execute(delete(FigureRow).where(submitted))
    session.execute(delete(CaveatRow).where(CaveatRow.id.contains(MARK)))
    session.execute(delete(UpdateRow).where(UpdateRow.id.contains(MARK)))
    session.execute(delete(SearchEntryRow).where(SearchEntryRow.of.contains(MARK)))
    session.execute(update(PlanRow).values(fingerprint=secrets.token_hex(16)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests marked ``on_both`` run on each kind of database; PCP_ON_BOTH=1 marks them all."""
    if "quarterly_office" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker("on_both") or os.environ.get("PCP_ON_BOTH")
        kinds = KINDS if marked else KINDS[:1]
        metafunc.parametrize("quarterly_office", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def quarterly_office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, essex: Essex
) -> Iterator[Quarterly]:
    wall = Wall(START)
    databases = request.getfixturevalue(request.param)
    database = databases.like("essex", essex.fill, tmp_path_factory.mktemp("quarterly"))
    workspace = server.start(ROOT / "manifest.yml", ROOT / "practice" / "workspace.yml")
    settings = Settings(
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        signing_secret=workspace.signing_secret,
        slack_api_url=f"{workspace.url}/api/",
        database_url=database,
        renderers=1,
    )
    house = build(settings, "essex", wall.now)
    house.door.open()
    office = Quarterly(workspace.url, house)
    office.wall, office.running = wall, workspace
    yield office
    house.stop()
    workspace.stop()
    databases.done(database)


@pytest.fixture
def quarterly(quarterly_office: Quarterly) -> Iterator[Quarterly]:
    """The morning of 31 March 2022, the day before 2021/22 Q4 opens; nothing has been said."""
    office = quarterly_office
    office.wall.moment = START
    office.running.desk.clock.offset = START.timestamp() - time.time()
    yield office
    office.quiet()
    office._call("faults", None, "DELETE")
    forget_what_passed(office.house.rooms.store)
    office.post("reset", {})


@pytest.fixture
def unhurried(quarterly: Quarterly, monkeypatch: pytest.MonkeyPatch) -> Quarterly:
    """An office in which nobody waits, neither for Slack's files nor for its patience."""
    monkeypatch.setattr(pictures, "_WAITS_BEFORE_POSTING", (0.0, 0.0))
    monkeypatch.setattr(pictures, "_WAITS_AFTER_POSTING", (0.0, 0.0))
    quarterly.house.rooms.memory._kept.clear()
    with quarterly.house.rooms.store.write() as session:  # the last reset took the files away
        session.execute(delete(ChartFileRow))
    return quarterly


@pytest.fixture(scope="module")
def porch(
    sqlite: SqliteFiles, tmp_path_factory: pytest.TempPathFactory, essex: Essex
) -> Iterator[Porch]:
    """A house of its own, whose plan has editors that must be refused; its Slack is for looking
    people up."""
    folder = tmp_path_factory.mktemp("roles")
    (folder / "workspace.yml").write_text(cast(), encoding="utf-8")

    def fill(store: Store) -> None:
        migrate(store)
        with store.write() as session:
            save_book(session, staffed(essex.book))

    workspace = server.start(ROOT / "manifest.yml", folder / "workspace.yml")
    settings = Settings(
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        slack_api_url=f"{workspace.url}/api/",
        database_url=sqlite.like("staffed", fill, folder),
        renderers=1,
    )
    house = build(settings, "essex", Wall(NOW).now)
    porch = Porch(Quarterly(workspace.url, house))
    with pytest.MonkeyPatch.context() as patch:
        porch.stand_in(patch)
        yield porch
    house.stop()
    workspace.stop()


def held(store: Store) -> Any:
    """Everything that a person may change through Slack."""
    with store.read() as session:
        rows = [session.execute(select(t.__table__)).all() for t in PASSING]
        counts = [
            session.execute(select(func.count()).select_from(t)).all()
            for t in (AuditRow, FigureRow)
        ]
        return rows, counts


@pytest.fixture(scope="module")
def staged(porch: Porch) -> Callable[[], Scene]:
    """Plays the scene anew where somebody has changed it."""
    store, kept = porch.rooms.store, dict[str, Any]()

    def stage() -> Scene:
        if not kept or held(store) != kept["as"]:
            forget_what_passed(store)
            kept["scene"] = play(store, "essex")
            kept["as"] = held(store)
        scene: Scene = kept["scene"]
        return scene

    return stage
