"""Faults on purpose. The suite runs each once; `make faults` many times, and prints the counts."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from practice import server
from storage.session import open_store
from tests.conftest import ROOT, Essex
from tests.faults.field import RUNS, Field, Tally, settings_in

_TALLIES: list[Tally] = []

Fresh = Callable[[], AbstractContextManager[Field]]


@pytest.fixture
def chance() -> random.Random:
    """The same instants in every suite; others each time that many are run."""
    return random.Random(None if RUNS else 42)


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """Named by what the test says of itself."""
    said = (request.function.__doc__ or request.node.name).partition("\n")[0].rstrip(".")
    kind = f" [{request.node.callspec.id}]" if hasattr(request.node, "callspec") else ""
    _TALLIES.append(Tally(said + kind))
    return _TALLIES[-1]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if RUNS and _TALLIES:
        terminalreporter.section("what became of the messages")
        for each in _TALLIES:
            terminalreporter.write_line(str(each))


@pytest.fixture(scope="session")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace's cast, who wait two seconds for a form that was not acknowledged."""
    cast = (ROOT / "practice" / "workspace.yml").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("impatient") / "workspace.yml"
    path.write_text(cast.replace("ack: 3", "ack: 2"), encoding="utf-8")
    return path


@pytest.fixture
def kind() -> str:
    """The kind of database; a test may say another by parametrising ``kind``."""
    return "postgresql"


@pytest.fixture
def fresh(
    request: pytest.FixtureRequest, kind: str, essex: Essex, impatient: Path, tmp_path: Path
) -> Fresh:
    """A new field each time: nothing said, nothing owed, nobody running."""
    databases = request.getfixturevalue(kind)

    @contextmanager
    def field() -> Iterator[Field]:
        folder = tmp_path / "field"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        url = databases.like("essex faults", essex.fill, folder)
        running = server.start(ROOT / "manifest.yml", impatient)
        store = open_store(url)
        made = Field(running, settings_in(running, url, renderers=1), store)
        try:
            yield made
        finally:
            made.end()
            store.close()
            running.stop()

    return field
