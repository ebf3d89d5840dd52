"""chat.* and reactions.add: posting, changing and deleting the bot's own messages."""

from __future__ import annotations

from practice import content, posting
from practice.arguments import Args
from practice.desk import Desk
from practice.errors import Refused
from practice.methods import Answer, Method, Run, channel_of, need_member, person
from practice.workspace import BOT_USER, Channel
from practice.world import Message

_WRITE = ("chat:write",)


def post_message(desk: Desk, args: Args) -> Answer:
    channel = _postable(desk, args.need("channel"))
    said = content.read(desk, args)
    message = Message(
        ts=desk.world.stamp(),
        channel=channel.id,
        user=BOT_USER,
        thread_ts=_thread(desk, channel, args),
        metadata=content.metadata(args),
        **said,
    )
    posting.post(desk, message)
    shown = posting.payload(desk, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(desk: Desk, args: Args) -> Answer:
    channel = _postable(desk, args.need("channel"))
    reader = desk.world.people.get(args.need("user"))
    if reader is None or reader.id not in channel.members:
        raise Refused("user_not_in_channel")
    message = Message(
        ts=desk.world.stamp(),
        channel=channel.id,
        user=BOT_USER,
        thread_ts=args.text("thread_ts") or None,
        only_for=reader.id,
        **content.read(desk, args, ephemeral=True),
    )
    posting.post(desk, message)
    return {"message_ts": message.ts}


def update(desk: Desk, args: Args) -> Answer:
    """Blocks stay only where neither text nor blocks are given anew."""
    channel = channel_of(desk, args.need("channel"))
    message = _own(desk, channel, args, "cant_update_message")
    if channel.archived:
        raise Refused("is_inactive")
    new = content.read(desk, args, update=True)
    if "metadata" in args:
        new["metadata"] = content.metadata(args)
    if not new["blocks"]:
        new["edited"] = desk.world.stamp()
    posting.edit(desk, message, **new)
    shown = posting.payload(desk, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(desk: Desk, args: Args) -> Answer:
    channel = channel_of(desk, args.need("channel"))
    message = _own(desk, channel, args, "cant_delete_message")
    posting.remove(desk, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(desk: Desk, args: Args) -> Answer:
    channel = channel_of(desk, args.need("channel"))
    ts = args.need("message_ts")
    if not _shared(desk, channel, ts):
        raise Refused("message_not_found")
    link = f"https://{desk.setup.team['domain']}.slack.com/archives/{channel.id}/p"
    return {"channel": channel.id, "permalink": link + ts.replace(".", "")}


def react(desk: Desk, args: Args) -> Answer:
    channel = channel_of(desk, args.need("channel"))
    message = _shared(desk, channel, args.need("timestamp"))
    if message is None:
        raise Refused("message_not_found")
    name = args.need("name").strip(":")
    if name in message.reactions:
        raise Refused("already_reacted")
    posting.edit(desk, message, quiet=True, reactions=[*message.reactions, name])
    return {}


def _postable(desk: Desk, target: str) -> Channel:
    """The conversation for a channel id, a channel name, or a person's id (their DM)."""
    if target in desk.world.people:
        if person(desk, target).kind == "bot":
            raise Refused("cannot_dm_bot")
        target = desk.world.direct(target).id
    names = {each.name: each.id for each in desk.world.channels.values() if each.kind != "im"}
    channel = channel_of(desk, names.get(target.removeprefix("#"), target))
    need_member(channel)
    if channel.archived:
        raise Refused("is_archived")
    if channel.kind == "im" and not desk.manifest.messages_tab:
        raise Refused("messages_tab_disabled")
    return channel


def _thread(desk: Desk, channel: Channel, args: Args) -> str | None:
    """The parent's timestamp; Slack quietly posts to the channel where there is no such parent."""
    ts = args.text("thread_ts")
    parent = _shared(desk, channel, ts) if ts else None
    return (parent.thread_ts or parent.ts) if parent else None


def _own(desk: Desk, channel: Channel, args: Args, error: str) -> Message:
    message = _shared(desk, channel, args.need("ts"))
    if message is None:
        raise Refused("message_not_found")
    if not message.by_bot:
        raise Refused(error)
    return message


def _shared(desk: Desk, channel: Channel, ts: str) -> Message | None:
    """A message that is on record; ephemeral ones are not."""
    found = desk.world.find(channel.id, ts)
    return None if found is None or found.only_for else found


def _write(run: Run) -> Method:
    return Method(run, scopes=_WRITE)


METHODS = {
    "chat.postMessage": _write(post_message),
    "chat.postEphemeral": _write(post_ephemeral),
    "chat.update": _write(update),
    "chat.delete": _write(delete),
    "chat.getPermalink": Method(permalink, form_only=True),
    "reactions.add": Method(react, scopes=("reactions:write",)),
}
