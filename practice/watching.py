"""Waiting for what happens: a long poll for tests, a stream of events for the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from practice import acting, seen
from practice.arguments import Args
from practice.changes import Change
from practice.desk import Desk
from practice.errors import faulty
from practice.workspace import Channel, Person
from practice.world import Message

LONGEST_WAIT, HEARTBEAT = 60.0, 15.0


async def wait(request: Request) -> Response:
    """The messages newer than ``after``, as soon as there are any; else an empty list."""
    desk, args = acting.desk_of(request), Args(request.query_params)
    who = acting.person(desk, args)
    channel = acting.channel(desk, who, args)
    found = _newer(desk, who, channel, args)
    with desk.changes.watching() as watcher, suppress(TimeoutError):
        async with asyncio.timeout(_seconds(args)):
            while not found and await watcher.get() is not None:
                found = _newer(desk, who, channel, args)
    return JSONResponse([seen.message(desk, who, each) for each in found])


async def events(request: Request) -> Response:
    """A line for every change that the person may know of, until either side goes away."""
    desk = acting.desk_of(request)
    who = acting.person(desk, Args(request.query_params))
    return StreamingResponse(
        _lines(desk, who), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _lines(desk: Desk, who: Person) -> AsyncIterator[str]:
    with desk.changes.watching() as watcher:
        yield ": welcome\n\n"
        while True:
            try:
                change = await asyncio.wait_for(watcher.get(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if change is None:
                return
            if _concerns(desk, who, change):
                line = {"type": change.type, "channel": change.channel}
                yield f"data: {json.dumps(line)}\n\n"


def _concerns(desk: Desk, who: Person, change: Change) -> bool:
    if change.person not in (None, who.id):
        return False
    channel = desk.world.channels.get(change.channel or "")
    return channel is None or desk.world.may_see(who, channel)


def _newer(desk: Desk, who: Person, channel: Channel, args: Args) -> list[Message]:
    after, bot_only = args.text("after"), args.flag("bot")
    said = desk.world.seen_by(who.id, channel.id)
    return [each for each in said if each.ts > after and (each.by_bot or not bot_only)]


def _seconds(args: Args) -> float:
    try:
        return min(float(args.text("seconds") or 5), LONGEST_WAIT)
    except ValueError:
        raise faulty("invalid_arguments", "must be a number: seconds") from None


ROUTES = [Route("/wait", wait), Route("/events", events)]
