"""What Slack means by "too much": for how long, and whether it is waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from slack_sdk.errors import SlackApiError

Done = TypeVar("Done")

_SHORT = 5.0  # seconds that are waited; longer, and what was to be done is owed later
_TIMES = 3
_UNSAID = 60.0  # seconds, where Slack does not say how long


def patiently(do: Callable[[], Done]) -> Done:
    """Do something that Slack may put off a few times for a few seconds; raises SlackApiError."""
    for _ in range(_TIMES):
        try:
            return do()
        except SlackApiError as problem:
            if not (is_limit(problem) and wait_of(problem) <= _SHORT):
                raise
            time.sleep(wait_of(problem))
    return do()


def is_limit(problem: SlackApiError) -> bool:
    """Whether nothing was done because Slack was asked too often."""
    return bool(problem.response.get("error") == "ratelimited")


def wait_of(problem: SlackApiError) -> float:
    """How long Slack asks us to wait, in seconds."""
    said = {name.lower(): value for name, value in problem.response.headers.items()}
    value = said.get("retry-after", "")
    value = value if isinstance(value, str) else value[0]
    return float(value) if value.isdecimal() else _UNSAID
