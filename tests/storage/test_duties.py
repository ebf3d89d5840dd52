from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.collection import Calendar, Collection, Duty
from bot.quarter import Quarter
from storage import plans
from storage.differences import Difference
from storage.plans import read_plan, save_book
from storage.session import StoreFault

CALENDAR = Calendar(
    opens=2,
    due=10,
    publishes=20,
    remind=(5, 0),
    chase=(),
    hours=(time(8, 30), time(16)),
    timezone="Europe/Belfast",
    subdivision="NIR",
    days_off=(date(2022, 6, 1), date(2021, 12, 24)),
)
FCR = Duty("fcr", ("wait", "calls_999"), ("visible", "contact"), "sam", (Quarter(2021, 4),))
NORTH = Duty("north_lpa", metrics=("vwi_solved",), exempt=(Quarter(2022, 1), Quarter(2021, 3)))
COLLECTION = Collection(CALENDAR, (NORTH, FCR), "C0EDITORS")


def collected(book, collection):
    return replace(book, plan=replace(book.plan, collection=collection))


def save(store, book):
    with store.write() as session:
        return dict(save_book(session, book).kinds)


def collection_in(store):
    with store.read() as session:
        return read_plan(session, "exampleshire").collection


def test_how_a_quarter_is_collected_comes_back_as_it_was(store, book, monkeypatch):
    added = save(store, collected(book, COLLECTION))
    assert (added["calendars"].added, added["duties"].added) == (1, 2)
    monkeypatch.setattr(plans, "_read", {})
    assert collection_in(store) == COLLECTION


def test_saving_it_twice_changes_nothing(store, book):
    save(store, collected(book, COLLECTION))
    assert save(store, collected(book, COLLECTION)) == {}


def test_a_plan_that_is_not_collected_has_no_calendar(store, book):
    save(store, collected(book, COLLECTION))
    withdrawn = save(store, collected(book, None))
    assert withdrawn["calendars"] == Difference(withdrawn=1)
    assert withdrawn["exemptions"] == Difference(withdrawn=3)
    assert collection_in(store) is None


def test_a_calendar_without_duties_is_not_the_same_as_none(store, book):
    save(store, collected(book, Collection()))
    assert collection_in(store) == Collection()


@pytest.mark.parametrize(
    "changed",
    [
        replace(COLLECTION, calendar=replace(CALENDAR, due=11)),
        replace(COLLECTION, calendar=replace(CALENDAR, chase=(1,))),
        replace(COLLECTION, duties=(FCR, NORTH)),
        replace(COLLECTION, duties=(NORTH, replace(FCR, metrics=("calls_999", "wait")))),
        replace(COLLECTION, duties=(NORTH, replace(FCR, exempt=()))),
        replace(COLLECTION, editors=""),
    ],
)
def test_whatever_changes_in_it_is_read_anew(store, book, changed):
    save(store, collected(book, COLLECTION))
    assert collection_in(store) == COLLECTION
    assert save(store, collected(book, changed))
    assert collection_in(store) == changed


def test_a_duty_that_names_what_is_not_in_the_plan_is_refused(store, book):
    for astray in (Duty("fcr", ("nothing",)), Duty("nowhere"), Duty("fcr", manager="nobody")):
        with pytest.raises(StoreFault, match="FOREIGN KEY"):
            save(store, collected(book, Collection(duties=(astray,))))
    assert collection_in(store) is None
