"""How the practice workspace says no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):  # noqa: N818  (Slack refuses; nothing is broken here)
    """An answer of Slack's with ``ok: false``: the error's name and what goes with it."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more = more

    @property
    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.more}


def faulty(error: str, *messages: str) -> Refused:
    """A refusal that lists its reasons as Slack does, in ``response_metadata.messages``."""
    return Refused(error, response_metadata={"messages": [f"[ERROR] {each}" for each in messages]})
