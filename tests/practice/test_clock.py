"""The practice clock: what it shows, how it moves, and what moves with it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from practice import clock, server
from practice import workspace as workspaces
from practice.client import Client
from practice.errors import Refused

ROOT = Path(__file__).parents[2]
WORKSPACE = ROOT / "practice" / "workspace.yml"
THURSDAY = datetime(2022, 3, 31, 14, 30, tzinfo=UTC)


def started(**more):
    return server.start(ROOT / "manifest.yml", WORKSPACE, **more)


@pytest.fixture
def late():
    """A workspace of its own, in which it is half past three on a Thursday in summer time."""
    workspace = started()
    yield Client(workspace.url)
    workspace.stop()


def shown(client):
    return datetime.fromisoformat(client.get("clock")["now"])


def near(moment, wanted):
    return wanted <= moment < wanted + timedelta(seconds=30)


def test_the_clock_begins_where_the_workspace_file_says(late):
    said = late.get("clock")
    real = datetime.now(UTC) + timedelta(seconds=said["offset"])
    assert abs(real - datetime.fromisoformat(said["now"])) < timedelta(seconds=5)
    assert near(shown(late), THURSDAY)
    assert said["now"].endswith("+00:00")
    assert said["zone"] == "Europe/London"


def test_a_test_may_begin_elsewhere():
    workspace = started(clock=datetime(2024, 2, 29, 12, 0, tzinfo=UTC))
    said = shown(Client(workspace.url))
    workspace.stop()
    assert near(said, datetime(2024, 2, 29, 12, 0, tzinfo=UTC))


def test_without_a_moment_it_shows_real_time(tmp_path):
    text = re.sub("(?m)^clock: .*", "", WORKSPACE.read_text("utf-8"))
    (tmp_path / "workspace.yml").write_text(text, "utf-8")
    now = clock.Clock(workspaces.read(tmp_path / "workspace.yml", "PCP bot").clock).now()
    assert near(datetime.now(UTC), now)


def test_the_clock_moves_in_every_way_that_is_offered_and_survives_a_reset(late):
    assert near(shown(late), THURSDAY)
    for body, wanted in [
        ({"advance": 3600}, THURSDAY + timedelta(hours=1)),
        ({"to": "next-hour"}, datetime(2022, 3, 31, 16, 0, tzinfo=UTC)),
        ({"to": "next-morning"}, datetime(2022, 4, 1, 8, 0, tzinfo=UTC)),
        ({"to": "next-morning"}, datetime(2022, 4, 4, 8, 0, tzinfo=UTC)),
        ({"to": "next-day"}, datetime(2022, 4, 5, 8, 0, tzinfo=UTC)),
        ({"now": "2022-10-31T09:00"}, datetime(2022, 10, 31, 9, 0, tzinfo=UTC)),
        ({"now": "2022-12-24T12:00:00+01:00"}, datetime(2022, 12, 24, 11, 0, tzinfo=UTC)),
    ]:
        said = late.post("clock", **body)
        assert said["ok"]
        assert near(datetime.fromisoformat(said["now"]), wanted)
    late.post("reset")
    assert near(shown(late), wanted)


def test_the_clock_never_goes_back():
    found = clock.Clock(THURSDAY)
    already = "the practice clock cannot go back: it is Thursday 31 March 2022, 15:30 already"
    for seconds in (60, 0.001):
        with pytest.raises(Refused, match=already):
            found.move(THURSDAY - timedelta(seconds=seconds))
    assert near(found.now(), THURSDAY)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"advance": -1},
        {"advance": "soon"},
        {"advance": "nan"},
        {"advance": "inf"},
        {"advance": 9e9},
        {"to": "yesterday"},
        {"now": "teatime"},
        {"now": "9999-12-31T23:59:59-14:00"},
        {"now": "0001-01-01T00:00:00+14:00"},
        {"now": "2030-01-01T09:00", "advance": 1},
    ],
)
def test_what_no_clock_can_show_is_refused_and_changes_nothing(practice, body):
    before = practice.get("clock")["offset"]
    answer = practice.post("clock", **body)
    assert answer["ok"] is False
    assert answer["error"]
    assert practice.get("clock")["offset"] == before


def test_what_is_said_bears_the_time_of_practice_and_rises(late):
    lead = late.person("U0NORTH")
    first = lead.say("C0PCP", "Before")["ts"]
    late.post("clock", advance=86_400)
    second = lead.say("C0PCP", "After")["ts"]
    third = lead.say("C0PCP", "Right after")["ts"]
    assert near(datetime.fromtimestamp(float(first), UTC), THURSDAY)
    assert near(datetime.fromtimestamp(float(second), UTC), THURSDAY + timedelta(days=1))
    assert first < second < third


def test_an_hour_of_practice_is_no_hour_for_what_is_waited_for(practice, lead, web, uploaded):
    practice.post("files", delay=30)
    picture = uploaded()
    practice.post("clock", advance=3600)
    block = {"type": "image", "alt_text": "a", "slack_file": {"id": picture}}
    answer = web.api_call("auth.test")
    assert abs(parsedate_to_datetime(answer.headers["date"]) - datetime.now(UTC)).seconds < 60
    with pytest.raises(Exception, match="invalid_blocks"):
        web.chat_postMessage(channel="C0PCP", text="a", blocks=[block])


def test_those_who_watch_are_told_that_the_clock_moved(practice, running):
    connection = HTTPConnection(urlsplit(running.url).netloc, timeout=30)
    connection.request("GET", "/practice/events?as=U0NORTH")
    stream = connection.getresponse()
    stream.readline()
    stream.readline()
    practice.post("clock", advance=1)
    told = json.loads(stream.readline().removeprefix(b"data: "))
    connection.close()
    assert told["type"] == "clock"


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2022-03-31T08:59", "2022-03-31T09:00"),
        ("2022-03-31T09:00", "2022-04-01T09:00"),
        ("2022-03-25T17:00", "2022-03-28T09:00"),  # the clocks go forward in between
        ("2022-10-28T17:00", "2022-10-31T09:00"),  # and back
        ("2022-04-02T03:00", "2022-04-04T09:00"),
        ("2023-12-29T10:00", "2024-01-01T09:00"),  # a weekday, whatever day it is otherwise
    ],
)
def test_the_next_morning_is_nine_by_the_clock_on_the_wall_of_a_weekday(now, morning):
    found = clock.next_morning(clock.moment(now).astimezone(UTC))
    assert found == clock.moment(morning)
    assert (found.hour, found.minute) == (9, 0)


def test_the_same_time_tomorrow_is_the_same_on_the_wall():
    found = clock.next_day(clock.moment("2022-03-26T15:30").astimezone(UTC))
    assert found == clock.moment("2022-03-27T15:30")  # an hour of the night was left out


def test_a_workspace_file_whose_clock_is_no_moment_is_refused_in_words():
    with pytest.raises(Refused, match="not a date and time"):
        clock.moment("half past three")
