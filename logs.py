"""The roof: logs as lines for people or as JSON for machines, with no secret in them and nothing
that anybody wrote.

An exception's own words may hold what somebody typed, so that its kind and the places in the code
are told and its words are not, unless it is of a kind whose words are ours or Slack's code for
what is wrong. At DEBUG all is told: that is for a developer's machine.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any, TextIO

import structlog
from slack_sdk.errors import SlackApiError

from settings import Settings
from storage.session import StoreFault

Event = MutableMapping[str, Any]

_HOME = Path(__file__).resolve().parent
_CHATTY = ("alembic", "apscheduler", "slack_bolt")
_HIDDEN = "[secret]"
_SECRETS = re.compile(
    r"xox[a-z]?(?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+"  # Slack's tokens
    r"|(?<=://)[^\s/@:]+:[^\s/@]+(?=@)"  # a name and a password within an address
    r"|(?<=hooks\.slack\.com/)[\w/-]+|(?<=ticket=)[\w%-]+"  # whoever has these may speak
)


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Send every logger's records through the same hands."""
    told = settings.log_level == "DEBUG"
    secrets = (settings.bot_token, settings.app_token, settings.signing_secret)
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info if told else _Places(),
        _Redactor(secrets),
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _form(settings),
            ],
        )
    )
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(settings.log_level)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.root.level))


def _form(settings: Settings) -> structlog.typing.Processor:
    if settings.log_format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return _plainly


def _plainly(_logger: object, _name: str, event: Event) -> str:
    """``2026-04-01T09:00:00Z ERROR handlers.doors: work behind a door failed``."""
    said = f"{event['level'].upper()} {event['logger']}: {event['event']}"
    known = ("level", "logger", "event", "timestamp", "exception", "places")
    more = " ".join(f"{name}={value}" for name, value in event.items() if name not in known)
    lines = [f"{event['timestamp']} {said} {more}".rstrip()]
    lines += [f"  {event['exception']}"] if "exception" in event else []
    return "\n".join([*lines, *(f"    {each}" for each in event.get("places", ()))])


class _Places:
    """Instead of a stack trace: what kind of exception, and where it came from and through."""

    def __call__(self, _logger: object, _name: str, event: Event) -> Event:
        info = event.pop("exc_info", None)
        if info is True:
            info = sys.exc_info()
        problem = info[1] if isinstance(info, tuple) else info
        if isinstance(problem, BaseException):
            event["exception"] = " from ".join(_kinds(problem))
            event["places"] = list(_places(problem.__traceback__))
        return event


def _kinds(problem: BaseException) -> Iterable[str]:
    """The exception and what it came from, each with its words where these are safe."""
    seen: BaseException | None = problem
    for _ in range(5):
        if seen is None:
            return
        yield f"{type(seen).__name__}{_words(seen)}"
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def _words(problem: BaseException) -> str:
    if isinstance(problem, SlackApiError):
        return f" ({problem.response.get('error')})"
    if isinstance(problem, StoreFault):
        return f" ({problem})"
    if isinstance(problem, OSError) and problem.strerror:
        return f" ({problem.strerror})"
    return ""


def _places(trace: TracebackType | None) -> Iterable[str]:
    for frame, line in walk_tb(trace):
        file = Path(frame.f_code.co_filename)
        near = file.relative_to(_HOME) if file.is_relative_to(_HOME) else Path(*file.parts[-2:])
        yield f"{near}:{line} {frame.f_code.co_name}"


class _Redactor:
    """Takes secrets out of whatever is told, by their shape and by their very words."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = [each for each in secrets if len(each) >= 8]

    def __call__(self, _logger: object, _name: str, event: Event) -> Event:
        return {name: self._clean(value) for name, value in event.items()}

    def _clean(self, value: Any) -> Any:  # noqa: ANN401 - whatever is logged
        if isinstance(value, list):
            return [self._clean(each) for each in value]
        if isinstance(value, bool | int | float | None) or hasattr(value, "levelno"):
            return value
        text = _SECRETS.sub(_HIDDEN, str(value))
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return text
