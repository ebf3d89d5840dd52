"""From a topic and what it is about to questions. Several questions are a choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from bot.plan import AreaKind, Metric, Plan
from bot.quarter import Quarter
from bot.question.slots import Slots, home
from bot.question.words import Kind, Question, Topic


@dataclass(frozen=True)
class Subject:
    """What is asked about, and in which plan and quarter."""

    plan: Plan
    quarter: Quarter
    slots: Slots
    all: bool = False

    def ids(self, kind: Kind) -> tuple[str, ...]:
        return self.slots.get(kind, ())

    @property
    def areas(self) -> tuple[str | None, ...]:
        """Areas within the force, or None once for the whole of it."""
        reported = (self.plan.unit(unit).area for unit in self.ids(Kind.UNIT))
        named = dict.fromkeys((*self.ids(Kind.AREA), *reported))
        narrow = [each for each in named if self.plan.area(each).kind is not AreaKind.FORCE]
        return tuple(narrow) or (None,)

    @property
    def priorities(self) -> tuple[str, ...]:
        """The priorities that are named, or under which what is named stands."""
        kinds = (Kind.METRIC, Kind.COMMITMENT)
        homes = (home(kind, each, self.plan) for kind in kinds for each in self.ids(kind))
        return tuple(dict.fromkeys((*self.ids(Kind.PRIORITY), *homes)))


Meaning = Callable[[Subject], Iterator[Question]]


def questions(topic: Topic | None, subject: Subject) -> list[Question]:
    """All that may be meant, the likeliest first; empty where more has to be said."""
    return list(dict.fromkeys(_ANSWERS[topic](subject)))


def _bare(subject: Subject) -> Iterator[Question]:
    """Without a verb a place asks for its updates, and anything else for its numbers."""
    placed = Kind.AREA in subject.slots or Kind.UNIT in subject.slots
    return (_updates if placed and Kind.METRIC not in subject.slots else _status)(subject)


def _status(subject: Subject) -> Iterator[Question]:
    yield from _metrics(subject)
    kinds = set(subject.slots)
    if kinds & {Kind.PRIORITY, Kind.COMMITMENT} and Kind.UNIT not in kinds:
        yield from _statuses(subject)
    elif kinds and Kind.METRIC not in kinds:
        yield from _updates(subject)
    elif not kinds:
        yield Question(Topic.STATUS, subject.quarter)


def _statuses(subject: Subject) -> Iterator[Question]:
    promised = [(home(Kind.COMMITMENT, c, subject.plan), c) for c in subject.ids(Kind.COMMITMENT)]
    whole = [(priority, None) for priority in subject.ids(Kind.PRIORITY)]
    for (priority, commitment), area in product([*promised, *whole], subject.areas):
        yield Question(
            Topic.STATUS, subject.quarter, priority=priority, commitment=commitment, area=area
        )


def _metrics(subject: Subject) -> Iterator[Question]:
    for metric, area in product(subject.ids(Kind.METRIC), subject.areas):
        yield Question(Topic.METRIC, subject.quarter, metric=metric, area=area)


def _metric(subject: Subject) -> Iterator[Question]:
    """Without a metric: those of the priority, or those that lead the plan."""
    if Kind.METRIC in subject.slots:
        yield from _metrics(subject)
        return
    for priority in subject.priorities:
        yield Question(Topic.STATUS, subject.quarter, priority=priority)
    leading = tuple(metric.id for metric in _leading(subject))
    yield from _metrics(replace(subject, slots={**subject.slots, Kind.METRIC: leading}))


def _leading(subject: Subject) -> list[Metric]:
    """The priority's and the unit's own metrics, else the plan's; those that lead come first."""
    metrics = [
        metric
        for metric in subject.plan.metrics
        if not subject.priorities or metric.priority in subject.priorities
    ]
    owned = [metric for metric in metrics if metric.owner in subject.ids(Kind.UNIT)]
    return sorted(owned or metrics, key=lambda metric: not metric.lead)


def _standings(subject: Subject) -> Iterator[Question]:
    """A metric that is not compared with other forces is shown as it is."""
    for each in map(subject.plan.metric, subject.ids(Kind.METRIC)):
        if each.aspiration:
            yield Question(Topic.STANDINGS, subject.quarter, metric=each.id)
        else:
            note = f"{each.name} has no position in the {subject.plan.group_name}."
            yield Question(Topic.METRIC, subject.quarter, metric=each.id, read_as=(note,))
    if Kind.METRIC not in subject.slots:
        for priority in subject.priorities or (None,):
            yield Question(Topic.STANDINGS, subject.quarter, priority=priority)


def _updates(subject: Subject) -> Iterator[Question]:
    if not subject.slots and not subject.all:
        return
    for (priority, commitment), (area, unit) in product(_promises(subject), _reporters(subject)):
        yield Question(
            Topic.UPDATES,
            subject.quarter,
            priority=priority,
            commitment=commitment,
            area=area,
            unit=unit,
        )


def _promises(subject: Subject) -> list[tuple[str | None, str | None]]:
    """Priorities with a commitment or without; a metric stands for what it measures."""
    measured = [subject.plan.metric(metric) for metric in subject.ids(Kind.METRIC)]
    homes = [(metric.priority, metric.commitment) for metric in measured]
    promised = [(home(Kind.COMMITMENT, c, subject.plan), c) for c in subject.ids(Kind.COMMITMENT)]
    whole = [(priority, None) for priority in subject.ids(Kind.PRIORITY)]
    return [*promised, *whole, *homes] or [(None, None)]


def _reporters(subject: Subject) -> list[tuple[str | None, str | None]]:
    """Areas and units are alternatives: a unit reports for an area of its own."""
    units = [(None, unit) for unit in subject.ids(Kind.UNIT)]
    areas = [(area, None) for area in subject.ids(Kind.AREA)]
    return [*areas, *units] or [(None, None)]


def _caveats(subject: Subject) -> Iterator[Question]:
    for metric in subject.ids(Kind.METRIC):
        yield Question(Topic.CAVEATS, subject.quarter, metric=metric)
    if Kind.METRIC not in subject.slots:
        for priority in subject.priorities or (None,):
            yield Question(Topic.CAVEATS, subject.quarter, priority=priority)


def _why(subject: Subject) -> Iterator[Question]:
    """A metric, in an area too; a priority; without either, which of the priorities."""
    for metric, area in product(subject.ids(Kind.METRIC), subject.areas):
        yield Question(Topic.WHY, subject.quarter, metric=metric, area=area)
    if Kind.METRIC not in subject.slots:
        everything = tuple(each.id for each in subject.plan.priorities)
        for priority in subject.priorities or everything:
            yield Question(Topic.WHY, subject.quarter, priority=priority)


def _correct(subject: Subject) -> Iterator[Question]:
    """A figure; without a metric, those that could be meant."""
    meant = subject.ids(Kind.METRIC) or tuple(metric.id for metric in _leading(subject))
    for metric, area in product(meant, subject.areas):
        yield Question(Topic.CORRECT, subject.quarter, metric=metric, area=area)


def _history(subject: Subject) -> Iterator[Question]:
    """A metric, an update of a unit, a unit; without any of them, what was published."""
    for metric in subject.ids(Kind.METRIC):
        yield Question(Topic.HISTORY, subject.quarter, metric=metric)
    if Kind.METRIC in subject.slots:
        return
    for unit, commitment in product(_units(subject), subject.ids(Kind.COMMITMENT) or (None,)):
        priority = home(Kind.COMMITMENT, commitment, subject.plan) if commitment else None
        yield Question(
            Topic.HISTORY, subject.quarter, priority=priority, commitment=commitment, unit=unit
        )


def _units(subject: Subject) -> tuple[str | None, ...]:
    """The units that are named; a place stands for those that report for it."""
    placed = (each.id for each in subject.plan.units if each.area in subject.ids(Kind.AREA))
    return subject.ids(Kind.UNIT) or tuple(placed) or (None,)


def _of_unit(topic: Topic) -> Meaning:

    def meant(subject: Subject) -> Iterator[Question]:
        for unit in _units(subject):
            yield Question(topic, subject.quarter, unit=unit)

    return meant


def _of_a_thing(topic: Topic) -> Meaning:
    """A priority or an area: what is within one stands for it, and a unit for its area."""

    def meant(subject: Subject) -> Iterator[Question]:
        areas = [each for each in subject.areas if each]
        for priority in subject.priorities:
            yield Question(topic, subject.quarter, priority=priority)
        for area in areas:
            yield Question(topic, subject.quarter, area=area)
        if not (subject.priorities or areas):
            yield Question(topic, subject.quarter)

    return meant


def _of_quarter(topic: Topic) -> Meaning:
    """A whole quarter, whatever is named beside it."""

    def meant(subject: Subject) -> Iterator[Question]:
        yield Question(topic, subject.quarter)

    return meant


_ANSWERS: dict[Topic | None, Meaning] = {
    None: _bare,
    Topic.STATUS: _status,
    Topic.METRIC: _metric,
    Topic.STANDINGS: _standings,
    Topic.UPDATES: _updates,
    Topic.CAVEATS: _caveats,
    Topic.WHY: _why,
    Topic.SUMMARY: _of_quarter(Topic.SUMMARY),
    Topic.SUBMIT: _of_unit(Topic.SUBMIT),
    Topic.PROGRESS: _of_quarter(Topic.PROGRESS),
    Topic.REVIEW: _of_unit(Topic.REVIEW),
    Topic.PUBLISH: _of_quarter(Topic.PUBLISH),
    Topic.REPORT: _of_quarter(Topic.REPORT),
    Topic.DELIVERIES: _of_quarter(Topic.DELIVERIES),
    Topic.DIGEST: _of_quarter(Topic.DIGEST),
    Topic.SUBSCRIBE: _of_a_thing(Topic.SUBSCRIBE),
    Topic.UNSUBSCRIBE: _of_a_thing(Topic.UNSUBSCRIBE),
    Topic.SUBSCRIPTIONS: _of_quarter(Topic.SUBSCRIPTIONS),
    Topic.CORRECT: _correct,
    Topic.HISTORY: _history,
}
