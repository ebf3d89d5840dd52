"""The tables of publishing: where a quarter goes, and quarters as they were frozen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Id, Line, OfPlan, refers
from storage.tables_collecting import OfQuarter


class PublishingRow(OfPlan, Base):
    """How a plan's quarter is published; a plan has one or none."""

    __tablename__ = "publishing"
    __table_args__ = (refers("person", "contact"),)

    channels: Mapped[tuple[str, ...]]
    contact: Mapped[Id | None]
    self_approval: Mapped[bool]
    automatic: Mapped[bool]
    crest: Mapped[str]
    colour: Mapped[Id]
    accent: Mapped[Id]


class EditionRow(OfQuarter, Base):
    """``digest`` is the hash of ``snapshot``, which is the whole quarter as canonical text."""

    __tablename__ = "edition"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[Id]
    digest: Mapped[Line]
    reason: Mapped[str]
    snapshot: Mapped[str]
