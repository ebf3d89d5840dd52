"""What the doors of collecting share: one quarter's collection as the store has it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot import analysis
from bot.collection import Calendar, Collection, Duty
from bot.deadlines import (
    Situation,
    WorkingDays,
    due_moment,
    due_words,
    open_quarter,
    progress_of_unit,
    responsible,
    ties_to,
)
from bot.form import Before, metric_in
from bot.messages import sayings
from bot.plan import Person, Plan, Role
from bot.quarter import Quarter
from bot.rights import Act, Tie, allows
from bot.submission import ANSWERED, Progress, State
from handlers.groups import groups_of, is_group, known_as
from handlers.knocks import OldError
from handlers.rooms import Rooms
from storage.covering import absences_on, covers_for, snoozes_for
from storage.deliveries import keys_of, last_sent_to
from storage.figures import figures_for
from storage.plans import read_plan
from storage.session import Session
from storage.submissions import drafts_for, latest_revisions, standing_since

_REMINDING = ("reminder", "handed")


@dataclass(frozen=True)
class Desk:
    """A plan's collection of one quarter at one moment.

    ``groups`` holds the members of the user groups that stand for people in the plan.
    """

    plan: Plan
    quarter: Quarter
    now: datetime
    situation: Situation
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def collection(self) -> Collection:
        return self.plan.collection or Collection()

    @property
    def calendar(self) -> Calendar:
        return self.collection.calendar

    @property
    def current(self) -> Quarter:
        """The quarter that is being collected."""
        return open_quarter(self.calendar, self.now)

    @property
    def late(self) -> bool:
        return self.now > due_moment(self.calendar, self.quarter)

    @property
    def today(self) -> datetime:
        return WorkingDays(self.calendar).local(self.now)

    def duty(self, unit: str) -> Duty:
        """Raises LookupError for a unit that owes nothing."""
        found = self.collection.duty(unit)
        if not found:
            raise LookupError(f"{unit} owes nothing in this plan")
        return found

    def person(self, id: str) -> Person:
        """Whoever has this id in the plan; what they did outlasts their being in it."""
        gone = Person(id, sayings.HAS_LEFT)
        return next((each for each in self.plan.people if each.id == id), gone)

    def by_slack(self, slack_id: str) -> Person | None:
        """Whoever has this Slack id, or else a group that they belong to."""
        return next(iter(self._known_as(slack_id)), None)

    def who_may(
        self, act: Act, slack_id: str, unit: str = "", ties: Iterable[Tie] = ()
    ) -> Person | None:
        """As whom of the plan somebody may do this, for a unit where it is about one: as
        themselves, or as a group that they belong to. ``ties`` are those that the caller knows of
        beside hand-overs. None: they may not, or are nobody of the plan."""
        given = {Tie.NAMED, *ties}
        return next(
            (
                each
                for each in self._known_as(slack_id)
                if allows(act, self.plan, each.id, unit, self._ties(each, unit) | given)
            ),
            None,
        )

    def may(self, act: Act, slack_id: str, unit: str = "") -> bool:
        return self.who_may(act, slack_id, unit) is not None

    def _ties(self, person: Person, unit: str) -> frozenset[Tie]:
        return ties_to(person.id, unit, self.situation) if unit else frozenset()

    def _known_as(self, slack_id: str) -> list[Person]:
        return known_as(self.plan, self.groups, slack_id)

    def is_same(self, slack_id: str, person: str) -> bool:
        """Whether whoever has this Slack id is a person of the plan, or one of that group."""
        return any(each.id == person for each in self._known_as(slack_id))

    def recipients(self, person: str) -> dict[str, str]:
        """The Slack ids to write to for a person of the plan, by a mark for keys: several where
        it is a group, none where there is nobody."""
        slack_id = self.person(person).slack_id or ""
        if is_group(slack_id):
            return {f":{each}": each for each in self.groups.get(slack_id, ())}
        return {"": slack_id} if slack_id else {}

    def progress(self, units: Iterable[str]) -> list[Progress]:
        wanted = set(units)
        return [each for each in self.situation.progress if each.unit in wanted]

    def arrivals(self) -> list[date]:
        """The days on which the returns that are in arrived."""
        working = WorkingDays(self.calendar)
        in_ = [each.since for each in self.situation.progress if is_answered(each)]
        return [working.local(at).date() for at in in_ if at]

    def units_for(self, slack_id: str) -> list[str]:
        """The units that somebody is asked for, by themselves or with a group."""
        units = [unit for each in self._known_as(slack_id) for unit in self.units_of(each.id)]
        return list(dict.fromkeys(units))

    def own_units(self, slack_id: str) -> list[str]:
        """The units that somebody is asked for; else those that they deputise for, who may answer
        for a lead at any time."""
        own = {each.id for each in self._known_as(slack_id)}
        deputised = (
            each.unit
            for each in self.plan.appointments
            if each.person in own and each.role is Role.DEPUTY and each.unit
        )
        return self.units_for(slack_id) or list(dict.fromkeys(deputised))

    def units_of(self, person: str) -> list[str]:
        """The units that a person is asked for on this day, and those that they lead."""
        return [
            duty.unit
            for duty in self.collection.duties
            if person in responsible(self.plan, duty, self.situation, self.today.date())
            or self._leads(person, duty.unit)
        ]

    def _leads(self, person: str, unit: str) -> bool:
        return any(
            each.person == person and each.unit == unit and each.role is Role.LEAD
            for each in self.plan.appointments
        )

    def admins(self) -> list[str]:
        """Their names."""
        ids = [each.person for each in self.plan.appointments if each.role is Role.ADMIN]
        return [self.person(each).name for each in ids]

    def editors(self) -> dict[str, str]:
        """Where editors are written to: their channel, or each of them, by a mark for keys."""
        if self.collection.editors:
            return {"": self.collection.editors}
        ids = [each.person for each in self.plan.appointments if each.role is Role.EDITOR]
        return {
            f":{each}{mark}": recipient
            for each in ids
            for mark, recipient in self.recipients(each).items()
        }


def desk_of(
    session: Session,
    rooms: Rooms,
    quarter: Quarter | None = None,
    *,
    unreachable: frozenset[str] = frozenset(),
) -> Desk:
    """Gather what stands; of the quarter that is being collected where none is named."""
    desk = gathered(session, rooms.plan_id, rooms.now(), quarter, unreachable)
    return replace(desk, groups=groups_of(rooms, desk.plan))


def desk_for(session: Session, rooms: Rooms, unit: str, quarter: Quarter) -> Desk:
    """The desk of a quarter for what a button or a form says of a unit; raises OldError where the
    plan does not have it, or has it no more. The unit may owe nothing."""
    desk = desk_of(session, rooms, quarter)
    if all(each.id != unit for each in desk.plan.units):
        raise OldError(f"{unit!r} is no unit of the plan")
    return desk


def gathered(
    session: Session,
    plan_id: str,
    now: datetime,
    quarter: Quarter | None = None,
    unreachable: frozenset[str] = frozenset(),
) -> Desk:
    """The desk of a plan at a moment, without Slack."""
    plan = read_plan(session, plan_id)
    collection = plan.collection or Collection()
    quarter = quarter or open_quarter(collection.calendar, now)
    situation = Situation(
        progress=_progress(session, plan, collection, quarter, now),
        covers=covers_for(session, plan.id, quarter),
        absences=absences_on(session, plan.id, now.date()),
        snoozes=snoozes_for(session, plan.id, quarter),
        sent=keys_of(session, plan.id, quarter),
        unreachable=unreachable,
    )
    return Desk(plan, quarter, now, situation)


def _progress(
    session: Session, plan: Plan, collection: Collection, quarter: Quarter, now: datetime
) -> tuple[Progress, ...]:
    drafts = drafts_for(session, plan.id, quarter)
    revisions = latest_revisions(session, plan.id, quarter)
    since = standing_since(session, plan.id, quarter)
    reminded = last_sent_to(session, plan.id, quarter, _REMINDING)
    by_person = {each.id: reminded.get(each.slack_id or "") for each in plan.people}
    found = []
    for duty in collection.duties:
        draft, revision = drafts.get(duty.unit), revisions.get(duty.unit)
        one = progress_of_unit(plan, duty, quarter, draft, revision, collection.calendar, now)
        moments = [at for at in map(by_person.get, one.leads) if at]
        found.append(
            replace(one, since=since.get(duty.unit, one.since), reminded=max(moments, default=None))
        )
    return tuple(found)


def owing(progress: Sequence[Progress]) -> bool:
    """Whether anything among these is still to be answered."""
    return any(each.state not in ANSWERED for each in progress)


def is_answered(progress: Progress) -> bool:
    return progress.state in ANSWERED and progress.state is not State.EXEMPT


def due_of(desk: Desk) -> tuple[str, datetime]:
    """The due day in words, and its moment."""
    return (
        due_words(desk.calendar, desk.quarter, desk.now),
        due_moment(desk.calendar, desk.quarter),
    )


def before_for(session: Session, desk: Desk, units: Iterable[str]) -> dict[str, Before]:
    """What each metric owed by these units was a quarter and a year before."""
    slots = [slot for unit in units for slot in desk.duty(unit).slots()]
    metrics = [metric for slot in slots if (metric := metric_in(desk.plan, slot))]
    earlier, until = desk.quarter.shifted(-5), desk.quarter.previous()
    figures = figures_for(
        session, desk.plan.id, [each.id for each in metrics], None, until.end, earlier.start
    )
    return {m.id: analysis.before_of(desk.plan, m, figures, desk.quarter) for m in metrics}
