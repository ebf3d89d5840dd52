"""What is approved for a quarter and not published: for leads and editors alone, and marked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import replies
from bot.messages.sheet import Message
from bot.plan import Plan
from bot.question import Question, Topic
from bot.rights import Act, allows
from handlers.answers import answer_to
from handlers.groups import groups_of, known_as
from handlers.rooms import Rooms
from storage.plans import read_plan
from storage.session import Session
from storage.snapshots import is_published, take_in_approved

_ABOUT = frozenset({Topic.STATUS, Topic.METRIC, Topic.UPDATES, Topic.CAVEATS, Topic.WHY})


def is_of_what_is_open(session: Session, plan: Plan, question: Question) -> bool:
    """Whether a question is about a quarter that is not published."""
    asked = question.topic in _ABOUT
    return asked and not is_published(session, plan.id, question.quarter)


def may_see_all(rooms: Rooms, plan: Plan, slack_id: str) -> bool:
    """Whether somebody may see what is approved and not published; no channel may."""
    known = known_as(plan, groups_of(rooms, plan), slack_id)
    return any(allows(Act.SEE_APPROVED, plan, each.id) for each in known)


def answer_unpublished(rooms: Rooms, plan: Plan, question: Question) -> Sequence[Message]:
    """The answer as if the quarter were published now; nothing where nothing is approved yet."""
    with rooms.store.suppose() as session:
        if not take_in_approved(session, plan.id, question.quarter):
            return ()
        pages = answer_to(session, read_plan(session, plan.id), question)
    return replies.unpublished(pages, question.quarter)
