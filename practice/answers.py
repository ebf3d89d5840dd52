"""Answers to what a person did: in the ack of a command, or through a response URL."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from practice import content, outage, posting
from practice.arguments import Args
from practice.arguments import read as read_arguments
from practice.desk import Desk
from practice.errors import Refused
from practice.responses import ResponseUrl
from practice.workspace import BOT_USER
from practice.world import Message


async def endpoint(request: Request) -> Response:
    """A response URL: ``ok`` in plain text, or a refusal as 404 with its reasons in JSON."""
    desk: Desk = request.app.state.desk
    fault = desk.faults.take("response_url")
    refusal = await outage.before(fault)
    if refusal is not None:
        return refusal
    args = Args()
    try:
        args, _ = await read_arguments(request)
        use(desk, desk.responses.check(request.path_params["secret"]), args)
    except Refused as refused:
        desk.record("response_url", args, refused.body)
        return JSONResponse(refused.body, 404)
    desk.record("response_url", args, {"ok": True})
    if fault and fault.kind == "drop_after_accept":
        await outage.hang_up(request)
    return PlainTextResponse("ok")


def take_ack(desk: Desk, response: ResponseUrl, ack: dict[str, Any]) -> Message | None:
    """Show what the ack of a command carries; an empty ack shows nothing."""
    return _say(desk, response, Args(ack)) if ack else None


def use(desk: Desk, response: ResponseUrl, args: Args) -> None:
    """One of the five uses: say something, or replace or delete the message clicked."""
    source = _source(desk, response)
    if source and args.flag("delete_original"):
        posting.remove(desk, source)
    elif source and args.flag("replace_original"):
        said = content.read(desk, args, ephemeral=bool(source.only_for))
        posting.edit(desk, source, **said)
    else:
        _say(desk, response, args)
    response.uses += 1


def _source(desk: Desk, response: ResponseUrl) -> Message | None:
    return desk.world.find(response.channel, response.source_ts) if response.source_ts else None


def _say(desk: Desk, response: ResponseUrl, args: Args) -> Message:
    """Ephemeral unless asked for otherwise; in the channel, what was typed is shown first."""
    public = args.text("response_type") == "in_channel"
    said = content.read(desk, args, ephemeral=not public)
    if public and response.command:
        posting.post(desk, _typed(desk, response, response.command))
        response.command = None
    source = _source(desk, response)
    return posting.post(
        desk,
        Message(
            ts=desk.world.stamp(),
            channel=response.channel,
            user=BOT_USER,
            thread_ts=args.text("thread_ts") or (source.thread_ts if source else None),
            only_for=None if public else response.person,
            **said,
        ),
    )


def _typed(desk: Desk, response: ResponseUrl, command: str) -> Message:
    return Message(desk.world.stamp(), response.channel, response.person, command)
