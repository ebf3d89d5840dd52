"""Which picture goes with which finding, and what its two titles say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.analysis.group_words import rank_in_full
from bot.analysis.places import position_words
from bot.analysis.readings import on_last_year, reading_name
from bot.analysis.small_counts import small_findings
from bot.finding import (
    Caterpillar,
    Comparison,
    Credit,
    Drawable,
    Funnel,
    Judgement,
    Ladder,
    MetricStatus,
    Multiples,
    Place,
    PriorityStatus,
    ProcessChart,
    Reading,
    SideBySide,
    SmallCounts,
    Trend,
    Verdict,
)
from bot.plan import AreaKind, CaveatKind, Plan
from bot.quarter import month_label
from bot.signal import Group, Process
from bot.wording import counted, inline, quantity

_TREND_FROM = 4  # points; fewer make no line worth drawing
_PANELS = 8


def pictures_of_status(plan: Plan, status: PriorityStatus) -> tuple[Drawable, ...]:
    """The ladder where the priority has standings, and its metrics where they compare."""
    ladder = pictures_of_places(plan, status.places)
    compared = _compared(status)
    if len(compared) == 1:
        return (*ladder, *_judged(plan, compared[0]))
    if not compared:
        return ladder
    shown = tuple(each.reading for each in compared[:_PANELS])
    title = f"{status.priority.short}: {_largest_change(shown)}"
    subtitle = f"{plan.force}, {status.quarter.label} ({status.quarter.words})"
    return (*ladder, Multiples(title, subtitle, shown, credit(plan)))


def _compared(status: PriorityStatus) -> list[Judgement]:
    """What has an earlier figure, each metric once: a small picture does not name its area, so of
    several areas the whole force stands, and without it none."""
    found: dict[str, list[Judgement]] = {}
    for each in status.judgements:
        if each.reading.year_earlier or each.reading.previous:
            found.setdefault(each.reading.metric.id, []).append(each)
    return [
        areas[0]
        for areas in found.values()
        if len(areas) == 1 or areas[0].reading.area.kind is AreaKind.FORCE
    ]


def _largest_change(readings: Sequence[Reading]) -> str:
    """What changed most, relative to a year before; the figures side by side where none did.

    Small numbers change a good deal by chance, so they do not make a title.
    """
    yearly = [
        (r.year_earlier, r)
        for r in readings
        if r.year_earlier and r.year_earlier.percent and not _is_small(r)
    ]
    if not yearly:
        return "the latest figures"
    change, reading = max(yearly, key=lambda pair: abs(pair[0].percent or Decimal()))
    return f"{inline(reading.metric.name)} {on_last_year(change, change.short)}"


def _is_small(reading: Reading) -> bool:
    within_chance = reading.year_earlier is not None and reading.year_earlier.within_chance
    return within_chance or any(
        caveat.kind is CaveatKind.SMALL_NUMBERS for caveat in reading.caveats
    )


def pictures_of_places(plan: Plan, places: Sequence[Place]) -> tuple[Drawable, ...]:
    """The ladder of these places, or nothing where there is none."""
    if not places:
        return ()
    aimed = [each for each in places if each.verdict is not Verdict.NO_ASPIRATION]
    met = sum(each.verdict is Verdict.MET for each in aimed)
    months = sorted({each.standing.as_at for each in places})
    title = (
        f"{met or 'None'} of {counted(len(aimed), 'aspiration')} met"
        if aimed
        else "No aspiration is set"
    )
    if len(places) == 1:
        title = position_words(places[0].metric, places[0].standing)
    subtitle = f"Position among {plan.group_size} similar forces, {month_label(months[-1])}"
    return (Ladder(title, f"{plan.force}. {subtitle}", tuple(places), credit(plan)),)


def pictures_of_metric(plan: Plan, status: MetricStatus) -> tuple[Drawable, ...]:
    """A metric's own pictures: over time or compared, by LPA, among others, and on the ladder."""
    judged = status.judgements
    force = [j for j in judged if j.reading.figure and j.reading.area.kind is AreaKind.FORCE]
    recorded = [j for j in judged if j.reading.figure or j.reading.is_withheld]
    local = [j for j in recorded if j.reading.area.kind is AreaKind.LPA]
    return (
        *(picture for each in force or local[:1] for picture in _judged(plan, each)),
        *_side_by_side(plan, status, [each.reading for each in local]),
        *(_caterpillar(plan, each) for each in status.groups),
        *pictures_of_places(plan, status.places),
    )


def pictures_of_groups(plan: Plan, status: MetricStatus) -> tuple[Drawable, ...]:
    """What shows how much of an order is more than chance: of the groups that have limits."""
    drawn = (each for each in status.groups if each.lines)
    return tuple(Funnel(*_group_titles(plan, each), each, credit(plan)) for each in drawn)


def _side_by_side(
    plan: Plan, status: MetricStatus, local: Sequence[Reading]
) -> tuple[Drawable, ...]:
    """The LPAs by their figures, unless they are shown by their people already."""
    names = {each.area.name for each in local}
    grouped = any(peer.name in names for group in status.groups for peer in group.peers)
    if len(local) < 2 or grouped:
        return ()
    title = f"{status.metric.name} by local policing area"
    subtitle = f"{plan.force}, {status.quarter.label} ({status.quarter.words})"
    return (SideBySide(title, subtitle, tuple(local), credit(plan)),)


def _judged(plan: Plan, judgement: Judgement) -> tuple[Drawable, ...]:
    """A series with its limits where it has any; small counts with their intervals; else, and
    where any is withheld, the figures as they are."""
    process = judgement.process
    if judgement.reading.withheld:
        return _one(plan, judgement.reading)
    if process and not process.not_judged:
        return (_process(plan, process),)
    if len(judgement.counts) > 1:
        return (_small_counts(plan, judgement),)
    return _one(plan, judgement.reading)


def _process(plan: Plan, process: Process) -> ProcessChart:
    title = f"{process.finding.about}: {process.variation}"
    subtitle = f"{plan.force}, {process.unit}, to {process.points[-1].period.label}"
    return ProcessChart(title, subtitle, process, credit(plan))


def _small_counts(plan: Plan, judgement: Judgement) -> SmallCounts:
    reading = judgement.reading
    change = reading.year_earlier or reading.previous
    name = reading_name(reading)
    told = change.short or change.words if change else _quantity(reading)
    last = judgement.counts[-1].figure.period.label
    return SmallCounts(
        title=f"{name}: {told}",
        subtitle=f"{plan.force}, {reading.metric.unit}, to {last}",
        metric=reading.metric,
        counts=judgement.counts,
        finding=next(iter(small_findings(reading)), judgement.findings[0]),
        credit=credit(plan),
    )


def _caterpillar(plan: Plan, group: Group) -> Caterpillar:
    return Caterpillar(*_group_titles(plan, group), group, credit(plan))


def _group_titles(plan: Plan, group: Group) -> tuple[str, str]:
    count = len(group.peers)
    own = next((each for each in group.peers if each.own), None)
    title = f"{group.metric.name}: {rank_in_full(group) if own else counted(count, 'area')}"
    return title, f"{plan.force}, per 1,000 people, {group.period.label}"


def _one(plan: Plan, reading: Reading) -> tuple[Drawable, ...]:
    if not reading.figure:
        return ()
    change = reading.year_earlier or reading.previous
    title = f"{reading_name(reading)}: {change.words if change else _quantity(reading)}"
    subtitle = f"{plan.force}, {reading.metric.unit}, {reading.figure.period.label}"
    if len(reading.history) >= _TREND_FROM:
        return (Trend(title, subtitle, reading, credit(plan), reading.metric.target),)
    return (Comparison(title, subtitle, reading, credit(plan)),) if change else ()


def _quantity(reading: Reading) -> str:
    return quantity(reading.figure.value, reading.metric) if reading.figure else "not recorded"


def credit(plan: Plan) -> Credit:
    return Credit(source=f"{plan.force}, {plan.source}", marking=plan.marking)
