"""Editions: what a quarter would be published with, publishing it, and what is owed then."""

from __future__ import annotations

from bot import analysis
from bot.delivery import Delivery
from bot.messages.collecting.words import unit_name
from bot.messages.publishing import corrections, previews
from bot.messages.publishing.previews import Preview
from bot.messages.sheet import Message
from bot.plan import Plan
from bot.publication import Correction, Edition, Snapshot
from bot.quarter import Quarter
from handlers.cards import waiting_in
from handlers.collecting import Desk
from handlers.digests import owe_digest, posted_digests, undigested_in
from handlers.outbox import Builder
from handlers.rooms import Rooms
from storage.deliveries import owe
from storage.plans import read_plan
from storage.session import Session
from storage.snapshots import (
    edition_with_snapshot,
    editions_of,
    latest_edition,
    publish,
    snapshot_of,
)


def preview_of(session: Session, desk: Desk) -> Preview:
    """What would be published now, beside what was published last."""
    plan_id, quarter = desk.plan.id, desk.quarter
    edition, snapshot = edition_with_snapshot(session, plan_id, quarter, desk.now, 0)
    latest = latest_edition(session, plan_id, quarter)
    before = _told(session, desk.plan, quarter) if latest else None
    waiting = [unit_name(desk.plan, each.unit) for each in waiting_in(session, desk)]
    changes = analysis.corrections_of(before, snapshot, edition) if before else ()
    undigested = bool(latest) and bool(undigested_in(session, desk))
    return Preview(snapshot, edition.digest, latest, tuple(waiting), changes, undigested)


def publish_now(session: Session, desk: Desk, by: str, reason: str = "") -> Edition:
    """Publish, with everything owed that follows from it, in the same transaction. Where it is
    published already and there is no reason for another edition, nothing is owed anew."""
    before = latest_edition(session, desk.plan.id, desk.quarter)
    edition = publish(session, desk.plan.id, desk.quarter, by, desk.now, reason)
    if edition == before:
        return edition
    if edition.number == 1:
        _owe_word(session, desk, edition)
        owe_digest(session, desk, edition)
    else:
        owe_corrections(session, desk, edition)
    return edition


def digest_now(session: Session, desk: Desk) -> bool:
    """Owe the digest to channels that were never to have it: a quarter's first correction
    publishes it, and calls nobody. False where there is none, or no edition."""
    first = next(iter(editions_of(session, desk.plan.id, desk.quarter)), None)
    if first is None or not undigested_in(session, desk):
        return False
    owe_digest(session, desk, first)
    return True


def _owe_word(session: Session, desk: Desk, edition: Edition) -> None:
    """Word to the editors that it is published."""
    about = {"quarter": edition.quarter.key, "edition": str(edition.number)}
    for mark, recipient in desk.editors().items():
        key = f"published:{edition.quarter.key}:{edition.number}{mark}"
        owe(session, desk.plan.id, Delivery(key, "published", recipient, desk.now, about), desk.now)


def owe_corrections(session: Session, desk: Desk, edition: Edition) -> None:
    """A notice into the thread of every digest of the quarter that was posted, and to the
    editors, who have it alone where there was none."""
    about = {"quarter": edition.quarter.key, "edition": str(edition.number)}
    threads = {
        f":{each.channel}": (each.channel, about | {"thread": each.ts})
        for each in posted_digests(session, desk.plan.id, edition.quarter)
    }
    digested = {channel for channel, _ in threads.values()}
    editors = {
        f":editors{mark}": (recipient, about)
        for mark, recipient in desk.editors().items()
        if recipient not in digested
    }
    for mark, (recipient, own) in (threads | editors).items():
        key = f"correction:{edition.quarter.key}:{edition.number}{mark}"
        each = Delivery(key, "correction", recipient, desk.now, own)
        owe(session, desk.plan.id, each, desk.now)


def build_correction(rooms: Rooms, delivery: Delivery) -> tuple[Message, ...]:
    edition, snapshot, changes = _what_changed(rooms, delivery)
    return (corrections.correction_notice(snapshot.plan, edition, changes),)


def build_published(rooms: Rooms, delivery: Delivery) -> tuple[Message, ...]:
    edition, snapshot, _ = _what_changed(rooms, delivery)
    return (previews.published_notice(edition, snapshot),)


def _what_changed(
    rooms: Rooms, delivery: Delivery
) -> tuple[Edition, Snapshot, tuple[Correction, ...]]:
    """The edition that a delivery is about, and what it changes of the one before."""
    quarter, number = Quarter.parse(delivery.about["quarter"]), int(delivery.about["edition"])
    with rooms.store.read() as session:
        edition, snapshot = edition_with_snapshot(
            session, rooms.plan_id, quarter, rooms.now(), number
        )
        plan = read_plan(session, rooms.plan_id)
        before = _told(session, plan, quarter, number - 1) if number > 1 else None
    snapshot = analysis.as_strict_as(snapshot, plan)
    changes = analysis.corrections_of(before, snapshot, edition) if before else ()
    return edition, snapshot, changes


def _told(session: Session, plan: Plan, quarter: Quarter, number: int | None = None) -> Snapshot:
    """A published snapshot, of which no more is told than may be told today."""
    return analysis.as_strict_as(snapshot_of(session, plan.id, quarter, number), plan)


BUILDERS: dict[str, Builder] = {"published": build_published, "correction": build_correction}
