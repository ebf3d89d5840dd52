"""The form of a submission: every page is stored the moment it is sent."""

from __future__ import annotations

from functools import partial

from bot.collection import Duty
from bot.deadlines import key_days
from bot.entries import check_page
from bot.form import Typed, pages_of
from bot.messages import sayings
from bot.messages.collecting import ids, pages, refusals, reviews, typed, views
from bot.messages.sheet import Block
from bot.quarter import Quarter, month_label
from bot.rights import Act
from bot.submission import Concern, Draft, Entry
from handlers.checking import concerns_in
from handlers.collecting import Desk, before_for, desk_of
from handlers.doors import Answer, answer_later
from handlers.knocks import Body, Knock, OldError, read_held, value_of
from handlers.receipts import owe_receipt
from handlers.rooms import Rooms
from handlers.settling import after_answer
from storage.concerns import explain
from storage.reviews import open_comment
from storage.session import Session
from storage.submissions import (
    DraftMovedOn,
    NotOpenError,
    draft,
    latest_revision,
    open_draft,
    save_entries,
    submit,
)

TITLE = "Write update"


def instead(view: Block) -> Answer:
    return {"response_action": "update", "view": view}


def quarter_meant(body: Body) -> Quarter:
    """The quarter chosen on the guard; raises OldError where it has none to choose."""
    return read_held(typed.quarter_meant, body["view"]["state"]["values"])


def reason_of(body: Body) -> str:
    return typed.reason_of(body["view"]["state"]["values"])


def opening_day(desk: Desk) -> str:
    day = key_days(desk.calendar, desk.quarter).opens
    return f"{day:%A} {day.day} {month_label(day)}"


def resumed(session: Session, desk: Desk, unit: str, person: str) -> Block:
    """The form where it was left: the first page with something to answer, or the review. What
    was returned opens at the field that the editor's comment is about."""
    found = open_draft(session, desk.plan.id, unit, desk.quarter, person, desk.now)
    duty = desk.duty(unit)
    comment = open_comment(session, desk.plan.id, unit, desk.quarter)
    if comment and (page := _page_with(duty, comment.slot)):
        return _page(session, desk, duty, found, page)
    for number, slots in enumerate(pages_of(duty), 1):
        if any(found.entry(slot) is None for slot in slots):
            return _page(session, desk, duty, found, number)
    return _review(session, desk, duty, found)


def _page_with(duty: Duty, slot: str) -> int:
    """The page that a slot is on; the first for the whole form, 0 where it is on none."""
    pages_with = [n for n, slots in enumerate(pages_of(duty), 1) if slot in slots or not slot]
    return next(iter(pages_with), 0)


def _page(session: Session, desk: Desk, duty: Duty, found: Draft, number: int) -> Block:
    before = before_for(session, desk, [duty.unit])
    comment = open_comment(session, desk.plan.id, duty.unit, desk.quarter)
    view = pages.page_view(
        desk.plan, duty, number, found, before, current=desk.current, comment=comment
    )
    return _versioned(view, found)


def _review(
    session: Session, desk: Desk, duty: Duty, found: Draft, *, moved: bool = False
) -> Block:
    latest = latest_revision(session, desk.plan.id, duty.unit, desk.quarter)
    concerns = concerns_in(session, desk, found)
    number = latest.number if latest else 0
    view = reviews.review_view(desk.plan, duty, found, concerns, revision=number, moved=moved)
    return _versioned(view, found)


def _versioned(view: Block, found: Draft) -> Block:
    """The draft's id travels with the version that its reader saw, and nothing else."""
    return {**view, "private_metadata": f"{found.id} {found.version}"}


def _about(body: Body) -> tuple[str, int]:
    """The draft and the version seen; a forged one names no draft."""
    name, _, version = str(body["view"].get("private_metadata", "")).partition(" ")
    return name, int(version) if version.isdecimal() else 0


def page_sent(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """Save a page before answering; what is wrong is said at its field, the rest is kept."""
    number = read_held(ids.page_number, body["view"]["callback_id"])
    return _kept(rooms, knock, body, number + 1)


def _kept(
    rooms: Rooms, knock: Knock, body: Body, onward: int | None, *, strict: bool = True
) -> Answer:
    """Save what stands on a page and show page ``onward`` (beyond the last: the review).

    Not ``strict``, what cannot be read yet is passed over instead of holding the person up.
    """
    draft_id, version = _about(body)
    written = typed.entries_of_page(body["view"]["state"]["values"])
    with rooms.store.write() as session:
        found = draft(session, draft_id)
        if found is None:
            return instead(_gone(rooms, session))
        desk = desk_of(session, rooms, found.quarter)
        person = desk.who_may(Act.ANSWER, knock.user, found.unit)
        if person is None:
            refused = refusals.may_not_answer(desk.plan, found.unit)
            return instead(views.notice_view(TITLE, refused.said))
        duty = desk.duty(found.unit)
        entries, errors = read_held(
            partial(check_page, desk.plan, duty, kept=found.entries), written
        )
        changed = _with_gaps(duty, written, entries, set(errors))
        try:
            saved = save_entries(session, draft_id, version, changed, person.id, desk.now)
        except DraftMovedOn as moved:
            return instead(views.conflict_view(desk.plan, moved.draft, written))
        if errors and strict:
            return {"response_action": "errors", "errors": errors}
        return instead(_onward(session, desk, duty, saved, onward))


def _with_gaps(
    duty: Duty, written: tuple[Typed, ...], entries: tuple[Entry, ...], wrong: set[str]
) -> list[Entry]:
    """The page's entries; an input that was emptied empties its answer, one that cannot be
    read leaves it as it was."""
    stay = wrong | {each.slot for each in entries}
    emptied = [each.slot for each in written if each.slot in duty.slots() and each.slot not in stay]
    return [*entries, *(Entry(slot, "") for slot in emptied)]


def _onward(session: Session, desk: Desk, duty: Duty, saved: Draft, onward: int | None) -> Block:
    if onward is None:
        return views.notice_view("Saved", sayings.SAVED)
    if 1 <= onward <= len(pages_of(duty)):
        return _page(session, desk, duty, saved, onward)
    return _review(session, desk, duty, saved)


def _gone(rooms: Rooms, session: Session) -> Block:
    desk = desk_of(session, rooms)
    return views.notice_view(TITLE, refusals.draft_gone(desk.quarter).said)


def keep_and_go(rooms: Rooms, knock: Knock, body: Body, action: Body) -> None:
    """Buttons within the form: save and finish later, or go to another page."""

    def work(rooms: Rooms, knock: Knock, _: str) -> None:
        if not knock.view:
            raise OldError("a button of the form stands outside of one")
        onward = None
        if action["action_id"].startswith(ids.GO):
            onward = read_held(int, action["action_id"].removeprefix(ids.GO))
        view = _shown_next(rooms, knock, body, value_of(action), onward)
        rooms.views.views_update(view_id=knock.view, view=view)

    answer_later(rooms, knock, work, "")


def _shown_next(rooms: Rooms, knock: Knock, body: Body, page: str, onward: int | None) -> Block:
    """From a page, whose inputs are saved first; the review has none."""
    if page.isdecimal() and body["view"]["callback_id"].startswith(ids.PAGE):
        view: Block = _kept(rooms, knock, body, onward, strict=False)["view"]
        return view
    with rooms.store.write() as session:
        found = draft(session, _about(body)[0])
        if found is None:
            return _gone(rooms, session)
        desk = desk_of(session, rooms, found.quarter)
        person = desk.who_may(Act.ANSWER, knock.user, found.unit)
        if person is None:
            refused = refusals.may_not_answer(desk.plan, found.unit)
            return views.notice_view(TITLE, refused.said)
        _explain(session, desk, found, body, person.id)
        return _onward(session, desk, desk.duty(found.unit), found, onward)


def _explain(session: Session, desk: Desk, found: Draft, body: Body, person: str) -> None:
    """Keep what was typed beside the findings of the last page."""
    said = typed.explanations_in(body["view"]["state"]["values"])
    explain(session, desk.plan.id, found, said, person, desk.now)


def review_sent(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """Make the draft a revision, with its receipt owed in the same transaction, then close.

    The view's id is the key: sent twice, it is one revision. What somebody else saved meanwhile
    is shown first: nobody sends what they have not seen.
    """
    draft_id, seen = _about(body)
    with rooms.store.write() as session:
        found = draft(session, draft_id)
        desk = desk_of(session, rooms, found.quarter if found else None)
        person = desk.who_may(Act.ANSWER, knock.user, found.unit) if found else None
        if found and person is None:
            refused = refusals.may_not_answer(desk.plan, found.unit)
            return instead(views.notice_view(TITLE, refused.said))
        who = person.id if person else ""
        concerns: tuple[Concern, ...] = ()
        if found:
            _explain(session, desk, found, body, who)
            if found.version != seen:
                duty = desk.duty(found.unit)
                return instead(_review(session, desk, duty, found, moved=True))
            concerns = concerns_in(session, desk, found)
        try:
            made = submit(
                session,
                draft_id,
                body["view"]["id"],
                who,
                desk.now,
                late=desk.late,
                concerns=concerns,
            )
        except NotOpenError:
            return instead(_gone(rooms, session))
        owe_receipt(session, desk, made, knock.user)
    after_answer(rooms, made.quarter, made.unit)
    return {"response_action": "clear"}
