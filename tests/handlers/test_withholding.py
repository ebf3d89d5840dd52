"""What is withheld is withheld alike in every answer, its table, its chart and their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import charts
from bot.question import Question
from handlers.answers import answer_to, reading_of
from handlers.reporting import report_for
from storage.plans import save_book
from storage.schema import migrate
from storage.session import open_store
from storage.snapshots import publish

NOW = datetime(2022, 1, 5, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
CALLS = ("88,220", "93,759", "76,856")  # this quarter, the one before, a year earlier
QUESTIONS = (
    *("status local policing", "status local policing all", "metric 999 calls", "999 calls Q2"),
    *("caveats", "caveats local policing", "caveats 999 calls", "search 999", "status"),
    *("summary", "standings", "updates local policing", "metric 999 answer time"),
)


@pytest.fixture(scope="module")
def store(essex, tmp_path_factory):
    """The practice force, where every count of emergency calls is too small to be told."""
    plan = essex.book.plan
    metrics = (
        replace(m, suppress_below=(m.id == "calls_999") * 10**6 or None) for m in plan.metrics
    )
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('withheld')}/pcp.db")
    migrate(store)
    with store.write() as session:
        save_book(session, replace(essex.book, plan=replace(plan, metrics=tuple(metrics))))
    yield store
    store.close()


def pages_of(store, words):
    with store.read() as session:
        plan, question = reading_of(session, "essex", words, NOW)
        assert isinstance(question, Question), question
        return answer_to(session, plan, question)


@pytest.mark.parametrize("words", QUESTIONS)
def test_no_answer_tells_it_in_words_table_chart_or_alt_text(store, words):
    for page in pages_of(store, words):
        pictures = [*page.pictures, *(charts.alt(each.finding) for each in page.pictures)]
        everything = f"{page.text} {page.blocks} {pictures}"
        for value in (*CALLS, *(each.replace(",", "") for each in CALLS)):
            assert value not in everything


def test_what_is_not_withheld_is_told_as_ever(store):
    assert "abandoned" in " ".join(page.said for page in pages_of(store, "status local policing"))


def test_the_answer_says_that_it_is_withheld_and_why(store):
    said = "\n".join(page.said for page in pages_of(store, "metric 999 calls"))
    assert "999 calls: withheld for 2021/22 Q3, below 1,000,000" in said
    assert "999 calls. 2021/22 Q3: withheld" in said
    assert "Withheld for 2021/22 Q3, 2021/22 Q2 and 2020/21 Q3: below 1,000,000" in said


def test_figures_are_read_for_answers_in_one_way_only():
    """A second way would have to withhold, too, and would be forgotten."""
    readers = {
        path.name
        for path in (ROOT / "handlers").glob("*.py")
        if "figures_for" in path.read_text(encoding="utf-8")
    }
    own = {"collecting.py", "corrections.py", "cards.py"}  # leads and editors see what was recorded
    own |= {"checking.py"}  # holds an own figure against its past, and texts against what is told
    assert readers <= {"figures.py", *own}


def test_a_limit_that_is_set_later_holds_for_what_was_published_before(essex, tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/later.db")
    migrate(store)
    quarter, plan = essex.quarter, essex.book.plan
    with store.write() as session:
        save_book(session, essex.book)
        publish(session, "essex", quarter, "sam", NOW)
    with store.read() as session:
        assert "88,220" in str(report_for(session, "essex", quarter, NOW, 1).sections)
    limits = {"calls_999": 10**6}
    metrics = tuple(replace(m, suppress_below=limits.get(m.id)) for m in plan.metrics)
    with store.write() as session:
        save_book(session, replace(essex.book, plan=replace(plan, metrics=metrics)))
    with store.read() as session:
        report = report_for(session, "essex", quarter, NOW, 1)
    store.close()
    told = str(report.sections)
    assert not any(form in told for each in CALLS for form in (each, each.replace(",", "")))
    assert any("999 calls" in each for each in report.withheld)
