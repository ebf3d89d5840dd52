"""The tables of publishing: quarters as they were frozen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Id, Line
from storage.tables_collecting import OfQuarter


class EditionRow(OfQuarter, Base):
    """``digest`` is the hash of ``snapshot``, which is the whole quarter as canonical text."""

    __tablename__ = "edition"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[Id]
    digest: Mapped[Line]
    reason: Mapped[str]
    snapshot: Mapped[str]
