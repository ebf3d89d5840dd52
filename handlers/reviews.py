"""The doors of reviewing: approve, approve with edits, return, ask a colleague, and the queue."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from slack_bolt import Ack, App, BoltResponse

from bot.entries import check_slots
from bot.messages import sayings
from bot.messages.collecting import refusals, typed
from bot.messages.collecting.views import notice_view
from bot.messages.reviewing import ids, notices, views
from bot.messages.reviewing.differences import changes_words
from bot.messages.reviewing.ids import Seen
from bot.messages.reviewing.typed import about_of, slots_of, who_of, words_of
from bot.messages.sheet import Block
from bot.plan import Person
from bot.rights import Act
from bot.submission import Entry, Revision, State, Step, StepKind
from handlers.collecting import Desk, before_for, desk_of
from handlers.deliveries import tell
from handlers.doors import Answer, answer_later, answer_now, is_member, name_of
from handlers.knocks import Body, Knock, from_action, from_view, value_of
from handlers.notices import owe_decision, owe_question
from handlers.rooms import Rooms
from handlers.settling import after_review
from storage.holding import hold
from storage.reviews import approve_edited, ask, decide, merged, step_of, steps_of
from storage.revisions import latest_revision
from storage.session import Session
from storage.snapshots import latest_edition

TITLE = "Review"


def register(app: App, rooms: Rooms) -> None:
    """The buttons of a card, and the forms behind them."""

    @app.action(re.compile(f"^({ids.APPROVE}|{ids.EDIT}|{ids.RETURN}|{ids.ASK})$"))
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        work = approve if action["action_id"] == ids.APPROVE else open_view
        value = f"{action['action_id']} {value_of(action)}"
        answer_later(rooms, from_action(body), work, value)
        return ack()

    @app.view(re.compile(f"^({'|'.join((ids.RETURN_VIEW, ids.ASK_VIEW, *_EDITING))})$"))
    def sent(ack: Ack, body: Body) -> BoltResponse:
        return ack(**answer_now(rooms, from_view(body), view_sent, body))


class Refused(Exception):  # noqa: N818 - nobody is at fault
    """Why an editor's press does nothing, in words for them."""

    def __init__(self, words: str, seen: Seen | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.seen = seen


@dataclass(frozen=True)
class Review:
    """A submission before an editor: what they saw, and what stands."""

    desk: Desk
    editor: Person
    seen: Seen
    revision: Revision

    def slots(self) -> list[str]:
        """What was answered and what is owed besides."""
        duty = self.desk.collection.duty(self.seen.unit)
        answered = [each.slot for each in self.revision.entries]
        return list(dict.fromkeys((*answered, *(duty.slots() if duty else ()))))

    def step(
        self, kind: StepKind, key: str = "", *, slot: str = "", text: str = "", to: str = ""
    ) -> Step:
        """What the editor does; ``key`` is the form that it came with."""
        seen, by, at = self.seen, self.editor.id, self.desk.now
        about = (seen.unit, seen.quarter, seen.number)
        return Step(key or secrets.token_urlsafe(12), *about, kind, by, at, slot, text, to)


def review_of(session: Session, rooms: Rooms, knock: Knock, value: str) -> Review:
    """What a button or a form of an editor is about; raises Refused where it may not be, or where
    what they saw is not what stands."""
    try:
        seen = Seen.read(value)
    except ValueError as problem:
        raise Refused(notices.no_such_submission()) from problem
    desk = desk_of(session, rooms, seen.quarter)
    editor = desk.who_may(Act.REVIEW, knock.user)
    if editor is None:
        raise Refused(refusals.may_not_edit(desk.plan).said)
    if all(each.id != seen.unit for each in desk.plan.units):
        raise Refused(notices.no_such_submission())
    revision = latest_revision(session, rooms.plan_id, seen.unit, seen.quarter)
    if revision is None or Seen.of(revision) != seen:
        raise moved_on(session, desk, seen, revision)
    if revision.state is State.APPROVED and latest_edition(session, desk.plan.id, seen.quarter):
        raise Refused(refusals.published(desk.plan, seen.quarter).said)
    return Review(desk, editor, seen, revision)


def moved_on(session: Session, desk: Desk, seen: Seen, revision: Revision | None) -> Refused:
    """The second editor sees what the first did."""
    steps = steps_of(session, desk.plan.id, seen.unit, seen.quarter)
    newest = steps[-1] if steps else None
    return Refused(notices.moved_on(desk.plan, seen.unit, revision, newest), seen)


def check_not_own(review: Review, slack_id: str) -> None:
    """Raises Refused where an editor would approve what they sent themselves."""
    publishing = review.desk.plan.publishing
    if publishing and publishing.self_approval:
        return
    if review.desk.is_same(slack_id, review.revision.by):
        raise Refused(notices.own_submission(review.desk.plan, review.seen.unit))


def approve(rooms: Rooms, knock: Knock, value: str) -> None:
    """Approve at once; whoever sent it sees so on their receipt."""
    _, _, about = value.partition(" ")
    try:
        with rooms.store.write() as session:
            hold(session, rooms.plan_id)
            review = review_of(session, rooms, knock, about)
            check_not_own(review, knock.user)
            decide(session, rooms.plan_id, review.step(StepKind.APPROVED), review.seen.state)
    except Refused as refused:
        _tell(rooms, knock, refused)
    else:
        after_review(rooms, review.seen.quarter, review.seen.unit)


def _tell(rooms: Rooms, knock: Knock, refused: Refused) -> None:
    """Say why not; where something else stands by now, the cards show it."""
    tell(rooms, knock, refused.words)
    if refused.seen:
        after_review(rooms, refused.seen.quarter, refused.seen.unit)


def open_view(rooms: Rooms, knock: Knock, value: str) -> None:
    """Open the form of a button."""
    action, _, about = value.partition(" ")
    try:
        with rooms.store.read() as session:
            review = review_of(session, rooms, knock, about)
            if action == ids.EDIT:
                check_not_own(review, knock.user)
            view = _view(session, action, review)
    except Refused as refused:
        _tell(rooms, knock, refused)
    else:
        rooms.posts.views_open(trigger_id=knock.trigger, view=view)


def _view(session: Session, action: str, review: Review) -> Block:
    plan, revision, slots = review.desk.plan, review.revision, review.slots()
    if action == ids.RETURN:
        return views.return_view(plan, revision, slots)
    if action == ids.ASK:
        return views.ask_view(plan, revision, slots)
    if len(slots) > views.AT_ONCE:
        return views.pick_view(plan, revision, slots)
    return _edit_view(session, review, slots)


def _edit_view(session: Session, review: Review, slots: list[str]) -> Block:
    before = before_for(session, review.desk, [review.seen.unit])
    return views.edit_view(review.desk.plan, review.revision, slots, before)


def view_sent(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """What an editor's form asks for, recorded before the form closes; sent twice, it is once."""
    view = body["view"]
    work = {
        ids.RETURN_VIEW: _returned,
        ids.ASK_VIEW: _asked,
        ids.PICK_VIEW: _picked,
        ids.EDIT_VIEW: _edited,
    }[view["callback_id"]]
    try:
        return {} if _taken(rooms, view) else work(rooms, knock, view)
    except Refused as refused:
        if refused.seen:
            after_review(rooms, refused.seen.quarter, refused.seen.unit)
        return _instead(notice_view(TITLE, refused.words))


def _taken(rooms: Rooms, view: Body) -> bool:
    """Whether this very form was taken before: Slack sends it again when in doubt."""
    with rooms.store.read() as session:
        return step_of(session, rooms.plan_id, view["id"]) is not None


def _instead(view: Block) -> Answer:
    return {"response_action": "update", "view": view}


def _returned(rooms: Rooms, knock: Knock, view: Body) -> Answer:
    values = view["state"]["values"]
    words = words_of(values)
    if not words:
        return _error(ids.WORDS, sayings.SAY_WHAT)
    with rooms.store.write() as session:
        hold(session, rooms.plan_id)
        review = review_of(session, rooms, knock, view["private_metadata"])
        slot = about_of(values, review.slots())
        step = review.step(StepKind.RETURNED, view["id"], slot=slot, text=words)
        decide(session, rooms.plan_id, step, review.seen.state)
        owe_decision(session, review.desk, step, review.revision)
    after_review(rooms, step.quarter, step.unit)
    return {}


def _asked(rooms: Rooms, knock: Knock, view: Body) -> Answer:
    values = view["state"]["values"]
    words, who = words_of(values), who_of(values)
    if not words:
        return _error(ids.WORDS, sayings.WRITE_QUESTION)
    if not who or not is_member(rooms, who):
        return _error(ids.WHO, sayings.CHOOSE_MEMBER)
    with rooms.store.read() as session:
        review = review_of(session, rooms, knock, view["private_metadata"])
    to = called(rooms, review.desk, who)
    with rooms.store.write() as session:
        hold(session, rooms.plan_id)
        review = review_of(session, rooms, knock, view["private_metadata"])
        slot = about_of(values, review.slots())
        step = review.step(StepKind.ASKED, view["id"], slot=slot, text=words, to=to)
        if ask(session, rooms.plan_id, step):
            owe_question(session, review.desk, step, who)
    after_review(rooms, step.quarter, step.unit)
    return {}


def called(rooms: Rooms, desk: Desk, slack_id: str) -> str:
    """A person of the plan by id; somebody else by name and Slack id."""
    person = desk.by_slack(slack_id)
    return person.id if person else f"{name_of(rooms, desk.plan, slack_id)} ({slack_id})"


def _picked(rooms: Rooms, knock: Knock, view: Body) -> Answer:
    with rooms.store.read() as session:
        review = review_of(session, rooms, knock, view["private_metadata"])
        chosen = slots_of(view["state"]["values"], review.slots())[: views.AT_ONCE]
        if not chosen:
            return _error(ids.WHICH, sayings.CHOOSE_WHAT_TO_EDIT)
        return _instead(_edit_view(session, review, chosen))


def _edited(rooms: Rooms, knock: Knock, view: Body) -> Answer:
    """Approve the editor's wording; what cannot be read is said at its field."""
    with rooms.store.write() as session:
        hold(session, rooms.plan_id)
        review = review_of(session, rooms, knock, view["private_metadata"])
        check_not_own(review, knock.user)
        written = typed.entries_of_page(view["state"]["values"])
        slots = [each.slot for each in written if each.slot in review.slots()]
        kept = review.revision.entries
        entries, errors = check_slots(review.desk.plan, slots, written, kept)
        if errors:
            return {"response_action": "errors", "errors": errors}
        filled = {each.slot for each in entries}
        edits = [*entries, *(Entry(slot, "") for slot in slots if slot not in filled)]
        changed = changes_words(review.desk.plan, kept, merged(kept, edits))
        step = review.step(StepKind.EDITED, view["id"], text=changed)
        made = approve_edited(session, rooms.plan_id, step, review.seen.state, edits)
        if made.number != review.revision.number:
            told = Step(**vars(step) | {"revision": made.number})
            owe_decision(session, review.desk, told, review.revision)
    after_review(rooms, step.quarter, step.unit)
    return {"response_action": "clear"}


def _error(block: str, words: str) -> Answer:
    return {"response_action": "errors", "errors": {block: words}}


_EDITING = (ids.PICK_VIEW, ids.EDIT_VIEW)
