"""The tables of the audit log's seals: what holds its lines together, and what lets go of them."""

from __future__ import annotations

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, OfPlan


class SealRow(OfPlan, Base):
    """A link of a plan's chain. ``digest`` is of one line with its salt, and ``chain`` of the
    chain up to here. The database refuses to change or delete it."""

    __tablename__ = "audit_seal"
    __table_args__ = (UniqueConstraint("plan", "line"),)

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    chain: Mapped[str] = mapped_column(String(64))


class SaltRow(OfPlan, Base):
    """What was mixed into a line's digest. With it goes the proof of what the line said, and so
    the person in it may be forgotten."""

    __tablename__ = "audit_salt"

    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[str] = mapped_column(String(32))
