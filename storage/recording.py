"""Approved figures and updates become part of the record that answers are read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from bot.figure import Figure
from bot.plan import Plan, Update
from bot.quarter import Period
from storage.entries import entry_of_update
from storage.session import Session
from storage.tables import FigureCaveatRow, FigureRow, SearchEntryRow, UpdateRow


def record_figures(session: Session, plan_id: str, figures: Sequence[Figure]) -> None:
    """Add figures that the record does not hold, with their caveats."""
    if not figures:
        return
    session.execute(insert(FigureRow), [_figure(plan_id, each) for each in figures])
    caveats = [
        {**_key(plan_id, figure), "caveat": caveat, "place": place}
        for figure in figures
        for place, caveat in enumerate(figure.caveats)
    ]
    if caveats:
        session.execute(insert(FigureCaveatRow), caveats)


def record_updates(session: Session, plan: Plan, updates: Sequence[Update]) -> None:
    """Add updates that the record does not hold, behind those of the plan's folder, and let
    searches find them."""
    if not updates:
        return
    last = select(func.max(UpdateRow.place)).where(UpdateRow.plan == plan.id)
    first = (session.scalar(last) or 0) + 1
    rows = [_update(plan.id, each, place) for place, each in enumerate(updates, first)]
    session.execute(insert(UpdateRow), rows)
    entries = [{"plan": plan.id, **entry_of_update(plan, each)} for each in updates]
    session.execute(insert(SearchEntryRow), entries)


def in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """By metric, area and time, in whatever way a database sorts text."""
    return tuple(sorted(figures, key=lambda f: (f.metric, f.area, f.period, f.vintage)))


def _figure(plan_id: str, figure: Figure) -> dict[str, Any]:
    own = ("value", "origin", "source", "recorded_by")
    return _key(plan_id, figure) | {name: getattr(figure, name) for name in own}


def _key(plan_id: str, figure: Figure) -> dict[str, Any]:
    own = {"plan": plan_id, "metric": figure.metric, "area": figure.area}
    return own | {"vintage": figure.vintage} | _dates(figure.period)


def _update(plan_id: str, update: Update, place: int) -> dict[str, Any]:
    own = {name: value for name, value in vars(update).items() if name != "period"}
    return own | _dates(update.period) | {"plan": plan_id, "place": place}


def _dates(period: Period) -> dict[str, Any]:
    return {"starts": period.start, "ends": period.end}
