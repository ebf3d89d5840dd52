"""What browser tests share: a Chromium, a practice workspace, and a bot that does as it is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from practice import server
from practice.server import Running

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
Payload = dict[str, Any]
Opener = Callable[..., Page]


def chromium_path() -> str | None:
    """Where a Chromium is: what CHROMIUM names, else the first one on the PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if not path:
        pytest.skip("no Chromium was found: install one, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def workspace() -> Iterator[Running]:
    running = server.start(ROOT / "manifest.yml", ROOT / "practice" / "workspace.yml")
    yield running
    running.stop()


class Bot:
    """Acks what it receives with what it was told to, and keeps what it received."""

    def __init__(self, workspace: Running) -> None:
        self.web = WebClient(workspace.bot_token, base_url=f"{workspace.url}/api/")
        self.received: list[Payload] = []
        self.answers: list[Callable[[Payload], Payload | None]] = []
        self._socket = SocketModeClient(workspace.app_token, web_client=self.web)
        self._socket.socket_mode_request_listeners.append(self._take)

    def connect(self) -> None:
        self._socket.connect()

    def close(self) -> None:
        self._socket.close()

    def forget(self) -> None:
        self.received.clear()
        self.answers.clear()

    def _take(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        self.received.append(request.payload)
        found = [answer(request.payload) for answer in self.answers]
        payload = next((each for each in found if each is not None), None)
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))


@pytest.fixture(scope="module")
def module_bot(workspace: Running) -> Iterator[Bot]:
    bot = Bot(workspace)
    bot.connect()
    yield bot
    bot.close()


@pytest.fixture
def bot(module_bot: Bot) -> Iterator[Bot]:
    yield module_bot
    module_bot.forget()


@pytest.fixture
def faults() -> list[str]:
    """What browsers complained about in the test."""
    return []


@pytest.fixture
def open_page(chromium: Browser, workspace: Running, faults: list[str]) -> Iterator[Opener]:
    """Open the page at a place: ``open_page("as=U0NORTH&channel=C0PCP", width=360)``."""
    contexts = []

    def opened(place: str = "", *, width: int = 1280, height: int = 900, **more: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("console", lambda message: faults.extend(_complaint(message)))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{workspace.url}/#{place}")
        page.locator("[data-testid=act-as] option").first.wait_for(state="attached")
        return page

    yield opened
    for each in contexts:
        each.close()


def _complaint(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type in ("error", "warning") else []
