"""What was published does not change in silence when a folder is loaded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.figure import Origin
from bot.plan import Update
from storage.plans import save_book
from storage.recording import record_updates
from storage.session import StoreFault
from storage.snapshots import publish, snapshot_of
from storage.updates import updates_for
from tests.storage.collected import NOON, PLAN, Q3

EARLIER = Q3.year_earlier()


@pytest.fixture
def locked(store):
    """Exampleshire with 2021/22 Q3 published."""
    with store.write() as session:
        publish(session, PLAN, Q3, "sam", NOON)
    return store


def load(store, book, **how):
    with store.write() as session:
        return save_book(session, book, **how)


def with_figures(book, change):
    return replace(book, figures=tuple(map(change, book.figures)))


def of_q3(book):
    return next(f for f in book.figures if f.metric == "wait")


def test_a_figure_that_says_something_else_is_refused_and_nothing_is_loaded(locked, book):
    figure = of_q3(book)
    changed = with_figures(book, lambda f: replace(f, value=Decimal(9)) if f == figure else f)
    with pytest.raises(StoreFault, match="changes what was published for 2021/22 Q3"):
        load(locked, changed)
    assert not load(locked, book)


@pytest.mark.parametrize("how", ["withdrawn", "added", "standing", "update"])
def test_so_is_what_is_added_or_taken_away(locked, book, how):
    figure, (update, *updates) = of_q3(book), book.updates
    changed = {
        "withdrawn": replace(book, figures=tuple(f for f in book.figures if f != figure)),
        "added": replace(book, figures=(*book.figures, replace(figure, area="north"))),
        "standing": replace(
            book, standings=tuple(replace(s, position=s.position + 1) for s in book.standings)
        ),
        "update": replace(book, updates=(replace(update, text="Other."), *updates)),
    }[how]
    with pytest.raises(StoreFault, match="Q3"):
        load(locked, changed, withdraw=True)


def test_where_a_figure_comes_from_and_other_quarters_may_change(locked, book):
    changed = with_figures(
        book,
        lambda f: (
            replace(f, value=f.value + 1)
            if f.period == EARLIER.period()
            else replace(f, source="p. 99", origin=Origin.IMPLIED)
        ),
    )
    assert load(locked, changed).published == ()


def test_correcting_says_which_quarters_another_edition_is_owed_for(locked, book):
    figure = of_q3(book)
    changed = with_figures(book, lambda f: replace(f, value=Decimal(9)) if f == figure else f)
    assert load(locked, changed, correcting=True).published == (Q3,)
    with locked.write() as session:
        assert publish(session, PLAN, Q3, "folder", NOON, "A slip.").number == 2
        values = {f.value for f in snapshot_of(session, PLAN, Q3).figures if f.metric == "wait"}
    assert values == {Decimal(9)}


def test_an_update_of_the_folder_takes_the_place_of_the_one_submitted(store, book):
    (told,) = [each for each in book.updates if each.id == "fcr_line"]
    own = {name: value for name, value in vars(told).items() if name != "id"}
    with store.write() as session:
        record_updates(session, book.plan, [Update(id="2021/22-Q3:fcr:contact", **own)])
        assert len(updates_for(session, PLAN, Q3, units=["fcr"])) == 2
        save_book(session, book)
        assert [u.id for u in updates_for(session, PLAN, Q3, units=["fcr"])] == ["fcr_line"]


def test_before_anything_is_published_everything_may_change(store, book):
    assert load(store, with_figures(book, lambda f: replace(f, value=f.value + 1)))
