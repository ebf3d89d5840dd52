"""The digest of a published quarter: owed part by part, so that each is posted once, in order.

A part is owed when the one before it is settled, in the same transaction. A crash at any moment
leaves one part to look for, and the rest follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.delivery import Delivery, DeliveryState
from bot.messages.digests.digest import digest
from bot.messages.digests.notes import (
    Gap,
    gaps_note,
    ready_note,
    refused_note,
    title_of,
    with_gap,
)
from bot.messages.replies import Closed
from bot.messages.sheet import Message
from bot.publication import Edition
from bot.quarter import Quarter
from handlers.collecting import Desk, desk_of
from handlers.deliveries import closed
from handlers.outbox import Builder, Follower, Outcome, PutOff
from handlers.reporting import report_for
from handlers.rooms import Rooms
from storage.deliveries import delivery, owe, pend_again, sent_about
from storage.plans import read_plan
from storage.session import Session
from storage.snapshots import editions_of

Pages = tuple[Message, ...]

FIRST = 1  # the edition that a digest is made from; what changes later goes into its thread
_AFTER_WORD = timedelta(seconds=1)  # the editors hear that it is published before it is drawn
_KEPT = timedelta(minutes=30)
_OPEN_FOR = timedelta(minutes=1)
_ASKED_AGAIN = timedelta(minutes=30)
_WAITS = timedelta(weeks=4)  # for an invitation, as its note says; then the channel is given up
_AGAIN_SOON = timedelta(minutes=1)
_UNSEEN = frozenset({"channel_not_found", "not_in_channel"})  # until we are invited, or in passing
_NO_MORE = frozenset({"is_archived", "restricted_action"})


def owe_digest(session: Session, desk: Desk, edition: Edition) -> None:
    """In the transaction that publishes: one digest for each channel that the plan names, and
    word to the contact. Nothing anew for a later edition."""
    publishing = desk.plan.publishing
    if publishing is None or edition.number != FIRST:
        return
    for channel in publishing.channels:
        soon = desk.now + _AFTER_WORD
        _owe_part(session, desk.plan.id, soon, edition.quarter, channel, {"part": "0"})
    if publishing.contact:
        for mark, recipient in desk.recipients(publishing.contact).items():
            key = f"ready:{edition.quarter.key}:{publishing.contact}{mark}"
            about = {"quarter": edition.quarter.key}
            owe(session, desk.plan.id, Delivery(key, "ready", recipient, desk.now, about), desk.now)


def undigested_in(session: Session, desk: Desk) -> tuple[str, ...]:
    """The channels that the plan names and that no digest of the quarter was ever owed to."""
    channels = desk.plan.publishing.channels if desk.plan.publishing else ()
    keys = {each: part_key(desk.quarter, each) for each in channels}
    return tuple(c for c, key in keys.items() if delivery(session, desk.plan.id, key) is None)


def _owe_part(
    session: Session,
    plan_id: str,
    due: datetime,
    quarter: Quarter,
    channel: str,
    about: Mapping[str, str],
) -> None:
    key = part_key(quarter, channel, int(about["part"]))
    told = {"quarter": quarter.key, "channel": channel, **about}
    owe(session, plan_id, Delivery(key, "digest", channel, due, told), due)


def part_key(quarter: Quarter, channel: str, part: int = 0) -> str:
    return f"digest:{quarter.key}:{channel}:{part:04}"


def posted_digests(session: Session, plan_id: str, quarter: Quarter) -> tuple[Delivery, ...]:
    """The first messages of a quarter's digest that stand in channels: what follows a digest
    goes into their threads."""
    parts = sent_about(session, plan_id, quarter, "digest")
    return tuple(each for each in parts if each.ts and each.about.get("part", "0") == "0")


def pages_of(rooms: Rooms, quarter: Quarter) -> Pages:
    """The digest of a published quarter; it never changes, so it is kept while it is posted."""

    def made() -> Pages:
        with rooms.store.read() as session:
            return digest(report_for(session, rooms.plan_id, quarter, rooms.now(), FIRST))

    return rooms.memory.get(("digest", rooms.plan_id, quarter), _KEPT, made)


def build_digest(rooms: Rooms, delivery: Delivery) -> Pages:
    """One part. Nothing where the channel is none that may have it: then the editors hear."""
    quarter, channel = Quarter.parse(delivery.about["quarter"]), delivery.recipient
    if why := _closed(rooms, channel):
        with rooms.store.write(in_turn=False) as session:
            _owe_note(session, rooms, quarter, channel, {"why": why.value})
            (first, *_) = editions_of(session, rooms.plan_id, quarter)
        if why is Closed.ABSENT and rooms.now() < first.at + _WAITS:
            raise PutOff(_ASKED_AGAIN)
        return ()
    pages, part = pages_of(rooms, quarter), int(delivery.about["part"])
    gaps = _gaps_in(delivery)
    if gaps and gaps[-1] == (part - 1, Gap.REFUSED):
        return (with_gap(pages[part], title_of(pages[part - 1])),)
    return (pages[part],)


def _closed(rooms: Rooms, channel: str) -> Closed | None:
    """Looked up again after a while only: a digest has many parts."""
    look = partial(closed, rooms, channel, surely=True)
    return rooms.memory.get(("closed", channel), _OPEN_FOR, look)


def follow_digest(session: Session, rooms: Rooms, outcome: Outcome) -> None:
    """The next part, or at the end what was missing on the way."""
    done = outcome.delivery
    if done.state is DeliveryState.DROPPED:
        return
    quarter, part = Quarter.parse(done.about["quarter"]), int(done.about["part"])
    if outcome.why in _UNSEEN:
        _owe_anew(session, rooms, done, quarter)
        return
    thread = done.about.get("thread") or done.ts
    gaps = [*_gaps_in(done), *((part, each) for each in _gaps_of(outcome))]
    unsent = len(pages_of(rooms, quarter)) - part - 1
    told = {"gaps": " ".join(f"{at}:{gap}" for at, gap in gaps)}
    if part == 0 and done.ts:
        _owe_corrections(session, rooms, done, quarter)
    if not thread or outcome.why in _NO_MORE:
        _owe_note(session, rooms, quarter, done.recipient, told | {"unsent": str(unsent)})
    elif unsent:
        about = {"part": str(part + 1), "thread": thread, **(told if gaps else {})}
        _owe_part(session, rooms.plan_id, rooms.now(), quarter, done.recipient, about)
    elif gaps:
        _owe_note(session, rooms, quarter, done.recipient, told)


def _owe_anew(session: Session, rooms: Rooms, refused: Delivery, quarter: Quarter) -> None:
    """A part that was refused for want of a channel that may be seen again. The first time it is
    no more than tried soon; then the editors hear."""
    wait = _AGAIN_SOON
    if refused.turn > 1:
        wait = _ASKED_AGAIN
        _owe_note(session, rooms, quarter, refused.recipient, {"why": Closed.ABSENT.value})
    due = rooms.now() + wait
    pend_again(session, rooms.plan_id, refused.key, rooms.now(), "its channel was unseen", due)


def _owe_corrections(session: Session, rooms: Rooms, parent: Delivery, quarter: Quarter) -> None:
    """What was corrected after it was published and before its digest stood."""
    for edition in editions_of(session, rooms.plan_id, quarter)[1:]:
        key = f"correction:{quarter.key}:{edition.number}:{parent.recipient}"
        about = {"quarter": quarter.key, "edition": str(edition.number), "thread": parent.ts}
        each = Delivery(key, "correction", parent.recipient, rooms.now(), about)
        owe(session, rooms.plan_id, each, rooms.now())


def _gaps_of(outcome: Outcome) -> Iterator[Gap]:
    if outcome.delivery.state is DeliveryState.FAILED:
        yield Gap.REFUSED
    elif outcome.delivery.state is DeliveryState.UNKNOWN:
        yield Gap.UNKNOWN
    elif outcome.lost:
        yield Gap.PICTURE


def _gaps_in(delivery: Delivery) -> list[tuple[int, Gap]]:
    """The gaps before a part, each with the part that it is in: ``3:picture 7:refused``."""
    pairs = (each.split(":") for each in delivery.about.get("gaps", "").split())
    return [(int(part), Gap(gap)) for part, gap in pairs]


def _owe_note(
    session: Session, rooms: Rooms, quarter: Quarter, channel: str, about: Mapping[str, str]
) -> None:
    desk = desk_of(session, rooms, quarter)
    kind = "why" if "why" in about else "gaps"
    told = {"quarter": quarter.key, "channel": channel, **about}
    for mark, recipient in desk.editors().items():
        key = f"digest_note:{quarter.key}:{channel}:{kind}{mark}"
        note = Delivery(key, "digest_note", recipient, desk.now, told)
        owe(session, rooms.plan_id, note, desk.now)


def build_note(rooms: Rooms, delivery: Delivery) -> Pages:
    about, quarter = delivery.about, Quarter.parse(delivery.about["quarter"])
    with rooms.store.read() as session:
        plan = read_plan(session, rooms.plan_id)
    if "why" in about:
        return (refused_note(plan, quarter, about["channel"], Closed(about["why"])),)
    pages = pages_of(rooms, quarter)
    gaps = [(title_of(pages[part]), gap) for part, gap in _gaps_in(delivery)]
    unsent = int(about.get("unsent", "0"))
    return (gaps_note(plan, quarter, about["channel"], gaps, unsent),)


def build_ready(rooms: Rooms, delivery: Delivery) -> Pages:
    quarter = Quarter.parse(delivery.about["quarter"])
    with rooms.store.read() as session:
        report = report_for(session, rooms.plan_id, quarter, rooms.now(), FIRST)
    return (ready_note(report, rooms.command),)


BUILDERS: dict[str, Builder] = {
    "digest": build_digest,
    "digest_note": build_note,
    "ready": build_ready,
}
FOLLOWERS: dict[str, Follower] = {"digest": follow_digest}
