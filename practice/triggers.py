"""Trigger ids: each opens one view, within three seconds of what the person did."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from practice.errors import Refused


@dataclass
class Trigger:
    person: str
    made: float
    from_view: str | None = None
    used: bool = False


class Triggers:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.reset()

    def reset(self) -> None:
        self._made: dict[str, Trigger] = {}

    def make(self, person: str, from_view: str | None = None) -> str:
        made = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._made[made] = Trigger(person, time.monotonic(), from_view)
        return made

    def exchange(self, id: str) -> Trigger:
        """Use a trigger up; refuses one that is unknown, used or too old."""
        trigger = self._made.get(id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.made > self._seconds:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger
