"""The two bots that are compared, each in a process of its own as in earnest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from sqlalchemy import delete

from app import House, build, clock
from bot import charts
from bot.messages.sheet import Message, with_files
from bot.question import Question
from handlers.answers import answer_to, reading_of
from settings import Settings
from storage.session import open_store
from storage.tables import ChartFileRow

PLAN = "essex"
QUESTION = "status violence"
FORGET, READY = "forget", "ready"
KEPT, NEW = "kept", "new"  # what the bare bot is told: post with pictures kept, or uploaded anew


@dataclass(frozen=True)
class Place:
    """Where a bot finds its workspace and its plan."""

    address: str
    bot_token: str
    app_token: str
    database: str


def run_ours(place: Place, pipe: Connection) -> None:
    """PCP bot as the roof builds it; the pipe makes it forget its pictures, or ends it."""
    settings = Settings(
        bot_token=place.bot_token,
        app_token=place.app_token,
        slack_api_url=f"{place.address}/api/",
        database_url=place.database,
    )
    house = build(settings, PLAN)
    house.start()
    _serve(pipe, house.stop, lambda: _forget(house))


def run_bare(place: Place, pipe: Connection) -> None:
    """Bolt as its manual starts it, with nothing to think about: the answer is made beforehand."""
    client = WebClient(place.bot_token, base_url=f"{place.address}/api/")
    app = App(client=client)
    pages = _answer(place.database)
    pictures = [[charts.draw(each.finding).png for each in page.pictures] for page in pages]
    kept = [[_upload(client, png) for png in pngs] for pngs in pictures]

    @app.command("/pcp")
    def _(ack: Ack, command: dict[str, Any]) -> None:
        ack()
        if command.get("text") == KEPT:
            _post(client, command["channel_id"], pages, kept)
        elif command.get("text") == NEW:
            fresh = [[_upload(client, png) for png in pngs] for pngs in pictures]
            _post(client, command["channel_id"], pages, fresh)

    handler = SocketModeHandler(app, place.app_token)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt's own gap
    _serve(pipe, handler.close, lambda: None)


def _serve(pipe: Connection, stop: Callable[[], object], forget: Callable[[], object]) -> None:
    """Say that all is ready, then do what the pipe says until it is closed."""
    pipe.send(READY)
    try:
        while pipe.recv() == FORGET:
            forget()
            pipe.send(READY)
    except (EOFError, KeyboardInterrupt):
        pass
    finally:
        stop()


def _forget(house: House) -> None:
    """As if no picture had ever been drawn or uploaded."""
    house.studio._kept.clear()  # noqa: SLF001 - nothing but a measurement wants this
    with house.rooms.store.write() as session:
        session.execute(delete(ChartFileRow))


def pages_of_answer(database: str) -> int:
    return len(_answer(database))


def _answer(database: str) -> Sequence[Message]:
    store = open_store(database)
    with store.read() as session:
        plan, read = reading_of(session, PLAN, QUESTION, clock())
        if not isinstance(read, Question):
            raise TypeError(f"{QUESTION!r} was not understood")
        pages = answer_to(session, plan, read)
    store.close()
    return pages


def _upload(client: WebClient, png: bytes) -> str:
    answer = client.files_upload_v2(content=png, filename="chart.png")
    return str(answer["files"][0]["id"])


def _post(
    client: WebClient, channel: str, pages: Sequence[Message], files: Sequence[Sequence[str]]
) -> None:
    """Post the pages; those after the first follow in its thread."""
    thread = None
    for page, ids in zip(pages, files, strict=True):
        whole = with_files(page, ids)
        said = client.chat_postMessage(
            channel=channel, text=whole.text, blocks=list(whole.blocks), thread_ts=thread
        )
        thread = thread or said["ts"]
