"""What subscribers are sent, made from what stands when its turn comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot import analysis
from bot.delivery import Delivery
from bot.entries import updates_in
from bot.finding import PriorityStatus
from bot.messages.collecting.words import person_name
from bot.messages.digests.news import (
    ApprovedChange,
    area_pages,
    change_pages,
    correction_pages,
)
from bot.messages.digests.sections import section_pages
from bot.messages.digests.subscribing import subject_name, with_stop
from bot.messages.sheet import Message
from bot.plan import Plan
from bot.quarter import Quarter
from bot.report import Report
from bot.submission import Revision
from bot.subscription import Subscription
from handlers.deliveries import closed
from handlers.outbox import Builder
from handlers.reporting import report_for
from handlers.rooms import Rooms
from handlers.subscriptions import is_under
from handlers.unpublished import may_see_all
from storage.plans import read_plan
from storage.reviews import steps_of
from storage.revisions import revisions_of
from storage.session import Session
from storage.snapshots import (
    current_snapshot,
    edition_with_snapshot,
    latest_edition,
    snapshot_of,
)
from storage.subscriptions import subscription

Pages = tuple[Message, ...]


def build_subscription(rooms: Rooms, delivery: Delivery) -> Pages:
    """From what stands now. Nothing once it is stopped, or where it may not be told any more."""
    with rooms.store.read() as session:
        plan = read_plan(session, rooms.plan_id)
        wanted = subscription(session, rooms.plan_id, delivery.about["subscription"])
        if wanted is None or not _is_known(plan, wanted):
            return ()
        news = [_read(each) for each in delivery.about["news"].split()]
        pages = tuple(_told(session, rooms, plan, wanted, news))
    if not wanted.recipient.startswith(("U", "W")) and closed(rooms, wanted.recipient):
        return ()
    return with_stop(pages, plan, wanted, rooms.command) if pages else ()


def _is_known(plan: Plan, wanted: Subscription) -> bool:
    priorities, areas = {each.id for each in plan.priorities}, {each.id for each in plan.areas}
    return wanted.priority in priorities or wanted.area in areas


def _read(word: str) -> tuple[Quarter, str]:
    """``2021/22-Q3/v1``: a quarter, and the news of it."""
    quarter, _, key = word.rpartition("/")
    return Quarter.parse(quarter), key


def _told(
    session: Session,
    rooms: Rooms,
    plan: Plan,
    wanted: Subscription,
    news: Iterable[tuple[Quarter, str]],
) -> Iterator[Message]:
    """Editions first, each by itself; then what was approved, together."""
    name = subject_name(plan, wanted)
    changes: list[ApprovedChange] = []
    for quarter, key in news:
        if key.startswith("v") and key[1:].isdigit():
            yield from _edition(session, rooms, wanted, name, quarter, int(key[1:]))
        elif may_see_all(rooms, plan, wanted.recipient):
            changes += _change(session, plan, wanted, quarter, key)
    if changes:
        yield from change_pages(plan, name, changes)


def _edition(
    session: Session, rooms: Rooms, wanted: Subscription, name: str, quarter: Quarter, number: int
) -> Pages:
    """The first edition whole; of a later one what it changed."""
    if number > 1:
        return _correction(session, rooms, wanted, name, quarter, number)
    report = report_for(session, rooms.plan_id, quarter, rooms.now(), number)
    if wanted.area:
        return area_pages(report, name, _in_area(report, wanted.area))
    sections = [each for each in report.sections if each.status.priority.id == wanted.priority]
    return section_pages(report, sections[0]) if sections else ()


def _in_area(report: Report, area: str) -> list[PriorityStatus]:
    """The priorities in which there is something of an area."""
    plan = report.plan
    if all(each.id != area for each in plan.areas):
        return []
    inside = [analysis.in_area(plan, each.status, plan.area(area)) for each in report.sections]
    return [each for each in inside if each.readings or each.accounts]


def _correction(
    session: Session, rooms: Rooms, wanted: Subscription, name: str, quarter: Quarter, number: int
) -> Pages:
    edition, after = edition_with_snapshot(session, rooms.plan_id, quarter, rooms.now(), number)
    before = snapshot_of(session, rooms.plan_id, quarter, number - 1)
    plan = after.plan
    slots = {
        each: f"metric:{each.metric}" if each.metric else f"commitment:{each.commitment}"
        for each in analysis.corrections_of(before, after, edition)
    }
    own = [each for each, slot in slots.items() if _is_of(plan, wanted, each.area, slot)]
    return correction_pages(plan, edition, name, own) if own else ()


def _is_of(plan: Plan, wanted: Subscription, area: str, slot: str) -> bool:
    if wanted.area:
        return plan.lies_in(area, wanted.area)
    return is_under(plan, slot, wanted.priority)


def _change(
    session: Session, plan: Plan, wanted: Subscription, quarter: Quarter, key: str
) -> Iterator[ApprovedChange]:
    """What was approved of a unit's return, as far as it was subscribed to."""
    unit, _, number = key.rpartition(".")
    revisions = revisions_of(session, plan.id, unit, quarter)
    revision = next((each for each in revisions if str(each.number) == number), None)
    if revision is None or all(each.id != unit for each in plan.units):
        return
    slots = [
        each.slot
        for each in revision.entries
        if wanted.area or is_under(plan, each.slot, wanted.priority)
    ]
    change = _approved(session, plan, revision, slots)
    if change.readings or change.accounts:
        yield change


def _approved(session: Session, plan: Plan, revision: Revision, slots: list[str]) -> ApprovedChange:
    """In the words in which it will be published, and with the same withheld."""
    quarter = revision.quarter
    snapshot = current_snapshot(session, plan.id, quarter)
    told = analysis.withhold(plan, snapshot.figures)
    metrics = [each for each in plan.metrics if f"metric:{each.id}" in slots]
    readings = analysis.readings_of(plan, metrics, told.figures, quarter, told.withheld)
    updates = [
        each for each in updates_in(plan, revision) if f"commitment:{each.commitment}" in slots
    ]
    steps = steps_of(session, plan.id, revision.unit, quarter)
    step = next(each for each in reversed(steps) if each.revision == revision.number)
    edition = latest_edition(session, plan.id, quarter)
    return ApprovedChange(
        quarter=quarter,
        unit=revision.unit,
        by=person_name(plan, step.by),
        readings=tuple(each for each in readings if each.figure or each.is_withheld),
        accounts=analysis.accounts_of(plan, updates),
        published=edition is not None and edition.at >= step.at,
    )


BUILDERS: dict[str, Builder] = {"subscription": build_subscription}
