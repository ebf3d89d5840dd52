"""The driving API's other half: faults, slow files, the clock, the socket, the log."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from practice import acting, clock
from practice.arguments import Args
from practice.errors import Refused, faulty
from practice.faults import KINDS, Fault
from practice.guard import LOOPBACK

_MOST_SECONDS = 1e10


async def add_fault(request: Request) -> Response:
    args = await acting.body(request)
    acting.desk_of(request).faults.add(_fault(args))
    return acting.done()


async def clear_faults(request: Request) -> Response:
    acting.desk_of(request).faults.clear()
    return acting.done()


async def files(request: Request) -> Response:
    """``delay``: how many seconds a completed file is still being processed."""
    args = await acting.body(request)
    acting.desk_of(request).files.delay = _number(args, "delay", 0)
    return acting.done()


async def clock_now(request: Request) -> Response:
    return JSONResponse(_shown(acting.desk_of(request).clock))


async def move_clock(request: Request) -> Response:
    """Forward only: to a moment, by some seconds, or to the next hour or morning."""
    desk, args = acting.desk_of(request), await acting.body(request)
    desk.clock.move(_moment(args, desk.clock.now()))
    desk.changes.tell("clock")
    return acting.done(**_shown(desk.clock))


async def links(request: Request) -> Response:
    found = acting.desk_of(request).links
    return JSONResponse({"connections": found.count, "refusing": found.refusing})


async def steer_links(request: Request) -> Response:
    desk, args = acting.desk_of(request), await acting.body(request)
    match args.need("action"):
        case "close":
            await desk.links.close()
        case "refresh":
            await desk.links.refresh()
        case "refuse" | "accept" as action:
            desk.links.refusing = action == "refuse"
        case other:
            raise faulty("invalid_arguments", f"unknown action: {other}")
    return acting.done()


async def request_url(request: Request) -> Response:
    """Deliver by HTTP to an address on this machine once it has answered; null ends it."""
    desk, args = acting.desk_of(request), await acting.body(request)
    url = args.text("url")
    if url and (urlsplit(url).scheme != "http" or urlsplit(url).hostname not in LOOPBACK):
        raise Refused("invalid_url")
    if url and not await desk.delivery.confirm(url):
        raise Refused("url_not_verified")
    desk.delivery.request_url = url or None
    return acting.done()


async def log(request: Request) -> Response:
    return JSONResponse(acting.desk_of(request).log)


async def reset(request: Request) -> Response:
    acting.desk_of(request).reset()
    return acting.done()


def _fault(args: Args) -> Fault:
    kind = args.need("kind")
    if kind not in KINDS:
        raise faulty("invalid_arguments", f"unknown kind: {kind}")
    return Fault(
        method=args.need("method"),
        kind=kind,
        times=args.whole("times", 1),
        retry_after=args.whole("retry_after", 1),
        error=args.text("error") or "internal_error",
        seconds=_number(args, "seconds", 1),
    )


def _shown(found: clock.Clock) -> dict[str, object]:
    now = found.now().isoformat(timespec="microseconds")
    return {"now": now, "offset": found.offset, "zone": clock.ZONE.key}


def _moment(args: Args, now: datetime) -> datetime:
    match [name for name in ("now", "advance", "to") if args.text(name)]:
        case ["now"]:
            return clock.moment(args.text("now"))
        case ["advance"]:
            return now + timedelta(seconds=_number(args, "advance", 0))
        case ["to"] if args.text("to") in clock.NEXT:
            return clock.NEXT[args.text("to")](now)
    choice = " or ".join(clock.NEXT)
    raise faulty("invalid_arguments", f"needs one of: now, advance, to ({choice})")


def _number(args: Args, name: str, default: float) -> float:
    try:
        found = float(args.text(name) or default)
    except ValueError:
        found = math.nan
    if not abs(found) < _MOST_SECONDS:
        raise faulty("invalid_arguments", f"must be a number: {name}")
    return found


ROUTES = [
    Route("/faults", add_fault, methods=["POST"]),
    Route("/faults", clear_faults, methods=["DELETE"]),
    Route("/files", files, methods=["POST"]),
    Route("/clock", clock_now),
    Route("/clock", move_clock, methods=["POST"]),
    Route("/socket", links),
    Route("/socket", steer_links, methods=["POST"]),
    Route("/request_url", request_url, methods=["POST"]),
    Route("/log", log),
    Route("/reset", reset, methods=["POST"]),
]
