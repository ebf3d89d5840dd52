"""files.*: the three steps of an upload, looking a file up, deleting it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from practice import outage, posting
from practice.arguments import Args
from practice.desk import Desk, fresh_id
from practice.errors import Refused, faulty
from practice.files import File
from practice.methods import Answer, Method, channel_of, need_member
from practice.workspace import BOT_USER
from practice.world import Message

MOST_ALT_TEXT = 1000
_WRITE = ("files:write",)


def upload_url(desk: Desk, args: Args) -> Answer:
    name, length = args.need("filename"), args.whole("length", 0)
    if length <= 0:
        raise Refused("missing_argument")
    if len(args.text("alt_txt")) > MOST_ALT_TEXT:
        raise Refused("alt_txt_too_large")
    now = desk.clock.seconds()
    file = desk.files.promise(fresh_id("F"), name, length, args.text("alt_txt"), now)
    return {"upload_url": f"{desk.url}/upload/v1/{file.secret}", "file_id": file.id}


async def upload(request: Request) -> Response:
    """The raw bytes of a promised file; their number must be the one that was promised."""
    desk: Desk = request.app.state.desk
    fault = desk.faults.take("upload")
    refusal = await outage.before(fault)
    if refusal is not None:
        return refusal
    content = await request.body()
    file = desk.files.fill(request.path_params["secret"], content)
    if file is None:
        return PlainTextResponse("upload URL not found", 404)
    if len(content) != file.length:
        return PlainTextResponse("size mismatch", 400)
    if fault and fault.kind == "drop_after_accept":
        await outage.hang_up(request)
    return PlainTextResponse(f"OK - {len(content)}")


def complete(desk: Desk, args: Args) -> Answer:
    """With no channel the file stays private to the bot."""
    given = args.parsed("files", "invalid_arguments")
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise faulty("invalid_arguments", "missing required field: files")
    channels = [args.text("channel_id"), *args.text("channels").split(",")]
    places = [channel_of(desk, each) for each in channels if each]
    for each in places:
        need_member(each)
    files = [desk.files.complete(str(each.get("id")), each.get("title", "")) for each in given]
    for each in places:
        _share(desk, each.id, files, args)
    return {"files": [{"id": each.id, "title": each.title} for each in files]}


def info(desk: Desk, args: Args) -> Answer:
    return {"file": _described(desk, desk.files.completed(args.need("file")))}


def delete(desk: Desk, args: Args) -> Answer:
    desk.files.delete(args.need("file"))
    return {}


def _share(desk: Desk, channel: str, files: list[File], args: Args) -> None:
    pictures = [
        {"type": "image", "slack_file": {"id": each.id}, "alt_text": each.alt_text or each.title}
        for each in files
        if each.picture
    ]
    said = Message(
        desk.world.stamp(),
        channel,
        BOT_USER,
        args.text("initial_comment"),
        pictures,
        thread_ts=args.text("thread_ts") or None,
        files=[each.id for each in files if not each.picture],
    )
    posting.post(desk, said)


def _described(desk: Desk, file: File) -> dict[str, Any]:
    """Until it is processed, a file has neither a type nor an address."""
    common = {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "created": file.created,
        "size": len(file.content),
        "user": BOT_USER,
        "is_public": False,
    }
    if not file.ready:
        return {**common, "mimetype": "", "filetype": ""}
    address = f"https://files.slack.com/files-pri/{desk.setup.team_id}-{file.id}/{file.name}"
    return {**common, "mimetype": file.kind, "url_private": address}


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, scopes=_WRITE, form_only=True),
    "files.completeUploadExternal": Method(complete, scopes=_WRITE),
    "files.info": Method(info, scopes=("files:read",), form_only=True),
    "files.delete": Method(delete, scopes=_WRITE),
}
