"""Plans, drafts and progress of any size and of any text, to draw messages and views from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.collection import Calendar, Collection, Duty
from bot.finding import Credit, Illustration, Returns
from bot.form import Before
from bot.plan import (
    Appointment,
    Area,
    AreaKind,
    Commitment,
    Good,
    Metric,
    MetricKind,
    Person,
    Plan,
    Priority,
    Role,
    Unit,
)
from bot.quarter import Period, Quarter
from bot.submission import Draft, Entry, Progress, Revision, State

Q3 = Quarter(2021, 3)
NOW = datetime(2022, 1, 14, 10, 32, tzinfo=UTC)
DUE = datetime(2022, 1, 21, 17, 0, tzinfo=UTC)
DUE_WORDS = "due Friday 21 January 2022, in 5 working days"
EVIL = "<!channel> <@U0CHIEF> *bold* _x_ `y` &amp; <https://x.example|click> @here #general :fire: "
MONSTER = EVIL * 60
WIDE = "\N{PILE OF POO}\N{CYRILLIC SMALL LETTER A}" * 1500
KINDS = tuple(MetricKind)


def plan_of(figures: int, updates: int, *, units: int = 1, name: str = "999 calls") -> Plan:
    """A plan in which each unit owes so many figures and updates, all named alike."""
    commitments = tuple(Commitment(f"c{n}", f"{n} {name}") for n in range(updates))
    metrics = tuple(
        Metric(f"m{n}", f"{n} {name}", "calls", KINDS[n % 5], Good.UP, "local", "u0")
        for n in range(figures)
    )
    return Plan(
        *("made", name, "Police and Crime Plan", Period(date(2016, 4, 1), date(2022, 3, 31)), 8),
        priorities=(Priority("local", 1, name, name, commitments),),
        areas=(Area("made", AreaKind.FORCE, name),),
        units=tuple(Unit(f"u{n}", f"{name} {n}", "made") for n in range(units)),
        metrics=metrics,
        people=(Person("amara", f"Amara {name}", "U0NORTH"), Person("jack", "Jack Lowe", "U0JACK")),
        appointments=(
            *(Appointment("amara", Role.LEAD, f"u{n}") for n in range(units)),
            Appointment("jack", Role.DEPUTY, "u0"),
            Appointment("jack", Role.EDITOR),
        ),
        collection=Collection(
            Calendar(), tuple(duty_of(n, metrics, commitments) for n in range(units))
        ),
    )


def duty_of(unit: int, metrics: tuple[Metric, ...], commitments: tuple[Commitment, ...]) -> Duty:
    return Duty(f"u{unit}", tuple(m.id for m in metrics), tuple(c.id for c in commitments))


def duties(plan: Plan) -> tuple[Duty, ...]:
    assert plan.collection
    return plan.collection.duties


def progress_of(plan: Plan, state: State = State.NOT_STARTED, answered: int = 0) -> list[Progress]:
    return [
        Progress(
            *(each.unit, Q3, state, each.slots(), each.slots()[:answered], ("amara",)),
            since=NOW if answered else None,
            reminded=NOW,
        )
        for each in duties(plan)
    ]


def before_of(plan: Plan) -> dict[str, Before]:
    return {each.id: Before(Decimal(93759), Decimal(76856)) for each in plan.metrics}


def entries_of(duty: Duty, text: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(slot, "18", Decimal(18)) if slot.startswith("metric:") else Entry(slot, text)
        for slot in duty.slots()
    )


def draft_of(duty: Duty, text: str = "", *, empty: bool = False) -> Draft:
    entries = () if empty else entries_of(duty, text)
    return Draft("draft-7f3a", duty.unit, Q3, 3, entries, "jack", NOW)


def revision_of(duty: Duty, text: str, **changed: object) -> Revision:
    revision = Revision(duty.unit, Q3, 2, entries_of(duty, text), "amara", NOW)
    return replace(revision, **changed)


def picture() -> Illustration:
    returns = Returns(
        "18 of 26", "Essex", ((date(2022, 1, 4), 3),), 26, date(2022, 1, 21), Credit("", "")
    )
    return Illustration(returns, "Step chart of returns received.")
