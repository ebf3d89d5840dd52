"""Driving a practice workspace from Python: the hands and eyes of a person in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

PATIENCE = 30
_DIRECT = build_opener(ProxyHandler({}))
Json = Any  # whatever the driving API answers


@dataclass(frozen=True)
class Client:
    """The driving API at an address; what it refuses comes back as ``ok: false``."""

    url: str

    def get(self, path: str, **fields: object) -> Json:
        return self._call("GET", f"{path}?{urlencode(fields)}", None)

    def post(self, path: str, **fields: object) -> Json:
        return self._call("POST", path, fields)

    def delete(self, path: str) -> Json:
        return self._call("DELETE", path, None)

    def person(self, who: str) -> Visitor:
        return Visitor(self, who)

    def _call(self, method: str, path: str, body: dict[str, object] | None) -> Json:
        data = None if body is None else json.dumps(body).encode()
        request = Request(  # noqa: S310  (the address is the caller's own)
            f"{self.url}/practice/{path}", data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with _DIRECT.open(request, timeout=PATIENCE) as answer:
                return json.load(answer)
        except HTTPError as problem:
            with problem:
                return json.load(problem)


@dataclass(frozen=True)
class Visitor:
    """One person: what they do, and what they then see."""

    client: Client
    id: str

    def command(self, channel: str, text: str) -> Json:
        return self._do("command", channel=channel, text=text)

    def say(self, channel: str, text: str, thread_ts: str | None = None) -> Json:
        return self._do("message", channel=channel, text=text, thread_ts=thread_ts)

    def click(self, block_id: str, action_id: str, **place: object) -> Json:
        """``place`` is ``channel`` and ``ts``, or ``view_id``, or ``home``; and what was chosen."""
        return self._do("click", block_id=block_id, action_id=action_id, **place)

    def submit(self, view_id: str, values: dict[str, dict[str, Any]]) -> Json:
        return self._do("submit", view_id=view_id, values=values)

    def close(self, view_id: str, *, all: bool = False) -> Json:
        return self._do("close", view_id=view_id, all=all)

    def open_home(self, tab: str = "home") -> Json:
        return self._do("home", tab=tab)

    def shortcut(self, callback_id: str, **place: str) -> Json:
        return self._do("shortcut", callback_id=callback_id, **place)

    def messages(self, channel: str, thread_ts: str = "") -> Json:
        return self._see("messages", channel=channel, thread_ts=thread_ts)

    def wait(self, channel: str, after: str = "", seconds: float = 5, *, bot: bool = True) -> Json:
        """The bot's messages newer than ``after``, as soon as there are any."""
        return self._see("wait", channel=channel, after=after, seconds=seconds, bot=int(bot))

    def conversations(self) -> Json:
        return self._see("conversations")

    def view(self) -> Json:
        return self._see("view")

    def home(self) -> Json:
        return self._see("home")

    def _do(self, what: str, **fields: object) -> Json:
        return self.client.post(what, **{"as": self.id, **fields})

    def _see(self, what: str, **fields: object) -> Json:
        return self.client.get(what, **{"as": self.id, **fields})
