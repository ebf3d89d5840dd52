from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from bot.quarter import Period
from storage import search as searching
from storage.folding import folded, root
from storage.plans import save_book
from storage.search import search


def found(store, words: str, limit: int = 10) -> list[str]:
    with store.read() as session:
        return [each.id for each in search(session, "exampleshire", words, limit)]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("lantern", ["harbour_watch"]),
        ("Operation LANTERN", ["harbour_watch"]),
        ("operation lan", ["harbour_watch"]),
        ("robbery", ["harbour_watch"]),
        ("patrolling", ["harbour_watch"]),
        ("cafe", ["calm_calls"]),
        ("CAFÉ", ["calm_calls"]),
        ("café's", ["calm_calls"]),
        ("ring 101", ["calm_calls"]),
        ("101 ring", ["calm_calls"]),
        ("emergency calls", ["calls_999"]),
        ("999", ["calls_999"]),
        ("solved", ["vwi_solved"]),
        ("harbour", ["harbour_watch"]),
        ("answer every call", ["calm_calls", "fcr_line"]),
        ("force control room", ["calm_calls", "fcr_line"]),
        ("robbery submarine", []),
        ("rob at harbour", []),
        ("la operation", []),
    ],
)
def test_every_word_must_occur_and_the_last_may_be_unfinished(store, words, ids):
    assert sorted(found(store, words)) == sorted(ids)


def test_a_find_says_what_it_is_and_shows_the_text_around(store):
    with store.read() as session:
        (update,) = search(session, "exampleshire", "robberies")
        (metric,) = search(session, "exampleshire", "emergency")
    assert (update.kind, update.title) == ("update", "North LPA: Operation LANTERN")
    assert "fewer robberies reported" in update.snippet
    assert (update.priority, metric.priority) == ("local", "local")
    assert (metric.kind, metric.title, metric.snippet) == (
        "metric",
        "999 calls",
        "Emergency calls received.",
    )


def test_a_name_outranks_a_mention(store, book):
    mention = replace(book.updates[2], id="mention", text="As in Operation Lantern, more or less.")
    with store.write() as session:
        save_book(session, replace(book, updates=(mention, *book.updates)))
    assert found(store, "lantern") == ["harbour_watch", "mention"]
    assert found(store, "lantern", limit=1) == ["harbour_watch"]


def test_metrics_come_before_updates_and_new_updates_before_old(store, book):
    spring = Period(date(2021, 4, 1), date(2021, 6, 30))
    old, new = (
        replace(book.updates[0], id=name, names=(), text="Of submarines.", period=period)
        for name, period in (("old", spring), ("new", book.updates[0].period))
    )
    metrics = (replace(book.plan.metrics[0], definition="Submarines."), *book.plan.metrics[1:])
    plan = replace(book.plan, metrics=metrics)
    with store.write() as session:
        save_book(session, replace(book, plan=plan, updates=(old, new)), withdraw=True)
    assert found(store, "submarines") == [metrics[0].id, "new", "old"]


def test_a_long_text_is_cut_around_the_first_word_asked_for(store, book):
    text = " ".join(["before"] * 50 + ["needle"] + ["after"] * 50)
    with store.write() as session:
        save_book(
            session, replace(book, updates=(replace(book.updates[0], text=text),)), withdraw=True
        )
    with store.read() as session:
        (hit,) = search(session, "exampleshire", "needle")
    assert hit.snippet.startswith("… before")
    assert " needle after" in hit.snippet
    assert hit.snippet.endswith("after …")
    assert len(hit.snippet) < 250


def test_the_index_keeps_in_step_with_the_plan(store, book):
    altered = replace(book.updates[0], names=("Operation BEACON",))
    with store.write() as session:
        save_book(session, replace(book, updates=(altered,)), withdraw=True)
    assert found(store, "beacon") == ["harbour_watch"]
    assert found(store, "lantern") == []
    assert found(store, "ring 101") == []


def test_other_plans_are_not_found(store):
    with store.read() as session:
        assert search(session, "neighbourshire", "lantern") == ()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "*",
        '"',
        "'; DROP TABLE plan; --",
        'NEAR("a" "b", 3)',
        "lantern AND NOT",
        "head:lantern",
        "-lantern ^x (",
        "🚔🚔",
        "مرحبا",
        "\x00\x01",
        "a" * 3000,
        "word " * 600,
        "<!channel> @here",
    ],
)
def test_any_input_is_safe(store, words):
    assert isinstance(found(store, words), list)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(max_size=60))
def test_any_text_at_all_is_searched_without_complaint(store, words):
    found(store, words)


def test_operators_of_the_database_are_words_like_others(store):
    assert found(store, '"lantern"*') == ["harbour_watch"]
    assert found(store, "lantern OR nothing") == []


@pytest.mark.parametrize(
    ("word", "common"),
    [
        ("robberies", "robber"),
        ("robbery", "robber"),
        ("patrols", "patrol"),
        ("patrolling", "patrol"),
        ("calling", "call"),
        ("solved", "solv"),
        ("cars", "cars"),
        ("asb", "asb"),
    ],
)
def test_the_root_of_a_word(word, common):
    assert root(word) == common


def test_words_are_folded_the_way_people_mean_them():
    words = ["eppings", "1", "2", "price", "list", "no5", "fine"]
    assert folded("Épping’s ½ price_list, №5: ﬁne") == words


def test_the_same_words_are_asked_of_postgresql():
    class Session:
        def get_bind(self):
            return type("Bind", (), {"dialect": postgresql.dialect()})

    statement, words = searching._asked(Session(), ("da", "robber", "harb"))
    assert words == "'da' & 'robber':* & 'harb':*"
    assert "to_tsquery" in str(statement)
