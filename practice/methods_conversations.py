"""conversations.*: what the bot may know of channels and read in them."""

from __future__ import annotations

from typing import Any

from practice import posting
from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused
from practice.methods import Answer, Method, channel_of, need_member, need_scope, person
from practice.workspace import BOT_USER, Channel
from practice.world import Message

_FAMILY = {"public": "channels", "shared": "channels", "private": "groups", "im": "im"}
_TYPES = {"public": "public_channel", "shared": "public_channel", "private": "private_channel"}
_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_OPEN = ("channels:manage", "groups:write", "im:write", "mpim:write")
MOST_LISTED = 999


def info(desk: Desk, args: Args) -> Answer:
    channel = channel_of(desk, args.need("channel"))
    _need_for(desk, channel, "read")
    return {"channel": _described(desk, channel)}


def members(desk: Desk, args: Args) -> Answer:
    channel = channel_of(desk, args.need("channel"))
    _need_for(desk, channel, "read")
    return _page(args, "members", sorted(channel.members))


def listed(desk: Desk, args: Args) -> Answer:
    """Public channels unless other types are asked for; the scope must fit each type."""
    types = (args.text("types") or "public_channel").split(",")
    for each in types:
        family = {"public_channel": "channels", "private_channel": "groups"}.get(each, each)
        need_scope(desk, f"{family}:read")
    found = [
        _described(desk, each)
        for each in desk.world.channels.values()
        if _TYPES.get(each.kind, each.kind) in types
        and (each.bot_member or not each.secret)
        and not (each.archived and args.flag("exclude_archived"))
    ]
    return _page(args, "channels", found)


def opened(desk: Desk, args: Args) -> Answer:
    users = [each for each in args.text("users").split(",") if each]
    if len(users) != 1:
        raise Refused("users_list_not_supplied" if not users else "method_not_supported")
    if person(desk, users[0]).kind == "bot":
        raise Refused("cannot_dm_bot")
    channel = desk.world.direct(users[0])
    return {"channel": _described(desk, channel) if args.flag("return_im") else {"id": channel.id}}


def history(desk: Desk, args: Args) -> Answer:
    """Newest first, top level only; metadata in full only where it is asked for."""
    channel = _readable(desk, args)
    said = [each for each in desk.world.messages(channel.id) if not each.in_thread]
    return _messages(desk, args, [each for each in reversed(said) if _within(each, args)])


def replies(desk: Desk, args: Args) -> Answer:
    channel = _readable(desk, args)
    parent = desk.world.find(channel.id, args.need("ts"))
    if parent is None or parent.only_for:
        raise Refused("thread_not_found")
    thread = [parent, *(each for each in desk.world.replies(parent) if _within(each, args))]
    return _messages(desk, args, thread)


def _readable(desk: Desk, args: Args) -> Channel:
    channel = channel_of(desk, args.need("channel"))
    _need_for(desk, channel, "history")
    need_member(channel)
    return channel


def _need_for(desk: Desk, channel: Channel, what: str) -> None:
    need_scope(desk, f"{_FAMILY[channel.kind]}:{what}")


def _messages(desk: Desk, args: Args, said: list[Message]) -> Answer:
    whole = args.flag("include_all_metadata")
    shown = [posting.payload(desk, each, metadata=whole) for each in said if not each.only_for]
    page = _page(args, "messages", shown)
    return {**page, "has_more": bool(page["response_metadata"]["next_cursor"])}


def _within(message: Message, args: Args) -> bool:
    oldest, latest = args.text("oldest") or "0", args.text("latest") or "9" * 10
    try:
        first, here, last = float(oldest), float(message.ts), float(latest)
    except ValueError:
        raise Refused("invalid_ts_oldest") from None
    return first <= here <= last if args.flag("inclusive") else first < here < last


def _page(args: Args, name: str, found: list[Any]) -> Answer:
    """One page of a list, and the cursor to the next."""
    limit = min(args.whole("limit", 100) or 100, MOST_LISTED)
    cursor = args.text("cursor").removeprefix("from:") or "0"
    if not cursor.isdigit():
        raise Refused("invalid_cursor")
    start = int(cursor)
    more = f"from:{start + limit}" if len(found) > start + limit else ""
    return {name: found[start : start + limit], "response_metadata": {"next_cursor": more}}


def _described(desk: Desk, channel: Channel) -> dict[str, Any]:
    common = {
        "id": channel.id,
        "is_im": channel.kind == "im",
        "is_archived": channel.archived,
        "is_private": channel.secret,
        "is_ext_shared": channel.kind == "shared",
        "is_shared": channel.kind == "shared",
        "is_org_shared": False,
        "context_team_id": desk.setup.team_id,
    }
    if channel.kind == "im":
        other = next(each for each in channel.members if each != BOT_USER)
        return {**common, "user": other, "is_user_deleted": False}
    return {
        **common,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_general": channel.name == "general",
        "is_member": channel.bot_member,
        "num_members": len(channel.members),
    }


METHODS = {
    "conversations.info": Method(info, scopes=_READ, form_only=True),
    "conversations.members": Method(members, scopes=_READ, form_only=True),
    "conversations.list": Method(listed, scopes=_READ, form_only=True),
    "conversations.open": Method(opened, scopes=_OPEN),
    "conversations.history": Method(history, scopes=_HISTORY, form_only=True),
    "conversations.replies": Method(replies, scopes=_HISTORY, form_only=True),
}
