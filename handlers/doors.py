"""Behind every door: is this person one of ours, and what if the work fails?"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.messages import replies
from bot.messages.collecting.views import notice_view
from handlers.deliveries import tell
from handlers.knocks import Body, Knock
from handlers.rooms import Rooms
from storage.events import first_time

log = logging.getLogger(__name__)

Work = Callable[[Rooms, Knock, str], None]
Answer = dict[str, Any]
FormWork = Callable[[Rooms, Knock, Body], Answer]

_MEMBER_FOR = timedelta(minutes=5)


def answer_later(rooms: Rooms, knock: Knock, work: Work, words: str) -> None:
    """Hand the work over and return at once, so that the ack goes out before it begins."""
    rooms.work.submit(_answer, rooms, knock, work, words)


def _answer(rooms: Rooms, knock: Knock, work: Work, words: str) -> None:
    """The one error handler of handed-over work: logged with a reference, told to the asker."""
    try:
        if _again(rooms, knock):
            return
        if trusted(rooms, knock):
            work(rooms, knock, words)
        else:
            tell(rooms, knock, replies.refused())
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("work behind a door failed, reference %s", reference)
        _apologise(rooms, knock, reference)


def _again(rooms: Rooms, knock: Knock) -> bool:
    """Slack delivers an event again when in doubt; the second time is not answered."""
    if not knock.event_id:
        return False
    with rooms.store.write() as session:
        return not first_time(session, knock.event_id, rooms.now())


def _apologise(rooms: Rooms, knock: Knock, reference: str) -> None:
    try:
        tell(rooms, knock, replies.sorry(reference))
    except Exception:
        log.exception("the apology could not be sent either, reference %s", reference)


def trusted(rooms: Rooms, knock: Knock) -> bool:
    """Full members of our own workspace only; a failed look-up refuses."""
    if knock.team != rooms.bot.team_id:
        return False
    try:
        return rooms.memory.get(
            ("member", knock.user), _MEMBER_FOR, lambda: is_member(rooms, knock.user)
        )
    except SlackApiError:
        log.warning("a person could not be looked up and was refused")
        return False


def is_member(rooms: Rooms, slack_id: str) -> bool:
    """Whether Slack knows a full member of our workspace by this id; raises SlackApiError.

    `is_stranger` is false for a stranger who shares a channel, so the team decides.
    """
    try:
        user = rooms.reads.users_info(user=slack_id)["user"]
    except SlackApiError as problem:
        if problem.response.get("error") in ("user_not_found", "user_not_visible"):
            return False
        raise
    flags = ("is_restricted", "is_ultra_restricted", "is_stranger", "deleted", "is_bot")
    return user.get("team_id") == rooms.bot.team_id and not any(user.get(flag) for flag in flags)


def answer_now(rooms: Rooms, knock: Knock, work: FormWork, body: Body) -> Answer:
    """For a form, whose answer travels in the ack: work at once, and never leave the person
    with a form that only says that it had trouble. Nothing is recorded where this fails."""
    try:
        if not trusted(rooms, knock):
            return _instead("Not possible", replies.refused())
        return work(rooms, knock, body)
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("a form could not be taken, reference %s", reference)
        return _instead("Please try again", replies.sorry(reference))


def _instead(title: str, words: str) -> Answer:
    return {"response_action": "push", "view": notice_view(title, words)}
