"""What an approved submission adds to the record, as it is published: figures and updates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from bot.figure import Figure, Origin
from bot.plan import Metric, Plan, Update
from bot.quarter import Period, Quarter
from bot.submission import Entry, Revision

MARK = ":"  # stands in the id of what was submitted, and in no id of a plan's folder
_LONGEST_ID = 64
_LONGEST_SOURCE = 300


def figures_in(plan: Plan, revision: Revision, known: Iterable[Figure] = ()) -> tuple[Figure, ...]:
    """The figures of a revision; each continues the series that is ``known`` of its metric.

    So a headcount that was always told as at a day is told as at the quarter's last day.
    """
    known = tuple(known)
    found = ((_metric(plan, each), each) for each in revision.entries)
    return tuple(_figure(plan, metric, entry, revision, known) for metric, entry in found if metric)


def updates_in(plan: Plan, revision: Revision) -> tuple[Update, ...]:
    """The updates of a revision, in the unit's own words."""
    unit, source = plan.unit(revision.unit), _source(plan, revision)
    return tuple(
        Update(
            id=update_id(revision.quarter, unit.id, commitment),
            commitment=commitment,
            unit=unit.id,
            area=unit.area,
            period=revision.quarter.period(),
            text=text,
            source=source,
            recorded=revision.at.date(),
        )
        for commitment, text in _told(plan, revision)
    )


def update_id(quarter: Quarter, unit: str, commitment: str) -> str:
    """The id of what a unit submits under a commitment; the same in every revision."""
    whole = MARK.join((quarter.key, unit, commitment))
    if len(whole) <= _LONGEST_ID:
        return whole
    return f"{quarter.key}{MARK}{sha256(whole.encode()).hexdigest()[:32]}"


def area_of(plan: Plan, metric: Metric, areas: Iterable[str]) -> str:
    """The area that a unit's figure is for, among those that the metric has figures in: the
    owner's own, or else the whole force; the owner's where there is none yet."""
    own, known = plan.unit(metric.owner).area, set(areas)
    return next((each for each in (own, plan.force_area.id) if each in known), own)


def _figure(
    plan: Plan, metric: Metric, entry: Entry, revision: Revision, known: tuple[Figure, ...]
) -> Figure:
    if entry.value is None:
        raise ValueError(f"{entry.slot} has no figure")
    area = area_of(plan, metric, (f.area for f in known if f.metric == metric.id))
    series = [f for f in known if (f.metric, f.area) == (metric.id, area)]
    return Figure(
        metric=metric.id,
        area=area,
        period=_period(series, revision.quarter),
        value=entry.value,
        origin=Origin.SUBMITTED,
        source=_source(plan, revision),
        recorded_by=revision.by,
    )


def _period(series: list[Figure], quarter: Quarter) -> Period:
    """The quarter; or its last day or month, where that is how the series was told until then."""
    earlier = [each.period for each in series if each.period.end < quarter.start]
    last = max(earlier, default=quarter.period())
    if last.days == 1:
        return Period(quarter.end, quarter.end)
    if last.months == 1:
        return Period(date(quarter.end.year, quarter.end.month, 1), quarter.end)
    return quarter.period()


def _metric(plan: Plan, entry: Entry) -> Metric | None:
    kind, _, name = entry.slot.partition(":")
    if kind != "metric" or entry.value is None:
        return None
    return next((each for each in plan.metrics if each.id == name), None)


def _told(plan: Plan, revision: Revision) -> Iterator[tuple[str, str]]:
    """The commitments that something was said under, of those that the plan still has."""
    known = {c.id for priority in plan.priorities for c in priority.commitments}
    for entry in revision.entries:
        kind, _, name = entry.slot.partition(":")
        if kind == "commitment" and name in known and entry.text.strip():
            yield name, entry.text


def _source(plan: Plan, revision: Revision) -> str:
    return f"revision {revision.number} of {plan.unit(revision.unit).name}"[:_LONGEST_SOURCE]
