"""Keeps other web pages out: only loopback names, and only this page as an origin."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = {"127.0.0.1", "localhost"}


class Guard:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not _welcome(Headers(scope=scope)):
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _welcome(headers: Headers) -> bool:
    """A page elsewhere would bring its own origin, or a name of its own for this address."""
    host = headers.get("host", "")
    origin = headers.get("origin")
    own = urlsplit(f"//{host}").hostname in LOOPBACK
    return own and (origin is None or origin == f"http://{host}")
