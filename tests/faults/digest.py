"""A digest on the field: published there, and looked at in its channels."""

from __future__ import annotations

from bot.messages.digests.digest import digest
from bot.quarter import Quarter
from handlers.collecting import gathered
from handlers.digests import part_key
from handlers.editions import publish_now
from handlers.reporting import report_for
from handlers.tracing import opaque
from tests.faults.field import OPENING, Field

Q3 = Quarter(2021, 3)
CHANNELS = ("C0PCP", "C0CHIEFS")


def publish(field: Field) -> int:
    """Publish the quarter, and say of how many parts its digest is made."""
    field.jump(OPENING)
    with field.store.write() as session:
        publish_now(session, gathered(session, "essex", OPENING, Q3), "sam")
    with field.store.read() as session:
        return len(digest(report_for(session, "essex", Q3, OPENING, 1)))


def in_order(field: Field, channel: str, parts: int) -> bool:
    """Whether all parts stand in the channel's thread, each once, in their order."""
    said = [m for m in field.running.desk.world.messages(channel) if m.metadata]
    keys = [each.metadata["event_payload"]["key"] for each in said]
    wanted = [opaque(part_key(Q3, channel, part)) for part in range(parts)]
    (parent, *others) = said
    return keys == wanted and {each.thread_ts for each in others} == {parent.ts}
