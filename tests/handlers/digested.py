"""What tests of digests share: publishing, sending, and looking at what stands in a channel."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta

from bot.quarter import Quarter
from handlers.collecting import desk_of
from handlers.digests import pages_of, part_key
from handlers.editions import publish_now
from handlers.reminders import send_what_is_owed
from storage import deliveries

Q3 = Quarter(2021, 3)
CHANNELS = ("C0PCP", "C0CHIEFS")
EDITORS = "C0PERFORMANCE"


def published(office, quarter=Q3, times=1):
    rooms = office.house.rooms
    for _ in range(times):
        with rooms.store.write() as session:
            publish_now(session, desk_of(session, rooms, quarter), "sam")
    return quarter


def send(office, turns=1, **later):
    for _ in range(turns):
        office.wall.moment += timedelta(seconds=1, **later)
        office.running.desk.clock.offset = office.wall.moment.timestamp() - time.time()
        send_what_is_owed(office.house.rooms)


def posts(office, channel):
    """The digest's first messages in a channel."""
    seen = office.seen("U0EDITOR", channel)
    return [m for m in seen if m["is_bot"] and m["text"].startswith("Police and Crime Plan, ")]


def thread(office, channel):
    """The digest in a channel: its first message and all that stands below it, in order."""
    (parent,) = posts(office, channel)
    return office.seen("U0EDITOR", channel, parent["ts"])


def titles(messages):
    return [m["text"].partition("\n")[0] for m in messages]


def wanted(office, quarter=Q3):
    return [page.text.partition("\n")[0] for page in pages_of(office.house.rooms, quarter)]


def lost_and_doubled(office, channel):
    """How many parts a channel lacks, and how many it has more than once."""
    there = Counter(titles(thread(office, channel)))
    due = Counter(wanted(office))
    return (due - there).total(), (there - due).total()


def notes(office):
    said = office.seen("U0EDITOR", EDITORS)
    return [m for m in said if m["is_bot"] and m["text"].startswith("Digest ")]


def state(office, channel, part):
    with office.house.rooms.store.read() as session:
        found = deliveries.delivery(session, "essex", part_key(Q3, channel, part))
    return found.state if found else None
