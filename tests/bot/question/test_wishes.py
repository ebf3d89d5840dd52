from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import Choice, Question, Topic, understand
from bot.question.wishes import carried, read, taken
from bot.subscription import Rhythm, Wish

CHANGE, WEEKLY = Rhythm.CHANGE, Rhythm.WEEKLY


@pytest.mark.parametrize(
    ("typed", "rest", "wish"),
    [
        ("subscribe roads", "subscribe roads", Wish()),
        ("subscribe roads weekly", "subscribe roads", Wish(WEEKLY)),
        ("subscribe roads weekly monday 9", "subscribe roads", Wish(WEEKLY, 0, 9)),
        ("subscribe roads weekly on fridays at 4pm", "subscribe roads", Wish(WEEKLY, 4, 16)),
        ("subscribe roads every tue 14:00 here", "subscribe roads", Wish(WEEKLY, 1, 14, here=True)),
        ("subscribe p2 wednesdays", "subscribe p2", Wish(WEEKLY, 2)),
        ("subscribe p2 weekly 8", "subscribe p2", Wish(WEEKLY, 0, 8)),
        ("subscribe p2 weekly monday 12am", "subscribe p2", Wish(WEEKLY, 0, 12)),
        ("subscribe p2 weekly monday 99", "subscribe p2", Wish(WEEKLY, 0, 9)),
        ("subscribe p2 each change", "subscribe p2", Wish(CHANGE)),
        ("subscribe p2 on every approved change to me", "subscribe p2", Wish(CHANGE)),
        ("subscribe p2 in this channel", "subscribe p2", Wish(here=True)),
        ("subscribe p2 at quarter end", "subscribe p2", Wish()),
        ("unsubscribe p2 here", "unsubscribe p2", Wish(here=True)),
        ("subscribe sunset patrols", "subscribe sunset patrols", Wish()),
    ],
)
def test_when_and_where_are_taken_out_of_what_is_typed(typed, rest, wish):
    assert taken(typed) == (rest, wish)


@given(
    st.builds(
        Wish,
        st.sampled_from(Rhythm),
        st.integers(0, 6),
        st.integers(0, 23),
        st.booleans(),
    )
)
def test_a_wish_is_carried_in_one_word_and_read_back(wish):
    word = carried(wish)
    assert " " not in word
    again = read(word)
    assert (again.rhythm, again.here) == (wish.rhythm, wish.here)
    if wish.rhythm is WEEKLY:
        assert again == wish


@pytest.mark.parametrize("word", ["", "weekly", "weekly:7:9", "weekly:0:24", "change,there", "x"])
def test_a_word_that_is_none_of_ours_is_no_wish(word):
    assert read(word) is None


@pytest.mark.parametrize(
    ("typed", "topic", "about"),
    [
        ("subscribe roads", Topic.SUBSCRIBE, "roads"),
        ("subscribe tendring weekly", Topic.SUBSCRIBE, "tendring"),
        ("please subscribe me to road safety", Topic.SUBSCRIBE, "roads"),
        ("subscribe to violence with injury", Topic.SUBSCRIBE, "serious_violence"),
        ("subscribe", Topic.SUBSCRIBE, None),
        ("unsubscribe north", Topic.UNSUBSCRIBE, "north"),
        ("unsubscribe", Topic.UNSUBSCRIBE, None),
        ("subscriptions", Topic.SUBSCRIPTIONS, None),
        ("what am i subscribed to", Topic.SUBSCRIPTIONS, None),
    ],
)
def test_subscriptions_are_asked_for_in_peoples_own_words(essex, typed, topic, about):
    answer = understand(typed, essex.plan, essex.quarter)
    assert isinstance(answer, Question), answer
    assert (answer.topic, answer.priority or answer.area) == (topic, about)
    assert understand(answer.text, essex.plan, essex.quarter) == answer


def test_a_priority_and_a_place_are_offered_apart(essex):
    answer = understand("subscribe violence north weekly", essex.plan, essex.quarter)
    assert isinstance(answer, Choice)
    assert [each.text for each in answer.options] == [
        "subscribe serious_violence weekly:0:9 2021/22-Q3",
        "subscribe area north weekly:0:9 2021/22-Q3",
    ]
