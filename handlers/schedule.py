"""Which clock door is knocked on, how often: a list, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.alerts import owe_alerts
from handlers.keeping import let_go_of_the_old, seal_the_log
from handlers.notes import follow_the_calendar
from handlers.reminders import owe_what_is_due, send_what_is_owed
from handlers.rooms import Rooms
from handlers.subscriptions import owe_subscriptions


@dataclass(frozen=True)
class Tick:
    """``door`` takes the rooms; it finds out itself whether anything is due."""

    name: str
    seconds: int
    door: Callable[[Rooms], None]


TICKS = (
    Tick("calendar", 60, follow_the_calendar),
    Tick("reminders", 60, owe_what_is_due),
    Tick("subscriptions", 60, owe_subscriptions),
    Tick("outbox", 20, send_what_is_owed),
    Tick("alerts", 60, owe_alerts),
    Tick("seals", 60, seal_the_log),
    Tick("retention", 3600, let_go_of_the_old),
)
