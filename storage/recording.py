"""Approved figures and updates become part of the record that answers are read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from bot.entries import MARK
from bot.figure import Figure
from bot.plan import Caveat, Plan, Update
from bot.quarter import Period
from storage.entries import entry_of_update
from storage.session import Session
from storage.tables import (
    CaveatRow,
    FigureCaveatRow,
    FigureRow,
    PlanRow,
    SearchEntryRow,
    UpdateRow,
)


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


def revise_figure(session: Session, plan_id: str, figure: Figure) -> None:
    """Put a revised figure beside the one first published, in the place of an earlier revision."""
    for row in (FigureCaveatRow, FigureRow):
        key = _key(plan_id, figure)
        session.execute(delete(row).where(*(getattr(row, name) == key[name] for name in key)))
    record_figures(session, plan_id, [figure])


def record_caveats(session: Session, plan_id: str, caveats: Sequence[Caveat]) -> None:
    """Add caveats that the plan does not have, behind those of its folder."""
    held = set(session.scalars(select(CaveatRow.id).where(CaveatRow.plan == plan_id)))
    new = [each for each in caveats if each.id not in held]
    if not new:
        return
    last = select(func.max(CaveatRow.place)).where(CaveatRow.plan == plan_id)
    first = (session.scalar(last) or 0) + 1
    rows = [{"plan": plan_id, **vars(each), "place": n} for n, each in enumerate(new, first)]
    session.execute(insert(CaveatRow), rows)
    renew_fingerprint(session, plan_id)


def renew_fingerprint(session: Session, plan_id: str) -> None:
    """Let every process read the plan anew: it has caveats that no folder knows of."""
    own = CaveatRow.plan == plan_id, CaveatRow.id.contains(MARK)
    recorded = session.scalars(select(CaveatRow.id).where(*own).order_by(CaveatRow.id)).all()
    if recorded:
        was = session.scalar(select(PlanRow.fingerprint).where(PlanRow.id == plan_id))
        now = sha256(" ".join((was or "", *recorded)).encode()).hexdigest()
        session.execute(update(PlanRow).where(PlanRow.id == plan_id).values(fingerprint=now))


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
