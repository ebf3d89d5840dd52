"""Bringing what happened to the bot: by Socket Mode, or by signed HTTP where it gave an address."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from practice.sockets import Links, NotConnected
from practice.wire import loads
from practice.workspace import Setup

_DIRECT = build_opener(ProxyHandler({}))  # the bot is on this machine, whatever proxy it uses
_LOST = (NotConnected, OSError, HTTPException, ValueError)
Payload = dict[str, Any]


class NotAcked(Exception):  # noqa: N818
    """The bot did not acknowledge; ``error`` is what Slack tells the person."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True)
class Retry:
    number: int
    reason: str


class Delivery:
    """One road to the bot for commands, interactions and events."""

    def __init__(self, setup: Setup, links: Links) -> None:
        self.request_url = setup.request_url
        self._setup = setup
        self._links = links
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, kind: str, payload: Payload) -> Payload:
        """Deliver once and return what the ack carried; raises NotAcked."""
        try:
            return await self._send(kind, payload, None)
        except TimeoutError:
            raise NotAcked("operation_timeout") from None
        except _LOST:
            raise NotAcked("dispatch_failed") from None

    def tell(self, payload: Payload) -> None:
        """Deliver an event behind the scenes, again and again until it is acked."""
        task = asyncio.create_task(self._insist(payload))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def confirm(self, url: str) -> bool:
        """Ask a request URL to prove itself, as Slack does before it trusts one."""
        body = {"type": "url_verification", "challenge": hashlib.sha256(url.encode()).hexdigest()}
        try:
            answer = await asyncio.to_thread(self._post, url, "events_api", body, None)
        except _LOST:
            return False
        return body["challenge"] in (answer.get("challenge"), answer.get("text"))

    def close(self) -> None:
        for each in self._tasks:
            each.cancel()

    async def _insist(self, payload: Payload) -> None:
        retry: Retry | None = None
        for number, pause in enumerate((*self._setup.timing.retries, None), start=1):
            try:
                await self._send("events_api", payload, retry)
            except _LOST as problem:
                retry = Retry(number, self._reason(problem))
            else:
                return
            if pause is not None:
                await asyncio.sleep(pause)

    def _reason(self, problem: Exception) -> str:
        late = isinstance(problem, TimeoutError)
        if self.request_url:
            return "http_timeout" if late else "http_error"
        return "timeout" if late else "no_connection"

    async def _send(self, kind: str, payload: Payload, retry: Retry | None) -> Payload:
        if self.request_url:
            return await asyncio.to_thread(self._post, self.request_url, kind, payload, retry)
        return await self._links.send(_envelope(kind, payload, retry), self._setup.timing.ack)

    def _post(self, url: str, kind: str, payload: Payload, retry: Retry | None) -> Payload:
        body, content = _encoded(kind, payload)
        headers = {"Content-Type": content, **self._signed(body)}
        if retry:
            headers |= {
                "X-Slack-Retry-Num": str(retry.number),
                "X-Slack-Retry-Reason": retry.reason,
            }
        request = Request(url, body, headers)  # noqa: S310  (the address is checked where it is set)
        try:
            with _DIRECT.open(request, timeout=self._setup.timing.ack) as answer:
                return _read(answer.read(), answer.headers.get_content_type())
        except HTTPError as problem:
            problem.close()
            raise

    def _signed(self, body: bytes) -> dict[str, str]:
        stamp = str(int(time.time()))
        digest = hmac.new(
            self._setup.signing_secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256
        )
        return {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest.hexdigest()}",
        }


def _envelope(kind: str, payload: Payload, retry: Retry | None) -> Payload:
    envelope: Payload = {
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        envelope["retry_attempt"] = retry.number if retry else 0
        envelope["retry_reason"] = retry.reason if retry else ""
    return envelope


def _encoded(kind: str, payload: Payload) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _read(body: bytes, content: str) -> Payload:
    text = body.decode(errors="replace").strip()
    if not text:
        return {}
    if content == "application/json":
        found = loads(text)
        return found if isinstance(found, dict) else {}
    return {"text": text}
