"""The table of reviewing: what editors did with submissions, and what colleagues answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.quarter import Quarter
from bot.submission import StepKind
from storage.base import Base, Id, Key, Line, OfPlan


class ReviewStepRow(OfPlan, Base):
    """``id`` is the press or the form that it came with, so that it is kept once; ``place`` is
    where it stands among those of the unit's quarter."""

    __tablename__ = "review_step"
    __table_args__ = (Index(None, "plan", "quarter", "unit"),)

    id: Mapped[Key]
    unit: Mapped[Id]
    quarter: Mapped[Quarter]
    revision: Mapped[int]
    kind: Mapped[StepKind]
    by: Mapped[Line]
    at: Mapped[datetime]
    slot: Mapped[str] = mapped_column(String(140))
    text: Mapped[str]
    to: Mapped[Line]
    of: Mapped[Id]
    place: Mapped[int]
