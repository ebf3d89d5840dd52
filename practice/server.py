"""The practice workspace as a server: in a process of its own, or in a thread of a test."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol

from practice import answers, api, control, driving, methods_files, watching
from practice import desk as desks
from practice.desk import Desk
from practice.errors import Refused
from practice.guard import Guard

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "static"


class _Protocol(H11Protocol):
    """HTTP that lets a fault cut its own connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)  # type: ignore[arg-type]


class Server(uvicorn.Server):
    """Lets go of watchers and sockets before it waits for open connections to end."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        desk: Desk = self.config.app.state.desk  # type: ignore[union-attr]
        desk.changes.close()
        desk.delivery.close()
        await desk.links.close()
        await super().shutdown(sockets)

    def leave(self) -> None:
        self.should_exit = True

    async def serve_until_told(self, listener: socket.socket) -> None:
        """Serve until ``should_exit``, without uvicorn's own way with signals."""
        await self._serve([listener])


@dataclass
class Running:
    """A practice workspace in a thread of this process."""

    url: str
    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    desk: Desk = field(repr=False)
    _stop: Callable[[], None] = field(repr=False)

    def stop(self) -> None:
        self._stop()


def application(desk: Desk) -> Starlette:
    app = Starlette(
        routes=[
            Route("/", _page),
            Mount("/static", StaticFiles(directory=PAGE, check_dir=False)),
            Route("/api/{method}", api.endpoint, methods=["GET", "POST"]),
            Route("/upload/v1/{secret}", methods_files.upload, methods=["POST"]),
            Route("/response/{secret}", answers.endpoint, methods=["POST"]),
            Mount("/practice", routes=[*driving.ROUTES, *watching.ROUTES, *control.ROUTES]),
            WebSocketRoute("/link/", _link),
        ],
        exception_handlers={Refused: _refused},
    )
    app.add_middleware(Guard)
    app.state.desk = desk
    return app


def listen(port: int = 0, *, any_port: bool = False) -> socket.socket:
    """A listening socket on loopback; ``any_port`` takes the next free one where it is busy."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        if any_port and port < 65_535:
            return listen(port + 1, any_port=True)
        raise
    listener.listen(128)
    return listener


def build(
    manifest: Path, workspace: Path, listener: socket.socket, clock: datetime | None = None
) -> tuple[Desk, Server]:
    desk = desks.make(manifest, workspace, f"http://{HOST}:{listener.getsockname()[1]}", clock)
    config = uvicorn.Config(
        application(desk),
        http=_Protocol,
        ws="websockets-sansio",
        lifespan="off",
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=2,
        ws_ping_interval=0.25,  # a bot that closes waits for the next frame
    )
    return desk, Server(config)


def start(manifest: Path, workspace: Path, port: int = 0, clock: datetime | None = None) -> Running:
    """Start a workspace in a thread; it answers when this returns. ``clock``: when it begins."""
    listener = listen(port)
    desk, server = build(manifest, workspace, listener, clock)
    started = threading.Event()
    thread = threading.Thread(
        target=lambda: asyncio.run(_serve(server, listener, started)), name="practice"
    )
    thread.start()
    started.wait(10)

    def stop() -> None:
        server.leave()
        thread.join(10)

    setup = desk.setup
    return Running(desk.url, setup.bot_token, setup.app_token, setup.signing_secret, desk, stop)


async def _serve(server: Server, listener: socket.socket, started: threading.Event) -> None:
    """Serve in a thread. The socket listens already, so who connects early only waits."""
    asyncio.get_running_loop().call_soon(started.set)
    await server.serve_until_told(listener)


async def _page(_request: Request) -> Response:
    return FileResponse(PAGE / "index.html")


async def _link(socket: WebSocket) -> None:
    desk: Desk = socket.app.state.desk
    await desk.links.serve(socket)


async def _refused(_request: Request, refusal: Exception) -> Response:
    return JSONResponse(refusal.body if isinstance(refusal, Refused) else {}, 400)
