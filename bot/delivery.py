"""A delivery: one message owed to one recipient, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LATE_AFTER = timedelta(minutes=15)  # what is due is sent within a minute, where Slack takes it


class DeliveryState(StrEnum):
    PENDING = "pending"
    CLAIMED = "claimed"  # being sent; found so after a crash, it is looked for before anything else
    SENT = "sent"
    UNKNOWN = "unknown"  # may have arrived, and cannot be looked for: a person decides
    FAILED = "failed"  # refused by Slack for good
    DROPPED = "dropped"  # no longer owed when its turn came


@dataclass(frozen=True)
class Delivery:
    """``key`` is unique: what is owed twice is inserted once. ``recipient`` is a Slack person or
    channel. ``about`` holds what the message is made from when its turn comes (ids only).

    ``turn`` counts how often it was claimed, so that whoever lost their claim cannot act on it;
    ``claimant`` is the process that claimed it last.
    """

    key: str
    kind: str
    recipient: str
    due: datetime
    about: Mapping[str, str] = field(default_factory=dict, hash=False)
    state: DeliveryState = DeliveryState.PENDING
    claimed: datetime | None = None
    sent: datetime | None = None
    channel: str = ""
    ts: str = ""
    turn: int = field(default=0, compare=False)
    claimant: str = field(default="", compare=False)


@dataclass(frozen=True)
class Backlog:
    """How many deliveries are in each state; how many are due and not yet sent, and since when
    the oldest of these is due."""

    counts: Mapping[DeliveryState, int]
    due: int
    oldest: datetime | None
