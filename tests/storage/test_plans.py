from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, text

from bot.figure import Figure, Origin
from bot.folder import Book, parse
from bot.plan import Plan
from bot.quarter import Period, Quarter
from storage import plans
from storage.differences import Difference
from storage.figures import figures_for
from storage.plans import plan_ids, read_plan, save_book
from storage.session import Store, StoreFault
from storage.updates import updates_for

TABLES = plans._KINDS
_CHANGES_SO_FAR = {
    "sqlite": "SELECT total_changes()",
    "postgresql": "SELECT pg_current_xact_id_if_assigned()::text",  # none before the first change
}


def rows_of(store: Store) -> dict[str, list[tuple]]:
    with store.read() as session:
        names = [*(each.__tablename__ for each in TABLES), "search_entry"]
        names += ["search_words_data"] if store.kind == "sqlite" else []
        return {
            name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))]
            for name in names
        }


def changes(store: Store, book: Book, *, withdraw: bool = False) -> dict[str, Difference]:
    with store.write() as session:
        return dict(save_book(session, book, withdraw=withdraw).kinds)


def plan_in(store: Store) -> Plan:
    with store.read() as session:
        return read_plan(session, "exampleshire")


def test_a_plan_comes_back_as_it_was(store, book):
    assert plan_in(store) == book.plan


def test_a_plan_comes_back_as_it_was_from_the_rows_themselves(store, book, monkeypatch):
    monkeypatch.setattr(plans, "_read", {})
    assert plan_in(store) == book.plan


def test_what_was_loaded_is_counted_by_kind(empty, book):
    added = {kind: each.added for kind, each in changes(empty, book).items()}
    assert (added["figures"], added["metrics"], added["updates"], added["people"]) == (6, 3, 3, 2)


def test_changes_are_said_in_words(store, book):
    plan = replace(book.plan, metrics=book.plan.metrics[::-1], appointments=())
    with store.write() as session:
        said = str(save_book(session, replace(book, plan=plan, figures=book.figures[:4])))
        again = str(save_book(session, replace(book, plan=plan, figures=book.figures[:4])))
    assert said == "metrics: 2 moved; figures: 2 withdrawn; appointments: 3 withdrawn"
    assert again == "nothing changed"


def test_loading_the_same_folder_twice_changes_nothing(store, book):
    before = rows_of(store)
    with store.write() as session:
        counted = _CHANGES_SO_FAR[store.kind]
        changes_before = session.scalar(text(counted))
        assert not save_book(session, book)
        assert session.scalar(text(counted)) == changes_before
    assert rows_of(store) == before


def test_the_store_becomes_equal_to_a_changed_folder(store, texts):
    changed = texts | {
        "figures.csv": texts["figures.csv"].replace("12.50", "12.5").replace("wait,", "wait,", 1),
        "updates.yml": texts["updates.yml"].replace("id: fcr_line", "id: night_desk"),
    }
    book = parse(changed)
    assert changes(store, book) == {
        "figures": Difference(changed=1),
        "updates": Difference(added=1, withdrawn=1),
    }
    with store.read() as session:
        assert updates_for(session, "exampleshire", Quarter(2021, 3)) == tuple(
            each for each in book.updates if each.period.quarter == Quarter(2021, 3)
        )


def test_a_plan_that_changed_is_read_anew(store, book):
    assert plan_in(store).force == "Exampleshire Police"
    changes(store, replace(book, plan=replace(book.plan, force="Exampleshire Constabulary")))
    assert plan_in(store).force == "Exampleshire Constabulary"


def test_a_plan_that_did_not_change_is_not_read_again(store):
    first = plan_in(store)
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert plan_in(store) is first
    assert len([each for each in asked if each.startswith("SELECT")]) == 1


def test_what_trades_places_or_numbers_is_stored_without_a_clash(store, book):
    local, violence = book.plan.priorities
    swapped = (replace(violence, number=1), replace(local, number=2))
    plan = replace(book.plan, priorities=swapped)
    moved = changes(store, replace(book, plan=plan))
    assert moved["priorities"] == Difference(changed=2)
    assert plan_in(store) == plan


def test_what_only_changes_places_is_counted_as_moved(store, book):
    plan = replace(book.plan, metrics=book.plan.metrics[::-1])
    assert changes(store, replace(book, plan=plan))["metrics"] == Difference(moved=2)
    assert plan_in(store) == plan


def test_everything_of_a_plan_can_be_withdrawn_but_the_plan(store, book):
    bare = replace(book.plan, metrics=(), people=(), appointments=(), standing_caveats=())
    withdrawn = changes(store, Book(bare, (), (), ()), withdraw=True)
    assert withdrawn["figures"] == Difference(withdrawn=6)
    assert plan_in(store) == bare


def test_other_plans_are_not_touched(store, book):
    neighbour = replace(book.plan, id="neighbourshire")
    changes(store, replace(book, plan=neighbour))
    bare = replace(neighbour, people=(), appointments=())
    changes(store, Book(bare, (), (), ()), withdraw=True)
    with store.read() as session:
        assert plan_ids(session) == ("exampleshire", "neighbourshire")
        assert read_plan(session, "exampleshire") == book.plan


def test_a_book_that_does_not_fit_together_changes_nothing(store, book):
    before = rows_of(store)
    astray = replace(book.figures[0], metric="nowhere")
    with pytest.raises(StoreFault):
        changes(store, replace(book, figures=(*book.figures, astray)))
    assert rows_of(store) == before


def test_an_unknown_plan_is_not_found(store):
    with store.read() as session, pytest.raises(LookupError, match="atlantis"):
        read_plan(session, "atlantis")


def test_a_revised_figure_alone_is_an_addition(store, book):
    revised = parse_with(book, "88220", "88219")
    assert changes(store, revised) == {"figures": Difference(changed=1)}
    with store.read() as session:
        figures = figures_for(session, "exampleshire", ["calls_999"], None, Quarter(2021, 3).end)
    assert "88221" in {str(each.value) for each in figures}


def parse_with(book: Book, old: str, new: str) -> Book:
    figures = tuple(
        replace(each, value=type(each.value)(new)) if str(each.value) == old else each
        for each in book.figures
    )
    return replace(book, figures=figures)


def test_a_folder_of_one_quarter_alone_is_refused_and_the_others_stay(store, book):
    before = rows_of(store)
    newest = [each for each in book.figures if each.period.quarter == Quarter(2021, 3)]
    with pytest.raises(StoreFault, match=r"2020/21 Q3: 1 figure.*--withdraw"):
        changes(store, replace(book, figures=tuple(newest)))
    assert rows_of(store) == before


def test_updates_and_standings_of_other_quarters_are_not_lost_either(store, book):
    of_now = tuple(each for each in book.updates if each.period.quarter == Quarter(2021, 3))
    with pytest.raises(StoreFault, match="2021/22 Q2: 1 update"):
        changes(store, replace(book, updates=of_now))
    with pytest.raises(StoreFault, match="2021/22 Q1: 1 standing; 2021/22 Q2: 1 standing"):
        changes(store, replace(book, standings=book.standings[1:2]))


def test_other_quarters_are_withdrawn_where_that_is_meant(store, book):
    newest = tuple(each for each in book.figures if each.period.quarter == Quarter(2021, 3))
    withdrawn = changes(store, replace(book, figures=newest), withdraw=True)
    assert withdrawn["figures"] == Difference(withdrawn=len(book.figures) - len(newest))


def test_the_folder_s_own_quarter_is_corrected_without_asking(store, book):
    assert book.quarter == Quarter(2021, 3)
    kept = tuple(each for each in book.updates if each.id != "fcr_line")
    assert changes(store, replace(book, updates=kept))["updates"] == Difference(withdrawn=1)


def submitted(book: Book) -> Figure:
    """A figure of the quarter after, that a unit sent in."""
    first = next(each for each in book.figures if each.caveats)
    period = Period(date(2022, 1, 1), date(2022, 3, 31))
    return replace(first, period=period, origin=Origin.SUBMITTED, recorded_by="amara")


def test_what_was_submitted_outlasts_a_folder_that_does_not_list_it(store, book):
    figure = submitted(book)
    changes(store, replace(book, figures=(*book.figures, figure)))
    with store.write() as session:
        assert not save_book(session, book)
    with store.write() as session:
        assert not save_book(session, book, withdraw=True)
    with store.read() as session:
        held = figures_for(session, "exampleshire", [figure.metric], None, date(2022, 3, 31))
    assert figure in held


def test_what_a_folder_lists_takes_the_place_of_what_was_submitted(store, book):
    figure = submitted(book)
    changes(store, replace(book, figures=(*book.figures, figure)))
    printed = replace(figure, origin=Origin.PRINTED, caveats=())
    changes(store, replace(book, figures=(*book.figures, printed)))
    with store.read() as session:
        held = figures_for(session, "exampleshire", [figure.metric], None, date(2022, 3, 31))
    assert printed in held
    assert figure not in held
