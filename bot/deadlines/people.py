"""Who must answer for a unit, and who may."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.collection import Duty
from bot.plan import Person, Plan, Role
from bot.quarter import Quarter
from bot.rights import Act, Tie, allows
from bot.submission import Absence, Cover, Progress, Snooze
from bot.wording import listed


@dataclass(frozen=True)
class Situation:
    """What is known beside the plan when it is asked what is due.

    ``covers`` are those of one quarter. ``sent`` holds the keys of all reminders that are in the
    outbox already, sent or not. ``unreachable`` are the people whose Slack account is gone, a
    guest's or unknown; who has no ``slack_id`` is unreachable anyway.
    """

    progress: tuple[Progress, ...] = ()
    covers: tuple[Cover, ...] = ()
    absences: tuple[Absence, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    sent: frozenset[str] = frozenset()
    unreachable: frozenset[str] = frozenset()

    def of(self, quarter: Quarter) -> Situation:
        """The same with nothing in it that belongs to another quarter."""
        return replace(
            self,
            progress=tuple(each for each in self.progress if each.quarter == quarter),
            covers=tuple(each for each in self.covers if each.quarter == quarter),
            snoozes=tuple(each for each in self.snoozes if each.quarter == quarter),
        )

    def progress_of(self, unit: str) -> Progress | None:
        return next((each for each in self.progress if each.unit == unit), None)

    def cover_of(self, unit: str) -> Cover | None:
        """The newest: a duty can be handed over, and back again."""
        covers = [each for each in self.covers if each.unit == unit]
        return max(covers, key=lambda each: each.at, default=None)

    def is_away(self, person: str, on: date) -> bool:
        return any(each.person == person and on <= each.until for each in self.absences)


def appointed(plan: Plan, unit: str, role: Role) -> tuple[Person, ...]:
    """The leads or the deputies of a unit, in the order of the plan."""
    people = {each.id: each for each in plan.people}
    return tuple(
        people[each.person]
        for each in plan.appointments
        if each.unit == unit and each.role is role and each.person in people
    )


def is_reachable(person: Person, situation: Situation) -> bool:
    return bool(person.slack_id) and person.id not in situation.unreachable


def has_lead(plan: Plan, unit: str, situation: Situation) -> bool:
    """Whether anybody who leads a unit can be reached, be they away or not."""
    return any(is_reachable(each, situation) for each in appointed(plan, unit, Role.LEAD))


def responsible(plan: Plan, duty: Duty, situation: Situation, on: date) -> tuple[str, ...]:
    """Who must answer for a duty on a day: whoever took it over, or else its leads, or else its
    deputies; those who are away or cannot be reached are passed over. Empty: nobody is left."""
    cover = situation.cover_of(duty.unit)
    taker = [each for each in plan.people if cover and each.id == cover.taker]
    leads = appointed(plan, duty.unit, Role.LEAD)
    deputies = appointed(plan, duty.unit, Role.DEPUTY)
    for people in (taker, leads, deputies):
        if present := [each.id for each in people if is_present(each, situation, on)]:
            return tuple(present)
    return ()


def is_present(person: Person, situation: Situation, on: date) -> bool:
    return is_reachable(person, situation) and not situation.is_away(person.id, on)


def may_answer(plan: Plan, person: str, unit: str, situation: Situation) -> bool:
    """Whether a person may answer for a unit. ``who_may_answer`` puts it in words for those who
    may not."""
    return allows(Act.ANSWER, plan, person, unit, ties_to(person, unit, situation))


def ties_to(person: str, unit: str, situation: Situation) -> frozenset[Tie]:
    """How a person stands to the newest hand-over of a unit's duty; to none, not at all."""
    cover = situation.cover_of(unit)
    stands = {Tie.TAKER: cover and cover.taker, Tie.GIVER: cover and cover.giver}
    return frozenset(tie for tie, who in stands.items() if who == person)


def who_may_answer(plan: Plan, unit: str, situation: Situation) -> str:
    """``Only the North LPA lead (Amara Okafor), their deputies and editors may do this.``"""
    cover = situation.cover_of(unit)
    takers = [each.name for each in plan.people if cover and each.id == cover.taker]
    leads = [each.name for each in appointed(plan, unit, Role.LEAD)]
    name = plan.unit(unit).name
    who = [f"the {name} lead{'s' * (len(leads) > 1)} ({listed(leads)})"] if leads else []
    who += [*takers, "their deputies" if leads else f"the deputies of {name}", "editors"]
    return f"Only {listed(who)} may do this."
