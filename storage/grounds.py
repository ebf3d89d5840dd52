"""Populations, other forces and decisions, read for answers; and a decision put on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from bot.grounds import Decision, DecisionKind, Grounds, PeerCount, Population
from bot.quarter import Period, Quarter
from storage import audit
from storage.session import Session, StoreFault
from storage.tables_grounds import DecisionRow, PeerRow, PopulationRow


def grounds_for(
    session: Session,
    plan_id: str,
    metrics: Iterable[str],
    until: date,
    since: date | None = None,
) -> Grounds:
    """What figures of these metrics are judged by. Of other forces, what covers periods that end
    between ``since`` and ``until``; of decisions, those about quarters up to ``until``."""
    asked: dict[str, Any] = {
        "plan": plan_id,
        "metrics": list(metrics),
        "until": until,
        "since": since or date.min,
        "quarter": Quarter.containing(until),
    }
    return Grounds(
        tuple(Population(*row) for row in session.execute(_POPULATIONS, asked)),
        tuple(map(_peer, session.execute(_PEERS, asked))),
        tuple(Decision(*row) for row in session.execute(_DECISIONS, asked)),
    )


def record_decision(
    session: Session, plan_id: str, decision: Decision, person: str, now: datetime
) -> None:
    """Put a decision on record and on the audit log, in the place of one about the same point."""
    asked = _key(plan_id, decision)
    held = session.scalar(select(DecisionRow.why).where(*_is(asked)))
    session.execute(delete(DecisionRow).where(*_is(asked)))
    values = {**vars(decision), "plan": plan_id, "recorded_by": person}
    session.execute(insert(DecisionRow).values(values))
    after = f"{decision.who}, {decision.decided}: {decision.why}"
    audit.record(
        session, plan_id, now, person, decision.kind, subject_of(decision), held or "", after
    )


def withdraw_decision(
    session: Session, plan_id: str, decision: Decision, person: str, now: datetime
) -> None:
    """Take back what a person recorded; raises StoreFault where the folder says it."""
    asked = _key(plan_id, decision)
    by = session.scalar(select(DecisionRow.recorded_by).where(*_is(asked)))
    if by is None:
        raise StoreFault("There is no such decision on record.")
    if not by:
        raise StoreFault("The plan's folder says so: take it out of decisions.yml and load it.")
    session.execute(delete(DecisionRow).where(*_is(asked)))
    what = f"{decision.kind} withdrawn"
    audit.record(session, plan_id, now, person, what, subject_of(decision), decision.why)


def subject_of(decision: Decision) -> str:
    """What the audit log calls the point that a decision is about."""
    return f"series:{decision.metric}:{decision.area}:{decision.quarter.key}"


def _key(plan_id: str, decision: Decision) -> dict[str, str | Quarter | DecisionKind]:
    return {
        "plan": plan_id,
        "metric": decision.metric,
        "area": decision.area,
        "quarter": decision.quarter,
        "kind": decision.kind,
    }


def _is(key: dict[str, str | Quarter | DecisionKind]) -> list[Any]:
    columns = DecisionRow.__table__.c
    return [columns[name] == value for name, value in key.items()]


def _peer(row: Sequence[Any]) -> PeerCount:
    metric, starts, ends, *rest = row
    return PeerCount(metric, Period(starts, ends), *rest)


_POPULATIONS = (
    select(PopulationRow.area, PopulationRow.year, PopulationRow.people, PopulationRow.source)
    .where(PopulationRow.plan == bindparam("plan"))
    .order_by(PopulationRow.area, PopulationRow.year)
)
_PEERS = (
    select(
        PeerRow.metric,
        PeerRow.starts,
        PeerRow.ends,
        PeerRow.force,
        PeerRow.population,
        PeerRow.year,
        PeerRow.count,
        PeerRow.rate,
        PeerRow.source,
    )
    .where(
        PeerRow.plan == bindparam("plan"),
        PeerRow.metric.in_(bindparam("metrics", expanding=True)),
        PeerRow.ends.between(bindparam("since"), bindparam("until")),
    )
    .order_by(PeerRow.metric, PeerRow.ends, PeerRow.starts, PeerRow.force)
)
_DECISIONS = (
    select(
        DecisionRow.metric,
        DecisionRow.area,
        DecisionRow.quarter,
        DecisionRow.kind,
        DecisionRow.who,
        DecisionRow.decided,
        DecisionRow.why,
        DecisionRow.recorded_by,
    )
    .where(
        DecisionRow.plan == bindparam("plan"),
        DecisionRow.metric.in_(bindparam("metrics", expanding=True)),
        DecisionRow.quarter <= bindparam("quarter"),
    )
    .order_by(DecisionRow.metric, DecisionRow.area, DecisionRow.quarter, DecisionRow.kind)
)
