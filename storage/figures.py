"""Figures and standings, read for answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, and_, bindparam, func, literal, select
from sqlalchemy.orm import aliased

from bot.figure import Figure, Standing, Vintage
from bot.quarter import Period, Quarter
from storage.rates import with_corrected_rates
from storage.session import Session
from storage.tables import (
    AreaRow,
    FigureCaveatRow,
    FigureKey,
    FigureRow,
    MetricRow,
    PlanRow,
    StandingCaveatRow,
    StandingRow,
    UpdateRow,
)

_NEWER = {Vintage.FIRST: 0, Vintage.REVISED: 1}
_KEY = 5  # columns that a figure is known by; the last of them is the vintage


def figures_for(
    session: Session,
    plan_id: str,
    metrics: Iterable[str],
    areas: Iterable[str] | None,
    until: date,
    since: date | None = None,
) -> tuple[Figure, ...]:
    """The figures whose periods end between ``since`` and ``until``, both included.

    Of a metric, area and period only the newest vintage is given. ``areas`` None means all.
    Ordered by metric, area and time, oldest first.
    """
    asked: dict[str, Any] = {
        "plan": plan_id,
        "metrics": list(metrics),
        "until": until,
        "since": since or date.min,
    }
    if areas is not None:
        asked["areas"] = list(areas)
    caveats = defaultdict(list)
    for row in session.execute(_caveats_of_figures(every_area=areas is None), asked):
        caveats[row[:_KEY]].append(row.caveat)
    rows = session.execute(_figures(every_area=areas is None), asked)
    return tuple(_figure(row, caveats.get(row[:_KEY], ())) for row in _newest(rows))


@cache
def _figures(*, every_area: bool) -> Select[Any]:
    figure = FigureRow
    return _asked(
        select(
            *_columns_of_key(figure),
            figure.value,
            figure.origin,
            figure.source,
            figure.recorded_by,
        ),
        figure,
        every_area=every_area,
    )


@cache
def _caveats_of_figures(*, every_area: bool) -> Select[Any]:
    link = FigureCaveatRow
    chosen = _asked(select(*_columns_of_key(link), link.caveat), link, every_area=every_area)
    return chosen.order_by(link.place)


def _columns_of_key(row: type[FigureKey]) -> tuple[Any, ...]:
    return row.metric, row.area, row.ends, row.starts, row.vintage


def _asked(chosen: Select[Any], row: type[FigureKey], *, every_area: bool) -> Select[Any]:
    """Areas are always named, so that the key can be followed down to the time."""
    every = row.area.in_(select(AreaRow.id).where(AreaRow.plan == bindparam("plan")))
    named = row.area.in_(bindparam("areas", expanding=True))
    return chosen.where(
        row.plan == bindparam("plan"),
        row.metric.in_(bindparam("metrics", expanding=True)),
        every if every_area else named,
        row.ends.between(bindparam("since"), bindparam("until")),
    ).order_by(row.metric, row.area, row.ends, row.starts)


def _newest(rows: Iterable[Row[Any]]) -> Iterable[Row[Any]]:
    newest: dict[tuple[Any, ...], Row[Any]] = {}
    for row in rows:
        held = newest.setdefault(row[: _KEY - 1], row)
        if _NEWER[row.vintage] > _NEWER[held.vintage]:
            newest[row[: _KEY - 1]] = row
    return newest.values()


def _figure(row: Sequence[Any], caveats: Sequence[str]) -> Figure:
    metric, area, ends, starts, vintage, value, origin, source, recorded_by = row
    period = Period(starts, ends)
    return Figure(metric, area, period, value, origin, vintage, source, recorded_by, tuple(caveats))


def standings_for(
    session: Session,
    plan_id: str,
    until: date,
    last: int | None = 2,
    metrics: Iterable[str] | None = None,
) -> dict[str, tuple[Standing, ...]]:
    """The last standings of every metric that has any, or of these, newest first; ``last`` None
    gives all. Their rates are those of the record, corrections included."""
    asked: dict[str, Any] = {"plan": plan_id, "until": until, "before": (last or 1) - 1}
    if metrics is not None:
        asked["metrics"] = list(metrics)
    statement = _standings(every_one=last is None, every_metric=metrics is None)
    rows = [row for row in session.execute(statement, asked) if row.metric]
    caveats = _caveats_of(session, plan_id, rows)
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        own = tuple(caveats.get((row.metric, row.as_at), ()))
        found[row.metric].append(Standing(**row._asdict(), caveats=own))
    held = {metric: tuple(each) for metric, each in found.items()}
    return with_corrected_rates(session, plan_id, held)


@cache
def _standings(*, every_one: bool, every_metric: bool) -> Select[Any]:
    """Metric by metric, beginning with the last but so many, which is one seek in the key: a
    longer past is not looked at. An outer join keeps the metrics first; those that have none
    give a row of nothing."""
    row = StandingRow
    columns = [each for each in row.__table__.c if each.name != "plan"]
    within = [row.plan == MetricRow.plan, row.metric == MetricRow.id]
    within.append(row.as_at <= bindparam("until"))
    if not every_one:
        within.append(row.as_at >= func.coalesce(_first(), literal(date.min)))
    chosen = select(*columns).select_from(MetricRow).outerjoin(row, and_(*within))
    chosen = chosen.where(MetricRow.plan == bindparam("plan"))
    if not every_metric:
        chosen = chosen.where(MetricRow.id.in_(bindparam("metrics", expanding=True)))
    return chosen.order_by(row.metric, row.as_at.desc())


def _first() -> ScalarSelect[date]:
    """The month of a metric's last standing but so many."""
    earlier = aliased(StandingRow)
    of_metric = (earlier.plan == bindparam("plan"), earlier.metric == MetricRow.id)
    months = select(earlier.as_at).where(*of_metric, earlier.as_at <= bindparam("until"))
    last_but = months.order_by(earlier.as_at.desc()).limit(1).offset(bindparam("before"))
    return last_but.scalar_subquery()


def _caveats_of(
    session: Session, plan_id: str, standings: Sequence[Row[Any]]
) -> dict[tuple[str, date], list[str]]:
    """The caveats of single standings, by metric and month."""
    found: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    if standings:
        months = [each.as_at for each in standings]
        asked = {"plan": plan_id, "since": min(months), "until": max(months)}
        asked["metrics"] = list({each.metric for each in standings})
        for row in session.execute(_CAVEATS_OF_STANDINGS, asked):
            found[row.metric, row.as_at].append(row.caveat)
    return found


_CAVEATS_OF_STANDINGS = (
    select(StandingCaveatRow.metric, StandingCaveatRow.as_at, StandingCaveatRow.caveat)
    .where(
        StandingCaveatRow.plan == bindparam("plan"),
        StandingCaveatRow.metric.in_(bindparam("metrics", expanding=True)),
        StandingCaveatRow.as_at.between(bindparam("since"), bindparam("until")),
    )
    .order_by(StandingCaveatRow.place)
)


def latest_quarter(session: Session, plan_id: str) -> Quarter:
    """The quarter of the newest figure or update; without any, that of the newest standing, or
    the one in which the plan begins, so that an empty plan can be asked of too.

    Raises LookupError where there is no such plan.
    """
    ends = _last_end(session, plan_id, date.max)
    for statement in (_LAST_STANDING, _BEGINNING):
        ends = ends or session.scalar(statement, {"plan": plan_id})
    if ends is None:
        raise LookupError(f"there is no plan {plan_id!r} in the store")
    return Quarter.containing(ends)


_LAST_STANDING = select(func.max(StandingRow.as_at)).where(StandingRow.plan == bindparam("plan"))
_BEGINNING = select(PlanRow.starts).where(PlanRow.id == bindparam("plan"))


def quarters_with_data(session: Session, plan_id: str) -> tuple[Quarter, ...]:
    """The quarters in which the period of a figure or an update ends, newest first.

    One seek in the index for each, so that it costs no more where there are more figures.
    """
    quarters: list[Quarter] = []
    ends = _last_end(session, plan_id, date.max)
    while ends is not None:
        quarters.append(Quarter.containing(ends))
        ends = _last_end(session, plan_id, quarters[-1].start - timedelta(days=1))
    return tuple(quarters)


def holds_quarter(session: Session, plan_id: str, quarter: Quarter) -> bool:
    """Whether a quarter is in the record as a whole: an update, or a figure of all of it. A figure
    of one month may come before the quarter is over."""
    figure = select(FigureRow.metric).where(
        FigureRow.plan == plan_id,
        FigureRow.ends == quarter.end,
        FigureRow.starts == quarter.start,
    )
    update = select(UpdateRow.id).where(UpdateRow.plan == plan_id, UpdateRow.ends == quarter.end)
    return any(session.execute(each.limit(1)).first() for each in (figure, update))


def _last_end(session: Session, plan_id: str, until: date) -> date | None:
    asked = {"plan": plan_id, "until": until}
    ends = [session.scalar(each, asked) for each in _LAST_ENDS]
    return max(filter(None, ends), default=None)


_LAST_ENDS: Sequence[Select[date]] = tuple(
    select(func.max(row.ends)).where(row.plan == bindparam("plan"), row.ends <= bindparam("until"))
    for row in (FigureRow, UpdateRow)
)
