from __future__ import annotations

from dataclasses import replace

import pytest

from bot.publishing import Branding, Publishing
from storage import plans
from storage.differences import Difference
from storage.plans import read_plan, save_book
from storage.session import StoreFault

PUBLISHING = Publishing(
    ("C0PCP", "C0CHIEFS"),
    "sam",
    self_approval=True,
    automatic=True,
    branding=Branding("data:image/png;base64,AA==", "#123456", "#654321"),
)


def published(book, publishing):
    return replace(book, plan=replace(book.plan, publishing=publishing))


def save(store, book):
    with store.write() as session:
        return dict(save_book(session, book).kinds)


def publishing_in(store):
    with store.read() as session:
        return read_plan(session, "exampleshire").publishing


@pytest.mark.parametrize("publishing", [PUBLISHING, Publishing(), None])
def test_how_a_quarter_is_published_comes_back_as_it_was(store, book, publishing, monkeypatch):
    save(store, published(book, publishing))
    monkeypatch.setattr(plans, "_read", {})
    assert publishing_in(store) == publishing


def test_saving_it_twice_changes_nothing_and_leaving_it_out_withdraws_it(store, book):
    save(store, published(book, PUBLISHING))
    assert save(store, published(book, PUBLISHING)) == {}
    assert save(store, published(book, None))["ways to publish"] == Difference(withdrawn=1)


def test_a_contact_that_is_nobody_is_refused(store, book):
    with pytest.raises(StoreFault):
        save(store, published(book, replace(PUBLISHING, contact="nobody")))
