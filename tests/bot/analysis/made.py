"""A small made-up plan, and figures, standings and updates in it, for tests of analysis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bot.figure import Figure, Standing
from bot.plan import (
    Area,
    AreaKind,
    Aspiration,
    AspirationKind,
    Caveat,
    CaveatKind,
    Commitment,
    Good,
    Metric,
    MetricKind,
    Plan,
    Priority,
    Unit,
    Update,
)
from bot.quarter import Period, Quarter

Q3 = Quarter(2021, 3)


def metric(id: str = "calls", **more: Any) -> Metric:
    given = {"name": "Calls taken", "unit": "calls", "kind": MetricKind.COUNT} | more
    return Metric(id, good=Good.NEITHER, priority="one", owner="desk", **given)


def plan(*metrics: Metric, **more: Any) -> Plan:
    return Plan(
        id="made",
        force="Made Police",
        name="Plan",
        period=Period.parse("2020-04..2024-03"),
        group_size=8,
        priorities=(
            Priority("one", 1, "First of all", "First", (_said("answer"), _said("be_seen"))),
            Priority("two", 2, "Second of all", "Second", (_said("listen"),)),
        ),
        areas=(
            Area("made", AreaKind.FORCE, "Madeshire"),
            Area("north", AreaKind.LPA, "North", "made"),
            Area("south", AreaKind.LPA, "South", "made"),
            Area("port", AreaKind.DISTRICT, "Port", "south"),
        ),
        units=(Unit("desk", "Front Desk", "made"), Unit("southern", "South Team", "south")),
        metrics=metrics,
        caveats=(
            Caveat("ranks", CaveatKind.RANK_NOT_SIGNIFICANT, "Ranks differ little."),
            Caveat("small", CaveatKind.SMALL_NUMBERS, "Small numbers."),
            Caveat("early", CaveatKind.PROVISIONAL, "Provisional."),
        ),
        standing_caveats=("ranks",),
        **more,
    )


def _said(id: str) -> Commitment:
    return Commitment(id, id.replace("_", " ").capitalize())


def figure(period: str, value: str | int, **more: Any) -> Figure:
    given = {"metric": "calls", "area": "made"} | more
    return Figure(period=Period.parse(period), value=Decimal(value), **given)


def standing(position: int, month: int = 10, **more: Any) -> Standing:
    given = {"metric": "calls", "size": 8, "best": 1} | more
    return Standing(as_at=date(2021, month, 1), position=position, **given)


def aim(kind: AspirationKind, position: int | None = None) -> Aspiration:
    return Aspiration(kind, "As printed", position)


def update(id: str, commitment: str, unit: str, area: str) -> Update:
    return Update(id, commitment, unit, area, Q3.period(), f"Text of {id}.")
