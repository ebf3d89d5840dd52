"""What was looked up in Slack a moment ago, and what stands in for it while Slack is silent."""

from __future__ import annotations

import weakref
from datetime import UTC, datetime, timedelta

import pytest

from handlers.memory import Memory

HOUR = timedelta(hours=1)


class Slack:
    """Answers from a list: an exception is raised, anything else is found."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def look(self):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def wall():
    return [datetime(2022, 4, 1, 9, tzinfo=UTC)]


@pytest.fixture
def memory(wall):
    return Memory(lambda: wall[0])


def test_what_was_found_last_stands_in_for_an_hour_that_slack_is_silent(memory, wall):
    slack = Slack(("U1",), OSError("down"), ("U2",))

    def ask():
        return memory.get_or_last("group", HOUR, slack.look, ())

    assert ask() == ("U1",)
    wall[0] += 2 * HOUR
    assert ask() == ("U1",)
    wall[0] += timedelta(seconds=30)
    assert ask() == ("U1",)  # nobody looks again within a minute
    assert len(slack.answers) == 1
    wall[0] += timedelta(minutes=1)
    assert ask() == ("U2",)


def test_where_nothing_was_ever_found_the_other_is_given(memory):
    assert memory.get_or_last("group", HOUR, Slack(OSError("down")).look, ()) == ()


def test_a_mistake_of_ours_is_not_taken_for_silence(memory):
    with pytest.raises(KeyError):
        memory.get_or_last("group", HOUR, Slack(KeyError("users")).look, ())


class Digest:
    """Something large."""


def test_what_is_past_its_time_is_let_go_of(memory, wall):
    """Every quarter's digest was kept for as long as the bot lived."""
    held = weakref.ref(memory.get("digest of Q3", HOUR, Digest))
    memory.get("another", HOUR, Digest)
    assert held() is not None
    wall[0] += HOUR
    memory.get("a third", HOUR, Digest)
    assert held() is None


def test_what_may_be_wanted_in_an_outage_stays(memory, wall):
    assert memory.get_or_last("group", HOUR, lambda: ("U1",), ()) == ("U1",)
    wall[0] += 100 * HOUR
    memory.get("another", HOUR, Digest)
    assert memory.get_or_last("group", HOUR, Slack(OSError("down")).look, ()) == ("U1",)
