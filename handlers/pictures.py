"""Pictures in messages: drawn once, uploaded privately, and never in the way of the words."""

from __future__ import annotations

import logging
import time
from concurrent.futures import Future
from typing import NamedTuple

from slack_sdk.errors import SlackApiError

from bot.charts import Picture, fingerprint
from bot.finding import Illustration
from bot.messages.sheet import Message, pictures_alone, with_files
from handlers.rooms import Rooms
from storage.charts import chart_file, forget_chart, remember_chart

log = logging.getLogger(__name__)

Files = list[str | None]


class Posted(NamedTuple):
    """Where a message stands."""

    channel: str
    ts: str


# Slack refuses a fresh file until it has processed it: half a second for a small picture.
_ONCE = (0.0,)
_WAITS_BEFORE_POSTING = (0.0, 0.5, 1.0, 1.5)
_WAITS_AFTER_POSTING = (2.0, 4.0, 8.0, 16.0)
_DRAWING_SECONDS = 20
_ALT_OF_A_FILE = 1000


def post_with_pictures(rooms: Rooms, channel: str, message: Message, thread: str | None) -> Posted:
    """Post a message with its pictures.

    Words outrank pictures: if Slack will not take a picture within three seconds, the words go
    out without it and the picture follows in their thread when it can.
    """
    files, kept = _files(rooms, channel, message)
    waits = _ONCE if kept else _WAITS_BEFORE_POSTING
    posted = _attempt(rooms, channel, with_files(message, files), thread, waits)
    if not posted and kept:  # a kept file may have been deleted in Slack
        _forget(rooms, channel, message)
        files, _ = _files(rooms, channel, message)
        fresh = with_files(message, files)
        posted = _attempt(rooms, channel, fresh, thread, _WAITS_BEFORE_POSTING)
    if not posted:
        posted = _send(rooms, channel, with_files(message, ()), thread)
        _follow(rooms, posted.channel, message, files, thread or posted.ts)
    return posted


def _send(rooms: Rooms, channel: str, message: Message, thread: str | None) -> Posted:
    answer = rooms.posts.chat_postMessage(
        channel=channel,
        text=message.text,
        blocks=list(message.blocks),
        thread_ts=thread,
        unfurl_links=False,
        unfurl_media=False,
    )
    return Posted(str(answer["channel"]), str(answer["ts"]))


def _attempt(
    rooms: Rooms, channel: str, message: Message, thread: str | None, waits: tuple[float, ...]
) -> Posted | None:
    """Send, again while Slack refuses the file; a refusal means that nothing was posted."""
    for wait in waits:
        time.sleep(wait)
        try:
            return _send(rooms, channel, message, thread)
        except SlackApiError as problem:
            if not _refuses_file(problem):
                raise
    return None


def _follow(rooms: Rooms, channel: str, message: Message, files: Files, thread: str) -> None:
    """The pictures alone, in the thread of their words."""
    if not any(files):
        return
    alone = with_files(pictures_alone(message), files)
    if not _attempt(rooms, channel, alone, thread, _WAITS_AFTER_POSTING):
        _forget(rooms, channel, message)
        log.warning("a chart was left out of an answer: Slack would not take the file")


def _refuses_file(problem: SlackApiError) -> bool:
    response = problem.response
    said = f"{response.get('error')} {response.get('response_metadata', '')}"
    return ("invalid_blocks" in said and "slack file" in said) or "invalid_slack_file" in said


def _files(rooms: Rooms, channel: str, message: Message) -> tuple[Files, bool]:
    """A file id for each picture, None where it could not be drawn or uploaded; and whether
    any was kept from an earlier answer.

    A file is kept for one conversation: Slack may make a file that is shown in a conversation
    visible to all of its members.
    """
    known = [_known(rooms, channel, each) for each in message.pictures]
    wanted = [p for p, file in zip(message.pictures, known, strict=True) if not file]
    promises = [rooms.draw(each.finding) for each in wanted]  # all at once, then one by one
    uploaded = (
        _uploaded(rooms, channel, each, promise)
        for each, promise in zip(wanted, promises, strict=True)
    )
    return [file or next(uploaded) for file in known], any(known)


def _known(rooms: Rooms, channel: str, picture: Illustration) -> str | None:
    with rooms.store.read() as session:
        return chart_file(session, fingerprint(picture.finding), channel)


def _uploaded(
    rooms: Rooms, channel: str, picture: Illustration, promise: Future[Picture]
) -> str | None:
    try:
        drawn = promise.result(timeout=_DRAWING_SECONDS)
        answer = rooms.posts.files_upload_v2(
            content=drawn.png,
            filename="chart.png",
            title=picture.finding.title,
            alt_txt=picture.alt[:_ALT_OF_A_FILE],
        )
        file = str(answer["files"][0]["id"])
    except Exception:  # any failure here costs a picture, never the answer
        log.exception("a chart could not be drawn or uploaded")
        return None
    with rooms.store.write() as session:
        remember_chart(session, fingerprint(picture.finding), channel, file, rooms.now())
    return file


def _forget(rooms: Rooms, channel: str, message: Message) -> None:
    """A kept file may have been deleted in Slack; the next answer uploads it anew."""
    with rooms.store.write() as session:
        for each in message.pictures:
            forget_chart(session, fingerprint(each.finding), channel)
