"""What is approved for a quarter and not published: for leads and editors alone, and marked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import replies
from bot.messages.sheet import Message
from bot.plan import Plan, Role
from bot.question import Question, Topic
from handlers.answers import answer_to
from handlers.rooms import Rooms
from storage.plans import read_plan
from storage.session import Session
from storage.snapshots import is_published, take_in_approved

SEES_ALL = frozenset({Role.LEAD, Role.DEPUTY, Role.EDITOR, Role.ADMIN})
_ABOUT = frozenset({Topic.STATUS, Topic.METRIC, Topic.UPDATES, Topic.CAVEATS, Topic.WHY})


def is_of_what_is_open(session: Session, plan: Plan, question: Question) -> bool:
    """Whether a question is about a quarter that is not published."""
    asked = question.topic in _ABOUT
    return asked and not is_published(session, plan.id, question.quarter)


def may_see_all(plan: Plan, slack_id: str) -> bool:
    """Whether somebody may see what is approved and not published; no channel may."""
    ids = {each.id for each in plan.people if each.slack_id == slack_id}
    return any(each.person in ids and each.role in SEES_ALL for each in plan.appointments)


def answer_unpublished(rooms: Rooms, plan: Plan, question: Question) -> Sequence[Message]:
    """The answer as if the quarter were published now; nothing where nothing is approved yet."""
    with rooms.store.suppose() as session:
        if not take_in_approved(session, plan.id, question.quarter):
            return ()
        pages = answer_to(session, read_plan(session, plan.id), question)
    return replies.unpublished(pages, question.quarter)
