from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.folder import FILES, Book, parse
from storage.plans import save_book
from storage.schema import migrate
from storage.session import Store, open_store
from tests.stores import KINDS, Databases

EXAMPLESHIRE = Path(__file__).parents[1] / "exampleshire"


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return {name: (EXAMPLESHIRE / name).read_text() for name in FILES}


@pytest.fixture(scope="session")
def book(texts) -> Book:
    return parse(texts)


def pytest_generate_tests(metafunc) -> None:
    """Every test of the store runs on each kind of database, but for those that say ``only_on``."""
    if "databases" in metafunc.fixturenames:
        said = metafunc.definition.get_closest_marker("only_on")
        metafunc.parametrize("databases", said.args if said else KINDS, indirect=True)


@pytest.fixture
def databases(request) -> Databases:
    return request.getfixturevalue(request.param)


@pytest.fixture
def url(request, databases, tmp_path, book) -> Iterator[str]:
    """The address of the test's database: of the store that it asks for, else of a new one."""
    if "store" in request.fixturenames:
        address = databases.like("exampleshire", lambda store: _fill(store, book), tmp_path)
    elif "empty" in request.fixturenames:
        address = databases.like("empty", migrate, tmp_path)
    else:
        address = databases.new(tmp_path)
    yield address
    databases.done(address)


@pytest.fixture
def empty(url):
    """A store whose schema is current, without a plan."""
    yield from _opened(url)


@pytest.fixture
def store(url):
    """A store that holds Exampleshire."""
    yield from _opened(url)


def _fill(store: Store, book: Book) -> None:
    migrate(store)
    with store.write() as session:
        save_book(session, book)


def _opened(url: str) -> Iterator[Store]:
    store = open_store(url)
    yield store
    store.close()
