from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, text

from bot.figure import Figure, Vintage
from bot.folder import Book
from bot.quarter import Period, Quarter
from storage.figures import figures_for, latest_quarter, quarters_with_data, standings_for
from storage.plans import save_book

PLAN = "exampleshire"
Q3 = Quarter(2021, 3)


def figures(store, metrics, areas=None, until=Q3.end, since=None) -> tuple[Figure, ...]:
    with store.read() as session:
        return figures_for(session, PLAN, metrics, areas, until, since)


def test_figures_come_back_as_they_were(store, book):
    newest = [each for each in book.figures if str(each.value) != "88220"]
    found = figures(store, ["calls_999", "vwi_solved", "wait"])
    assert sorted(found, key=repr) == sorted(newest, key=repr)
    assert {str(each.value) for each in found} == {str(each.value) for each in newest}


def test_the_newest_vintage_wins_whatever_the_order_of_loading(empty, book):
    with empty.write() as session:
        save_book(session, replace(book, figures=book.figures[::-1]))
    (found,) = figures(empty, ["calls_999"], ["exampleshire"], since=Q3.start)
    assert (str(found.value), found.vintage, found.caveats) == (
        "88221",
        Vintage.REVISED,
        ("small",),
    )


def test_caveats_keep_their_order(store):
    (found,) = figures(store, ["calls_999"], ["exampleshire"], until=date(2021, 1, 1))
    assert found.caveats == ("small", "ranks")


def test_only_the_metrics_areas_and_times_asked_for(store):
    assert {each.area for each in figures(store, ["calls_999"])} == {"exampleshire", "north"}
    assert {each.area for each in figures(store, ["calls_999"], ["north"])} == {"north"}
    assert figures(store, ["calls_999"], []) == ()
    assert figures(store, []) == ()
    assert figures(store, ["calls_999"], until=Q3.end - timedelta(days=1), since=Q3.start) == ()
    assert [each.metric for each in figures(store, ["wait"], since=date(2021, 12, 21))] == ["wait"]
    assert figures(store, ["wait"], since=date(2021, 12, 22)) == ()


def test_figures_are_in_the_order_of_time(store):
    ends = [each.period.end for each in figures(store, ["calls_999"], ["exampleshire"])]
    assert ends == sorted(ends)
    assert len(ends) == 2


@pytest.mark.parametrize(
    "digits", ["0.10", "100", "-0.250", "123456789012345678", "0.000000000000000001", "1E+3"]
)
def test_digits_are_kept_exactly(empty, book, digits):
    value = Decimal(digits)
    figure = replace(book.figures[0], value=value)
    with empty.write() as session:
        save_book(session, replace(book, figures=(figure,)), withdraw=True)
    (found,) = figures(empty, [figure.metric])
    assert format(found.value, "f") == format(value, "f")


def test_standings_come_back_newest_first_and_no_more_than_asked_for(store, book):
    july, october, april = book.standings
    with store.read() as session:
        assert standings_for(session, PLAN, Q3.end) == {"vwi_solved": (october, july)}
        everything = standings_for(session, PLAN, Q3.end, last=None)
        assert everything == {"vwi_solved": (october, july, april)}
        assert standings_for(session, PLAN, date(2021, 9, 30)) == {"vwi_solved": (july, april)}
        assert standings_for(session, PLAN, date(2020, 1, 1)) == {}


def test_the_latest_quarter_is_that_of_the_newest_figure_or_update(store, book):
    with store.read() as session:
        assert latest_quarter(session, PLAN) == Q3
        assert quarters_with_data(session, PLAN) == (Q3, Quarter(2021, 2), Quarter(2020, 3))
    with store.write() as session:
        save_book(session, Book(book.plan, (), (), book.updates[1:2]), withdraw=True)
    with store.read() as session:
        assert latest_quarter(session, PLAN) == Quarter(2021, 2)


def test_a_plan_with_nothing_but_standings_is_asked_about_the_newest_of_them(store, book):
    with store.write() as session:
        save_book(session, Book(book.plan, (), book.standings, ()), withdraw=True)
    newest = max(each.as_at for each in book.standings)
    with store.read() as session:
        assert quarters_with_data(session, PLAN) == ()
        assert latest_quarter(session, PLAN) == Quarter.containing(newest)


def test_a_plan_with_nothing_in_it_yet_is_asked_about_the_quarter_in_which_it_begins(store, book):
    with store.write() as session:
        save_book(session, Book(book.plan, (), (), ()), withdraw=True)
    with store.read() as session:
        assert latest_quarter(session, PLAN) == Quarter.containing(book.plan.period.start)


def test_a_plan_that_is_not_there_has_no_latest_quarter(store):
    with store.read() as session, pytest.raises(LookupError, match="atlantis"):
        latest_quarter(session, "atlantis")


def test_the_hot_question_follows_the_key_down_to_the_time(store):
    asked: list[tuple[str, tuple]] = []
    event.listen(
        store.engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3]))
    )
    figures(store, ["calls_999", "wait"], None, since=date(2020, 1, 1))
    figures(store, ["calls_999", "wait"], ["north"], since=date(2020, 1, 1))
    selects = [each for each in asked if each[0].startswith("SELECT")]
    assert len(selects) == 4
    for statement, values in selects:
        steps = _STEPS[store.kind](store, statement, values)
        assert any(_FOLLOWED[store.kind].search(each) for each in steps), steps
        assert not any(each.startswith(("SCAN", "Seq Scan")) for each in steps), steps


def _steps_of_sqlite(store, statement, values) -> list[str]:
    with store.read() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return [row[3] for row in plan]


def _steps_of_postgresql(store, statement, values) -> list[str]:
    """As it would go about tables that are larger than these; which part of the key it follows
    depends on how many figures there are."""
    with store.read() as session:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = session.connection().exec_driver_sql(f"EXPLAIN {statement}", values)
        return [row[0].strip(" ->") for row in plan]


_STEPS = {"sqlite": _steps_of_sqlite, "postgresql": _steps_of_postgresql}
_FOLLOWED = {
    "sqlite": re.compile(
        r"USING PRIMARY KEY \(plan=\? AND metric=\? AND area=\? AND ends>\? AND ends<\?\)"
    ),
    "postgresql": re.compile(r"Index Cond: .*plan.* AND .*ends >= "),
}


@pytest.mark.only_on("sqlite")
def test_twenty_years_cost_what_one_does(store, book):
    """Counted in rows that SQLite steps over, so that a busy machine makes no difference."""
    year_one = _work(store)
    history = [
        replace(book.figures[0], period=Period(day, day))
        for day in (date(2002, 4, 1) + timedelta(days=each * 30) for each in range(200))
    ]
    positions = [
        replace(book.standings[0], as_at=each.period.end, data_to=None) for each in history
    ]
    longer = replace(
        book,
        figures=(*book.figures, *history),
        standings=(*book.standings, *(each for each in positions if each.as_at.year < 2020)),
    )
    with store.write() as session:
        save_book(session, longer)
    assert _work(store) < year_one * 1.5


def _work(store) -> int:
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    with store.read() as session:
        session.execute(text("SELECT 1"))
        driver = session.connection().connection.driver_connection
        driver.set_progress_handler(step, 1)
        figures_for(session, PLAN, ["calls_999"], None, Q3.end, date(2020, 10, 1))
        standings_for(session, PLAN, Q3.end)
        latest_quarter(session, PLAN)
        driver.set_progress_handler(None, 0)
    return steps
