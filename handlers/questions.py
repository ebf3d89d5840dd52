"""The doors of a colleague who was asked: the answer is put on the record and on the card."""

from __future__ import annotations

from datetime import datetime
from html import unescape

from slack_bolt import Ack, App, BoltResponse

from bot.delivery import Delivery
from bot.messages import sayings
from bot.messages.collecting.views import notice_view
from bot.messages.reviewing import ids, notices, views
from bot.messages.reviewing.typed import words_of
from bot.messages.sheet import Block
from bot.rights import Act, Tie, allows
from bot.submission import Step, StepKind
from handlers.collecting import desk_of
from handlers.deliveries import draw_anew, tell
from handlers.doors import Answer, Work, answer_later, answer_now
from handlers.knocks import Body, Knock, from_action, from_view, value_of
from handlers.notices import owe_answer, question_message
from handlers.reviews import called
from handlers.rooms import Rooms
from handlers.settling import after_review
from storage.deliveries import delivery
from storage.plans import read_plan
from storage.reviews import ask, step_of, steps_of
from storage.session import Session

_TITLE = "Answer"


def register(app: App, rooms: Rooms) -> None:
    """The button under a question, and its form."""

    @app.action(ids.ANSWER)
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), open_answer, value_of(action))
        return ack()

    @app.view(ids.ANSWER_VIEW)
    def sent(ack: Ack, body: Body) -> BoltResponse:
        return ack(**answer_now(rooms, from_view(body), answer_sent, body))


def _asked(session: Session, rooms: Rooms, knock: Knock, id: str) -> Step | str:
    """The question, if this person may answer it and nobody has; else why not, in words."""
    question = step_of(session, rooms.plan_id, id)
    if question is None or question.kind is not StepKind.ASKED:
        return notices.no_such_submission()
    was_asked = knock.user == _delivered(session, rooms, question).recipient
    plan = read_plan(session, rooms.plan_id)
    if not allows(Act.ANSWER_QUESTION, plan, ties={Tie.ASKED} if was_asked else ()):
        return sayings.PUT_TO_ANOTHER
    steps = steps_of(session, rooms.plan_id, question.unit, question.quarter)
    if any(each.of == question.id for each in steps):
        return sayings.ANSWERED_BEFORE
    return question


def _delivered(session: Session, rooms: Rooms, question: Step) -> Delivery:
    key = f"question:{question.quarter.key}:{question.id}"
    found = delivery(session, rooms.plan_id, key)
    if found is None:
        raise LookupError("a question was kept without its delivery")
    return found


def open_answer(rooms: Rooms, knock: Knock, value: str) -> None:
    with rooms.store.read() as session:
        question = _asked(session, rooms, knock, value)
        desk = desk_of(session, rooms)
    if isinstance(question, str):
        tell(rooms, knock, question)
    else:
        rooms.posts.views_open(
            trigger_id=knock.trigger, view=views.answer_view(desk.plan, question)
        )


def answer_sent(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    view = body["view"]
    words = words_of(view["state"]["values"])
    if not words:
        return {"response_action": "errors", "errors": {ids.WORDS: sayings.WRITE_ANSWER}}
    said = answer(rooms, knock, view["private_metadata"], words, view["id"])
    return {"response_action": "update", "view": _said(said)} if said else {}


def _said(words: str) -> Block:
    return notice_view(_TITLE, words)


def answer_by_reply(question: Delivery) -> Work:
    """The work of a plain reply in the thread of a question: the reply is the answer."""

    def work(rooms: Rooms, knock: Knock, text: str) -> None:
        key = f"reply:{knock.channel}:{knock.ts}"
        said = answer(rooms, knock, question.about["step"], unescape(text).strip(), key)
        tell(rooms, knock, said or sayings.ANSWER_IS_KEPT)

    return work


def answer(rooms: Rooms, knock: Knock, id: str, words: str, key: str) -> str:
    """Record an answer, once; empty, or why it was not recorded. ``key`` is the form or the
    message that it came with."""
    with rooms.store.read() as session:
        desk = desk_of(session, rooms)
    by = called(rooms, desk, knock.user)
    with rooms.store.write() as session:
        if step_of(session, rooms.plan_id, key):
            return ""
        question = _asked(session, rooms, knock, id)
        if isinstance(question, str):
            return question
        desk = desk_of(session, rooms, question.quarter)
        step = _answer_of(question, key, by, words, desk.now)
        ask(session, rooms.plan_id, step)
        owe_answer(session, desk, question, step)
        asked = _delivered(session, rooms, question)
        message = question_message(session, desk, question)
    after_review(rooms, question.quarter, question.unit)
    if asked.ts:
        draw_anew(rooms, asked.channel, asked.ts, message)
    return ""


def _answer_of(question: Step, key: str, by: str, words: str, now: datetime) -> Step:
    about = (question.unit, question.quarter, question.revision)
    return Step(key, *about, StepKind.ANSWERED, by, now, question.slot, words, of=question.id)
