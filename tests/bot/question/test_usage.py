"""What help says can be typed is understood."""

from __future__ import annotations

import pytest

from bot.question import USAGES, Question, Topic, understand, usage_of
from tests.bot.question.plan import LATEST, PLAN


def test_every_topic_has_one_usage():
    assert [usage.topic for usage in USAGES] == list(Topic)


@pytest.mark.parametrize("usage", USAGES, ids=lambda usage: usage.topic)
def test_examples_are_understood_as_their_topic(usage):
    for example in usage.examples:
        answer = understand(example, PLAN, LATEST)
        assert isinstance(answer, Question), example
        assert answer.topic is usage.topic


@pytest.mark.parametrize("topic", list(Topic))
def test_help_on_a_topic_names_it(topic):
    answer = understand(f"help {topic}", PLAN, LATEST)
    assert answer.words == ("" if topic is Topic.HELP else topic)
    assert usage_of(topic).syntax.startswith(topic)
