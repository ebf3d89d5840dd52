"""The roof: the only file that reads the environment."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values


class BadSettingError(Exception):
    """A setting that cannot be used; its message names it and says what to write instead."""


@dataclass(frozen=True)
class Settings:
    """What an installation chooses. Secrets are kept out of ``repr``."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    slack_api_url: str = "https://slack.com/api/"
    transport: str = "socket"
    http_host: str = "127.0.0.1"
    http_port: int = 3000
    database_url: str = field(default="sqlite:///var/pcp.db", repr=False)  # may hold a password
    plan: str = ""
    command: str = "/pcp"
    listeners: int = 24
    renderers: int = 2
    practice_port: int = 8765
    log_level: str = "INFO"
    log_format: str = "console"
    keep_months: int = 0  # for ever
    alert_channel: str = ""  # none: each admin is told
    monitor_host: str = "127.0.0.1"
    monitor_port: int = 0  # none

    @property
    def lacking(self) -> tuple[str, ...]:
        """The variables that the transport needs to be in Slack and that are not set."""
        way_in = "signing_secret" if self.transport == "http" else "app_token"
        return tuple(_NAMES[each] for each in ("bot_token", way_in) if not getattr(self, each))

    @property
    def has_tokens(self) -> bool:
        """Whether there is what the transport needs to be in Slack."""
        return not self.lacking

    @property
    def has_no_secret(self) -> bool:
        """Whether nobody has begun to connect this installation to Slack."""
        return not (self.bot_token or self.app_token or self.signing_secret)

    @property
    def database_file(self) -> Path | None:
        """Where the database is, if it is a file: a relative one starts at the working folder."""
        scheme, _, place = self.database_url.partition(":///")
        path = place.partition("?")[0]
        if scheme.partition("+")[0] != "sqlite" or path in ("", ":memory:"):
            return None
        return Path(path).absolute()

    @property
    def database(self) -> str:
        """The database in words, without the password that its address may hold."""
        return str(self.database_file or "the database of DATABASE_URL")


def own_name() -> str:
    """The command as it was typed, so that what we tell people to type works for them."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.name == "pcp" and not shutil.which("pcp") else "pcp"


_NAMES = {
    "bot_token": "SLACK_BOT_TOKEN",
    "app_token": "SLACK_APP_TOKEN",
    "signing_secret": "SLACK_SIGNING_SECRET",
    "slack_api_url": "SLACK_API_URL",
    "transport": "PCP_TRANSPORT",
    "http_host": "PCP_HTTP_HOST",
    "http_port": "PCP_HTTP_PORT",
    "database_url": "DATABASE_URL",
    "plan": "PCP_PLAN",
    "command": "PCP_COMMAND",
    "listeners": "PCP_LISTENERS",
    "renderers": "PCP_RENDERERS",
    "practice_port": "PCP_PRACTICE_PORT",
    "log_level": "PCP_LOG_LEVEL",
    "log_format": "PCP_LOG_FORMAT",
    "keep_months": "PCP_KEEP_MONTHS",
    "alert_channel": "PCP_ALERT_CHANNEL",
    "monitor_host": "PCP_MONITOR_HOST",
    "monitor_port": "PCP_MONITOR_PORT",
}

_SECRET = ("bot_token", "app_token", "signing_secret", "database_url")
_IN_FILE = "_FILE"  # SLACK_BOT_TOKEN_FILE names a file that holds the token
_PORTS = 65_535
_MOST = {
    "http_port": _PORTS,
    "practice_port": _PORTS,
    "monitor_port": _PORTS,
    "keep_months": 600,
    "listeners": 500,
    "renderers": 64,
}


def load(env_file: Path = Path(".env"), environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment, and `.env` for what it does not hold.

    A secret may stand in a file of its own, which a variable names: that of the secret with
    ``_FILE`` behind it. Raises BadSettingError for a value that cannot be used.
    """
    from_file = {k: v for k, v in dotenv_values(env_file).items() if v is not None}
    given = {**from_file, **(os.environ if environ is None else environ)}
    for variable in map(_NAMES.__getitem__, _SECRET):
        if path := given.get(variable + _IN_FILE):
            if given.get(variable):
                raise BadSettingError(f"Set {variable} or {variable}{_IN_FILE}, not both")
            given[variable] = secret_in(Path(path), variable + _IN_FILE)
    values = {
        name: given[variable].strip() for name, variable in _NAMES.items() if given.get(variable)
    }
    return _checked(values)


def secret_in(path: Path, named: str) -> str:
    """The secret that a file holds; the file's content is never told. Raises BadSettingError,
    which begins with ``named``: what named the file."""
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        raise BadSettingError(f"{named}: {path} is not text") from None  # it holds the bytes
    except OSError as problem:
        raise BadSettingError(f"{named}: {path} cannot be read: {problem.strerror}") from problem
    if not secret:
        raise BadSettingError(f"{named}: {path} is empty")
    return secret


def forget_secrets() -> None:
    """Take the secrets out of the environment once they are read: the processes that draw are
    started with it, and have no need of them."""
    for name in _SECRET:
        os.environ.pop(_NAMES[name], None)


def _checked(values: Mapping[str, str]) -> Settings:
    read: dict[str, str | int] = {}
    for name, value in values.items():
        read[name] = _whole(name, value) if isinstance(getattr(Settings, name, ""), int) else value
    settings = Settings(**read)  # type: ignore[arg-type]  # each was read by its field's own type
    _one_of("transport", settings.transport, ("socket", "http"))
    _one_of("log_level", settings.log_level, ("DEBUG", "INFO", "WARNING", "ERROR"))
    _one_of("log_format", settings.log_format, ("console", "json"))
    if not re.fullmatch(r"/[^\s/]+", settings.command):
        raise BadSettingError(f"PCP_COMMAND must look like /pcp, not {settings.command!r}")
    if settings.alert_channel and not re.fullmatch(r"[CG][A-Z0-9]+", settings.alert_channel):
        raise BadSettingError(
            "PCP_ALERT_CHANNEL must be the id of a channel, like C0123456789 (at the end of the "
            f"channel's details), not {settings.alert_channel[:40]!r}"
        )
    if not re.fullmatch(r"https?://\S+/", settings.slack_api_url):
        raise BadSettingError(
            "SLACK_API_URL must be an address that ends with a slash, like https://slack.com/api/"
        )
    return settings


def _whole(name: str, value: str) -> int:
    most = _MOST[name]
    if not value.isdecimal() or len(value) > 9 or not 1 <= int(value) <= most:
        raise BadSettingError(
            f"{_NAMES[name]} must be a whole number from 1 to {most}, not {value[:40]!r}"
        )
    return int(value)


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise BadSettingError(f"{_NAMES[name]} must be {' or '.join(choices)}, not {value!r}")
