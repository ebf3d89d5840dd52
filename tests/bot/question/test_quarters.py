"""The quarter that is meant, in the words people use for it."""

from __future__ import annotations

import pytest

from bot.quarter import Quarter
from bot.question import Choice, Question, Topic, Unknown, understand
from tests.bot.question.plan import LATEST, PLAN


def read(text: str, latest: Quarter = LATEST):
    return understand(text, PLAN, latest)


@pytest.mark.parametrize(
    ("typed", "quarter"),
    [
        ("Q3", "2021/22-Q3"),
        ("q1", "2021/22-Q1"),
        ("q4", "2020/21-Q4"),
        ("quarter 2", "2021/22-Q2"),
        ("the second quarter", "2021/22-Q2"),
        ("21/22 q3", "2021/22-Q3"),
        ("2021/22 Q3", "2021/22-Q3"),
        ("2021/22-Q3", "2021/22-Q3"),
        ("2021-22 q3", "2021/22-Q3"),
        ("2021–22 Q3", "2021/22-Q3"),
        ("2020/2021 q3", "2020/21-Q3"),
        ("q3 21/22", "2021/22-Q3"),
        ("q3 of 2020/21", "2020/21-Q3"),
        ("2021 q3", "2021/22-Q3"),
        ("q3 2020", "2020/21-Q3"),
        ("fy21 q3", "2021/22-Q3"),
        ("q3 fy 20", "2020/21-Q3"),
        ("oct-dec 2021", "2021/22-Q3"),
        ("Oct to Dec", "2021/22-Q3"),
        ("october to december 2020", "2020/21-Q3"),
        ("January - March 2021", "2020/21-Q4"),
        ("nov to dec 2021", "2021/22-Q3"),
        ("december 2021", "2021/22-Q3"),
        ("in december", "2021/22-Q3"),
        ("february", "2020/21-Q4"),
        ("may 2021", "2021/22-Q1"),
        ("decmber 2020", "2020/21-Q3"),
        ("last quarter", "2021/22-Q2"),
        ("the previous quarter", "2021/22-Q2"),
        ("last quater", "2021/22-Q2"),
        ("this quarter", "2021/22-Q3"),
        ("same quarter last year", "2020/21-Q3"),
        ("this time last year", "2020/21-Q3"),
        ("last year", "2020/21-Q3"),
    ],
)
def test_words_about_time_are_read(typed, quarter):
    board = read(typed)
    assert isinstance(board, Question), board
    assert (board.topic, board.quarter.key) == (Topic.STATUS, quarter)
    violence = read(f"violence {typed}")
    assert (violence.priority, violence.quarter.key) == ("serious_violence", quarter)


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        (
            "2021 q3",
            'Read "2021 q3" as 2021/22 Q3 of the financial year, October to December 2021.',
        ),
        ("last quarter", 'Read "last quarter" as 2021/22 Q2, July to September 2021.'),
        ("december 2021", 'Read "december 2021" as 2021/22 Q3, October to December 2021.'),
    ],
)
def test_a_quarter_that_was_worked_out_is_told(typed, note):
    assert read(typed).read_as == (note,)


def test_a_metric_before_a_quarter_keeps_its_number():
    question = read("metric 101 21/22 q2")
    assert (question.metric, question.quarter) == ("calls_101", Quarter(2021, 2))


@pytest.mark.parametrize(
    "typed", ["Q5", "q0 2021/22", "2021/23 Q3", "2021/20 Q1", "dec 2021 to oct 2021"]
)
def test_an_impossible_quarter_says_what_to_type(typed):
    answer = read(f"violence {typed}")
    assert isinstance(answer, Unknown)
    assert "is not a quarter" in answer.message
    assert "Type a quarter like 2021/22 Q3" in answer.message
    assert answer.options[0].text == "status serious_violence 2021/22-Q3"


@pytest.mark.parametrize(
    ("typed", "named"),
    [("2030/31 Q1", "2030/31 Q1"), ("2012/13-q4", "2012/13 Q4"), ("next quarter", "2021/22 Q4")],
)
def test_a_quarter_outside_the_plan_names_the_plan_s_span(typed, named):
    answer = read(f"101 {typed}")
    assert isinstance(answer, Unknown)
    assert (
        f"{named} is outside the plan, which runs from 2016/17 Q1 to 2021/22 Q3." in answer.message
    )
    assert answer.options[0].text == "metric calls_101 2021/22-Q3"


def test_a_button_for_a_quarter_outside_the_plan_is_no_dead_end():
    assert isinstance(read("status serious_violence 2030/31-Q1"), Unknown)


def test_the_latest_quarter_may_be_asked_for_after_the_plan_s_end():
    later = Quarter(2022, 1)
    assert read("violence this quarter", later).quarter == later


@pytest.mark.parametrize(
    ("typed", "quarters"),
    [
        ("2020/21", ["Q1", "Q2", "Q3", "Q4"]),
        ("2021", ["Q1", "Q2", "Q3"]),
        ("q1 and q2", ["Q1", "Q2"]),
        ("sep - oct 2021", ["Q2", "Q3"]),
    ],
)
def test_several_quarters_are_offered_each(typed, quarters):
    answer = read(f"violence {typed}")
    assert isinstance(answer, Choice)
    assert answer.prompt == "Which quarter?"
    assert [option.label[-2:] for option in answer.options] == quarters
