"""Socket Mode: the bot's connections, the envelopes sent down them, and their acks."""

from __future__ import annotations

import asyncio
import secrets
import time
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from practice.errors import Refused
from practice.wire import loads
from practice.workspace import APP_ID

TICKET_SECONDS = 30
MOST_LINKS = 10
_GONE = (WebSocketDisconnect, RuntimeError)


class NotConnected(Exception):  # noqa: N818
    """The bot holds no connection to which a payload could go."""


class Links:
    """The open connections of the bot. A payload goes to any one of them."""

    def __init__(self) -> None:
        self.refusing = False
        self._tickets: dict[str, float] = {}
        self._open: list[WebSocket] = []
        self._awaited: dict[str, asyncio.Future[dict[str, Any]]] = {}

    @property
    def count(self) -> int:
        return len(self._open)

    def ticket(self) -> str:
        """A ticket for one connection, good for half a minute."""
        if self.refusing:
            raise Refused("internal_error")
        ticket = secrets.token_hex(8)
        self._tickets[ticket] = time.monotonic() + TICKET_SECONDS
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Hold one connection until either side closes it."""
        expiry = self._tickets.pop(socket.query_params.get("ticket", ""), 0)
        if self.refusing or expiry < time.monotonic() or self.count >= MOST_LINKS:
            await socket.close(4001)
            return
        await socket.accept()
        self._open.append(socket)
        with suppress(*_GONE):
            await socket.send_json(self._hello())
            while True:
                self._take(await socket.receive_text())
        self._drop(socket)

    async def send(self, envelope: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send an envelope and wait for its ack; raises NotConnected or TimeoutError."""
        envelope_id = secrets.token_hex(16)
        answer = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = answer
        try:
            await self._write({"envelope_id": envelope_id, **envelope})
            return await asyncio.wait_for(answer, seconds)
        finally:
            del self._awaited[envelope_id]

    async def close(self) -> None:
        """Cut every connection without a word, as a recycled backend does."""
        for each in list(self._open):
            self._drop(each)
            with suppress(*_GONE):
                await each.close(1001)

    async def refresh(self) -> None:
        """Announce and then carry out the refresh that Slack makes every few hours."""
        leaving = list(self._open)
        for reason in ("warning", "refresh_requested"):
            for each in leaving:
                with suppress(*_GONE):
                    await each.send_json({"type": "disconnect", "reason": reason, **_debug()})
        for each in leaving:
            self._drop(each)

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": self.count,
            "connection_info": {"app_id": APP_ID},
            **_debug(),
        }

    def _take(self, line: str) -> None:
        """An ack, or nonsense that Slack would not mind either."""
        try:
            ack = loads(line)
        except ValueError:
            return
        if not isinstance(ack, dict):
            return
        answer = self._awaited.get(ack.get("envelope_id", ""))
        if answer and not answer.done():
            answer.set_result(ack.get("payload") or {})

    async def _write(self, envelope: dict[str, Any]) -> None:
        while self._open:
            link = secrets.choice(self._open)
            try:
                await link.send_json(envelope)
            except _GONE:
                self._drop(link)
            else:
                return
        raise NotConnected

    def _drop(self, socket: WebSocket) -> None:
        if socket in self._open:
            self._open.remove(socket)


def _debug() -> dict[str, Any]:
    return {"debug_info": {"host": "practice", "approximate_connection_time": 3600}}
