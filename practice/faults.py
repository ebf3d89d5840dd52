"""Faults on demand: what a test may ask Slack to do wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = ("rate_limited", "server_error", "drop_after_accept", "slow", "error")


@dataclass
class Fault:
    """``method`` is a Web API method, ``upload``, ``response_url``, or ``*`` for any of them."""

    method: str
    kind: str  # one of KINDS
    times: int = 1
    retry_after: int = 1
    error: str = "internal_error"
    seconds: float = 1


@dataclass
class Faults:
    _waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """The next fault for a method; each is used up after its number of times."""
        found = next((each for each in self._waiting if each.method in (method, "*")), None)
        if found:
            found.times -= 1
            if found.times <= 0:
                self._waiting.remove(found)
        return found
