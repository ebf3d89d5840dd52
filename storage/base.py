"""What the tables have in common. Every key begins with the plan, so that several share a store.

What belongs to a plan refers to its parts by (plan, id). These references are checked when a
transaction ends: a folder is loaded as a whole, in whatever order.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.delivery import DeliveryState
from bot.figure import Origin, Vintage
from bot.grounds import DecisionKind
from bot.plan import AreaKind, AspirationKind, CaveatKind, Good, MetricKind, Role
from bot.quarter import Quarter
from bot.submission import State, StepKind
from bot.subscription import Rhythm
from storage.columns import Days, ExactDecimal, Moment, Numbers, QuarterKey, Words, one_of

Id = Annotated[str, mapped_column(String(64))]
Key = Annotated[str, mapped_column(String(64), primary_key=True)]
Line = Annotated[str, mapped_column(String(300))]
Number = Annotated[int, mapped_column(Integer, primary_key=True)]

_VOCABULARIES = (
    *(AreaKind, AspirationKind, CaveatKind, Good, MetricKind, Origin, Role, Vintage),
    *(DecisionKind, DeliveryState, Rhythm, State, StepKind),
)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        Decimal: ExactDecimal(),
        datetime: Moment(),
        Quarter: QuarterKey(),
        tuple[str, ...]: Words(),
        tuple[int, ...]: Numbers(),
        tuple[date, ...]: Days(),
        dict[str, str]: JSON(),
        **{words: one_of(words) for words in _VOCABULARIES},
    }


class OfPlan:
    """The column that everything of a plan begins with."""

    plan: Mapped[str] = mapped_column(
        ForeignKey("plan.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        sort_order=-2,
    )


class Placed:
    """Where a row stands among its kind in the plan data, which is its place in answers."""

    place: Mapped[int] = mapped_column(sort_order=1)


def refers(table: str, *columns: str) -> ForeignKeyConstraint:
    """A reference to a part of the same plan."""
    keys = ["id"] if len(columns) == 1 else list(columns)
    return ForeignKeyConstraint(
        ["plan", *columns],
        [f"{table}.plan", *(f"{table}.{key}" for key in keys)],
        deferrable=True,
        initially="DEFERRED",
    )
