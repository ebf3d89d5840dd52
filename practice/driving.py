"""The driving API under ``/practice/``: what people see and do. README.md documents it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from practice import (
    acting,
    commands,
    events,
    interactions,
    inviting,
    modals,
    posting,
    seen,
    typed,
)
from practice.arguments import Args
from practice.errors import Refused
from practice.world import Message


async def people(request: Request) -> Response:
    world = acting.desk_of(request).world
    return JSONResponse([seen.person(each) for each in world.people.values()])


async def shortcuts(request: Request) -> Response:
    found = acting.desk_of(request).manifest.shortcuts
    return JSONResponse(
        [{"callback_id": each.callback_id, "type": each.kind, "name": each.name} for each in found]
    )


async def conversations(request: Request) -> Response:
    desk = acting.desk_of(request)
    who = acting.person(desk, Args(request.query_params))
    return JSONResponse(seen.conversations(desk, who))


async def messages(request: Request) -> Response:
    """A channel or one thread of it, oldest first; looking at it marks it as read."""
    desk, args = acting.desk_of(request), Args(request.query_params)
    who = acting.person(desk, args)
    channel = acting.channel(desk, who, args)
    found = seen.stretch(desk, who, channel, args.text("thread_ts"))
    desk.world.mark_read(who.id, channel.id)
    return JSONResponse([seen.message(desk, who, each) for each in found])


async def file(request: Request) -> Response:
    desk = acting.desk_of(request)
    who = acting.person(desk, Args(request.query_params))
    wanted = request.path_params["id"]
    found = desk.files.get(wanted)
    if found is None or not found.complete or not seen.may_open(desk, who, wanted):
        return JSONResponse({"ok": False, "error": "file_not_found"}, 404)
    headers = {"X-Content-Type-Options": "nosniff"}
    if not found.picture:  # it is saved and never shown: a page of somebody's is not ours to run
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return Response(found.content, media_type=found.kind, headers=headers)


async def view(request: Request) -> Response:
    desk = acting.desk_of(request)
    found = desk.views.top(acting.person(desk, Args(request.query_params)).id)
    return JSONResponse(found.payload(desk.setup.team_id) if found else None)


async def home(request: Request) -> Response:
    desk = acting.desk_of(request)
    found = desk.views.home(acting.person(desk, Args(request.query_params)).id)
    return JSONResponse(found.payload(desk.setup.team_id) if found else None)


async def open_home(request: Request) -> Response:
    desk, args = acting.desk_of(request), await acting.body(request)
    events.home_opened(desk, acting.person(desk, args).id, args.text("tab") or "home")
    return acting.done()


async def command(request: Request) -> Response:
    desk, args = acting.desk_of(request), await acting.body(request)
    who = acting.person(desk, args)
    channel = acting.open_channel(desk, who, args)
    name, _, rest = args.text("text").strip().partition(" ")
    if name == inviting.COMMAND:
        inviting.run(desk, who, channel, rest)
        return acting.done()
    return acting.done(**await commands.run(desk, who, channel, args.text("text")))


async def message(request: Request) -> Response:
    desk, args = acting.desk_of(request), await acting.body(request)
    who = acting.person(desk, args)
    channel = acting.open_channel(desk, who, args)
    if not args.text("text").strip():
        raise Refused("no_text")
    if channel.kind == "im" and desk.manifest.messages_read_only:
        raise Refused("messages_tab_read_only")
    text = typed.message(desk.world, args.text("text"))
    thread = args.text("thread_ts") or None
    said = Message(desk.world.stamp(), channel.id, who.id, text, thread_ts=thread)
    posting.post(desk, said)
    inviting.offer(desk, who, said)
    return acting.done(ts=said.ts)


async def click(request: Request) -> Response:
    desk, args = acting.desk_of(request), await acting.body(request)
    who = acting.person(desk, args)
    place = args.need("block_id"), args.need("action_id")
    value = _chosen(args)
    if args.text("ts"):
        found = acting.message(desk, who, args)
        await interactions.click_message(desk, who, found, place, value)
    else:
        shown = acting.view(desk, who, args)
        await interactions.click_view(desk, shown, place, value, _values(args))
    return acting.done()


async def submit(request: Request) -> Response:
    desk, args = acting.desk_of(request), await acting.body(request)
    shown = acting.top_view(desk, acting.person(desk, args), args)
    return JSONResponse(await modals.submit(desk, shown, _values(args)))


async def close(request: Request) -> Response:
    desk, args = acting.desk_of(request), await acting.body(request)
    shown = acting.top_view(desk, acting.person(desk, args), args)
    await modals.close(desk, shown, everything=args.flag("all"))
    return acting.done()


async def shortcut(request: Request) -> Response:
    desk, args = acting.desk_of(request), await acting.body(request)
    who = acting.person(desk, args)
    found = acting.message(desk, who, args) if args.text("ts") else None
    await interactions.shortcut(desk, who, args.need("callback_id"), found)
    return acting.done()


def _values(args: Args) -> dict[str, dict[str, Any]]:
    values = args.parsed("values", "invalid_values") or {}
    if not isinstance(values, dict) or not all(isinstance(each, dict) for each in values.values()):
        raise Refused("invalid_values")
    return values


def _chosen(args: Args) -> object:
    """What was clicked: ``value``, or any of the fields that Slack's own payloads use."""
    names = ("value", *(each for each in args if each.startswith("selected_")), "rich_text_value")
    return next((args[each] for each in names if args.get(each) is not None), None)


ROUTES = [
    Route("/people", people),
    Route("/shortcuts", shortcuts),
    Route("/conversations", conversations),
    Route("/messages", messages),
    Route("/files/{id}", file),
    Route("/view", view),
    Route("/home", home),
    Route("/home", open_home, methods=["POST"]),
    Route("/command", command, methods=["POST"]),
    Route("/message", message, methods=["POST"]),
    Route("/click", click, methods=["POST"]),
    Route("/submit", submit, methods=["POST"]),
    Route("/close", close, methods=["POST"]),
    Route("/shortcut", shortcut, methods=["POST"]),
]
