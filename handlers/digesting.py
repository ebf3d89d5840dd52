"""The doors of a digest: to read it again, to see it before it is posted, and why it says so."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltResponse

from bot.messages import replies, why
from bot.messages.collecting import refusals
from bot.messages.digests import ids
from bot.messages.digests.digest import as_preview, digest
from bot.messages.digests.ids import Behind
from bot.messages.publishing import reports as words
from bot.messages.sheet import Message
from bot.question import Question
from bot.report import Report
from bot.rights import Act
from bot.signal import Finding
from handlers.collecting import desk_of
from handlers.deliveries import closed, post, post_if_open, privately, tell
from handlers.doors import answer_later, name_of
from handlers.knocks import Body, Knock, from_action, value_of
from handlers.reporting import report_for
from handlers.rooms import Rooms
from storage.session import Session
from storage.snapshots import editions_of, published_quarters

Pages = tuple[Message, ...]


def register(app: App, rooms: Rooms) -> None:
    """The menu of sentences under every part of a digest."""

    @app.action(ids.WHY)
    def picked(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), tell_why, value_of(action))
        return ack()


def answer(rooms: Rooms, knock: Knock, question: Question) -> None:
    """The digest as it was or would be posted: the first message, and a thread."""
    with rooms.store.read() as session:
        report = _report(session, rooms, knock, question)
    if isinstance(report, str):
        tell(rooms, knock, report)
        return
    if report.edition.is_preview:
        privately(rooms, knock, pages_of(report))
    else:
        _posted(rooms, knock, question, report, pages_of(report))


def pages_of(report: Report) -> Pages:
    """The digest of a report; of a preview every message says that it is one."""
    pages = digest(report)
    return tuple(map(as_preview, pages)) if report.edition.is_preview else pages


def _report(session: Session, rooms: Rooms, knock: Knock, question: Question) -> Report | str:
    """What is not published is for editors alone; else why it is not to be had, in words."""
    quarter, plan_id = question.quarter, rooms.plan_id
    desk = desk_of(session, rooms, quarter)
    number = int(question.words[1:]) if question.words else None
    editions = editions_of(session, plan_id, quarter)
    may_preview = desk.may(Act.PREVIEW, knock.user)
    if number == 0 and not may_preview:
        return refusals.may_not_edit(desk.plan).said
    if number and number > len(editions):
        return words.no_edition(quarter, number, editions)
    if number is None and not editions:
        newest = next(iter(published_quarters(session, plan_id)), None)
        return words.not_published(desk.plan, quarter, newest, rooms.command)
    return report_for(session, plan_id, quarter, rooms.now(), number)


def _posted(rooms: Rooms, knock: Knock, question: Question, report: Report, pages: Pages) -> None:
    """Where it was asked for, if it may be said there; else to the asker alone."""
    if knock.said_to_us:
        post(rooms, knock.channel, pages, knock.thread)
        return
    why_not = closed(rooms, knock.channel)
    if why_not is None and not question.private:
        name = name_of(rooms, report.plan, knock.user)
        shown = pages if knock.event_id else replies.with_asker(pages, name, knock.said)
        if post_if_open(rooms, knock.channel, shown, knock.thread) is None:
            return
    privately(rooms, knock, pages)


def tell_why(rooms: Rooms, knock: Knock, value: str) -> None:
    """How a sentence was concluded and what it rests on, to whoever picked it alone."""
    with rooms.store.read() as session:
        found = _behind(session, rooms, knock, value)
    if found is None:
        tell(rooms, knock, replies.old_button())
        return
    report, finding = found
    first, *others = why.why_sentence(report.plan, report.quarter, finding)
    if others:
        privately(rooms, knock, (first, *others))
    else:
        tell(rooms, knock, first)


def _behind(
    session: Session, rooms: Rooms, knock: Knock, value: str
) -> tuple[Report, Finding] | None:
    """The sentence that was picked; None where there is none, or it is not for everybody yet."""
    try:
        sought = Behind.read(value)
        desk = desk_of(session, rooms, sought.quarter)
        if not sought.edition and not desk.may(Act.PREVIEW, knock.user):
            return None
        report = report_for(session, rooms.plan_id, sought.quarter, rooms.now(), sought.edition)
        return report, _sentences(report, sought.priority)[sought.place]
    except (ValueError, LookupError):
        return None


def _sentences(report: Report, priority: str) -> tuple[Finding, ...]:
    if not priority:
        return report.executive
    sections = (each for each in report.sections if each.status.priority.id == priority)
    return next((each.findings for each in sections), ())
