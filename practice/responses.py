"""Response URLs: five answers within half an hour to what one person did."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from practice.errors import Refused

MOST_USES, LIFE_SECONDS = 5, 30 * 60


@dataclass
class ResponseUrl:
    person: str
    channel: str
    made: float
    source_ts: str | None = None  # the message whose button was clicked
    command: str | None = None  # what was typed, until it has been shown in the channel
    uses: int = 0


class ResponseUrls:
    def __init__(self, url: str) -> None:
        self._url = url
        self.reset()

    def reset(self) -> None:
        self._made: dict[str, ResponseUrl] = {}

    def make(
        self, person: str, channel: str, source_ts: str | None = None, command: str | None = None
    ) -> tuple[str, ResponseUrl]:
        secret = secrets.token_urlsafe(18)
        made = ResponseUrl(person, channel, time.monotonic(), source_ts, command)
        self._made[secret] = made
        return f"{self._url}/response/{secret}", made

    def check(self, secret: str) -> ResponseUrl:
        """The response URL behind a secret, if it may still be used."""
        found = self._made.get(secret)
        if found is None:
            raise Refused("invalid_url")
        if time.monotonic() - found.made > LIFE_SECONDS:
            raise Refused("expired_url")
        if found.uses >= MOST_USES:
            raise Refused("used_url")
        return found
