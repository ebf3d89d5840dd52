"""One metric for a quarter: its figures in every area, its positions, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.analysis.caveats import caveats_for
from bot.analysis.groups import areas_of, group_of
from bot.analysis.judgements import judgements_of
from bot.analysis.places import places_of
from bot.analysis.readings import reading_of, readings_of
from bot.figure import Standing, Told
from bot.finding import Judgement, MetricStatus, Place, PriorityStatus, Reading
from bot.grounds import NO_GROUNDS, Grounds
from bot.plan import Area, AreaKind, Metric, Plan
from bot.quarter import Quarter
from bot.signal import Finding, Group, Strength


def metric_status_of(
    plan: Plan,
    metric: Metric,
    quarter: Quarter,
    told: Told,
    standings: Mapping[str, Sequence[Standing]],
    grounds: Grounds = NO_GROUNDS,
    area: Area | None = None,
) -> MetricStatus:
    """``told`` holds the figures of the metric, and of the counts behind a percentage. ``area``
    narrows it to one area and those within, where anything is recorded of them."""
    every = readings_of(plan, [metric], told.figures, quarter, told.withheld)
    shown = _narrowed(plan, metric, quarter, told, every, area) if area else every
    return MetricStatus(
        metric=metric,
        quarter=quarter,
        judgements=judgements_of(plan, shown, grounds, told.figures),
        places=places_of(plan, [metric], standings, quarter),
        groups=tuple(_groups(plan, metric, quarter, told, every, grounds, area)),
    )


def _narrowed(
    plan: Plan,
    metric: Metric,
    quarter: Quarter,
    told: Told,
    every: tuple[Reading, ...],
    area: Area,
) -> tuple[Reading, ...]:
    """What there is of the area; where that is nothing, that it is nothing, and all there is."""
    inside = tuple(each for each in every if plan.lies_in(each.area.id, area.id))
    asked = reading_of(plan, metric, area, told.figures, quarter, told.withheld)
    return inside or (asked, *every)


def _groups(
    plan: Plan,
    metric: Metric,
    quarter: Quarter,
    told: Told,
    every: Sequence[Reading],
    grounds: Grounds,
    area: Area | None,
) -> Iterator[Group]:
    """The force among others, but not where one of its areas is asked about; and its LPAs."""
    if area is None or area.kind is AreaKind.FORCE:
        caveats = caveats_for(plan, metric.caveats, plan.standing_caveats)
        force = group_of(plan, metric, quarter, told, grounds, caveats)
        yield from filter(None, [force])
    own = plan.lpa_of(area.id) if area else None
    yield from filter(None, [areas_of(plan, every, grounds, own.id if own else None)])


def reasons_of(status: MetricStatus | PriorityStatus) -> tuple[Finding, ...]:
    """Everything that was concluded, each with how and from what."""
    groups = status.groups if isinstance(status, MetricStatus) else ()
    return (
        *(each for judgement in status.judgements for each in _ordered(judgement)),
        *(each.finding for each in groups),
        *map(_placed, status.places),
    )


def _ordered(judgement: Judgement) -> tuple[Finding, ...]:
    """What is more than chance first, after the figure itself."""
    first, *others = judgement.findings
    return (first, *sorted(others, key=lambda each: each.strength is not Strength.SIGNAL))


def _placed(place: Place) -> Finding:
    standings = (place.standing, *([place.earlier] if place.earlier else []))
    return Finding(
        about=place.metric.name,
        sentence=place.sentence,
        direction=None,
        strength=Strength.PLAIN,
        rows=standings,
        caveats=place.caveats,
        how="the printed position, counted from the best end, against what the plan aims at",
    )
