"""The same doors behind signed HTTP: one setting away."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from dataclasses import replace

import pytest

from app import build
from settings import Settings


@pytest.fixture
def http_office(whole_office, free_port):
    settings = Settings(
        bot_token="xoxb-practice",
        signing_secret="practice-signing-secret",
        slack_api_url=f"{whole_office.url}/api/",
        database_url=str(whole_office.house.rooms.store.engine.url),
        transport="http",
        http_port=free_port,
        renderers=1,
    )
    house = build(settings, "essex")
    house.door.open()
    url = f"http://127.0.0.1:{free_port}/slack/events"
    whole_office.post("request_url", {"url": url})
    yield replace(whole_office, house=house), url
    whole_office.post("request_url", {"url": None})
    whole_office.post("reset", {})
    house.stop()


def test_a_command_is_answered_over_signed_http(http_office):
    office, _ = http_office
    office.command("U0NORTH", "/pcp caveats asb")
    assert office.answer("U0NORTH", "C0PCP")["text"].startswith("Caveats")


def test_a_mention_is_answered_over_signed_http(http_office):
    office, _ = http_office
    office.message("U0NORTH", f"<@{office.house.rooms.bot.user_id}> help", "C0PCP")
    assert "What you can ask" in office.answer("U0NORTH", "C0PCP")["text"]


NOW = str(int(time.time()))
FORGED = {"x-slack-request-timestamp": NOW, "x-slack-signature": "v0=00"}
COMMAND = b"command=%2Fpcp&text=summary"


def refusal_of(url, body, headers):
    request = urllib.request.Request(url, body, headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    with refused.value as answer:
        return answer.code, answer.read()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, COMMAND),
        (FORGED, COMMAND),
        ({**FORGED, "x-slack-request-timestamp": "not a number"}, COMMAND),
        ({**FORGED, "x-slack-request-timestamp": "1"}, COMMAND),
        ({**FORGED, "x-slack-signature": "v0=\xe9"}, COMMAND),
        (FORGED, b"\xff\xfe"),
        ({**FORGED, "content-type": "application/json"}, b"{"),
        ({**FORGED, "content-type": "application/json"}, b"[1]"),
        (FORGED, b"payload={"),
        (FORGED, b""),
    ],
)
def test_what_slack_did_not_sign_is_refused_unread_and_nothing_is_said(http_office, headers, body):
    office, url = http_office
    code, said = refusal_of(url, body, headers)
    assert code == 401
    assert b"Traceback" not in said
    assert not [m for m in office.seen("U0NORTH", "C0PCP") if m["is_bot"]]


def test_a_request_much_larger_than_slacks_is_refused_before_it_was_sent(http_office):
    _, url = http_office
    address = urllib.parse.urlsplit(url)
    with closing(http.client.HTTPConnection(address.hostname, address.port, timeout=30)) as line:
        line.putrequest("POST", address.path)
        line.putheader("content-length", str(30 * 1024 * 1024))
        line.endheaders()
        assert line.getresponse().status == 413
