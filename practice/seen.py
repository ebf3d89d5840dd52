"""What a person sees, as the driving API gives it to the page and to tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from practice.desk import Desk
from practice.files import File
from practice.workspace import Channel, Person
from practice.world import Message


def person(each: Person) -> dict[str, Any]:
    return {"id": each.id, "name": each.name, "title": each.title, "kind": each.kind}


def conversations(desk: Desk, viewer: Person) -> list[dict[str, Any]]:
    return [
        conversation(desk, viewer, each)
        for each in desk.world.channels.values()
        if desk.world.may_see(viewer, each)
    ]


def conversation(desk: Desk, viewer: Person, channel: Channel) -> dict[str, Any]:
    said = desk.world.seen_by(viewer.id, channel.id)
    return {
        "id": channel.id,
        "name": desk.manifest.name if channel.kind == "im" else channel.name,
        "kind": channel.kind,
        "archived": channel.archived,
        "bot_member": channel.bot_member,
        "member": viewer.id in channel.members,
        "unread": desk.world.unread(viewer.id, channel.id),
        "last_ts": said[-1].ts if said else None,
    }


def stretch(desk: Desk, viewer: Person, channel: Channel, thread: str) -> list[Message]:
    """What stands in the channel itself, or with a thread given, its parent and replies."""
    said = desk.world.seen_by(viewer.id, channel.id)
    if thread:
        return [each for each in said if thread in (each.ts, each.thread_ts)]
    return [each for each in said if not each.in_thread]


def may_open(desk: Desk, viewer: Person, file: str) -> bool:
    """A file may be opened by those who see it in a message or a view."""
    views = [desk.views.top(viewer.id), desk.views.home(viewer.id)]
    if any(each and file in picture_ids(each.blocks) for each in views):
        return True
    return any(
        file in (*picture_ids(said.blocks), *said.files)
        for channel in desk.world.channels.values()
        if desk.world.may_see(viewer, channel)
        for said in desk.world.seen_by(viewer.id, channel.id)
    )


def message(desk: Desk, viewer: Person, each: Message) -> dict[str, Any]:
    pictures = picture_ids(each.blocks)
    return {
        "ts": each.ts,
        "user": each.user,
        "name": desk.world.name_of(each.user),
        "text": each.text,
        "blocks": each.blocks,
        "thread_ts": each.thread_ts,
        "reply_count": len(desk.world.replies(each)),
        "edited": bool(each.edited),
        "ephemeral": bool(each.only_for),
        "is_bot": each.by_bot,
        "image_urls": {file: _address(file, viewer) for file in pictures},
        "files": [_file(found, viewer) for name in each.files if (found := desk.files.get(name))],
    }


def _file(file: File, viewer: Person) -> dict[str, Any]:
    size = len(file.content)
    return {"title": file.title, "name": file.name, "size": size, "url": _address(file.id, viewer)}


def _address(file: str, viewer: Person) -> str:
    return f"/practice/files/{file}?as={viewer.id}"


def picture_ids(blocks: object) -> list[str]:
    """The ids of the uploaded files that are shown anywhere in some blocks."""
    return list(dict.fromkeys(_picture_ids(blocks)))


def _picture_ids(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        file = part.get("slack_file")
        if isinstance(file, dict) and "id" in file:
            yield str(file["id"])
        for each in part.values():
            yield from _picture_ids(each)
    elif isinstance(part, list):
        for each in part:
            yield from _picture_ids(each)
