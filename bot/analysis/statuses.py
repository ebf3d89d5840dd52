"""A whole priority for a quarter: what moved, where it stands, what was said, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.analysis.caveats import gathered
from bot.analysis.places import places_of, rank_words
from bot.analysis.readings import readings_of, short_words
from bot.figure import Figure, Standing
from bot.finding import Account, Place, PriorityStatus, Reading, Verdict
from bot.plan import AreaKind, Plan, Priority, Update
from bot.quarter import Quarter
from bot.wording import counted, inline, listed, sentence


def status_of(
    plan: Plan,
    priority: Priority,
    quarter: Quarter,
    figures: Sequence[Figure],
    standings: Mapping[str, Sequence[Standing]],
    updates: Iterable[Update],
) -> PriorityStatus:
    """Bring a priority's figures, standings and updates together for one quarter."""
    metrics = plan.metrics_of(priority.id)
    every = readings_of(plan, metrics, figures, quarter)
    readings = sorted(
        (each for each in every if each.figure), key=lambda each: not each.metric.lead
    )
    places = places_of(plan, metrics, standings, quarter)
    accounts = tuple(
        each
        for each in accounts_of(plan, updates)
        if plan.priority_of(each.commitment.id) == priority
    )
    return PriorityStatus(
        priority=priority,
        quarter=quarter,
        headline=_headline(plan, places, readings, accounts),
        readings=tuple(readings),
        places=places,
        accounts=accounts,
        missing=_missing(plan, priority, _unplaced(every, places), accounts),
        caveats=gathered(plan, *(r.caveats for r in readings), *(p.caveats for p in places)),
    )


def accounts_of(plan: Plan, updates: Iterable[Update]) -> tuple[Account, ...]:
    """Updates with their unit, area and LPA, ordered as the plan orders LPAs, units and
    commitments; what is of the whole force comes first."""
    areas = [area.id for area in plan.areas]
    units = [unit.id for unit in plan.units]
    accounts = [
        Account(
            unit=plan.unit(update.unit),
            area=plan.area(update.area),
            lpa=plan.lpa_of(update.area),
            commitment=plan.commitment(update.commitment),
            update=update,
        )
        for update in updates
    ]
    return tuple(
        sorted(
            accounts,
            key=lambda a: (areas.index(a.lpa.id) if a.lpa else -1, units.index(a.unit.id)),
        )
    )


def _headline(
    plan: Plan, places: Sequence[Place], readings: Sequence[Reading], accounts: Sequence[Account]
) -> str:
    if places:
        return sentence(f"{_aspirations(places)}; {_leading_place(plan, places)}")
    lead = next((each for each in readings if each.year_earlier), None)
    lead = lead or next(iter(readings), None)
    said = counted(len(accounts), "update")
    units = counted(len({each.unit for each in accounts}), "unit")
    words = f"{said} from {units}" if accounts else "no updates"
    return sentence(f"{short_words(lead)}; {words}" if lead else f"no figures; {words}")


def _aspirations(places: Iterable[Place]) -> str:
    """``none of the 3 aspirations is met``, ``1 of the 2 aspirations is met``."""
    aimed = [each for each in places if each.verdict is not Verdict.NO_ASPIRATION]
    met = [each for each in aimed if each.verdict is Verdict.MET]
    if not aimed:
        return "no aspiration is set"
    if len(aimed) == 1:
        return f"the one aspiration is {aimed[0].verdict}"
    if not met:
        return f"none of the {len(aimed)} aspirations is met"
    if len(met) == len(aimed):
        return f"all {len(aimed)} aspirations are met"
    return f"{len(met)} of the {len(aimed)} aspirations {'is' if len(met) == 1 else 'are'} met"


def _leading_place(plan: Plan, places: Sequence[Place]) -> str:
    """The first place that has a distance to tell: what a reader asks after the count."""
    place = next((each for each in places if each.standing.to_average is not None), places[0])
    words = f"{plan.force} is {rank_words(place.standing)} for {inline(place.metric.name)}"
    return f"{words}, {place.gap}" if place.standing.to_average is not None else words


def _unplaced(readings: Iterable[Reading], places: Iterable[Place]) -> list[Reading]:
    """Readings but for those whose metric has a standing, which is figure enough."""
    placed = {place.metric.id for place in places}
    return [each for each in readings if each.metric.id not in placed]


def _missing(
    plan: Plan, priority: Priority, readings: Iterable[Reading], accounts: Sequence[Account]
) -> tuple[str, ...]:
    """What the quarter lacks, in words, each with what it is that is missing."""
    silent = [f"No figure for {inline(each.metric.name)}" for each in readings if not each.figure]
    heard = {each.lpa.id for each in accounts if each.lpa}
    lpas = [a.name for a in plan.areas if a.kind is AreaKind.LPA and a.id not in heard]
    spoken = {each.commitment.id for each in accounts}
    unsaid = [f"No update on “{c.text}”" for c in priority.commitments if c.id not in spoken]
    quiet = [f"No update from {listed(lpas)}"] if lpas else []
    return (*silent, *quiet, *unsaid)
