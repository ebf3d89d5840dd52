"""The doors of a submission: the form's pages, nothing to report, a correction."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import Ack, App, BoltResponse

from bot.messages import sayings
from bot.messages.collecting import ids, pages, refusals, views
from bot.messages.sheet import Block, Message
from bot.plan import Plan
from bot.quarter import Quarter
from bot.rights import Act
from bot.submission import NIL, Revision, State
from handlers import forms
from handlers.checking import concerns_in_text
from handlers.collecting import Desk, desk_for, is_answered
from handlers.doors import Answer, answer_later, answer_now
from handlers.knocks import Body, Knock, from_action, from_view, read_held, value_of
from handlers.receipts import owe_receipt
from handlers.rooms import Rooms
from handlers.settling import after_answer
from storage.session import Session
from storage.snapshots import is_published
from storage.submissions import draft_of, latest_revision, submit_nil


def register(app: App, rooms: Rooms) -> None:
    """Buttons that open the form or a question, and what is sent with them."""

    @app.action(re.compile(f"^({ids.WRITE}|{ids.CORRECT}|{ids.NIL})$"))
    def opening(ack: Ack, body: Body, action: Body) -> BoltResponse:
        work = _OPENERS[action["action_id"]]
        answer_later(rooms, from_action(body), work, value_of(action))
        return ack()

    @app.action(re.compile(f"^({ids.SAVE}$|{re.escape(ids.GO)})"))
    def within(ack: Ack, body: Body, action: Body) -> BoltResponse:
        forms.keep_and_go(rooms, from_action(body), body, action)
        return ack()

    @app.view(re.compile(f"^({re.escape(ids.PAGE)}|{ids.REVIEW}|{ids.GUARD}|{ids.NIL_VIEW})"))
    def sent(ack: Ack, body: Body) -> BoltResponse:
        callback = body["view"]["callback_id"]
        name = ids.PAGE if callback.startswith(ids.PAGE) else callback
        return ack(**answer_now(rooms, from_view(body), _SENT[name], body))


def open_form(rooms: Rooms, knock: Knock, value: str) -> None:
    """Open at once, then fill: what stands may take longer to read than Slack waits."""
    _open(rooms, knock, value, correcting=False)


def correct(rooms: Rooms, knock: Knock, value: str) -> None:
    """Open what was submitted for another revision."""
    _open(rooms, knock, value, correcting=True)


def _open(rooms: Rooms, knock: Knock, value: str, *, correcting: bool) -> None:
    unit, quarter = read_held(ids.unpack, value)
    with rooms.store.read() as session:
        desk = desk_for(session, rooms, unit, quarter)
    view_id = _shown(rooms, knock, pages.opening_view(desk.plan, unit))
    with rooms.store.write() as session:
        view = _form(session, rooms, knock, unit, quarter, correcting=correcting)
    rooms.views.views_update(view_id=view_id, view=view)


def _shown(rooms: Rooms, knock: Knock, view: Block) -> str:
    """Show a view in the place of the form that is open, or open one."""
    if knock.view:
        return str(rooms.views.views_update(view_id=knock.view, view=view)["view"]["id"])
    return str(rooms.posts.views_open(trigger_id=knock.trigger, view=view)["view"]["id"])


def _form(
    session: Session, rooms: Rooms, knock: Knock, unit: str, quarter: Quarter, *, correcting: bool
) -> Block:
    """What to show: the page to go on with, the guard, or why not."""
    desk = desk_for(session, rooms, unit, quarter)
    if refused := _refusal(session, desk, knock, unit, correcting=correcting):
        return views.notice_view("Write update", refused.said)
    if quarter != desk.current and not correcting:
        about = ids.pack(unit, quarter)
        return pages.guard_view(desk.plan, unit, quarter, desk.current, about)
    return forms.resumed(session, desk, unit, _person(desk, knock, unit))


def _refusal(
    session: Session, desk: Desk, knock: Knock, unit: str, *, correcting: bool
) -> Message | None:
    """Why this person may not write for this unit and quarter now, in words."""
    plan, quarter = desk.plan, desk.quarter
    revision = latest_revision(session, plan.id, unit, quarter)
    if not desk.may(Act.ANSWER, knock.user, unit):
        return refusals.may_not_answer(plan, unit)
    if settled := _settled(session, plan, quarter, revision):
        return settled
    if quarter > desk.current:
        return refusals.not_open(quarter, forms.opening_day(desk))
    if not desk.progress([unit]):
        return refusals.nothing_owed(plan, unit, quarter)
    (progress,) = desk.progress([unit])
    drafted = draft_of(session, plan.id, unit, quarter)
    if revision and is_answered(progress) and not correcting and not drafted:
        return refusals.already_in(plan, revision)
    return None


def _settled(
    session: Session, plan: Plan, quarter: Quarter, revision: Revision | None
) -> Message | None:
    """Why nothing can be changed any more: it is published, or approved."""
    if is_published(session, plan.id, quarter):
        return refusals.published(plan, quarter)
    if revision and revision.state is State.APPROVED:
        return refusals.approved(plan, revision)
    return None


def _person(desk: Desk, knock: Knock, unit: str) -> str:
    """Who knocks, by their id in the plan; only asked of those who may do what they ask."""
    person = desk.who_may(Act.ANSWER, knock.user, unit)
    if person is None:
        raise LookupError("somebody who is not in the plan got past the check of roles")
    return person.id


def guarded(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """The second yes: the quarter that was meant, which may be the current one after all."""
    unit, _ = read_held(ids.unpack, body["view"]["private_metadata"])
    meant = forms.quarter_meant(body)
    with rooms.store.write() as session:
        desk = desk_for(session, rooms, unit, meant)
        if refused := _refusal(session, desk, knock, unit, correcting=True):
            return forms.instead(views.notice_view("Write update", refused.said))
        return forms.instead(forms.resumed(session, desk, unit, _person(desk, knock, unit)))


def ask_why_nothing(rooms: Rooms, knock: Knock, value: str) -> None:
    """Nothing to report is a state of its own, and asks one line of why."""
    unit, quarter = read_held(ids.unpack, value)
    with rooms.store.read() as session:
        desk = desk_for(session, rooms, unit, quarter)
        if refused := _refusal(session, desk, knock, unit, correcting=False):
            view = views.notice_view("Nothing to report", refused.said)
        else:
            drafted = draft_of(session, rooms.plan_id, unit, quarter) is not None
            view = views.nil_view(desk.plan, unit, quarter, drafted=drafted)
    _shown(rooms, knock, view)


def record_nothing(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """Record it before the form closes; pressed twice, it is one revision."""
    view = body["view"]
    unit, quarter = read_held(ids.unpack, view["private_metadata"])
    reason = forms.reason_of(body)
    if not reason:
        return {"response_action": "errors", "errors": {ids.REASON: sayings.SAY_WHY}}
    with rooms.store.write() as session:
        desk = desk_for(session, rooms, unit, quarter)
        if refused := _refusal(session, desk, knock, unit, correcting=True):
            return forms.instead(views.notice_view("Nothing to report", refused.said))
        revision = submit_nil(
            session,
            rooms.plan_id,
            unit,
            quarter,
            reason,
            view["id"],
            _person(desk, knock, unit),
            desk.now,
            late=desk.late,
            concerns=concerns_in_text(session, desk, reason, unit, NIL),
        )
        owe_receipt(session, desk, revision, knock.user)
    after_answer(rooms, quarter, unit)
    return {}


_OPENERS = {ids.WRITE: open_form, ids.CORRECT: correct, ids.NIL: ask_why_nothing}
_SENT: dict[str, Any] = {
    ids.PAGE: forms.page_sent,
    ids.REVIEW: forms.review_sent,
    ids.GUARD: guarded,
    ids.NIL_VIEW: record_nothing,
}
