from __future__ import annotations

import os

import pytest

from settings import BadSettingError, Settings, forget_secrets, load


def test_without_anything_set_the_defaults_hold(tmp_path):
    assert load(tmp_path / ".env", {}) == Settings()
    assert not Settings().has_tokens


def test_the_env_file_is_read_and_the_environment_wins(tmp_path):
    file = tmp_path / ".env"
    file.write_text("PCP_PLAN=from_file\nPCP_COMMAND=/plan\nSLACK_BOT_TOKEN='xoxb-1'\n")
    settings = load(file, {"PCP_PLAN": "from_environment"})
    assert (settings.plan, settings.command) == ("from_environment", "/plan")
    assert settings.bot_token == "xoxb-1"


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path):
    held = tmp_path / "token"
    held.write_text("xoxb-held\n")
    settings = load(tmp_path / ".env", {"SLACK_BOT_TOKEN_FILE": str(held)})
    assert settings.bot_token == "xoxb-held"


@pytest.mark.parametrize(
    ("content", "more", "advice"),
    [
        (None, {}, "cannot be read: No such file or directory"),
        (b" \n", {}, "is empty"),
        (b"xoxb-\xff", {}, "is not text"),
        (b"xoxb-held", {"SLACK_BOT_TOKEN": "xoxb-beside"}, "not both"),
    ],
)
def test_a_secrets_file_that_is_no_use_is_named_and_its_content_is_not(
    tmp_path, content, more, advice
):
    held = tmp_path / "token"
    if content is not None:
        held.write_bytes(content)
    with pytest.raises(BadSettingError) as problem:
        load(tmp_path / ".env", {"SLACK_BOT_TOKEN_FILE": str(held), **more})
    assert "SLACK_BOT_TOKEN_FILE" in str(problem.value)
    assert advice in str(problem.value)
    assert "xoxb" not in str(problem.value)


def test_secrets_are_taken_out_of_the_environment(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("PCP_PLAN", "essex")
    forget_secrets()
    assert "SLACK_BOT_TOKEN" not in os.environ
    assert os.environ["PCP_PLAN"] == "essex"


def test_secrets_do_not_show():
    settings = Settings("xoxb-secret", "xapp-secret", "sign-secret", database_url="x://u:secret@h")
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("variable", "value", "advice"),
    [
        ("PCP_TRANSPORT", "pigeon", "socket or http"),
        ("PCP_HTTP_PORT", "eighty", "a whole number from 1 to 65535"),
        ("PCP_HTTP_PORT", "70000", "a whole number from 1 to 65535"),
        ("PCP_LISTENERS", "0", "a whole number from 1"),
        ("PCP_RENDERERS", "-1", "a whole number from 1"),
        ("PCP_PRACTICE_PORT", "9" * 5000, "a whole number from 1"),
        ("PCP_LOG_LEVEL", "loud", "DEBUG or INFO or WARNING or ERROR"),
        ("PCP_COMMAND", "pcp", "must look like /pcp"),
        ("PCP_COMMAND", "/", "must look like /pcp"),
        ("PCP_COMMAND", "/p c", "must look like /pcp"),
        ("PCP_ALERT_CHANNEL", "#alerts", "the id of a channel"),
        ("SLACK_API_URL", "https://slack.com/api", "ends with a slash"),
        ("SLACK_API_URL", "slack.com/api/", "an address"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_write(
    tmp_path, variable, value, advice
):
    with pytest.raises(BadSettingError) as problem:
        load(tmp_path / ".env", {variable: value})
    assert variable in str(problem.value)
    assert advice in str(problem.value)
    assert len(str(problem.value)) < 200


def test_an_empty_value_means_the_default(tmp_path):
    assert load(tmp_path / ".env", {"PCP_HTTP_PORT": "", "PCP_PLAN": ""}) == Settings()


@pytest.mark.parametrize(
    ("given", "ready"),
    [
        ({"bot_token": "b"}, False),
        ({"bot_token": "b", "app_token": "a"}, True),
        ({"bot_token": "b", "signing_secret": "s"}, False),
        ({"bot_token": "b", "signing_secret": "s", "transport": "http"}, True),
        ({"bot_token": "b", "app_token": "a", "transport": "http"}, False),
    ],
)
def test_each_transport_needs_its_own_secret(given, ready):
    assert Settings(**given).has_tokens is ready
