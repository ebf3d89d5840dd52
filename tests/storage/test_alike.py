"""What is found is the same on both kinds of database, whatever was written and typed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.folding import folded
from storage.plans import save_book
from storage.schema import migrate
from storage.search import search
from storage.session import open_store
from tests.storage.conftest import KINDS

TEXTS = (
    "Call 101, 999 or 0300 123 4567; 5no no5 2nd 1e5 3.14 1,000 50% 10:30",
    "write to a.b@example.org or https://example.org/path?query=1#top, C:\\temp, /etc/hosts",
    "x-ray, on-the-spot, rock'n'roll, O’Neill, café, naïve, Æsir, straße, İzmir",
    "مرحبا ٣٤ 你好 привет नमस्ते 🚔 ① ½ № ﬁne",
    "snake_case <b>bold</b> &amp; *star* \"quoted\" 'single' back\\slash semi;colon",
    "robberies robbery robbed; patrols patrolling; the and of a an it",
)
WORDS = sorted({word for each in TEXTS for word in folded(each)})


@pytest.fixture(scope="module")
def both(request, book, tmp_path_factory):
    """A store of each kind that holds the same texts."""
    updates = tuple(
        replace(book.updates[0], id=f"u{n}", names=(), text=text) for n, text in enumerate(TEXTS)
    )
    holding = replace(book, updates=updates)
    stores = []
    for kind in KINDS:
        databases = request.getfixturevalue(kind)
        stores.append(open_store(databases.new(tmp_path_factory.mktemp(kind))))
        migrate(stores[-1])
        with stores[-1].write() as session:
            save_book(session, holding)
    yield stores
    for each in stores:
        each.close()


def found(words, store):
    with store.read() as session:
        return [(each.id, each.snippet) for each in search(session, "exampleshire", words, 50)]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_a_text_finds_the_text_on_both(both, word):
    one, other = map(partial(found, word), both)
    assert one == other
    assert any(each.startswith("u") for each, _ in one)


@given(words=st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS), max_size=3)))
def test_whatever_is_typed_finds_the_same_on_both(both, words):
    typed = words if isinstance(words, str) else " ".join(each[:4] for each in words)
    one, other = map(partial(found, typed), both)
    assert one == other
