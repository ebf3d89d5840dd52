"""The arguments of a Web API call: form fields or JSON, read as Slack reads them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from practice.errors import Refused, faulty
from practice.wire import loads


class Args(dict[str, Any]):
    """The arguments by name. Forms carry everything as text, JSON bodies carry real values."""

    def need(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise faulty("invalid_arguments", f"missing required field: {name}")
        return value

    def text(self, name: str) -> str:
        value = self.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1")

    def whole(self, name: str, default: int) -> int:
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise faulty("invalid_arguments", f"must be an integer: {name}") from None

    def parsed(self, name: str, error: str) -> object:
        """A structured argument; text that is not JSON is refused with the error given."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return loads(value)
        except ValueError:
            raise Refused(error) from None


async def read(request: Request) -> tuple[Args, bool]:
    """The arguments of a request, and whether they came as JSON."""
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    args = Args(request.query_params)
    if kind == "application/json":
        return _from_json(body, args), True
    if kind == "application/x-www-form-urlencoded":
        args.update(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    elif body:
        raise Refused("invalid_post_type")
    return args, False


def _from_json(body: bytes, args: Args) -> Args:
    try:
        data = loads(body.decode() or "{}")
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(data, dict):
        raise Refused("json_not_object")
    args.update(data)
    return args


def token(request: Request, args: Args) -> str:
    """The token of a request; taken out of the arguments, so that it is never recorded."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    given = args.pop("token", "")
    return value if scheme.lower() == "bearer" else str(given)
