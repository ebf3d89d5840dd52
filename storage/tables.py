"""The tables."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.figure import Origin, Vintage
from bot.plan import AreaKind, AspirationKind, CaveatKind, Good, MetricKind, Role
from storage.base import Base, Id, Key, Line, Number, OfPlan, Placed, refers


class PlanRow(Base):
    """``fingerprint`` changes with anything that `read_plan` gives."""

    __tablename__ = "plan"

    id: Mapped[Key]
    force: Mapped[Line]
    name: Mapped[Line]
    starts: Mapped[date]
    ends: Mapped[date]
    group_size: Mapped[int]
    group_name: Mapped[Line]
    marking: Mapped[Line]
    source: Mapped[Line]
    fingerprint: Mapped[Id]


class CaveatRow(OfPlan, Placed, Base):
    __tablename__ = "caveat"

    id: Mapped[Key]
    kind: Mapped[CaveatKind]
    text: Mapped[str]


class PlanCaveatRow(OfPlan, Placed, Base):
    """The caveats that go with every standing of a plan."""

    __tablename__ = "plan_caveat"
    __table_args__ = (refers("caveat", "caveat"),)

    caveat: Mapped[Key]


class AliasRow(OfPlan, Placed, Base):
    """A word that people type for an area, a unit, a priority, a commitment or a metric."""

    __tablename__ = "alias"

    kind: Mapped[Key]
    of: Mapped[Key]
    word: Mapped[str] = mapped_column(String(300), primary_key=True)


class AreaRow(OfPlan, Placed, Base):
    __tablename__ = "area"
    __table_args__ = (refers("area", "parent"),)

    id: Mapped[Key]
    kind: Mapped[AreaKind]
    name: Mapped[Line]
    parent: Mapped[Id | None]


class UnitRow(OfPlan, Placed, Base):
    __tablename__ = "unit"
    __table_args__ = (refers("area", "area"),)

    id: Mapped[Key]
    name: Mapped[Line]
    area: Mapped[Id]


class PriorityRow(OfPlan, Placed, Base):
    __tablename__ = "priority"

    id: Mapped[Key]
    number: Mapped[int]
    name: Mapped[Line]
    short: Mapped[Line]


class CommitmentRow(OfPlan, Placed, Base):
    __tablename__ = "commitment"
    __table_args__ = (refers("priority", "priority"),)

    id: Mapped[Key]
    priority: Mapped[Id]
    text: Mapped[Line]


class MetricRow(OfPlan, Placed, Base):
    __tablename__ = "metric"
    __table_args__ = (
        refers("priority", "priority"),
        refers("unit", "owner"),
        refers("commitment", "commitment"),
        refers("metric", "part_of"),
    )

    id: Mapped[Key]
    name: Mapped[Line]
    unit: Mapped[Line]
    kind: Mapped[MetricKind]
    good: Mapped[Good]
    priority: Mapped[Id]
    owner: Mapped[Id]
    commitment: Mapped[Id | None]
    definition: Mapped[str]
    part_of: Mapped[Id | None]
    lead: Mapped[bool]
    stock: Mapped[bool]
    rolling: Mapped[bool]
    target: Mapped[Decimal | None]
    suppress_below: Mapped[int | None]


class MetricCaveatRow(OfPlan, Placed, Base):
    __tablename__ = "metric_caveat"
    __table_args__ = (refers("metric", "metric"), refers("caveat", "caveat"))

    metric: Mapped[Key]
    caveat: Mapped[Key]


class AspirationRow(OfPlan, Base):
    __tablename__ = "aspiration"
    __table_args__ = (refers("metric", "metric"),)

    metric: Mapped[Key]
    kind: Mapped[AspirationKind]
    printed: Mapped[Line]
    position: Mapped[int | None]


class FigureKey(OfPlan):
    """Metric before area: a question always names its metrics, and often wants every area."""

    metric: Mapped[str] = mapped_column(String(64), primary_key=True, sort_order=-1)
    area: Mapped[str] = mapped_column(String(64), primary_key=True, sort_order=-1)
    ends: Mapped[date] = mapped_column(primary_key=True, sort_order=-1)
    starts: Mapped[date] = mapped_column(primary_key=True, sort_order=-1)
    vintage: Mapped[Vintage] = mapped_column(primary_key=True, sort_order=-1)


class FigureRow(FigureKey, Base):
    __tablename__ = "figure"
    __table_args__ = (
        refers("metric", "metric"),
        refers("area", "area"),
        Index(None, "plan", "ends"),
        {"sqlite_with_rowid": False},
    )

    value: Mapped[Decimal]
    origin: Mapped[Origin]
    source: Mapped[Line]
    recorded_by: Mapped[Line]


class FigureCaveatRow(FigureKey, Placed, Base):
    __tablename__ = "figure_caveat"
    __table_args__ = (
        refers("figure", "metric", "area", "ends", "starts", "vintage"),
        refers("caveat", "caveat"),
        {"sqlite_with_rowid": False},
    )

    caveat: Mapped[Key]


class StandingRow(OfPlan, Base):
    __tablename__ = "standing"
    __table_args__ = (refers("metric", "metric"),)

    metric: Mapped[Key]
    as_at: Mapped[date] = mapped_column(primary_key=True)
    position: Mapped[int]
    size: Mapped[int]
    best: Mapped[int]
    rate: Mapped[Decimal | None]
    rate_unit: Mapped[Line]
    to_average: Mapped[Decimal | None]
    to_average_note: Mapped[Line]
    to_quartile: Mapped[Decimal | None]
    to_quartile_note: Mapped[Line]
    gap_unit: Mapped[Line]
    data_to: Mapped[date | None]
    source: Mapped[Line]


class StandingCaveatRow(OfPlan, Placed, Base):
    __tablename__ = "standing_caveat"
    __table_args__ = (refers("standing", "metric", "as_at"), refers("caveat", "caveat"))

    metric: Mapped[Key]
    as_at: Mapped[date] = mapped_column(primary_key=True)
    caveat: Mapped[Key]


class UpdateRow(OfPlan, Placed, Base):
    __tablename__ = "update"
    __table_args__ = (
        refers("commitment", "commitment"),
        refers("unit", "unit"),
        refers("area", "area"),
        Index(None, "plan", "ends", "commitment"),
    )

    id: Mapped[Key]
    commitment: Mapped[Id]
    unit: Mapped[Id]
    area: Mapped[Id]
    starts: Mapped[date]
    ends: Mapped[date]
    text: Mapped[str]
    names: Mapped[tuple[str, ...]]
    source: Mapped[Line]
    recorded: Mapped[date | None]


class PersonRow(OfPlan, Placed, Base):
    __tablename__ = "person"
    __table_args__ = (Index(None, "plan", "slack_id"),)

    id: Mapped[Key]
    name: Mapped[Line]
    slack_id: Mapped[Id | None]
    title: Mapped[Line]


class AppointmentRow(Placed, Base):
    """``unit`` is empty for roles in the whole plan, so the row needs a number of its own."""

    __tablename__ = "appointment"
    __table_args__ = (
        refers("person", "person"),
        refers("unit", "unit"),
        Index(None, "plan", "person"),
        {"info": {"key": ("plan", "person", "role", "unit")}},
    )

    number: Mapped[Number]
    plan: Mapped[str] = mapped_column(ForeignKey("plan.id", deferrable=True, initially="DEFERRED"))
    person: Mapped[Id]
    role: Mapped[Role]
    unit: Mapped[Id | None]


class SearchEntryRow(Base):
    """What can be found by its words; the full-text index points at ``number``."""

    __tablename__ = "search_entry"
    __table_args__ = (
        UniqueConstraint("plan", "kind", "of"),
        {"info": {"key": ("plan", "kind", "of")}},
    )

    number: Mapped[Number]
    plan: Mapped[str] = mapped_column(ForeignKey("plan.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[Id]
    of: Mapped[Id]
    priority: Mapped[Id]
    title: Mapped[str]
    text: Mapped[str]
    head: Mapped[str]
    body: Mapped[str]


class ChartFileRow(Base):
    """A picture that Slack already has, by what was drawn and for whom."""

    __tablename__ = "chart_file"

    fingerprint: Mapped[Key]
    audience: Mapped[Key]
    file_id: Mapped[Id]
    created_at: Mapped[datetime]


class InboundEventRow(Base):
    """An event that was taken in; Slack delivers some more than once."""

    __tablename__ = "inbound_event"
    __table_args__ = (Index(None, "seen_at"),)

    id: Mapped[Line] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
