"""The same doors behind signed HTTP: one setting away."""

from __future__ import annotations

import urllib.error
import urllib.request
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


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-slack-request-timestamp": "not a number", "x-slack-signature": "v0=00"},
        {"x-slack-request-timestamp": "1", "x-slack-signature": "v0=00"},
    ],
)
def test_an_unsigned_stale_or_garbled_request_is_refused_and_nothing_is_said(http_office, headers):
    office, url = http_office
    request = urllib.request.Request(url, b"command=%2Fpcp&text=summary", headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    assert refused.value.code in (401, 500)
    assert b"Traceback" not in refused.value.read()
    assert not [m for m in office.seen("U0NORTH", "C0PCP") if m["is_bot"]]
