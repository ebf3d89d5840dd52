"""The tables of collecting: what is owed, what was answered, who was told, and who did what.

What people did outlasts the plan data: a unit, a metric or a person may be withdrawn from the
plan, and what was submitted stays. So these rows name them, and refer to the plan alone.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.delivery import DeliveryState
from bot.quarter import Quarter
from bot.submission import State
from storage.base import Base, Id, Key, Line, Number, OfPlan, Placed, refers


class CollectionRow(OfPlan, Base):
    """How a plan's quarter is collected, with its calendar; a plan has one or none."""

    __tablename__ = "collection"

    opens: Mapped[int]
    due: Mapped[int]
    publishes: Mapped[int]
    remind: Mapped[tuple[int, ...]]
    chase: Mapped[tuple[int, ...]]
    hours_from: Mapped[time]
    hours_to: Mapped[time]
    timezone: Mapped[Id]
    subdivision: Mapped[Id]
    days_off: Mapped[tuple[date, ...]]
    editors: Mapped[Id]


class DutyRow(OfPlan, Placed, Base):
    __tablename__ = "duty"
    __table_args__ = (refers("unit", "unit"), refers("person", "manager"))

    unit: Mapped[Key]
    manager: Mapped[Id | None]


class DutyMetricRow(OfPlan, Placed, Base):
    __tablename__ = "duty_metric"
    __table_args__ = (refers("unit", "unit"), refers("metric", "metric"))

    unit: Mapped[Key]
    metric: Mapped[Key]


class DutyCommitmentRow(OfPlan, Placed, Base):
    __tablename__ = "duty_commitment"
    __table_args__ = (refers("unit", "unit"), refers("commitment", "commitment"))

    unit: Mapped[Key]
    commitment: Mapped[Key]


class DutyExemptionRow(OfPlan, Placed, Base):
    """A quarter in which a unit owes nothing."""

    __tablename__ = "duty_exemption"
    __table_args__ = (refers("unit", "unit"),)

    unit: Mapped[Key]
    quarter: Mapped[Quarter] = mapped_column(primary_key=True)


class OfQuarter(OfPlan):
    """What belongs to one quarter of a plan; the quarter comes before whatever it is about."""

    quarter: Mapped[Quarter] = mapped_column(primary_key=True, sort_order=-1)


class DraftRow(OfQuarter, Base):
    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("id"),)

    unit: Mapped[Key]
    id: Mapped[Id]
    version: Mapped[int]
    by: Mapped[Id]
    at: Mapped[datetime]


class EntryOf:
    """An answer. ``place`` keeps the order in which the slots were first answered."""

    text: Mapped[str]
    value: Mapped[Decimal | None]
    links: Mapped[tuple[str, ...]]
    place: Mapped[int]


class DraftEntryRow(OfQuarter, EntryOf, Base):
    """``version`` and ``by`` tell which save gave the slot this answer; an answer that was taken
    away stays as an empty text."""

    __tablename__ = "draft_entry"
    __table_args__ = (refers("draft", "quarter", "unit"),)

    unit: Mapped[Key]
    slot: Mapped[str] = mapped_column(String(140), primary_key=True)
    version: Mapped[int]
    by: Mapped[Id]


class RevisionRow(OfQuarter, Base):
    """``key`` is the press that made it, and ``draft`` the draft it was: neither makes another.
    ``state_at`` is since when it stands as it does."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("plan", "quarter", "unit", "key"), UniqueConstraint("draft"))

    unit: Mapped[Key]
    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[Line]
    draft: Mapped[Id | None]
    by: Mapped[Id]
    at: Mapped[datetime]
    late: Mapped[bool]
    nil: Mapped[str]
    state: Mapped[State]
    state_at: Mapped[datetime]


class RevisionEntryRow(OfQuarter, EntryOf, Base):
    __tablename__ = "revision_entry"
    __table_args__ = (refers("revision", "quarter", "unit", "number"),)

    unit: Mapped[Key]
    number: Mapped[int] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(String(140), primary_key=True)


class DraftExplanationRow(OfQuarter, Base):
    """What a lead said of something that a check found; it belongs to the draft, whatever the
    draft says meanwhile, and ``key`` is the finding's."""

    __tablename__ = "draft_explanation"
    __table_args__ = (refers("draft", "quarter", "unit"),)

    unit: Mapped[Key]
    key: Mapped[Key]
    text: Mapped[str]
    by: Mapped[Id]
    at: Mapped[datetime]


class ConcernRow(OfQuarter, Base):
    """What a check found in a revision when it was sent, with the explanation that was given."""

    __tablename__ = "concern"
    __table_args__ = (refers("revision", "quarter", "unit", "number"),)

    unit: Mapped[Key]
    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[Key]
    slot: Mapped[str] = mapped_column(String(140))
    kind: Mapped[Id]
    said: Mapped[str]
    excerpt: Mapped[str]
    is_fault: Mapped[bool]
    explanation: Mapped[str]
    place: Mapped[int]


class ReplyRow(OfPlan, Base):
    """A plain reply, kept until it was put into a draft or thrown away, which ``settled`` says."""

    __tablename__ = "reply"

    id: Mapped[Key]
    quarter: Mapped[Quarter]
    person: Mapped[Id]
    text: Mapped[str]
    links: Mapped[tuple[str, ...]]
    at: Mapped[datetime]
    settled: Mapped[Line]


class CoverRow(OfQuarter, Base):
    __tablename__ = "cover"

    unit: Mapped[Key]
    giver: Mapped[Id]
    taker: Mapped[Id]
    at: Mapped[datetime]


class AbsenceRow(OfPlan, Base):
    __tablename__ = "absence"

    person: Mapped[Key]
    until: Mapped[date]


class SnoozeRow(OfQuarter, Base):
    __tablename__ = "snooze"

    person: Mapped[Key]
    until: Mapped[datetime]


class DeliveryRow(OfPlan, Base):
    """``quarter`` is the one that the key names, where it names one."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index(None, "plan", "state", "due"),
        Index(None, "plan", "quarter"),
        Index(None, "plan", "channel", "ts"),
    )

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[Id]
    quarter: Mapped[Quarter | None]
    recipient: Mapped[Id]
    due: Mapped[datetime]
    about: Mapped[dict[str, str]]
    state: Mapped[DeliveryState]
    claimed: Mapped[datetime | None]
    sent: Mapped[datetime | None]
    channel: Mapped[Id]
    ts: Mapped[Id]
    turn: Mapped[int] = mapped_column(server_default="0")
    claimant: Mapped[Id] = mapped_column(server_default="")


class AuditRow(Base):
    """The database itself refuses to change or delete a line."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "plan", "subject"),)

    number: Mapped[Number]
    plan: Mapped[str] = mapped_column(ForeignKey("plan.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]
    who: Mapped[Id]
    what: Mapped[Line]
    subject: Mapped[Line]
    before: Mapped[str]
    after: Mapped[str]
