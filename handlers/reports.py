"""The doors of reports: a quarter's files, uploaded where they were asked for."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

from bot.documents import Documents, Pictures
from bot.messages import replies
from bot.messages.publishing import reports as words
from bot.messages.sheet import Message, escape
from bot.question import Question
from bot.report import Report
from bot.rights import Act
from handlers.collecting import Desk, desk_of
from handlers.deliveries import closed, tell
from handlers.doors import name_of
from handlers.knocks import Knock
from handlers.pictures import Posted, post_with_pictures
from handlers.reporting import drawn, pictures_of, report_for
from handlers.rooms import Rooms
from storage.session import Session
from storage.snapshots import editions_of, latest_edition, published_quarters

log = logging.getLogger(__name__)

_KINDS = {"pdf": "PDF", "html": "web page", "xlsx": "workbook"}
_MAKING_SECONDS = 300


@dataclass(frozen=True)
class _Wanted:
    """A report that its asker may have; ``desk`` knows the editors."""

    desk: Desk
    report: Report
    may_preview: bool


def answer(rooms: Rooms, knock: Knock, question: Question) -> None:
    """Make the files and upload them, or say why not and how to get them."""
    with rooms.store.read() as session:
        wanted = _wanted(session, rooms, knock, question)
    if isinstance(wanted, str):
        tell(rooms, knock, wanted)
        return
    if knock.reply_url:
        tell(rooms, knock, words.being_made(question.quarter))
    pictures = drawn(rooms.draw, pictures_of(wanted.report))
    try:
        files = rooms.print(wanted.report, pictures).result(_MAKING_SECONDS)
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("a report could not be made, reference %s", reference)
        tell(rooms, knock, words.not_made(question.quarter, reference))
        return
    _hand_over(rooms, knock, question, wanted, files, pictures)


def _wanted(session: Session, rooms: Rooms, knock: Knock, question: Question) -> _Wanted | str:
    """What is not published is for editors alone; else why it is not to be had, in words."""
    quarter, plan_id = question.quarter, rooms.plan_id
    desk = desk_of(session, rooms, quarter)
    may_preview = desk.may(Act.PREVIEW, knock.user)
    number = int(question.words[1:]) if question.words else None
    editions = editions_of(session, plan_id, quarter)
    if number and number > len(editions):
        return words.no_edition(quarter, number, editions)
    if not may_preview and (number == 0 or not latest_edition(session, plan_id, quarter)):
        newest = next(iter(published_quarters(session, plan_id)), None)
        return words.not_published(desk.plan, quarter, newest, rooms.command)
    report = report_for(session, plan_id, quarter, rooms.now(), number)
    return _Wanted(desk, report, may_preview)


def _hand_over(
    rooms: Rooms,
    knock: Knock,
    question: Question,
    wanted: _Wanted,
    files: Documents,
    pictures: Pictures,
) -> None:
    """Words first, then each file by itself; what is lacking is named, and the editors hear."""
    report = wanted.report
    posted, thread = _posted(rooms, knock, question, wanted)
    refused = list(_uploaded(rooms, posted.channel, thread, files))
    undrawn = [p.finding.title for p in pictures_of(report) if p.finding not in pictures]
    if posted.channel != knock.channel:
        tell(rooms, knock, replies.sent_privately(rooms.bot.name, None))
    if refused or undrawn:
        told = words.gaps(report, refused, undrawn)
        rooms.posts.chat_postMessage(channel=posted.channel, thread_ts=thread, text=escape(told))
        if not wanted.may_preview:
            _tell_editors(rooms, wanted.desk, words.to_editors(report, told))


def _posted(
    rooms: Rooms, knock: Knock, question: Question, wanted: _Wanted
) -> tuple[Posted, str | None]:
    """The message above the files, and the thread that they go into: none in direct messages."""
    message = words.report_message(wanted.report)
    if knock.said_to_us:
        return post_with_pictures(rooms, knock.channel, message, knock.thread), knock.thread
    is_open = not (question.private or wanted.report.edition.is_preview)
    if is_open and closed(rooms, knock.channel) is None:
        shown = _with_asker(rooms, knock, wanted, message)
        try:
            posted = post_with_pictures(rooms, knock.channel, shown, knock.thread)
        except SlackApiError as problem:  # a channel may close between a look and a post
            log.warning("a report could not be posted: %s", problem.response.get("error"))
        else:
            return posted, knock.thread or posted.ts
    return post_with_pictures(rooms, knock.user, message, None), None


def _with_asker(rooms: Rooms, knock: Knock, wanted: _Wanted, message: Message) -> Message:
    """A mention stands in the channel with its answer; a command leaves no trace."""
    if knock.event_id:
        return message
    name = name_of(rooms, wanted.desk.plan, knock.user)
    return replies.with_asker((message,), name, knock.said)[0]


def _uploaded(
    rooms: Rooms, channel: str, thread: str | None, files: Documents
) -> Iterator[tuple[str, str]]:
    """Upload each file; gives the names of those that Slack will not take, with its reason."""
    for name, content in files.whole().items():
        try:
            rooms.posts.files_upload_v2(
                content=content,
                filename=name,
                title=f"{files.title} ({_KINDS[name.rpartition('.')[2]]})",
                channel=channel,
                thread_ts=thread,
            )
        except SlackApiError as problem:
            yield name, str(problem.response.get("error", "refused"))
        except Exception as problem:  # any failure here costs a file, never the others
            log.exception("a file of a report could not be uploaded")
            yield name, type(problem).__name__


def _tell_editors(rooms: Rooms, desk: Desk, told: str) -> None:
    for recipient in desk.editors().values():
        try:
            rooms.posts.chat_postMessage(channel=recipient, text=escape(told))
        except SlackApiError as problem:
            log.warning("the editors could not be told: %s", problem.response.get("error"))
