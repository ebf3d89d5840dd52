"""Cards: what was submitted is put before the editors, and drawn anew when it is decided."""

from __future__ import annotations

import secrets

from bot import analysis
from bot.delivery import Delivery
from bot.entries import figures_in
from bot.finding import Judgement
from bot.form import metric_in
from bot.messages.collecting.receipts import receipt
from bot.messages.reviewing.cards import Case, card, without_thread
from bot.messages.reviewing.words import step_words
from bot.messages.sheet import Message
from bot.publication import history_since
from bot.quarter import Quarter
from bot.signal import Strength
from bot.submission import Revision, State, Step, StepKind
from handlers.collecting import Desk, desk_of
from handlers.deliveries import draw_anew
from handlers.figures import grounds_of
from handlers.rooms import Rooms
from storage.concerns import concerns_of
from storage.deliveries import owe, sent_about
from storage.figures import figures_for
from storage.reviews import steps_of
from storage.revisions import latest_revisions, revisions_of
from storage.session import Session
from storage.snapshots import latest_edition

_DECISIONS = (StepKind.APPROVED, StepKind.EDITED, StepKind.RETURNED)


def owe_cards(session: Session, desk: Desk, revision: Revision) -> None:
    """In the transaction that records the revision: one card for the editors' channel, or one
    for each of them."""
    for mark, recipient in desk.editors().items():
        _owe(session, desk, revision, mark, recipient)


def owe_card_to(session: Session, desk: Desk, revision: Revision, slack_id: str) -> None:
    """Another card for an editor who asks to see it now."""
    _owe(session, desk, revision, f":{slack_id}:{secrets.token_hex(4)}", slack_id)


def _owe(session: Session, desk: Desk, revision: Revision, mark: str, recipient: str) -> None:
    key = f"card:{revision.quarter.key}:{revision.unit}:{revision.number}{mark}"
    about = {
        "quarter": revision.quarter.key,
        "unit": revision.unit,
        "revision": str(revision.number),
    }
    owe(session, desk.plan.id, Delivery(key, "card", recipient, desk.now, about), desk.now)


def build_card(rooms: Rooms, delivery: Delivery) -> tuple[Message, ...]:
    """The card as things stand; nothing where a newer revision, with a card of its own, came in."""
    case = _case_of_delivery(rooms, delivery)
    return card(case) if case and not case.replaced else ()


def _case_of_delivery(rooms: Rooms, delivery: Delivery) -> Case | None:
    unit, quarter = delivery.about["unit"], Quarter.parse(delivery.about["quarter"])
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, quarter)
        steps = steps_of(session, rooms.plan_id, unit, quarter)
        number = _followed(steps, int(delivery.about["revision"]))
        return case_of(session, desk, unit, number)


def _followed(steps: tuple[Step, ...], number: int) -> int:
    """An editor's wording of a revision takes its place on the card."""
    edited = {each.revision for each in steps if each.kind is StepKind.EDITED}
    while number + 1 in edited:
        number += 1
    return number


def case_of(session: Session, desk: Desk, unit: str, number: int) -> Case | None:
    """A revision with all that an editor needs to know; None where there is no such revision."""
    plan, quarter = desk.plan, desk.quarter
    revisions = revisions_of(session, plan.id, unit, quarter)
    revision = next((each for each in revisions if each.number == number), None)
    if revision is None or all(each.id != unit for each in plan.units):
        return None
    edition = latest_edition(session, plan.id, quarter)
    judged = _judged(session, desk, revision)
    verdicts = [each for one in judged for each in one.news]
    return Case(
        plan=plan,
        revision=revision,
        readings=tuple(each.reading for each in judged),
        signals=tuple(e.sentence for e in verdicts if e.strength is Strength.SIGNAL),
        judged=len(verdicts),
        concerns=concerns_of(session, plan.id, unit, quarter, number),
        missing=missing_in(desk, revision),
        steps=steps_of(session, plan.id, unit, quarter),
        newest=revisions[-1].number,
        published=edition.number if edition else 0,
    )


def waiting_in(session: Session, desk: Desk) -> list[Revision]:
    """The submissions that nobody has decided, oldest first, of the units that the plan has."""
    known = {each.id for each in desk.plan.units}
    found = latest_revisions(session, desk.plan.id, desk.quarter)
    waiting = [each for each in found.values() if each.state is State.SUBMITTED]
    return sorted((each for each in waiting if each.unit in known), key=lambda each: each.at)


def missing_in(desk: Desk, revision: Revision) -> tuple[str, ...]:
    """The slots that the unit owes and this revision leaves open."""
    duty = desk.collection.duty(revision.unit)
    if duty is None or revision.nil or desk.quarter in duty.exempt:
        return ()
    told = {each.slot for each in revision.entries if each.text.strip()}
    return tuple(slot for slot in duty.slots() if slot not in told)


def _judged(session: Session, desk: Desk, revision: Revision) -> tuple[Judgement, ...]:
    """The figures that were sent, each with what it compares with in the record, and whether it
    is more than chance."""
    plan, quarter = desk.plan, desk.quarter
    metrics = [m.id for each in revision.entries if (m := metric_in(plan, each.slot))]
    known = figures_for(session, plan.id, metrics, None, quarter.end, history_since(quarter))
    sent = figures_in(plan, revision, known)
    places = {(each.metric, each.area, each.period) for each in sent}
    others = [each for each in known if (each.metric, each.area, each.period) not in places]
    readings = [
        analysis.reading_of(
            plan, plan.metric(each.metric), plan.area(each.area), (*others, each), quarter
        )
        for each in sent
    ]
    grounds = grounds_of(session, plan, [each.metric for each in readings], quarter)
    return analysis.judgements_of(plan, readings, grounds, (*others, *sent))


def redraw(rooms: Rooms, quarter: Quarter, unit: str) -> None:
    """Draw the cards and the receipts of a unit anew, in their places."""
    with rooms.store.read() as session:
        cards = sent_about(session, rooms.plan_id, quarter, "card")
        receipts = sent_about(session, rooms.plan_id, quarter, "receipt")
    for each in cards:
        if each.about["unit"] == unit and (case := _case_of_delivery(rooms, each)):
            draw_anew(rooms, each.channel, each.ts, without_thread(case))
    for each in receipts:
        if each.about["units"] == unit and (message := _decided_receipt(rooms, each)):
            draw_anew(rooms, each.channel, each.ts, message)


def _decided_receipt(rooms: Rooms, delivery: Delivery) -> Message | None:
    """The receipt with what was decided; None where nothing was, or where it takes several
    messages, of which only the first could be drawn anew."""
    unit, quarter = delivery.about["units"], Quarter.parse(delivery.about["quarter"])
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, quarter)
        case = case_of(session, desk, unit, int(delivery.about["revision"]))
    decided = [each for each in case.steps if each.kind in _DECISIONS] if case else []
    if case is None or not decided:
        return None
    duty = desk.collection.duty(unit)
    may_correct = case.revision.state is not State.APPROVED and not case.replaced
    pages = receipt(
        desk.plan,
        duty.slots() if duty else (),
        case.revision,
        may_correct=may_correct,
        decided=step_words(desk.plan, decided[-1]).rstrip(":."),
        concerns=case.concerns,
    )
    return pages[0] if len(pages) == 1 else None
