"""The doctor looks at a real store and at the practice workspace in Slack's place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doctor import examine
from practice import server
from settings import Settings

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / "manifest.yml"


@pytest.fixture(scope="module")
def well(essex_database):
    """The settings of an installation with which nothing is wrong."""
    workspace = server.start(MANIFEST, ROOT / "practice" / "workspace.yml")
    yield Settings(
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        signing_secret=workspace.signing_secret,
        slack_api_url=f"{workspace.url}/api/",
        database_url=essex_database,
    )
    workspace.stop()


def wrong(settings: Settings, manifest: Path = MANIFEST) -> list[str]:
    return [str(finding) for finding in examine(settings, manifest) if not finding.well]


def test_nothing_is_wrong_with_a_sound_installation(well):
    assert wrong(well) == []
    said = "\n".join(finding.says for finding in examine(well, MANIFEST))
    assert "Plans: essex" in said
    assert "Socket Mode can connect" in said
    assert "Clock: within 0 s" in said or "Clock: within 1 s" in said


def test_a_wrong_bot_token_is_told_and_the_rest_is_looked_at_all_the_same(well):
    (fault,) = wrong(replace(well, bot_token="xoxb-wrong"))
    assert "Slack refuses the bot token: invalid_auth" in fault


def test_a_wrong_app_token_is_told(well):
    (fault,) = wrong(replace(well, app_token="xapp-wrong"))
    assert "Slack refuses the app token: " in fault
    (missing,) = wrong(replace(well, app_token=""))
    assert "SLACK_APP_TOKEN is not set" in missing


def test_http_needs_the_signing_secret(well):
    assert wrong(replace(well, transport="http")) == []
    (fault,) = wrong(replace(well, transport="http", signing_secret=""))
    assert "SLACK_SIGNING_SECRET is not set" in fault


def test_a_scope_that_was_not_granted_is_named(well, tmp_path):
    manifest = tmp_path / "manifest.yml"
    text = MANIFEST.read_text(encoding="utf-8")
    scopes = text.replace("      - chat:write ", "      - reminders:write\n      - chat:write ")
    manifest.write_text(scopes, encoding="utf-8")
    (fault,) = wrong(well, manifest)
    assert "Scopes not granted: reminders:write" in fault


@pytest.mark.parametrize(
    ("channel", "words"),
    [("C0NOWHERE", "cannot be seen: channel_not_found"), ("C0GENERAL", "The bot is not in")],
)
def test_an_alert_channel_that_the_bot_is_not_in_is_named(well, channel, words):
    (fault,) = wrong(replace(well, alert_channel=channel))
    assert words in fault
    assert "/invite" in fault


def test_the_alert_channel_is_named_where_all_is_well(well):
    said = examine(replace(well, alert_channel="C0PERFORMANCE"), MANIFEST)
    assert "ok    Alerts go to #performance" in map(str, said)


def test_a_slack_that_cannot_be_reached_is_told(well, free_port):
    (fault,) = wrong(replace(well, slack_api_url=f"http://127.0.0.1:{free_port}/api/"))
    assert "cannot be reached" in fault


def test_an_answer_that_is_not_slacks_is_told(well):
    elsewhere = well.slack_api_url.replace("/api/", "/nothing/")
    bot, app = wrong(replace(well, slack_api_url=elsewhere))
    assert "Slack refuses the bot token: Received a response in a non-JSON" in bot
    assert "Slack refuses the app token: Received a response in a non-JSON" in app


def test_all_that_is_missing_before_the_first_token_is_told_at_once_with_the_clock(well):
    bare = replace(well, bot_token="", app_token="")
    bot, app = wrong(bare)
    assert "SLACK_BOT_TOKEN is not set" in bot
    assert "SLACK_APP_TOKEN is not set" in app
    assert "Clock: within " in "\n".join(map(str, examine(bare, MANIFEST)))


def test_what_is_missing_is_told_also_where_slack_cannot_be_reached(well, free_port):
    away = f"http://127.0.0.1:{free_port}/api/"
    unreached, app = wrong(replace(well, slack_api_url=away, app_token=""))
    assert "cannot be reached" in unreached
    assert "SLACK_APP_TOKEN is not set" in app


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "cannot be opened"),
        ("sqlite:///{}/new.db", "no database at {}/new.db. Type: pcp migrate"),
        ("sqlite:///{}/empty.db", "schema of {}/empty.db is empty. Type: pcp migrate"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_with_what_to_do(well, tmp_path, url, words):
    (tmp_path / "empty.db").touch()
    (fault,) = wrong(replace(well, database_url=url.format(tmp_path)))
    assert words.format(tmp_path) in fault
    assert not (tmp_path / "new.db").exists()


def test_a_plan_that_the_database_does_not_hold_is_told(well):
    (fault,) = wrong(replace(well, plan="kent"))
    assert "PCP_PLAN names 'kent'. The database holds: essex" in fault
