"""Carrying out a fault that was asked for, around a call that may be sound."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from practice.faults import Fault


async def before(fault: Fault | None) -> Response | None:
    """What a fault does before the call is even read; None lets the call through."""
    if fault is None:
        return None
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    if fault.kind == "server_error":
        return PlainTextResponse("upstream failure", 500)
    if fault.kind == "rate_limited":
        limited = {"ok": False, "error": "ratelimited"}
        return JSONResponse(limited, 429, {"Retry-After": str(fault.retry_after)})
    return None


async def hang_up(request: Request) -> None:
    """Cut the connection: the call was carried out, its answer is lost."""
    request.scope["state"]["transport"].abort()
    await asyncio.sleep(0)
