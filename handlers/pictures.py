"""Pictures in messages: drawn once, uploaded privately, and never in the way of the words."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from slack_sdk.errors import SlackApiError

from bot.charts import Picture, fingerprint
from bot.finding import Illustration
from bot.messages.sheet import Message, pictures_alone, with_files
from handlers.rooms import Rooms
from storage.charts import chart_file, remember_chart
from storage.session import StoreFault

log = logging.getLogger(__name__)

Files = list[str | None]
Promises = list[Future[Picture] | None]
Metadata = dict[str, Any]


class Posted(NamedTuple):
    """Where a message stands."""

    channel: str
    ts: str


# Slack refuses a fresh file until it has processed it: half a second for a small picture.
_ONCE = (0.0,)
_WAITS_BEFORE_POSTING = (0.0, 0.5, 1.0, 1.5)
_WAITS_AFTER_POSTING = (2.0, 4.0, 8.0, 16.0)
_DRAWN_BEFORE_POSTING = 3.0
_DRAWING_SECONDS = 20
_ALT_OF_A_FILE = 1000


def post_with_pictures(rooms: Rooms, channel: str, message: Message, thread: str | None) -> Posted:
    """Post a message with its pictures.

    Words outrank pictures: if one is not drawn within three seconds, or Slack will not take it
    within three, the words go out without it and the picture follows in their thread when it can.
    What is noted about pictures is noted afterwards, since the store may keep a writer waiting.
    """
    kept = _kept(rooms, channel, message)
    promises = _promises(rooms, message, kept)
    drawing = [each for each in promises if each]
    if wait(drawing, _DRAWN_BEFORE_POSTING).not_done:
        return _words_first(rooms, channel, message, thread, kept, promises)
    files = _files(rooms, message, kept, promises)
    waits = _ONCE if any(kept) else _WAITS_BEFORE_POSTING
    posted = _attempt(rooms, channel, with_files(message, files), thread, waits)
    if not posted and any(kept):  # a kept file may have been deleted in Slack
        kept = [None] * len(files)
        files = _files(rooms, message, kept, _promises(rooms, message, kept))
        fresh = with_files(message, files)
        posted = _attempt(rooms, channel, fresh, thread, _WAITS_BEFORE_POSTING)
    note = partial(_note, rooms, channel, message, kept, files)
    if posted:
        note()
        return posted
    posted = _send(rooms, channel, with_files(message, ()), thread)
    if any(files):
        alone = with_files(pictures_alone(message), files)
        late = _Late(rooms, posted.channel, alone, thread or posted.ts, note)
        late.follow(_WAITS_AFTER_POSTING)
    return posted


def _words_first(
    rooms: Rooms,
    channel: str,
    message: Message,
    thread: str | None,
    kept: Files,
    promises: Promises,
) -> Posted:
    posted = _send(rooms, channel, with_files(message, ()), thread)
    own = (rooms, posted.channel, message, kept, promises, thread or posted.ts)
    threading.Thread(target=_follow_when_drawn, args=own, daemon=True).start()
    return posted


def _follow_when_drawn(
    rooms: Rooms, channel: str, message: Message, kept: Files, promises: Promises, thread: str
) -> None:
    """In a thread of its own, so that none of those that answer people waits for a drawing."""
    files = _files(rooms, message, kept, promises)
    if any(files):
        alone = with_files(pictures_alone(message), files)
        note = partial(_note, rooms, channel, message, kept, files)
        _Late(rooms, channel, alone, thread, note).follow((0.0, *_WAITS_AFTER_POSTING))


@dataclass(frozen=True)
class Ready:
    """A message whose pictures are drawn and uploaded, as far as they could be: nothing slow is
    left to do but to post it. ``kept`` are the files of an earlier answer."""

    message: Message
    kept: Files
    files: Files


def made_ready(rooms: Rooms, channel: str, message: Message) -> Ready:
    kept = _kept(rooms, channel, message)
    return Ready(message, kept, _files(rooms, message, kept, _promises(rooms, message, kept)))


class ClaimLost(Exception):  # noqa: N818 - nobody is at fault
    """What was to be posted is another's to post by now. Nothing was posted."""


@dataclass(frozen=True)
class Owed:
    """What a delivery's post bears; ``ours`` says whether it still is ours to post."""

    metadata: Metadata
    ours: Callable[[], bool]


def post_ready(
    rooms: Rooms, channel: str, ready: Ready, thread: str | None, owed: Owed
) -> tuple[Posted, int]:
    """Post it once, and say how many of its pictures had to be left out. The words name them.

    Nobody waits for it, so Slack is given its time to take the files. Raises ClaimLost where it
    is not ours any more, which is asked immediately before each attempt.
    """
    posted = _with_its_files(rooms, channel, ready, thread, owed)
    if not posted and any(ready.kept):  # a kept file may have been deleted in Slack
        unkept: Files = [None] * len(ready.files)
        promises = _promises(rooms, ready.message, unkept)
        ready = Ready(ready.message, unkept, _files(rooms, ready.message, unkept, promises))
        posted = _with_its_files(rooms, channel, ready, thread, owed)
    if posted:
        _note(rooms, channel, ready.message, ready.kept, ready.files)
        return posted, ready.files.count(None)
    log.warning("a delivery goes out without its charts: Slack would not take the files")
    bare = with_files(ready.message, ())
    return _send(rooms, channel, bare, thread, owed), len(ready.files)


def _with_its_files(
    rooms: Rooms, channel: str, ready: Ready, thread: str | None, owed: Owed
) -> Posted | None:
    patient = (*_WAITS_BEFORE_POSTING, *_WAITS_AFTER_POSTING[:2])
    waits = patient if any(ready.files) and not any(ready.kept) else _ONCE
    shown = with_files(ready.message, ready.files)
    return _attempt(rooms, channel, shown, thread, waits, owed)


def _send(
    rooms: Rooms,
    channel: str,
    message: Message,
    thread: str | None,
    owed: Owed | None = None,
) -> Posted:
    if owed and not owed.ours():
        raise ClaimLost
    answer = rooms.posts.chat_postMessage(
        channel=channel,
        text=message.text,
        blocks=list(message.blocks),
        thread_ts=thread,
        metadata=owed.metadata if owed else None,
        unfurl_links=False,
        unfurl_media=False,
    )
    return Posted(str(answer["channel"]), str(answer["ts"]))


def _attempt(
    rooms: Rooms,
    channel: str,
    message: Message,
    thread: str | None,
    waits: tuple[float, ...],
    owed: Owed | None = None,
) -> Posted | None:
    """Send, again while Slack refuses the file; a refusal means that nothing was posted."""
    for pause in waits:
        time.sleep(pause)
        try:
            return _send(rooms, channel, message, thread, owed)
        except SlackApiError as problem:
            if not _refuses_file(problem):
                raise
    return None


@dataclass(frozen=True)
class _Late:
    """The pictures alone, to stand in the thread of their words when Slack is ready for them.
    A timer waits for that, and none of the threads that answer people."""

    rooms: Rooms
    channel: str
    pictures: Message
    thread: str
    note: Callable[[], None]

    def follow(self, waits: tuple[float, ...]) -> None:
        if not waits:
            log.warning("a chart was left out of an answer: Slack would not take the file")
            return
        timer = threading.Timer(waits[0], self._try, (waits[1:],))
        timer.daemon = True
        timer.start()

    def _try(self, waits: tuple[float, ...]) -> None:
        try:
            if _attempt(self.rooms, self.channel, self.pictures, self.thread, _ONCE):
                self.note()
            else:
                self.follow(waits)
        except Exception:  # there is nobody to tell: the words are out
            log.exception("a chart that was late could not follow its words")


def _refuses_file(problem: SlackApiError) -> bool:
    response = problem.response
    said = f"{response.get('error')} {response.get('response_metadata', '')}"
    return ("invalid_blocks" in said and "slack file" in said) or "invalid_slack_file" in said


def _kept(rooms: Rooms, channel: str, message: Message) -> Files:
    """The file of each picture that was uploaded for an earlier answer here, else None.

    A file is kept for one conversation: Slack may make a file that is shown in a conversation
    visible to all of its members.
    """
    try:
        with rooms.store.read() as session:
            marks = [fingerprint(each.finding) for each in message.pictures]
            return [chart_file(session, mark, channel) for mark in marks]
    except StoreFault:
        log.exception("no chart could be looked up")
        return [None for _ in message.pictures]


def _promises(rooms: Rooms, message: Message, kept: Files) -> Promises:
    """Ask for each picture that is not kept, for all at once."""
    pairs = zip(message.pictures, kept, strict=True)
    return [None if file else _promised(rooms, each) for each, file in pairs]


def _files(rooms: Rooms, message: Message, kept: Files, promises: Promises) -> Files:
    """A file id for each picture: the kept one, or a new upload; None where there is neither."""
    three = zip(message.pictures, kept, promises, strict=True)
    return [file or _uploaded(rooms, each, promise) for each, file, promise in three]


def _promised(rooms: Rooms, picture: Illustration) -> Future[Picture] | None:
    try:
        return rooms.draw(picture.finding)
    except Exception:  # any failure here costs a picture, never the answer
        log.exception("a chart could not be asked for")
        return None


def _uploaded(rooms: Rooms, picture: Illustration, promise: Future[Picture] | None) -> str | None:
    if promise is None:
        return None
    try:
        drawn = promise.result(timeout=_DRAWING_SECONDS)
        answer = rooms.posts.files_upload_v2(
            content=drawn.png,
            filename="chart.png",
            title=picture.finding.title,
            alt_txt=picture.alt[:_ALT_OF_A_FILE],
        )
        return str(answer["files"][0]["id"])
    except Exception:  # any failure here costs a picture, never the answer
        log.exception("a chart could not be drawn or uploaded")
        return None


def _note(rooms: Rooms, channel: str, message: Message, kept: Files, files: Files) -> None:
    """Keep the ids of what was uploaded and shown; a repeated question uploads nothing."""
    new = [
        (fingerprint(each.finding), file)
        for each, before, file in zip(message.pictures, kept, files, strict=True)
        if file and file != before
    ]
    if not new:
        return
    try:
        with rooms.store.write() as session:
            for mark, file in new:
                remember_chart(session, mark, channel, file, rooms.now())
    except StoreFault:
        log.exception("the files of charts could not be kept; they are uploaded again next time")
