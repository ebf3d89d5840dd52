"""A small plan whose units owe something, and moments in London."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.collection import Calendar, Collection, Duty
from bot.deadlines import Reminder, Situation, due_reminders
from bot.plan import Appointment, Area, AreaKind, Person, Plan, Role, Unit
from bot.quarter import Period, Quarter
from bot.submission import Progress, State

LONDON = ZoneInfo("Europe/London")
USUAL = Calendar()
NOTHING = Situation()
Q3, Q4 = Quarter(2021, 3), Quarter(2021, 4)

NORTH = Duty("north", metrics=("arrests",), commitments=("hate", "asb"), manager="helen")
FCR = Duty("fcr", metrics=("calls", "wait"), manager="helen")
RC = Duty("rc", metrics=("crimes",), manager="helen")
WATCH = Duty("watch", commitments=("asb",), manager="tom")
DUTIES = (NORTH, FCR, RC, WATCH)

APPOINTMENTS = (
    Appointment("amara", Role.LEAD, "north"),
    Appointment("jack", Role.DEPUTY, "north"),
    Appointment("dan", Role.LEAD, "fcr"),
    Appointment("dan", Role.LEAD, "rc"),
    Appointment("ellie", Role.LEAD, "watch"),
    Appointment("sam", Role.EDITOR),
    Appointment("mei", Role.ADMIN),
    Appointment("owen", Role.VIEWER),
)
NAMES = {
    "amara": "Amara Okafor",
    "jack": "Jack Lowe",
    "dan": "Dan Mercer",
    "ellie": "Ellie Hart",
    "tom": "Tom Whitfield",
    "helen": "Helen Marsh",
    "sam": "Sam Adeyemi",
    "mei": "Mei Chen",
    "owen": "Owen Price",
}


def plan_of(*duties: Duty, calendar: Calendar = USUAL, appointments=APPOINTMENTS) -> Plan:
    units = {"north": "North LPA", "fcr": "Control Room", "rc": "Resolution Centre"}
    return Plan(
        id="exampleshire",
        force="Exampleshire Police",
        name="Police and Crime Plan",
        period=Period(date(2016, 4, 1), date(2045, 3, 31)),
        group_size=8,
        priorities=(),
        areas=(Area("exampleshire", AreaKind.FORCE, "Exampleshire"),),
        units=tuple(
            Unit(each, name, "exampleshire") for each, name in (units | {"watch": "Watch"}).items()
        ),
        metrics=(),
        people=tuple(Person(each, name, f"U0{each.upper()}") for each, name in NAMES.items()),
        appointments=appointments,
        collection=Collection(calendar, duties or DUTIES, "C0PERFORMANCE"),
    )


PLAN = plan_of()


def without(*gone: tuple[str, Role]) -> Plan:
    left = tuple(each for each in APPOINTMENTS if (each.person, each.role) not in gone)
    return replace(PLAN, appointments=left)


def at(text: str) -> datetime:
    """``2022-04-14 09:00`` in London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def stands(unit: str, state: State, since: str | None = None, quarter: Quarter = Q4) -> Progress:
    return Progress(unit, quarter, state, (), (), (), since=at(since) if since else None)


def told(reminders: tuple[Reminder, ...]) -> dict[str | None, tuple[str, int, tuple[str, ...]]]:
    return {each.person: (each.kind.value, each.round, each.units) for each in reminders}


def due(now: str, situation: Situation = NOTHING, plan: Plan = PLAN, quarter: Quarter = Q4):
    return due_reminders(plan, quarter, situation, at(now))


def after(situation: Situation, reminders: tuple[Reminder, ...]) -> Situation:
    """The situation when these reminders are in the outbox."""
    return replace(situation, sent=situation.sent | {each.key for each in reminders})


def through(moments, situation: Situation = NOTHING, plan: Plan = PLAN, quarter: Quarter = Q4):
    """Every reminder that comes when the clock ticks at these moments and at no other."""
    came = []
    for now in moments:
        reminders = due_reminders(plan, quarter, situation, now)
        situation = after(situation, reminders)
        came += [(now, each) for each in reminders]
    return came
