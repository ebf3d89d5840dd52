"""Behind every door: is this person one of ours, and what if the work fails?"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.messages import replies
from bot.messages.collecting.views import notice_view
from bot.plan import Plan
from handlers.deliveries import tell
from handlers.knocks import Body, Knock, OldError
from handlers.meter import Outcome
from handlers.rooms import Rooms
from storage.events import first_time, first_within
from storage.session import StoreFault

log = logging.getLogger(__name__)

Work = Callable[[Rooms, Knock, str], None]
Answer = dict[str, Any]
FormWork = Callable[[Rooms, Knock, Body], Answer]

_KNOWN_FOR = timedelta(minutes=5)
_DOUBLE_CLICK = timedelta(seconds=3)


def answer_later(rooms: Rooms, knock: Knock, work: Work, words: str) -> None:
    """Hand the work over and return at once, so that the ack goes out before it begins."""
    rooms.work.submit(_answer, rooms, knock, work, words)


def _answer(rooms: Rooms, knock: Knock, work: Work, words: str) -> None:
    """The one error handler of handed-over work: logged with a reference, told to the asker."""
    began = perf_counter()
    try:
        outcome = _tried(rooms, knock, work, words)
    except Exception:
        outcome = Outcome.FAILED
        reference = secrets.token_hex(4)
        log.exception("work behind a door failed, reference %s", reference)
        _apologise(rooms, knock, reference)
    rooms.meter.answered(_name_of(work), outcome, perf_counter() - began)


def _tried(rooms: Rooms, knock: Knock, work: Work, words: str) -> Outcome:
    if is_again(rooms, knock):
        return Outcome.REPEATED
    if not trusted(rooms, knock):
        tell(rooms, knock, replies.refused())
        return Outcome.REFUSED
    try:
        work(rooms, knock, words)
    except OldError:
        tell(rooms, knock, replies.old_button())
        return Outcome.OLD
    return Outcome.ANSWERED


def _name_of(work: Work | FormWork) -> str:
    """A name for the kind of work, as a metric tells it."""
    return str(getattr(work, "__qualname__", "work")).partition(".")[0]


def is_again(rooms: Rooms, knock: Knock) -> bool:
    """Slack delivers an event again when in doubt, and people click twice; the second time is
    not answered. Where no note can be taken of it, rather twice than never."""
    try:
        if knock.event_id:
            with rooms.store.write(in_turn=False) as session:
                return not first_time(session, knock.event_id, rooms.now())
        if knock.press and knock.pressed_at:
            with rooms.store.write(in_turn=False) as session:
                return not first_within(session, knock.press, knock.pressed_at, _DOUBLE_CLICK)
    except StoreFault:
        log.exception("no note could be taken of an event")
    return False


def _apologise(rooms: Rooms, knock: Knock, reference: str) -> None:
    try:
        tell(rooms, knock, replies.sorry(reference))
    except Exception:
        log.exception("the apology could not be sent either, reference %s", reference)


def trusted(rooms: Rooms, knock: Knock) -> bool:
    """Full members of our own workspace only. Where Slack cannot say who somebody is, it raises
    SlackApiError: nothing is done, and nobody is told that they are a stranger."""
    return knock.team == rooms.bot.team_id and _is_full(rooms, _known(rooms, knock.user))


def is_member(rooms: Rooms, slack_id: str) -> bool:
    """Whether Slack knows a full member of our workspace by this id; raises SlackApiError."""
    return _is_full(rooms, _look_up(rooms, slack_id))


def name_of(rooms: Rooms, plan: Plan, slack_id: str) -> str:
    """A person's name: the plan's own, else Slack's."""
    named = next((each.name for each in plan.people if each.slack_id == slack_id), "")
    return named or str(_known(rooms, slack_id).get("real_name") or "somebody")


def _is_full(rooms: Rooms, user: Body) -> bool:
    """`is_stranger` is false for a stranger who shares a channel, so the team decides."""
    flags = ("is_restricted", "is_ultra_restricted", "is_stranger", "deleted", "is_bot")
    return user.get("team_id") == rooms.bot.team_id and not any(user.get(flag) for flag in flags)


def _known(rooms: Rooms, slack_id: str) -> Body:
    """What Slack said of a person a moment ago."""
    return rooms.memory.get(("user", slack_id), _KNOWN_FOR, lambda: _look_up(rooms, slack_id))


def _look_up(rooms: Rooms, slack_id: str) -> Body:
    """What Slack knows of a person: nothing of one who is not there for us."""
    try:
        found: Body = rooms.reads.users_info(user=slack_id)["user"]
    except SlackApiError as problem:
        if problem.response.get("error") in ("user_not_found", "user_not_visible"):
            return {}
        raise
    return found


def answer_now(rooms: Rooms, knock: Knock, work: FormWork, body: Body) -> Answer:
    """For a form, whose answer travels in the ack: work at once, and never leave the person
    with a form that only says that it had trouble. Nothing is recorded where this fails."""
    began = perf_counter()
    answer, outcome = _taken(rooms, knock, work, body)
    rooms.meter.answered(_name_of(work), outcome, perf_counter() - began)
    return answer


def _taken(rooms: Rooms, knock: Knock, work: FormWork, body: Body) -> tuple[Answer, Outcome]:
    try:
        if not trusted(rooms, knock):
            return _instead("Not possible", replies.refused()), Outcome.REFUSED
        return work(rooms, knock, body), Outcome.ANSWERED
    except OldError:
        return _instead("An old form", replies.old_form()), Outcome.OLD
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("a form could not be taken, reference %s", reference)
        return _instead("Please try again", replies.sorry(reference)), Outcome.FAILED


def _instead(title: str, words: str) -> Answer:
    return {"response_action": "push", "view": notice_view(title, words)}
