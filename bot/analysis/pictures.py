"""Which picture goes with which finding, and what its two titles say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.analysis.places import position_words
from bot.analysis.readings import on_last_year, reading_name
from bot.finding import (
    Comparison,
    Credit,
    Drawable,
    Ladder,
    Multiples,
    Place,
    PriorityStatus,
    Reading,
    SideBySide,
    Trend,
    Verdict,
)
from bot.plan import AreaKind, CaveatKind, Plan
from bot.quarter import month_label
from bot.wording import counted, inline, quantity

_TREND_FROM = 4  # points; fewer make no line worth drawing
_PANELS = 8


def pictures_of_status(plan: Plan, status: PriorityStatus) -> tuple[Drawable, ...]:
    """The ladder where the priority has standings, and its metrics where they compare."""
    ladder = pictures_of_places(plan, status.places)
    compared = [each for each in status.readings if each.year_earlier or each.previous]
    if len(compared) == 1:
        return (*ladder, *_one(plan, compared[0]))
    if not compared:
        return ladder
    shown = tuple(compared[:_PANELS])
    title = f"{status.priority.short}: {_largest_change(shown)}"
    subtitle = f"{plan.force}, {status.quarter.label} ({status.quarter.words})"
    return (*ladder, Multiples(title, subtitle, shown, credit(plan)))


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


def pictures_of_metric(
    plan: Plan, readings: Sequence[Reading], places: Sequence[Place]
) -> tuple[Drawable, ...]:
    """A metric's own pictures: over time or compared, by LPA, and on the ladder."""
    force = [each for each in readings if each.figure and each.area.kind is AreaKind.FORCE]
    recorded = [each for each in readings if each.figure or each.is_withheld]
    local = [each for each in recorded if each.area.kind is AreaKind.LPA]
    pictures: list[Drawable] = []
    for reading in force or local[:1]:
        pictures += _one(plan, reading)
    if len(local) > 1:
        first = local[0]
        title = f"{first.metric.name} by local policing area"
        subtitle = f"{plan.force}, {first.quarter.label} ({first.quarter.words})"
        pictures.append(SideBySide(title, subtitle, tuple(local), credit(plan)))
    return (*pictures, *pictures_of_places(plan, places))


def _one(plan: Plan, reading: Reading) -> tuple[Drawable, ...]:
    if not reading.figure:
        return ()
    change = reading.year_earlier or reading.previous
    name = reading_name(reading)
    value = quantity(reading.figure.value, reading.metric)
    title = f"{name}: {change.words}" if change else f"{name}: {value}"
    subtitle = f"{plan.force}, {reading.metric.unit}, {reading.figure.period.label}"
    if len(reading.history) >= _TREND_FROM:
        return (Trend(title, subtitle, reading, credit(plan)),)
    return (Comparison(title, subtitle, reading, credit(plan)),) if change else ()


def credit(plan: Plan) -> Credit:
    return Credit(source=f"{plan.force}, {plan.source}", marking=plan.marking)
