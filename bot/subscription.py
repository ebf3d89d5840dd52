"""A subscription: one priority or area, told to one person or channel, when they asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Rhythm(StrEnum):
    """When a subscription is told of what is new."""

    QUARTER = "quarter"  # when a quarter is published, and when that is corrected
    CHANGE = "change"  # and also whenever an editor approves a change
    WEEKLY = "weekly"  # on a day of the week, if there is anything new


@dataclass(frozen=True)
class Wish:
    """What is asked for with a subscription. ``weekday`` counts from Monday, which is 0; ``here``
    is the channel in which it is asked, else it is for the person who asks."""

    rhythm: Rhythm = Rhythm.QUARTER
    weekday: int = 0
    hour: int = 9
    here: bool = False


@dataclass(frozen=True)
class Subscription:
    """``recipient`` is a Slack person or channel, ``by`` the Slack person who asked for it.
    Either ``priority`` or ``area`` is an id of the plan, and the other is empty."""

    id: str
    priority: str
    area: str
    recipient: str
    by: str
    at: datetime
    rhythm: Rhythm = Rhythm.QUARTER
    weekday: int = 0
    hour: int = 9
