"""A made-up plan as large as one wants: 200 metrics in four areas, quarter after quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from bot.figure import Figure, Standing
from bot.folder import Book
from bot.plan import (
    Area,
    AreaKind,
    Aspiration,
    AspirationKind,
    Caveat,
    CaveatKind,
    Commitment,
    Good,
    Metric,
    MetricKind,
    Plan,
    Priority,
    Unit,
    Update,
)
from bot.quarter import Period, Quarter

PLAN = "shire"
LATEST = Quarter(2021, 3)

_PRIORITIES = 7
_COMMITMENTS = 3
_METRICS = 200
_RANKED = 12
_LEADS = 3
_EVERY_TENTH = 10
_LPAS = ("north", "south", "west")


def book(years: int) -> Book:
    """The same plan and the same latest figures whatever the years; only the past is longer."""
    plan = _plan()
    quarters = [LATEST.shifted(-back) for back in range(4 * years)]
    return Book(
        plan,
        tuple(each for quarter in quarters for each in _figures(plan, quarter)),
        tuple(each for quarter in quarters for each in _standings(plan, quarter)),
        tuple(each for quarter in quarters for each in _updates(plan, quarter)),
    )


def _plan() -> Plan:
    return Plan(
        id=PLAN,
        force="Exampleshire Police",
        name="Police and Crime Plan",
        period=Period(date(2016, 4, 1), date(2024, 3, 31)),
        group_size=8,
        priorities=tuple(map(_priority, range(_PRIORITIES))),
        areas=(
            Area(PLAN, AreaKind.FORCE, "Exampleshire"),
            *(Area(each, AreaKind.LPA, f"{each.title()} LPA", PLAN) for each in _LPAS),
        ),
        units=tuple(Unit(f"{each}_team", f"{each.title()} team", each) for each in _LPAS),
        metrics=tuple(map(_metric, range(_METRICS))),
        caveats=(Caveat("early", CaveatKind.PROVISIONAL, "Early figures, which will change."),),
        source="a made-up report",
    )


def _priority(index: int) -> Priority:
    commitments = [
        Commitment(f"promise_{index}_{each}", f"Promise {each} of {index}")
        for each in range(_COMMITMENTS)
    ]
    name = f"Priority {index + 1}"
    return Priority(f"priority_{index}", index + 1, name, name, tuple(commitments))


def _metric(index: int) -> Metric:
    aim = Aspiration(AspirationKind.POSITION, "4th in MSG", 4) if index < _RANKED else None
    return Metric(
        f"metric_{index:03}",
        f"Recorded things {index}",
        "offences",
        MetricKind.COUNT,
        Good.DOWN,
        f"priority_{index % _PRIORITIES}",
        "north_team",
        lead=index < _PRIORITIES * _LEADS,
        aspiration=aim,
    )


def _figures(plan: Plan, quarter: Quarter) -> Iterator[Figure]:
    chance = Random(quarter.key)
    caveated = ("early",)
    for index, metric in enumerate(plan.metrics):
        for area in plan.areas:
            value = Decimal(chance.randint(400, 600))
            caveats = caveated if index % _EVERY_TENTH == 0 else ()
            yield Figure(
                metric.id, area.id, quarter.period(), value, source="p. 1", caveats=caveats
            )


def _standings(plan: Plan, quarter: Quarter) -> Iterator[Standing]:
    chance = Random(quarter.key)
    for metric in plan.metrics[:_RANKED]:
        yield Standing(metric.id, quarter.start, chance.randint(1, 8), 8, 1, rate=Decimal("7.8"))


def _updates(plan: Plan, quarter: Quarter) -> Iterator[Update]:
    for priority in plan.priorities:
        for commitment in priority.commitments:
            for unit in plan.units:
                name = f"{commitment.id}_{unit.id}_{quarter.year}_{quarter.number}"
                text = "Patrols with partners; fewer reports than in the quarter before."
                yield Update(name, commitment.id, unit.id, unit.area, quarter.period(), text)
