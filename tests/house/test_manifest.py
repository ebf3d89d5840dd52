"""The manifest is one that Slack would take, and asks for no more than the app needs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT.parent / "shared" / "data" / "slack-manifest-schema.json"
NEEDED = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "app_home_opened": None,
}


@pytest.fixture(scope="module")
def manifest():
    return yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))


@pytest.mark.skipif(
    not SCHEMA.exists(), reason="Slack's manifest schema is not beside the checkout"
)
def test_the_manifest_fits_slacks_schema(manifest):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    faults = [each.message for each in Draft7Validator(schema).iter_errors(manifest)]
    assert faults == []


def test_every_event_has_its_scope(manifest):
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        assert NEEDED[event] is None or NEEDED[event] in scopes


def test_no_scope_reads_what_people_say_to_each_other(manifest):
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert not {"channels:history", "groups:history", "mpim:history", "files:read"} & set(scopes)
    assert "user" not in manifest["oauth_config"]["scopes"]


def test_the_scopes_that_may_be_declined_look_for_its_own_posts_and_nothing_else(manifest):
    assert manifest["oauth_config"]["scopes"]["bot_optional"] == [
        "channels:history",
        "groups:history",
    ]


def test_no_scope_lets_the_app_post_uninvited_or_under_another_name(manifest):
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert not {"chat:write.public", "chat:write.customize"} & set(scopes)


def test_mentions_in_the_command_arrive_as_ids(manifest):
    [command] = manifest["features"]["slash_commands"]
    assert (command["command"], command["should_escape"]) == ("/pcp", True)


def test_people_can_write_to_the_app(manifest):
    home = manifest["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
