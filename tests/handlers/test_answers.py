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
