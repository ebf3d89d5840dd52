"""Which figures are recognised in a plain reply, and which are left alone."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entries import propose
from tests.bot.entries.metrics import EVERY, MONEY, RATE, ROOM, metric

WORDS = st.lists(
    st.sampled_from(
        [
            *("999 calls", "101", "abandoned", "999 answer time", "88,220", "18%", "8 s", "3:40"),
            *("2021", "5th", "Q3", "2021/22", "section 4", ",", ".", "and", "up", "was", "\n", "("),
        ]
    ),
    max_size=14,
).map(" ".join)


def found(text, metrics=ROOM):
    return {each.metric_id: str(each.value) for each in propose(text, metrics)}


def test_figures_that_stand_by_their_names_are_recognised_with_the_words_they_stand_in():
    reply = "999 calls 88,220, 101 abandoned 18%"
    assert [(each.metric_id, each.value, each.excerpt) for each in propose(reply, ROOM)] == [
        ("calls_999", Decimal(88220), "999 calls 88,220"),
        ("abandoned", Decimal(18), "101 abandoned 18%"),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "999 calls: 88,220",
        "999 calls = 88,220.",
        "999 calls - 88,220",
        "999 calls\t88,220",
        "- 999 calls 88,220\n- more to follow",
        "We took 88,220 999 calls this quarter.",
        "88,220 emergency calls",
        "On 999 we had 88,220 calls, and people were content.",
        "1. 999 calls 88,220",
        "999 calls were 88,220, up 14.8%",
        "EMERGENCY  CALLS were 88,220",
    ],
)
def test_a_figure_is_recognised_in_the_ways_that_people_write(reply):
    assert found(reply) == {"calls_999": "88220"}


def test_and_parts_two_figures_but_not_one_that_two_metrics_share():
    assert found("999 calls 88,220 and 101 calls 61,010") == {
        "calls_999": "88220",
        "calls_101": "61010",
    }
    assert not found("999 calls and 101 calls 149,230")


def test_times_percentages_and_money_must_carry_their_sign():
    assert found("999 answer time 8 s; 101 answer time 3:40") == {
        "answer_999": "8",
        "answer_101": "220",
    }
    assert not found("999 answer time 8")
    assert not found("101 abandoned 18")
    assert found("cash seized £1,200.50", [MONEY]) == {"seized": "1200.50"}
    assert not found("cash seized 1,200.50", [MONEY])


@pytest.mark.parametrize(
    "reply",
    [
        "999 calls up 5,244",
        "999 calls rose by 5,244",
        "5,244 fewer 999 calls",
        "999 calls down 14.8%",
        "999 calls 14.8%",
        "about 88,000 999 calls",
        "999 calls ~88,000",
        "999 calls 88,000+",
        "999 calls were below 90,000",
        "999 calls were not 88,220",
        "999 calls last year 76,856",
        "999 calls target 90,000",
        "if 999 calls reach 90,000",
        "999 calls 2021",
        "999 calls in 2021/22",
        "999 calls in Q3",
        "999 calls on 5 December",
        "999 calls, December 5",
        "5th for 999 calls",
        "section 4 999 calls",
        "see page 12 on 999 calls",
        "999 calls 88,220 93,759",
        "999 calls were 93,759 and 88,220",
        "999 calls 76,856 88,220 in Q2 and Q3",
        "999 calls (88,220)",
        "999 calls 1,23",
        "999 calls 12.345,6",
        "999 incidents",
        "999 calls took officers to the scene of 12 fires",
        "999 calls 88,220. Later corrected: 999 calls 88,221",
        "http://999/88220",
        "",
    ],
)
def test_nothing_is_proposed_where_it_might_be_something_else(reply):
    assert not found(reply)


def test_the_same_figure_said_twice_is_one_proposal():
    assert found("999 calls 88,220. In short: 999 calls 88,220.") == {"calls_999": "88220"}


def test_a_word_that_two_metrics_share_proposes_for_neither():
    twins = [metric("one", "Arrests", "arrests"), metric("two", "Arrests", "arrests")]
    assert not found("arrests 12", twins)


def test_only_metrics_that_are_owed_are_proposed():
    assert not found("999 calls 88,220", [RATE])


def test_words_of_a_name_do_not_match_within_other_words():
    assert not found("1999 calls 12")
    assert not found("unabandoned 18%")


def test_an_excerpt_of_a_long_clause_is_short():
    (only,) = propose("so " * 400 + "999 calls 88,220", ROOM)
    assert len(only.excerpt) <= 200


def test_figures_of_essex_are_found_under_their_names_and_never_under_another(essex):
    metrics = essex.plan.metrics
    counts = [each for each in metrics if each.kind == "count"]
    read = {each.id: found(f"{each.name}: 12,345", metrics) for each in counts}
    assert all(given in ({}, {name: "12345"}) for name, given in read.items())
    shared = [name for name, given in read.items() if not given]  # also another one's alias
    assert len(shared) < len(counts) / 10


@given(st.one_of(st.text(), WORDS))
def test_any_reply_is_read_without_a_fault_and_proposes_nothing_that_is_not_in_it(text):
    for each in propose(text, (*ROOM, *EVERY)):
        assert each.excerpt
        assert set(str(int(each.value))) <= set("0123456789")
        assert json.dumps(each.excerpt)


@given(WORDS)
def test_a_clause_gives_at_most_one_figure_and_a_year_never(text):
    proposals = propose(text, ROOM)
    assert len({each.metric_id for each in proposals}) == len(proposals)
    assert all(each.value != 2021 for each in proposals)
