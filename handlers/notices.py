"""What is owed to leads and colleagues once an editor did something, built when its turn comes."""

from __future__ import annotations

from bot.deadlines import responsible
from bot.delivery import Delivery
from bot.messages.reviewing import notices
from bot.messages.reviewing.views import about_words
from bot.messages.sheet import Message
from bot.quarter import Quarter
from bot.submission import Revision, State, Step, StepKind
from handlers.collecting import Desk, desk_of
from handlers.outbox import Builder
from handlers.rooms import Rooms
from storage.deliveries import owe
from storage.reviews import step_of, steps_of
from storage.revisions import revisions_of
from storage.session import Session

Pages = tuple[Message, ...]


def owe_decision(session: Session, desk: Desk, step: Step, revision: Revision) -> None:
    """Tell whoever sent it, and whoever is asked for the unit, in the deciding transaction; a
    plain approval is told on the receipt alone."""
    duty = desk.collection.duty(step.unit)
    asked = responsible(desk.plan, duty, desk.situation, desk.today.date()) if duty else ()
    kind = "edited" if step.kind is StepKind.EDITED else "returned"
    known = {each.id for each in desk.plan.people}
    told = [each for each in dict.fromkeys((revision.by, *asked)) if each in known]
    for person in told:
        for mark, recipient in desk.recipients(person).items():
            key = f"{kind}:{step.quarter.key}:{step.unit}:{step.id}:{person}{mark}"
            _owe(session, desk, Delivery(key, kind, recipient, desk.now, _about(step)))


def owe_question(session: Session, desk: Desk, step: Step, slack_id: str) -> None:
    key = f"question:{step.quarter.key}:{step.id}"
    _owe(session, desk, Delivery(key, "question", slack_id, desk.now, _about(step)))


def owe_answer(session: Session, desk: Desk, question: Step, answer: Step) -> None:
    """Tell the editor who asked."""
    if question.by in {each.id for each in desk.plan.people}:
        for mark, recipient in desk.recipients(question.by).items():
            key = f"answered:{answer.quarter.key}:{answer.id}{mark}"
            _owe(session, desk, Delivery(key, "answered", recipient, desk.now, _about(answer)))


def _about(step: Step) -> dict[str, str]:
    return {"quarter": step.quarter.key, "units": step.unit, "step": step.id}


def _owe(session: Session, desk: Desk, delivery: Delivery) -> None:
    owe(session, desk.plan.id, delivery, desk.now)


def build_returned(rooms: Rooms, delivery: Delivery) -> Pages:
    """Without its button once it was answered."""
    with rooms.store.read() as session:
        desk, step = _step(session, rooms, delivery)
        revisions = revisions_of(session, rooms.plan_id, step.unit, step.quarter)
    newest = revisions[-1]
    waits = newest.number == step.revision and newest.state is State.RETURNED
    return (notices.returned_notice(desk.plan, step, open_still=waits),)


def build_edited(rooms: Rooms, delivery: Delivery) -> Pages:
    with rooms.store.read() as session:
        desk, step = _step(session, rooms, delivery)
        revisions = revisions_of(session, rooms.plan_id, step.unit, step.quarter)
    before, after = (
        next(each for each in revisions if each.number == number)
        for number in (step.revision - 1, step.revision)
    )
    return notices.edited_notice(desk.plan, step, before, after)


def build_question(rooms: Rooms, delivery: Delivery) -> Pages:
    with rooms.store.read() as session:
        desk, step = _step(session, rooms, delivery)
        return (question_message(session, desk, step),)


def question_message(session: Session, desk: Desk, question: Step) -> Message:
    """The question as it stands: answered, or to be answered."""
    plan_id = desk.plan.id
    revisions = revisions_of(session, plan_id, question.unit, question.quarter)
    revision = next(each for each in revisions if each.number == question.revision)
    steps = steps_of(session, plan_id, question.unit, question.quarter)
    answer = next((each for each in steps if each.of == question.id), None)
    about = about_words(desk.plan, revision, question.slot)
    return notices.question_notice(desk.plan, question, about, answer)


def build_answered(rooms: Rooms, delivery: Delivery) -> Pages:
    with rooms.store.read() as session:
        desk, answer = _step(session, rooms, delivery)
        question = step_of(session, rooms.plan_id, answer.of)
    return (notices.answered_notice(desk.plan, question, answer),) if question else ()


def _step(session: Session, rooms: Rooms, delivery: Delivery) -> tuple[Desk, Step]:
    """The step that a delivery is about; steps are never taken away."""
    desk = desk_of(session, rooms, Quarter.parse(delivery.about["quarter"]))
    step = step_of(session, rooms.plan_id, delivery.about["step"])
    if step is None:
        raise LookupError("a delivery is about a step that was not kept")
    return desk, step


BUILDERS: dict[str, Builder] = {
    "returned": build_returned,
    "edited": build_edited,
    "question": build_question,
    "answered": build_answered,
}
