"""Logs hold what an operator needs, and neither a secret nor anything that anybody wrote."""

from __future__ import annotations

import io
import json
import logging

import pytest
from slack_sdk.errors import SlackApiError

import logs
from settings import Settings

WRITTEN = "the victim of the burglary in Rose Lane"
BOT, APP, SIGNING = "xoxb-1-veryverysecret", "xapp-1-alsosecret", "0123456789abcdef"


@pytest.fixture(autouse=True)
def _as_before():
    root = logging.root
    kept, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = kept, level


def told(work, **settings) -> str:
    stream = io.StringIO()
    logs.configure(Settings(BOT, APP, SIGNING, **settings), stream)
    try:
        work(logging.getLogger("handlers.doors"))
    except Exception:
        logging.getLogger("handlers.doors").exception("work behind a door failed, reference %s", 7)
    return stream.getvalue()


def fail(_):
    raise ValueError(f"{WRITTEN!r} is no number")


@pytest.mark.parametrize("form", ["console", "json"])
def test_the_words_of_an_exception_are_not_told_but_its_kind_and_places_are(form):
    said = told(fail, log_format=form)
    assert "Rose Lane" not in said
    assert "ValueError" in said
    assert "test_logs.py" in said
    assert "work behind a door failed, reference 7" in said


def test_the_code_by_which_slack_refuses_is_told():
    def refuse(_):
        try:
            fail(_)
        except ValueError as problem:
            answer = {"ok": False, "error": "not_in_channel", "message": WRITTEN}
            raise SlackApiError(f"refused {WRITTEN}", answer) from problem

    said = told(refuse)
    assert "SlackApiError (not_in_channel) from ValueError" in said
    assert "Rose Lane" not in said


def test_at_debug_all_is_told_but_never_a_secret():
    def leak(log):
        log.debug("posting with %s", BOT)
        raise ValueError(f"{WRITTEN} {APP} {SIGNING}")

    said = told(leak, log_level="DEBUG")
    assert "Rose Lane" in said
    assert not any(each in said for each in (BOT, APP, SIGNING))


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-12-ab-CD",
        "xoxe.xoxp-1-abc",
        "https://hooks.slack.com/commands/T0/12/Zz9",
        "postgresql://pcp:hunter2@db/pcp",
        "wss://wss-primary.slack.com/link/?ticket=0f-e1&app_id=2",
    ],
)
@pytest.mark.parametrize("form", ["console", "json"])
def test_secrets_are_known_by_their_shape(secret, form):
    said = told(lambda log: log.warning("it said %s", secret), log_format=form)
    assert "[secret]" in said
    assert not any(each in said for each in ("12-ab-CD", "1-abc", "/T0/12/", "hunter2", "0f-e1"))


def test_json_is_one_object_a_line_that_machines_can_read():
    said = told(lambda log: log.warning("a delivery failed: %s", "is_archived"), log_format="json")
    (line,) = said.splitlines()
    event = json.loads(line)
    assert event["event"] == "a delivery failed: is_archived"
    assert (event["level"], event["logger"]) == ("warning", "handlers.doors")
    assert event["timestamp"].endswith("Z")


def test_a_plain_line_says_when_how_grave_where_and_what():
    said = told(lambda log: log.error("a delivery failed: %s", "is_archived"))
    assert said.endswith(" ERROR handlers.doors: a delivery failed: is_archived\n")


def test_what_is_below_the_level_is_left_out_and_chatty_libraries_speak_only_when_it_matters():
    def chat(log):
        log.info("quiet")
        logging.getLogger("apscheduler").info("quiet")
        logging.getLogger("apscheduler").warning("loud")

    assert "quiet" not in told(chat, log_level="WARNING")
    assert "apscheduler: loud" in told(chat)


def test_a_day_with_faults_leaves_nothing_in_the_log_that_anybody_wrote(office):
    stream = io.StringIO()
    settings = Settings(BOT, APP, SIGNING)
    logs.configure(settings, stream)
    office.command("U0CHIEF", f"/pcp search {WRITTEN}")
    office.message("U0CHIEF", WRITTEN, office.direct("U0CHIEF"))
    office.fault("chat.postMessage", "error", error="internal_error", times=4)
    office.command("U0CHIEF", f"/pcp updates {WRITTEN}")
    office.command("U0CHIEF", f"/pcp status violence {WRITTEN}")
    office.quiet()
    logging.getLogger("handlers.doors").error("the end")
    said = stream.getvalue()
    assert "the end" in said
    assert not any(word in said for word in ("Rose Lane", "burglary", "victim", "xoxb", "xapp"))
