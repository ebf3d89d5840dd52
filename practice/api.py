"""The Web API's front door: token, scope, fault, method, log."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from practice import arguments, methods_app, methods_chat
from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused
from practice.faults import Fault
from practice.methods import Method, need_scope

METHODS: dict[str, Method] = {
    **methods_app.METHODS,
    **methods_chat.METHODS,
}


async def endpoint(request: Request) -> Response:
    """Answer one call of one method, whatever fault was asked for."""
    desk: Desk = request.app.state.desk
    name = request.path_params["method"]
    fault = desk.faults.take(name)
    refusal = await before(request, fault)
    if refusal is not None:
        return refusal
    answer = await _answer(request, desk, name, fault)
    if fault and fault.kind == "drop_after_accept":
        await hang_up(request)
    return JSONResponse(answer, headers=_scopes(desk))


async def before(request: Request, fault: Fault | None) -> Response | None:
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


async def _answer(request: Request, desk: Desk, name: str, fault: Fault | None) -> dict[str, Any]:
    args = Args()
    try:
        args, is_json = await arguments.read(request)
        token = arguments.token(request, args)
        if fault and fault.kind == "error":
            raise Refused(fault.error)
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        _check_token(desk, method, token)
        need_scope(desk, *method.scopes)
        usable = Args(request.query_params) if is_json and method.form_only else args
        answer = {"ok": True, **method.run(desk, usable)}
    except Refused as refusal:
        answer = refusal.body
    desk.record(name, args, answer)
    return answer


def _check_token(desk: Desk, method: Method, token: str) -> None:
    if method.token == "none":  # noqa: S105
        return
    if not token:
        raise Refused("not_authed")
    kinds = {desk.setup.bot_token: "bot", desk.setup.app_token: "app"}
    if token not in kinds:
        raise Refused("invalid_auth")
    if kinds[token] != method.token:
        raise Refused("not_allowed_token_type")


def _scopes(desk: Desk) -> dict[str, str]:
    return {"X-OAuth-Scopes": ",".join(sorted(desk.manifest.scopes))}
