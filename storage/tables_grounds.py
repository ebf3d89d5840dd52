"""The tables of what figures are judged by: people, other forces, and decisions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.grounds import DecisionKind
from bot.quarter import Quarter
from storage.base import Base, Id, Key, Line, OfPlan, refers


class ShareRow(OfPlan, Base):
    """The two counts of which a percentage is made."""

    __tablename__ = "share"
    __table_args__ = (
        refers("metric", "metric"),
        refers("metric", "numerator"),
        refers("metric", "denominator"),
    )

    metric: Mapped[Key]
    numerator: Mapped[Id]
    denominator: Mapped[Id]


class PopulationRow(OfPlan, Base):
    __tablename__ = "population"
    __table_args__ = (refers("area", "area"),)

    area: Mapped[Key]
    year: Mapped[int] = mapped_column(primary_key=True)
    people: Mapped[int]
    source: Mapped[Line]


class PeerRow(OfPlan, Base):
    __tablename__ = "peer"
    __table_args__ = (refers("metric", "metric"),)

    metric: Mapped[Key]
    ends: Mapped[date] = mapped_column(primary_key=True)
    starts: Mapped[date] = mapped_column(primary_key=True)
    force: Mapped[str] = mapped_column(String(300), primary_key=True)
    population: Mapped[int]
    year: Mapped[int]
    count: Mapped[int | None]
    rate: Mapped[Decimal | None]
    source: Mapped[Line]


class DecisionRow(OfPlan, Base):
    """``recorded_by`` is empty where the folder says it; what a person recorded outlasts the
    folder."""

    __tablename__ = "decision"
    __table_args__ = (refers("metric", "metric"), refers("area", "area"))

    metric: Mapped[Key]
    area: Mapped[Key]
    quarter: Mapped[Quarter] = mapped_column(primary_key=True)
    kind: Mapped[DecisionKind] = mapped_column(primary_key=True)
    who: Mapped[Line]
    decided: Mapped[date]
    why: Mapped[str]
    recorded_by: Mapped[Id]
