"""Whatever is typed, the answer is calm and a way on."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import Choice, Question, Topic, Unknown, understand
from tests.bot.question.plan import LATEST, PLAN, metric

WORDS = [
    *(alias for each in PLAN.priorities for alias in (each.short, *each.aliases)),
    *(alias for each in PLAN.metrics for alias in (each.name, *each.aliases)),
    *(alias for each in (*PLAN.areas, *PLAN.units) for alias in (each.name, *each.aliases)),
    *Topic,
    *["private", "all", "please", "the", "4", "rape", "zorblax", "violnce", "find", "how many"],
    *["Q1", "last quarter", "2020/21", "2021/22 Q9", "dec 2020", "2030 q1", "<@U1|a>", "🙂", "&"],
]
typed = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join))


def as_asked(question: Question) -> Question:
    again = understand(question.text, PLAN, LATEST)
    assert isinstance(again, Question), (question.text, again)
    return again


@given(typed)
def test_any_text_gets_a_question_or_a_way_on(text):
    answer = understand(text, PLAN, LATEST)
    if isinstance(answer, Question):
        assert as_asked(answer) == answer
        assert len(answer.text) <= 150
        return
    said = answer.prompt if isinstance(answer, Choice) else answer.message
    assert said
    assert 2 <= len(answer.options) <= 5
    for option in answer.options:
        assert 0 < len(option.label) <= 75
        assert len(option.text) <= 150
        assert understand(option.text, PLAN, LATEST).text == option.text


@given(st.text(min_size=41))
def test_messages_quote_at_most_forty_characters(text):
    answer = understand(text, PLAN, LATEST)
    notes = answer.read_as if isinstance(answer, Question) else ()
    said = getattr(answer, "message", "") or getattr(answer, "prompt", "")
    for quoted in re.findall('"([^"]*)"', " ".join((said, *notes))):
        assert len(quoted) <= 40


QUESTIONS = [
    Question(topic, quarter, private=private, all=whole)
    for topic in (Topic.STATUS, Topic.STANDINGS, Topic.SUMMARY, Topic.CAVEATS)
    for quarter in (LATEST, LATEST.year_earlier())
    for private, whole in product((True, False), repeat=2)
]


@pytest.mark.parametrize(
    "named",
    [
        {"topic": Topic.STATUS, "priority": "asb"},
        {"topic": Topic.STATUS, "priority": "asb", "area": "north"},
        {"topic": Topic.STATUS, "priority": "serious_violence", "commitment": "rape_support"},
        {"topic": Topic.METRIC, "metric": "drugs"},
        {"topic": Topic.METRIC, "metric": "vwi", "area": "tendring"},
        {"topic": Topic.STANDINGS, "metric": "vwi"},
        {"topic": Topic.STANDINGS, "priority": "roads"},
        {"topic": Topic.UPDATES, "priority": "roads", "area": "north"},
        {"topic": Topic.UPDATES, "unit": "north"},
        {"topic": Topic.UPDATES, "area": "north"},
        {
            "topic": Topic.UPDATES,
            "priority": "vulnerable_people",
            "commitment": "hate",
            "unit": "fcr",
        },
        {"topic": Topic.CAVEATS, "metric": "vwi"},
    ],
)
def test_the_canonical_text_reads_as_the_same_question(named):
    for question in QUESTIONS:
        asked = replace(question, **named)
        assert as_asked(asked) == asked


def test_ids_that_look_like_words_of_the_text_are_told_apart():
    odd = tuple(
        metric(each, f"Odd {each}", "roads") for each in ("area", "private", "all", "metric")
    )
    plan = replace(PLAN, metrics=odd)
    for each in odd:
        question = Question(Topic.METRIC, LATEST, metric=each.id)
        assert understand(question.text, plan, LATEST) == question


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t ",
        "<!channel>",
        "🙂🙂",
        ":tada:",
        "'\"'\"",
        "\x00",
        "\u202e\u2066",
        "***",
    ],
)
def test_text_that_says_nothing_gets_help(text):
    assert understand(text, PLAN, LATEST) == Question(Topic.HELP, LATEST)


def test_only_private_gets_help_in_private():
    assert understand("private", PLAN, LATEST) == Question(Topic.HELP, LATEST, private=True)


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE figure; --",
        "x" * 3000,
        "lorem ipsum " * 250,
        "مرحبا كيف الحال",
        "שלום עולם",
        "zorb\nlax",
        "metric \x00 zorblax",
    ],
)
def test_nonsense_gets_a_calm_answer(text):
    answer = understand(text, PLAN, LATEST)
    assert isinstance(answer, Unknown)
    assert len(answer.message) < 120
    assert "\n" not in answer.message


def test_three_thousand_characters_after_a_verb_are_a_search():
    question = understand("search " + "knife crime " * 250, PLAN, LATEST)
    assert isinstance(question, Question)
    assert len(question.text) <= 150
