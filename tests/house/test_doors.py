"""Manifest, listeners and help are one thing said three times; these tests hold them together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.question import USAGES, Question, Topic, Unknown, understand
from bot.question.usage import usage_of
from handlers import leftovers

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
SOURCES = [p for room in ("bot", "handlers") for p in (ROOT / room).rglob("*.py")]


def primary_constraints(app):
    """What each Bolt listener listens to, as (kind, pattern)."""
    found = []
    for listener in app._listeners:
        if listener.ack_function.__module__ == leftovers.__name__:
            continue  # it takes anything, which is no proof that a door exists
        for matcher in listener.matchers:
            closure = getattr(matcher, "func", None)
            for cell in getattr(closure, "__closure__", None) or ():
                value = cell.cell_contents
                if isinstance(value, (str, re.Pattern)):
                    found.append(value)
                elif isinstance(value, dict):
                    found += [v for v in value.values() if isinstance(v, (str, re.Pattern))]
    return found


def listens(app, name):
    return any(
        name == each if isinstance(each, str) else each.search(name)
        for each in primary_constraints(app)
    )


def test_every_command_of_the_manifest_has_a_listener(office):
    for command in MANIFEST["features"]["slash_commands"]:
        assert listens(office.house.app, command["command"])


def test_every_event_of_the_manifest_has_a_listener(office):
    for event in MANIFEST["settings"]["event_subscriptions"]["bot_events"]:
        assert listens(office.house.app, event.partition(".")[0]), event


def test_every_shortcut_of_the_manifest_has_a_listener(office):
    for shortcut in MANIFEST["features"].get("shortcuts", ()):
        assert listens(office.house.app, shortcut["callback_id"])


def drawn_action_ids():
    """The action ids that messages are drawn with, as they stand in the code."""
    ids = set()
    for path in SOURCES:
        if "messages" in path.parts:
            text = path.read_text(encoding="utf-8")
            ids |= set(re.findall(r'"((?:ask|post)\.[a-z_.0-9]+)"', text))
            ids |= set(re.findall(r'f"((?:ask|post)\.)\{', text))
    return ids


def test_every_action_that_is_drawn_has_a_listener(office):
    ids = drawn_action_ids()
    assert len(ids) >= 3
    for each in ids:
        assert listens(office.house.app, each + "0" if each.endswith(".") else each), each


def test_the_usage_hint_names_topics_that_exist():
    (command,) = [c for c in MANIFEST["features"]["slash_commands"] if c["command"] == "/pcp"]
    hinted = re.findall(r"[a-z]+", command["usage_hint"])
    assert set(hinted) <= {topic.value for topic in Topic}


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_has_help_and_a_line_in_the_readme(topic):
    assert usage_of(topic).says
    readme = (ROOT / "README.md").read_text(encoding="utf-8").replace("\\|", "|")
    assert f"`{usage_of(topic).syntax}`" in readme


@pytest.mark.parametrize("example", [e for usage in USAGES for e in usage.examples])
def test_every_example_of_the_help_is_understood(example, essex):
    assert isinstance(understand(example, essex.plan, essex.quarter), Question)


@pytest.mark.parametrize(
    "example", re.findall(r"`/pcp ([^`\n]*)`", (ROOT / "README.md").read_text(encoding="utf-8"))
)
def test_every_question_in_the_readme_is_answered(example, essex):
    assert not isinstance(understand(example, essex.plan, essex.quarter), Unknown)
