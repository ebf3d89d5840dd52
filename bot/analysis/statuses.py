"""A whole priority for a quarter: what moved, where it stands, what was said, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.analysis.caveats import gathered
from bot.analysis.judgements import judgements_of
from bot.analysis.places import places_of, rank_words
from bot.analysis.readings import reading_name, readings_of, short_words
from bot.figure import Figure, Standing, Withheld
from bot.finding import Account, Place, PriorityStatus, Reading, Verdict
from bot.grounds import NO_GROUNDS, Grounds
from bot.plan import Area, AreaKind, Commitment, Plan, Priority, Update
from bot.quarter import Quarter, month_label
from bot.wording import counted, inline, listed, sentence


def status_of(
    plan: Plan,
    priority: Priority,
    quarter: Quarter,
    figures: Sequence[Figure],
    standings: Mapping[str, Sequence[Standing]],
    updates: Iterable[Update],
    withheld: Sequence[Withheld] = (),
    grounds: Grounds = NO_GROUNDS,
) -> PriorityStatus:
    """Bring a priority's figures, standings and updates together for one quarter. ``figures``
    hold those behind its percentages, too, where they are known."""
    metrics = plan.metrics_of(priority.id)
    every = readings_of(plan, metrics, figures, quarter, withheld)
    recorded = [each for each in every if each.figure or each.is_withheld]
    readings = sorted(recorded, key=lambda each: not each.metric.lead)
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
        judgements=judgements_of(plan, readings, grounds, figures),
    )


def in_area(plan: Plan, status: PriorityStatus, area: Area) -> PriorityStatus:
    """The status with only the figures and updates of one area; positions are the force's."""
    inside = replace(
        status,
        area=area,
        focus=area.name,
        readings=tuple(r for r in status.readings if plan.lies_in(r.area.id, area.id)),
        accounts=tuple(a for a in status.accounts if plan.lies_in(a.area.id, area.id)),
        missing=(),
    )
    return _retold(plan, inside)


def on_commitment(plan: Plan, status: PriorityStatus, commitment: Commitment) -> PriorityStatus:
    """The status with only the figures, positions and updates under one commitment."""
    under = replace(
        status,
        commitment=commitment,
        focus=", ".join(filter(None, (commitment.text, status.focus))),
        readings=tuple(r for r in status.readings if r.metric.commitment == commitment.id),
        places=tuple(p for p in status.places if p.metric.commitment == commitment.id),
        accounts=tuple(a for a in status.accounts if a.commitment == commitment),
        missing=(),
    )
    return _retold(plan, under)


def _retold(plan: Plan, status: PriorityStatus) -> PriorityStatus:
    """With a headline and caveats of what is left, and of nothing else."""
    readings, places, accounts = status.readings, status.places, status.accounts
    headline = _headline(plan, () if status.area else places, readings, accounts)
    if status.area and places:
        headline = f"{status.area.name}: {headline} Whole force: {_aspirations(places)}."
    caveats = gathered(plan, *(r.caveats for r in readings), *(p.caveats for p in places))
    judgements = tuple(each for each in status.judgements if each.reading in readings)
    return replace(status, headline=headline, caveats=caveats, judgements=judgements)


def accounts_of(plan: Plan, updates: Iterable[Update]) -> tuple[Account, ...]:
    """Updates with their unit, area and LPA, ordered as the plan orders LPAs, units and
    commitments; what is of the whole force comes first."""
    areas = {area.id: place for place, area in enumerate(plan.areas)}
    units = {unit.id: place for place, unit in enumerate(plan.units)}
    said_under = [each.id for priority in plan.priorities for each in priority.commitments]
    commitments = {each: place for place, each in enumerate(said_under)}
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
            key=lambda a: (
                areas[a.lpa.id] if a.lpa else -1,
                units[a.unit.id],
                commitments[a.commitment.id],
            ),
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
    aimed = [each.verdict for each in places if each.verdict is not Verdict.NO_ASPIRATION]
    if not aimed:
        return "no aspiration is set"
    met, unknown = aimed.count(Verdict.MET), aimed.count(Verdict.UNKNOWN)
    if len(aimed) == 1:
        return f"the one aspiration is {aimed[0]}{' to be met' * unknown}"
    doubt = f" ({unknown} not known)" if unknown else ""
    return f"{_share(met, len(aimed))} met{doubt}"


def _share(met: int, aimed: int) -> str:
    if not met:
        return f"{'none' if aimed > 2 else 'neither'} of the {aimed} aspirations is"
    if met == aimed:
        return f"all {aimed} aspirations are" if aimed > 2 else "both aspirations are"
    return f"{met} of the {aimed} aspirations {'is' if met == 1 else 'are'}"


def _leading_place(plan: Plan, places: Sequence[Place]) -> str:
    """The first place that has a distance to tell, which is what a reader asks after the count;
    one that rests on old data only where there is no other, and then with its date."""
    place = min(places, key=_telling)
    standing = place.standing
    when = f"in {month_label(standing.as_at)}{' (the newest position)' if place.stale else ''}"
    words = f"{when} {plan.force} was {rank_words(standing)} for {inline(place.metric.name)}"
    gap = f", {place.gap}" if standing.to_average is not None else ""
    old = f" (data to {month_label(standing.data_to)})" if standing.data_to else ""
    return f"{words}{gap}{old}"


def _telling(place: Place) -> tuple[bool, bool]:
    return place.standing.data_to is not None, place.standing.to_average is None


def _unplaced(readings: Iterable[Reading], places: Iterable[Place]) -> list[Reading]:
    """Readings but for those whose metric has a standing, which is figure enough."""
    placed = {place.metric.id for place in places}
    return [each for each in readings if each.metric.id not in placed]


def _missing(
    plan: Plan, priority: Priority, readings: Iterable[Reading], accounts: Sequence[Account]
) -> tuple[str, ...]:
    """What the quarter lacks, in words, each with what it is that is missing."""
    silent = [
        f"No figure for {inline(reading_name(each))}"
        for each in readings
        if not (each.figure or each.is_withheld)
    ]
    heard = {each.lpa.id for each in accounts if each.lpa}
    lpas = [a.name for a in plan.areas if a.kind is AreaKind.LPA and a.id not in heard]
    spoken = {each.commitment.id for each in accounts}
    unsaid = [f"No update on “{c.text}”" for c in priority.commitments if c.id not in spoken]
    quiet = [f"No update from {listed(lpas, 'or')}"] if lpas else []
    return (*silent, *quiet, *unsaid)
