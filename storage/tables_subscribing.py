"""The table of subscriptions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from bot.subscription import Rhythm
from storage.base import Base, Id, Key, OfPlan


class SubscriptionRow(OfPlan, Base):
    """Who is told of what. One that was stopped is gone; the audit log remembers it."""

    __tablename__ = "subscription"
    __table_args__ = (Index(None, "plan", "recipient"),)

    id: Mapped[Key]
    priority: Mapped[Id]
    area: Mapped[Id]
    recipient: Mapped[Id]
    by: Mapped[Id]
    at: Mapped[datetime]
    rhythm: Mapped[Rhythm]
    weekday: Mapped[int]
    hour: Mapped[int]
