"""The roof: the one place that knows every room. Wires, starts, stops."""

from __future__ import annotations

import gc
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any, Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.signature import SignatureVerifier
from waitress.server import create_server

from handlers import register
from handlers.memory import Memory
from handlers.rooms import Bot, Rooms
from handlers.schedule import TICKS
from meters import Meters
from monitor import Monitor, Pulse, Said, Watch
from press import Press
from settings import BadSettingError, Settings
from storage.life import SignOfLife
from storage.schema import SchemaState, schema_state
from storage.session import StoreFault, open_store
from studio import Studio, ends_within

log = logging.getLogger(__name__)

_DRAIN_SECONDS = 20
_CLOSING_SECONDS = 2
_LARGEST_REQUEST = 1024 * 1024  # a form with all of its fields full stays well below


class Door(Protocol):
    """A way in from Slack: Socket Mode or HTTP."""

    def open(self) -> None: ...
    def close(self) -> None: ...
    def heard(self) -> object: ...
    def connected(self) -> bool: ...


class SocketDoor:
    """Socket Mode, by Bolt's built-in client: it asks for a fresh address on every reconnect."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._handler = SocketModeHandler(app, settings.app_token, concurrency=settings.listeners)

    def open(self) -> None:
        self._handler.connect()  # type: ignore[no-untyped-call]  # Bolt's own gap

    def close(self) -> None:
        self._handler.close()  # type: ignore[no-untyped-call]  # Bolt's own gap

    def heard(self) -> object:
        """The last answer to a ping; it is asked every few seconds on each connection."""
        session: Any = self._handler.client.current_session
        return session and (session.session_id, session.last_ping_pong_time)

    def connected(self) -> bool:
        return bool(self._handler.client.is_connected())


class OnlySigned:
    """Refuses what Slack did not sign before anything reads it; Bolt reads first."""

    def __init__(self, handler: WSGIApplication, signing_secret: str) -> None:
        self._handler = handler
        self._verifier = SignatureVerifier(signing_secret)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        if not self._is_signed(environ, body):
            start("401 Unauthorized", [("content-type", "text/plain")])
            return [b"Not signed by Slack.\n"]
        return self._handler({**environ, "wsgi.input": BytesIO(body)}, start)

    def _is_signed(self, environ: WSGIEnvironment, body: bytes) -> bool:
        timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP")
        signature = environ.get("HTTP_X_SLACK_SIGNATURE")
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except (TypeError, ValueError):  # not a number, not UTF-8, not ASCII: not Slack's
            return False


class HttpDoor:
    """Signed HTTP requests, on a threaded server; `/slack/events` takes all of them."""

    def __init__(self, app: App, settings: Settings) -> None:
        handler: Any = SlackRequestHandler(app, path="/slack/events")
        self._server: Any = create_server(
            OnlySigned(handler, settings.signing_secret),
            sockets=[_listener(settings)],
            threads=settings.listeners,
            max_request_body_size=_LARGEST_REQUEST,
        )
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)

    def open(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Take no more requests. Closed by its own thread, which reads all the time."""
        if not self._thread.is_alive():
            self._server.close()
            return
        self._server.trigger.pull_trigger(self._server.close)
        self._thread.join(_CLOSING_SECONDS)

    def heard(self) -> object:
        """Slack may have nothing to say for days, so that nothing is told while it is open."""
        return None if self.connected() else "closed"

    def connected(self) -> bool:
        return self._thread.is_alive()


def _listener(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.http_host else socket.AF_INET
    try:
        return socket.create_server((settings.http_host, settings.http_port), family=family)
    except OSError as problem:
        where = "PCP_HTTP_HOST and PCP_HTTP_PORT"
        raise BadSettingError(f"{where} cannot be used: {problem.strerror}") from problem


@dataclass
class House:
    """A running bot. ``stop`` drains in order: nothing new is begun, no more is taken in, what is
    in hand is done, and only then do pictures, the sign of life and the store go."""

    app: App
    rooms: Rooms
    door: Door
    studio: Studio
    press: Press
    work: ThreadPoolExecutor
    scheduler: BackgroundScheduler
    meters: Meters
    monitor: Monitor | None = None
    is_open: bool = False
    is_deaf: bool = False
    _watch: Watch | None = None

    def start(self, give_up: Callable[[], None] | None = None) -> None:
        """``give_up`` is called where Slack was not heard for too long."""
        if self.monitor:
            self.monitor.start()
        self.studio.warm_up()
        self.door.open()
        self.scheduler.start()
        if give_up:
            self._watch = Watch(Pulse(self.door), partial(self._deaf, give_up))
            self._watch.start()
        self.is_open = True
        gc.freeze()

    def _deaf(self, give_up: Callable[[], None]) -> None:
        self.is_deaf = True
        give_up()

    def ready(self) -> Said:
        """Whether to send people here: open, connected, and with a store that answers."""
        if not self.is_open:
            return False, "not open: starting or stopping"
        if not self.door.connected():
            return False, "not connected with Slack"
        try:
            state = schema_state(self.rooms.store)
        except StoreFault as problem:
            return False, f"the database does not answer: {problem}"
        return state is SchemaState.CURRENT, f"open; the schema is {state}"

    def stop(self, seconds: float = _DRAIN_SECONDS) -> bool:
        """Drain, and say whether all ended in time. What did not may still hold a thread, and
        would hold up the end of the process too."""
        until = time.monotonic() + seconds
        self.is_open = False
        if self._watch:
            self._watch.stop()
        self.rooms.life.wind_up()
        ended = [
            ends_within(until - time.monotonic(), step)
            for step in (self._pause_clock, self.door.close, self._stop_clock, self.work.shutdown)
        ]
        if not all(ended):
            log.error("work in hand did not end within %s s; what waited is dropped", seconds)
            self.work.shutdown(wait=False, cancel_futures=True)
        self.studio.close()
        self.press.close()
        if self.monitor:
            self.monitor.stop()
        self.rooms.life.end()
        self.rooms.store.close()
        return all(ended)

    def _pause_clock(self) -> None:
        """No more knocks; one that is being answered is waited for later."""
        if self.scheduler.running:
            self.scheduler.pause()

    def _stop_clock(self) -> None:
        if self.scheduler.running:
            self.scheduler.shutdown(wait=True)


def clock() -> datetime:
    return datetime.now(UTC)


def metronome(rooms: Rooms, pace: float = 1) -> BackgroundScheduler:
    """Knocks on the clock's doors; what is due is in the store, so a missed tick loses nothing.

    ``pace`` above 1 ticks faster, for a practice day lived in minutes.
    """
    scheduler = BackgroundScheduler(timezone=UTC)
    for tick in TICKS:
        scheduler.add_job(
            tick.door,
            IntervalTrigger(seconds=max(1, round(tick.seconds / pace))),
            [rooms],
            id=tick.name,
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
        )
    return scheduler


def build(
    settings: Settings, plan_id: str, now: Callable[[], datetime] = clock, pace: float = 1
) -> House:
    """Make every outside thing, hand it down, and hang the doors. Calls `auth.test` once.

    Raises SlackApiError where Slack refuses the token, BadSettingError where the port is taken.
    """
    context = ssl.create_default_context()
    posts = _client(settings, context, RateLimitErrorRetryHandler(max_retry_count=5))
    reads = _client(
        settings,
        context,
        ConnectionErrorRetryHandler(max_retry_count=2),
        RateLimitErrorRetryHandler(max_retry_count=3),
        ServerErrorRetryHandler(max_retry_count=2),
    )
    work = ThreadPoolExecutor(settings.listeners, thread_name_prefix="work")
    studio, press, meters = Studio(settings.renderers), Press(), Meters()
    store = open_store(settings.database_url)
    rooms = Rooms(
        bot=_ourselves(reads),
        store=store,
        posts=posts,
        reads=reads,
        views=reads,
        draw=meters.drawing(studio.draw),
        print=press.order,
        work=work,
        now=now,
        plan_id=plan_id,
        command=settings.command,
        keep_months=settings.keep_months,
        alert_channel=settings.alert_channel,
        memory=Memory(now),
        once=_client(settings, context),
        life=SignOfLife(store),
        meter=meters,
    )
    meters.watch(rooms.store, plan_id, now)
    app = _bolt(settings, reads, work)
    register(app, rooms)
    door = HttpDoor(app, settings) if settings.transport == "http" else SocketDoor(app, settings)
    house = House(app, rooms, door, studio, press, work, metronome(rooms, pace), meters)
    if settings.monitor_port:
        address = (settings.monitor_host, settings.monitor_port)
        live = Pulse(door).is_live
        house.monitor = Monitor(address, live, house.ready, meters.registry)
    return house


def _client(settings: Settings, context: ssl.SSLContext, *handlers: RetryHandler) -> WebClient:
    """One TLS context for all: the default makes one for each call, 44 ms of work."""
    return WebClient(
        token=settings.bot_token,
        base_url=settings.slack_api_url,
        ssl=context,
        timeout=20,
        retry_handlers=list(handlers),
    )


def _ourselves(client: WebClient) -> Bot:
    found = client.auth_test()
    return Bot(
        user_id=str(found["user_id"]), name=str(found["user"]), team_id=str(found["team_id"])
    )


def _bolt(settings: Settings, client: WebClient, work: ThreadPoolExecutor) -> App:
    """Bolt answers as soon as a listener returns (it would otherwise poll for the ack every
    10 ms), so listeners hand their work to `doors.answer_later` and return the ack."""
    return App(
        logger=logging.getLogger("slack_bolt"),  # Bolt's own logger takes its level from the root
        client=client,
        signing_secret=settings.signing_secret or "unused-over-a-socket",
        process_before_response=True,
        listener_executor=work,
        token_verification_enabled=False,
    )
