"""The roof: whether the bot lives, whether it is ready, and its metrics, on a port of its own.

`/live` fails where Slack was not heard for too long: a service manager starts a new process then,
and the bot ends by itself where nobody looks. `/ready` fails until the bot has started, where the
database does not answer, and from the moment that it is asked to stop.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from settings import BadSettingError

log = logging.getLogger(__name__)

DEAF_SECONDS = 180  # Socket Mode is heard every few seconds, and reconnects within a minute
_LOOK_SECONDS = 5.0

Said = tuple[bool, str]


class Line(Protocol):
    """What a door knows of its connection with Slack."""

    def heard(self) -> object:
        """Something that differs whenever Slack was heard anew; None where it cannot be told."""

    def connected(self) -> bool: ...


class Pulse:
    """How long ago Slack was heard, by a clock that nobody sets."""

    def __init__(self, line: Line, clock: Callable[[], float] = time.monotonic) -> None:
        self._line, self._clock = line, clock
        self._last: object = None
        self._at = clock()
        self._lock = threading.Lock()

    def silence(self) -> float:
        with self._lock:
            heard = self._line.heard()
            if heard is None or heard != self._last:
                self._last, self._at = heard, self._clock()
            return self._clock() - self._at

    def is_live(self) -> Said:
        silence = self.silence()
        return silence < DEAF_SECONDS, f"Slack was heard {silence:.0f} s ago"

    def is_connected(self) -> bool:
        return self._line.connected()


class Watch:
    """Looks at the pulse, and calls for the end where it stopped."""

    def __init__(self, pulse: Pulse, give_up: Callable[[], None]) -> None:
        self._pulse, self._give_up = pulse, give_up
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_SECONDS):
            live, why = self._pulse.is_live()
            if not live:
                log.critical("no longer alive: %s", why)
                self._give_up()
                return


class Monitor:
    """The little server: `/live`, `/ready`, `/metrics`."""

    def __init__(
        self,
        address: tuple[str, int],
        live: Callable[[], Said],
        ready: Callable[[], Said],
        registry: CollectorRegistry,
    ) -> None:
        self._server = _server(address, _handler(live, ready, registry))
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.2,), name="monitor", daemon=True
        )

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _Server6(_Server):
    address_family = socket.AF_INET6


def _server(address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> _Server:
    try:
        return (_Server6 if ":" in address[0] else _Server)(address, handler)
    except OSError as problem:
        where = "PCP_MONITOR_HOST and PCP_MONITOR_PORT"
        raise BadSettingError(f"{where} cannot be used: {problem.strerror}") from problem


def _handler(
    live: Callable[[], Said], ready: Callable[[], Said], registry: CollectorRegistry
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._send(200, CONTENT_TYPE_LATEST, generate_latest(registry))
            elif self.path in ("/live", "/ready"):
                well, why = (live if self.path == "/live" else ready)()
                self._send(200 if well else 503, "text/plain; charset=utf-8", f"{why}\n".encode())
            else:
                self._send(404, "text/plain", b"Ask for /live, /ready or /metrics.\n")

        def _send(self, code: int, kind: str, body: bytes) -> None:
            self.send_response(code)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Requests of machines are no news."""

    return Handler
