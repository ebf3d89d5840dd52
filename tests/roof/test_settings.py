from __future__ import annotations

import pytest

from settings import BadSettingError, Settings, load


def test_without_anything_set_the_defaults_hold(tmp_path):
    assert load(tmp_path / ".env", {}) == Settings()
    assert not Settings().has_tokens


def test_the_env_file_is_read_and_the_environment_wins(tmp_path):
    file = tmp_path / ".env"
    file.write_text("PCP_PLAN=from_file\nPCP_COMMAND=/plan\nSLACK_BOT_TOKEN='xoxb-1'\n")
    settings = load(file, {"PCP_PLAN": "from_environment"})
    assert (settings.plan, settings.command) == ("from_environment", "/plan")
    assert settings.bot_token == "xoxb-1"


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
