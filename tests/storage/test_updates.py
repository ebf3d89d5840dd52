from __future__ import annotations

import pytest

from bot.quarter import Quarter
from storage.updates import updates_for

Q3 = Quarter(2021, 3)


def ids(store, quarter=Q3, **narrowed) -> list[str]:
    with store.read() as session:
        return [each.id for each in updates_for(session, "exampleshire", quarter, **narrowed)]


def test_updates_come_back_as_they_were_in_the_order_of_the_data(store, book):
    with store.read() as session:
        found = updates_for(session, "exampleshire", Q3)
    assert found == (book.updates[0], book.updates[2])


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"commitments": ["contact"]}, ["fcr_line"]),
        ({"commitments": ["contact", "visible"]}, ["harbour_watch", "fcr_line"]),
        ({"units": ["north_lpa"]}, ["harbour_watch"]),
        ({"areas": ["north", "harbour"]}, ["harbour_watch"]),
        ({"areas": ["harbour"], "units": ["fcr"]}, []),
        ({"areas": []}, []),
    ],
)
def test_updates_are_narrowed_by_what_is_asked(store, narrowed, found):
    assert ids(store, **narrowed) == found


def test_a_quarter_without_updates_has_none(store):
    assert ids(store, Quarter(2021, 2)) == ["calm_calls"]
    assert ids(store, Quarter(2021, 1)) == []
