from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.folder import FILES, Book, parse
from storage.plans import save_book
from storage.schema import migrate
from storage.session import Store, open_store

EXAMPLESHIRE = Path(__file__).parents[1] / "exampleshire"


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return {name: (EXAMPLESHIRE / name).read_text() for name in FILES}


@pytest.fixture(scope="session")
def book(texts) -> Book:
    return parse(texts)


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path}/pcp.db"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """A file whose schema is current, to be copied: migrating anew for each test takes longer."""
    path = tmp_path_factory.mktemp("migrated") / "pcp.db"
    _made(path, migrate)
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory, migrated, book) -> Path:
    path = tmp_path_factory.mktemp("filled") / "pcp.db"
    shutil.copy(migrated, path)
    _made(path, lambda store: _fill(store, book))
    return path


@pytest.fixture
def empty(url, migrated):
    """A store whose schema is current, without a plan."""
    yield from _copied(migrated, url)


@pytest.fixture
def store(url, filled):
    """A store that holds Exampleshire."""
    yield from _copied(filled, url)


def _fill(store: Store, book: Book) -> None:
    with store.write() as session:
        save_book(session, book)


def _made(path: Path, make: Callable[[Store], None]) -> None:
    store = open_store(f"sqlite:///{path}")
    make(store)
    store.close()


def _copied(template: Path, url: str) -> Iterator[Store]:
    shutil.copy(template, url.removeprefix("sqlite:///"))
    store = open_store(url)
    yield store
    store.close()
