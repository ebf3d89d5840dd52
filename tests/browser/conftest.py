"""What browser tests share: a Chromium, a practice workspace, and a bot that does as it is told."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from practice import server
from practice.client import Client
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
PATIENCE = 30_000  # ms: what comes at once costs nothing, however busy the machine may be
QUIET = "as=U0VOLS&channel=C0GENERAL"  # nothing happens here
TIDY = """() => !document.querySelector("dialog[open], .drawer-open, [aria-expanded=true]")
  && [...document.querySelectorAll("textarea")].every((box) => !box.value)"""
GO = """async ([place, quiet]) => {
  location.hash = place;
  const end = Date.now() + 5000;
  while ((document.getElementById("where").textContent === "#general") !== quiet) {
    if (Date.now() > end) throw new Error(`the page never came to ${place}`);
    await new Promise((done) => setTimeout(done, 4));
  }
}"""
Payload = dict[str, Any]
Scheme = Literal["light", "dark"]
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
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app's own manifest, with shortcuts that only tests know."""
    data = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))
    data["features"]["shortcuts"] = [
        {"name": "Pin for later", "type": "message", "callback_id": "keep", "description": "Pin"},
        {"name": "Begin anew", "type": "global", "callback_id": "begin", "description": "Begin"},
    ]
    path = tmp_path_factory.mktemp("manifest") / "manifest.yml"
    path.write_text(yaml.safe_dump(data), "utf-8")
    return path


@pytest.fixture(scope="package")
def workspace(manifest: Path) -> Iterator[Running]:
    running = server.start(manifest, ROOT / "practice" / "workspace.yml")
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


@pytest.fixture(scope="package")
def connected(workspace: Running) -> Iterator[Bot]:
    bot = Bot(workspace)
    bot.connect()
    yield bot
    bot.close()


@pytest.fixture
def bot(connected: Bot) -> Iterator[Bot]:
    yield connected
    connected.forget()


class Desktop:
    """Pages that are kept open: loading one anew takes longer than most tests."""

    def __init__(self, chromium: Browser) -> None:
        self.faults: list[str] = []
        self._chromium = chromium
        self._pages: list[Page] = []

    def page(self, nth: int, address: str) -> Page:
        """The nth page, standing at the quiet place of the workspace at the address."""
        if nth == len(self._pages):
            self._pages.append(self._fresh())
        page = self._pages[nth]
        if not page.url.startswith(address) or not page.evaluate(TIDY):
            page.goto("about:blank")
            page.goto(f"{address}/#{QUIET}")
        go(page, QUIET)
        return page

    def _fresh(self) -> Page:
        page = self._chromium.new_context().new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: self.faults.extend(_complaint(message)))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page


@pytest.fixture(scope="package")
def desktop(chromium: Browser) -> Desktop:
    return Desktop(chromium)


@pytest.fixture
def faults(desktop: Desktop) -> list[str]:
    """What browsers complained about in the test."""
    desktop.faults.clear()
    return desktop.faults


@pytest.fixture
def open_page(desktop: Desktop, workspace: Running, faults: list[str]) -> Opener:
    """Open the page at a place: ``open_page("as=U0NORTH&channel=C0PCP", width=360)``."""
    Client(workspace.url).post("reset")
    numbers = itertools.count()

    def opened(
        place: str, *, width: int = 1280, height: int = 900, scheme: Scheme = "light"
    ) -> Page:
        page = desktop.page(next(numbers), workspace.url)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        go(page, place)
        return page

    return opened


def go(page: Page, place: str) -> None:
    """Be at a place; looking more often than ``expect`` does makes for quick tests."""
    page.evaluate(GO, [place, place == QUIET])


def _complaint(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type in ("error", "warning") else []
