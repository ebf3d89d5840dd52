"""Questions read in the words of the plan as it is stored, and their answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.question import Question, Topic, Unknown
from handlers.answers import answer_to, reading_of
from storage.session import open_store

NOW = datetime(2022, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(essex_database):
    return open_store(essex_database)


def read(store, words: str):
    with store.read() as session:
        return reading_of(session, "essex", words, NOW)[1]


def told(store, words: str) -> str:
    with store.read() as session:
        plan, question = reading_of(session, "essex", words, NOW)
        assert isinstance(question, Question), question
        return "\n".join(page.said for page in answer_to(session, plan, question))


@pytest.mark.parametrize(
    "words", ["operation snare", "updates snare", "what did operation snare do", "snare"]
)
def test_an_operation_that_only_updates_tell_of_is_found(store, words):
    said = told(store, words)
    assert "• West LPA command: Operation SNARE: Joint patrols" in said
    assert "Read as a search for " in said
    assert "CLAYMORE" not in said


def test_what_nothing_mentions_is_owned_up_to(store):
    answer = read(store, "metric zorblax")
    assert isinstance(answer, Unknown)
    assert "no update or figure mentions it" in answer.message


def test_an_operation_that_the_plan_lists_is_still_read_as_itself(store):
    assert read(store, "operation raptor").topic is Topic.UPDATES


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("status p2 last quarter", "2. Crack down on anti-social behaviour, 2021/22 Q2"),
        ("updates north Q1", "Updates: North LPA, 2021/22 Q1"),
        ("summary Q1", "Summary, 2021/22 Q1"),
        ("standings Q1", "Standings in the most similar group, 2021/22 Q1"),
    ],
)
def test_a_quarter_of_which_nothing_is_held_leads_to_the_newest(store, words, title):
    with store.read() as session:
        plan, question = reading_of(session, "essex", words, NOW)
        (page,) = answer_to(session, plan, question)
    assert page.said.startswith(title)
    quarter = question.quarter.label
    assert f"Nothing is recorded for {quarter}. The newest that the plan holds is 2021/22 Q3" in (
        page.said
    )
    newest, _ = page.blocks[-1]["elements"]
    assert newest["text"]["text"] == "2021/22 Q3"
    assert f"Nothing is recorded for {quarter}." not in told(store, newest["value"])


def test_help_is_short_and_its_examples_are_questions_in_the_plan_s_words(store):
    said = told(store, "help")
    assert "[" not in said
    assert "|" not in said
    assert (
        "Examples, to type or to press: status local policing, metric 999, updates north, "
        "standings and summary."
    ) in said
    for example in ("status local policing", "metric 999", "updates north"):
        assert isinstance(read(store, example), Question)


def test_help_on_one_topic_offers_its_own_examples(store):
    said = told(store, "help updates")
    assert "• updates: What teams reported, shortened." in said
    assert "updates north and updates p3." in said


def test_a_narrowed_status_does_not_tell_of_other_places(store):
    said = told(store, "status da north")
    assert "South team" not in said
    assert "6 updates" in said


def test_why_tells_how_a_figure_was_judged_and_where_each_row_comes_from(store):
    said = told(store, "why 101")
    assert said.startswith("Why: 101 calls (control room), 2021/22 Q3\n101 calls (control room): ")
    assert "• Not judged: too few points to judge (3, and 8 are needed)." in said
    assert "1. 2021/22 Q3. Value: 61,010; where it comes from: printed, p. 6, line 112." in said


def test_why_of_a_priority_tells_of_its_figures_and_positions(store):
    said = told(store, "why violence")
    assert said.startswith("Why: 4. Reverse the trend in serious violence, 2021/22 Q3\n")
    assert "Homicide offences: 0.013 offences per 1,000 people (Oct 2021):" in said
    assert "• As recorded: 5th of 8 in October 2021, at 0.013 per 1,000 people;" in said


@pytest.mark.parametrize("words", ["metric 101", "status p1"])
def test_an_answer_with_figures_can_be_asked_why(store, words):
    with store.read() as session:
        plan, question = reading_of(session, "essex", words, NOW)
        pages = answer_to(session, plan, question)
        actions = next(b for page in pages for b in page.blocks if b["type"] == "actions")
        (button,) = (e for e in actions["elements"] if e.get("text", {}).get("text") == "Why")
        _, again = reading_of(session, "essex", button["value"], NOW)
        assert again.topic is Topic.WHY
        assert answer_to(session, plan, again)[0].said.startswith("Why: ")
