"""Pictures in messages: drawn once, uploaded privately, and never in the way of the words."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future

from slack_sdk.errors import SlackApiError

from bot.charts import Picture, fingerprint
from bot.finding import Illustration
from bot.messages.sheet import Message, with_files
from handlers.rooms import Rooms
from storage.charts import chart_file, forget_chart, remember_chart

log = logging.getLogger(__name__)

# Slack refuses a fresh file until it has processed it: half a second for a small picture.
_WAITS_BEFORE_POSTING = (0.0, 0.5, 1.0)
_WAITS_AFTER_POSTING = (2.0, 4.0, 8.0, 16.0)
_DRAWING_SECONDS = 20
_ALT_OF_A_FILE = 1000


def post_with_pictures(rooms: Rooms, channel: str, message: Message, thread: str | None) -> str:
    """Post a message and return its timestamp.

    Words outrank pictures: if Slack will not take a picture within a second and a half, the
    words go out without it and the picture follows by an edit when it can.
    """
    files = _files(rooms, channel, message)

    def send(shown: Message) -> str:
        answer = rooms.posts.chat_postMessage(
            channel=channel,
            text=shown.text,
            blocks=list(shown.blocks),
            thread_ts=thread,
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["ts"])

    stamp = _attempt(lambda: send(with_files(message, files)), _WAITS_BEFORE_POSTING)
    if stamp:
        return stamp
    _forget(rooms, channel, message)
    stamp = send(with_files(message, ()))
    _add_later(rooms, channel, stamp, message)
    return stamp


def _attempt(send: Callable[[], str], waits: tuple[float, ...]) -> str | None:
    """Send, again while Slack refuses the file; a refusal means that nothing was posted."""
    for wait in waits:
        time.sleep(wait)
        try:
            return send()
        except SlackApiError as problem:
            if not _refuses_file(problem):
                raise
    return None


def _refuses_file(problem: SlackApiError) -> bool:
    response = problem.response
    said = f"{response.get('error')} {response.get('response_metadata', '')}"
    return ("invalid_blocks" in said and "slack file" in said) or "invalid_slack_file" in said


def _add_later(rooms: Rooms, channel: str, stamp: str, message: Message) -> None:
    files = _files(rooms, channel, message)
    if not any(files):
        return

    def edit() -> str:
        whole = with_files(message, files)
        rooms.posts.chat_update(
            channel=channel, ts=stamp, text=whole.text, blocks=list(whole.blocks)
        )
        return stamp

    if not _attempt(edit, _WAITS_AFTER_POSTING):
        _forget(rooms, channel, message)
        log.warning("a chart was left out of a message: Slack would not take the file")


def _files(rooms: Rooms, channel: str, message: Message) -> list[str | None]:
    """A file id for each picture, None where it could not be drawn or uploaded.

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
    return [file or next(uploaded) for file in known]


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
