"""A quarter in the middle of its life, put into a store at once: somebody of every kind, and
something of every kind that a button may be about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import yaml
from sqlalchemy import update

from bot import analysis
from bot.delivery import Delivery, DeliveryState
from bot.folder import Book
from bot.form import page_of
from bot.messages.collecting import ids
from bot.messages.doubtful import Seen as SeenDelivery
from bot.messages.publishing import ids as publishing
from bot.messages.reviewing.ids import Seen
from bot.plan import Appointment, Person, Role
from bot.quarter import Quarter
from bot.submission import Cover, Entry, Reply, Step, StepKind
from bot.subscription import Subscription
from handlers.collecting import gathered
from handlers.editions import preview_of
from storage import reviews
from storage.corrections import correct
from storage.covering import hand_over
from storage.deliveries import owe
from storage.drafts import open_draft, save_entries
from storage.figures import figures_for
from storage.plans import read_plan
from storage.replies import keep
from storage.revisions import latest_revision
from storage.session import Session, Store
from storage.submissions import submit, submit_nil
from storage.subscriptions import subscribe
from storage.tables_collecting import DeliveryRow
from tests.conftest import ROOT

Q3, Q4 = Quarter(2021, 3), Quarter(2021, 4)
NOW = datetime(2022, 4, 5, 10, 0, tzinfo=UTC)
SMALL = "children_given_presents"
UNIT, OTHER = "north_lpa", "west_lpa"
LEAD, GROUP = "amara", "S0EDITORS"
ASKED = "U0CHIEF"  # by an editor; the same subscribed
IN_THREAD = {"channel": "DU0NORTH", "thread_ts": "8.8"}
IN_THREAD_OF_QUESTION = {"channel": f"D{ASKED}", "thread_ts": "7.7"}


def cast() -> str:
    """The practice workspace with a member whom the plan does not name, and a group of editors."""
    setup = yaml.safe_load((ROOT / "practice" / "workspace.yml").read_text(encoding="utf-8"))
    setup["people"] += [
        {"id": "U0NOBODY", "name": "Noor Ali", "title": "Clerk"},
        {"id": "U0GROUPED", "name": "Gwen Hughes", "title": "Analyst"},
    ]
    editors = {"id": GROUP, "handle": "editors", "name": "Editors", "members": ["U0GROUPED"]}
    setup["usergroups"].append(editors)
    return yaml.safe_dump(setup)


def staffed(book: Book) -> Book:
    """The plan with editors who must be refused all the same, and with a group of editors."""
    more = (
        Person("leo", "Leo Marsh", "U0GUEST"),
        Person("kit", "Kit Barlow", "U0STRANGER"),
        Person("desk", "The editors' desk", GROUP),
    )
    roles = tuple(Appointment(each.id, Role.EDITOR) for each in more)
    plan = book.plan
    small = tuple(replace(m, suppress_below=100 if m.id == SMALL else None) for m in plan.metrics)
    plan = replace(
        plan, metrics=small, people=(*plan.people, *more), appointments=(*plan.appointments, *roles)
    )
    return replace(book, plan=plan)


@dataclass(frozen=True)
class Scene:
    """What buttons and forms of this quarter hold, ready to be pressed."""

    draft: str
    page: str
    answer: str
    seen: str
    question: str
    reply: str
    subscription: str
    doubt: str
    publish: str
    aim: str

    @property
    def unit(self) -> str:
        return ids.pack(UNIT, Q4)

    @property
    def replied(self) -> str:
        """What the buttons under what was understood of a reply hold."""
        return ids.pack(UNIT, Q4, self.answer, self.reply)


def play(store: Store, plan_id: str) -> Scene:
    """Put everything in its place, once for each empty quarter."""
    with store.write() as session:
        return _played(session, plan_id)


def _played(session: Session, plan_id: str) -> Scene:
    desk = gathered(session, plan_id, NOW, Q4)
    hand_over(session, plan_id, Cover(UNIT, Q4, LEAD, "owen", NOW))
    slots = page_of(desk.duty(UNIT), 1)
    answer = next(each for each in slots if each.startswith("commitment:"))
    draft = open_draft(session, plan_id, UNIT, Q4, LEAD, NOW)
    written = [Entry(answer, "Written on Monday.")]
    draft = save_entries(session, draft.id, draft.version, written, LEAD, NOW)
    submit_nil(session, plan_id, UNIT, Q4, "Nothing of note.", "V0NIL", LEAD, NOW, late=False)
    sent = latest_revision(session, plan_id, UNIT, Q4)
    assert sent
    _approve(session, plan_id)
    reply = Reply("DU0NORTH-5.5", Q4, LEAD, "We made 12 arrests.", (), NOW)
    keep(session, plan_id, reply)
    question = Step("question1", UNIT, Q4, sent.number, StepKind.ASKED, "sam", NOW, text="Why?")
    reviews.ask(session, plan_id, question)
    about = {"quarter": Q4.key, "units": UNIT}
    key = f"question:{Q4.key}:{question.id}"
    _sent(session, plan_id, Delivery(key, "question", ASKED, NOW, about | {"step": question.id}))
    _sent(session, plan_id, Delivery("reminder:2021/22-Q4:1", "reminder", "U0NORTH", NOW, about))
    doubt = Delivery("reminder:2021/22-Q4:2", "reminder", "U0NORTH", NOW, about)
    _sent(session, plan_id, doubt, DeliveryState.UNKNOWN)
    priority = desk.plan.priorities[0].id
    subscription = Subscription("subscribed1", priority, "", ASKED, ASKED, NOW)
    subscribe(session, plan_id, subscription)
    preview = preview_of(session, gathered(session, plan_id, NOW, Q4))
    figure = figures_for(session, plan_id, ["calls_999"], None, Q3.end, Q3.start)[0]
    return Scene(
        draft=f"{draft.id} {draft.version}",
        page=f"{ids.PAGE}1",
        answer=answer,
        seen=Seen.of(sent).packed,
        question=question.id,
        reply=reply.id,
        subscription=subscription.id,
        doubt=SeenDelivery(doubt.key, DeliveryState.UNKNOWN, 0).packed,
        publish=publishing.pack(Q4, preview.digest),
        aim=publishing.Aim.at(Q3, figure).packed,
    )


def correct_small(store: Store, plan_id: str) -> None:
    """Correct a count that is withheld."""
    with store.write() as session:
        plan = read_plan(session, plan_id)
        figure = figures_for(session, plan_id, [SMALL], None, Q3.end, Q3.start)[0]
        after, caveat = analysis.revised(
            plan, figure, figure.value + 2, "Counted again.", "sam", NOW.date()
        )
        correct(session, plan_id, Q3, figure, after, caveat, NOW, "Counted again.")


def _approve(session: Session, plan_id: str) -> None:
    """Another unit's answer, approved and not published."""
    draft = open_draft(session, plan_id, OTHER, Q4, "priya", NOW)
    said = [Entry("commitment:target_asb", "Patrols by the river.")]
    save_entries(session, draft.id, draft.version, said, "priya", NOW)
    made = submit(session, draft.id, "V0OTHER", "priya", NOW, late=False)
    step = Step("step1", OTHER, Q4, made.number, StepKind.APPROVED, "sam", NOW)
    reviews.decide(session, plan_id, step, made.state)


def _sent(
    session: Session,
    plan_id: str,
    delivery: Delivery,
    state: DeliveryState = DeliveryState.SENT,
) -> None:
    owe(session, plan_id, delivery, NOW)
    ts = "7.7" if delivery.kind == "question" else "8.8"
    ts = "" if state is DeliveryState.UNKNOWN else ts
    place = {"channel": f"D{delivery.recipient}", "ts": ts, "sent": NOW, "claimed": NOW}
    row = DeliveryRow.__table__
    session.execute(update(row).where(row.c.key == delivery.key).values(state=state, **place))
