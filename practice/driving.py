"""The driving API under ``/practice/``: what people do and see. README.md documents it."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from practice import commands, posting, seen, typed
from practice.arguments import Args, read
from practice.desk import Desk
from practice.errors import Refused
from practice.workspace import Channel, Person
from practice.world import Message

LONGEST_WAIT = 60.0


async def people(request: Request) -> Response:
    return JSONResponse([seen.person(each) for each in _desk(request).world.people.values()])


async def conversations(request: Request) -> Response:
    desk = _desk(request)
    person = who(desk, Args(request.query_params))
    return JSONResponse(seen.conversations(desk, person))


async def messages(request: Request) -> Response:
    desk, args = _desk(request), Args(request.query_params)
    person = who(desk, args)
    channel = where(desk, person, args)
    thread = args.text("thread_ts")
    said = desk.world.seen_by(person.id, channel.id)
    desk.world.mark_read(person.id, channel.id)
    shown = [each for each in said if _belongs(each, thread)]
    return JSONResponse([seen.message(desk, person, each) for each in shown])


async def wait(request: Request) -> Response:
    """The messages newer than ``after``, as soon as there are any; else an empty list."""
    desk, args = _desk(request), Args(request.query_params)
    person = who(desk, args)
    channel = where(desk, person, args)
    found: list[Message] = []
    with desk.changes.watching() as watcher:
        try:
            async with asyncio.timeout(min(float(args.text("seconds") or 5), LONGEST_WAIT)):
                while not (found := _newer(desk, person, channel, args)):
                    if await watcher.get() is None:
                        break
        except TimeoutError:
            pass
    return JSONResponse([seen.message(desk, person, each) for each in found])


async def command(request: Request) -> Response:
    desk, args = _desk(request), await _body(request)
    person = who(desk, args)
    channel = where(desk, person, args)
    return _done(await commands.run(desk, person, channel, args.text("text")))


async def message(request: Request) -> Response:
    desk, args = _desk(request), await _body(request)
    person = who(desk, args)
    channel = where(desk, person, args)
    if channel.archived:
        raise Refused("is_archived")
    if not args.text("text").strip():
        raise Refused("no_text")
    said = Message(
        ts=desk.world.stamp(),
        channel=channel.id,
        user=person.id,
        text=typed.message(desk.world, args.text("text")),
        thread_ts=args.text("thread_ts") or None,
    )
    return _done({"ts": posting.post(desk, said).ts})


def who(desk: Desk, args: Args) -> Person:
    """The person as whom one acts; nobody acts as the bot."""
    found = desk.world.people.get(args.need("as"))
    if found is None or found.kind == "bot":
        raise Refused("user_not_found")
    return found


def where(desk: Desk, person: Person, args: Args) -> Channel:
    found = desk.world.channels.get(args.need("channel"))
    if found is None or not desk.world.may_see(person, found):
        raise Refused("channel_not_found")
    return found


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def _body(request: Request) -> Args:
    args, _ = await read(request)
    return args


def _done(more: dict[str, Any]) -> Response:
    return JSONResponse({"ok": True, **more})


def _belongs(message: Message, thread: str) -> bool:
    if thread:
        return thread in (message.ts, message.thread_ts)
    return not message.in_thread


def _newer(desk: Desk, person: Person, channel: Channel, args: Args) -> list[Message]:
    after, bot_only = args.text("after"), args.flag("bot")
    said = desk.world.seen_by(person.id, channel.id)
    return [each for each in said if each.ts > after and (each.by_bot or not bot_only)]


ROUTES = [
    Route("/people", people),
    Route("/conversations", conversations),
    Route("/messages", messages),
    Route("/wait", wait),
    Route("/command", command, methods=["POST"]),
    Route("/message", message, methods=["POST"]),
]
