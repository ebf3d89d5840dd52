"""The Web API's front door: token, scope, fault, method, log."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from practice import (
    arguments,
    methods_app,
    methods_chat,
    methods_conversations,
    methods_files,
    methods_users,
    methods_views,
    outage,
)
from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused
from practice.faults import Fault
from practice.methods import Method, need_scope

METHODS: dict[str, Method] = {
    **methods_app.METHODS,
    **methods_chat.METHODS,
    **methods_conversations.METHODS,
    **methods_files.METHODS,
    **methods_users.METHODS,
    **methods_views.METHODS,
}


async def endpoint(request: Request) -> Response:
    """Answer one call of one method, whatever fault was asked for."""
    desk: Desk = request.app.state.desk
    name = request.path_params["method"]
    fault = desk.faults.take(name)
    refusal = await outage.before(fault)
    if refusal is not None:
        return refusal
    answer = await _answer(request, desk, name, fault)
    if fault and fault.kind == "drop_after_accept":
        await outage.hang_up(request)
    return JSONResponse(answer, headers=_scopes(desk))


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
