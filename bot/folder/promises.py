"""plan.yml, caveats.yml and people.yml: what was promised, who reports, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass

from bot.folder.faults import Faults
from bot.folder.names import Names, Vocabulary
from bot.folder.record import LONG_TEXT
from bot.folder.trees import check_tree
from bot.folder.yamls import Entry
from bot.plan import (
    Appointment,
    Area,
    AreaKind,
    Caveat,
    CaveatKind,
    Commitment,
    Person,
    Priority,
    Role,
    Unit,
)
from bot.quarter import Period, Quarter

_INSIDE = {
    AreaKind.FORCE: (),
    AreaKind.LPA: (AreaKind.FORCE,),
    AreaKind.DISTRICT: (AreaKind.LPA, AreaKind.FORCE),
}
_UNIT_ROLES = (Role.LEAD, Role.DEPUTY)


@dataclass(frozen=True)
class Cover:
    """The plan itself, without what it is made of. ``quarter`` is the one the folder reports."""

    id: str
    force: str
    name: str
    period: Period
    quarter: Quarter
    group_size: int
    group_name: str
    marking: str
    source: str
    caveats: tuple[str, ...]

    def holds(self, quarter: Quarter) -> bool:
        """Whether a quarter lies within the plan's period."""
        return self.period.start <= quarter.start and quarter.end <= self.period.end


def declare(entries: list[Entry], names: Names, faults: Faults) -> None:
    """Make the ids of these entries known before anything refers to them."""
    for entry in entries:
        names.declare(entry.id(), entry.line_of("id"), faults)


def read_cover(root: Entry, known: Vocabulary) -> Cover | None:
    entry = root.entry("plan", "plan")
    if entry is None:
        root.fault("this file has no 'plan'; see docs/plan-data.md for its keys")
        return None
    cover = Cover(
        id=entry.id(),
        force=entry.text("force"),
        name=entry.text("name"),
        period=entry.period("period"),
        quarter=entry.quarter("quarter"),
        group_size=entry.whole("group_size"),
        group_name=entry.optional("group_name") or "most similar group",
        marking=entry.optional("marking") or "OFFICIAL",
        source=entry.optional("source"),
        caveats=entry.some_of("caveats", known.caveats),
    )
    return cover if entry.finish() and _is_sensible(entry, cover) else None


def _is_sensible(entry: Entry, cover: Cover) -> bool:
    if not 2 <= cover.group_size <= 100:
        entry.fault(f"a group of {cover.group_size} forces cannot be; write 2 to 100", "group_size")
    if not cover.holds(cover.quarter):
        entry.fault(f"{cover.quarter.label} is outside the plan's period", "quarter")
    return entry.sound


def read_area(entry: Entry, known: Vocabulary) -> Area | None:
    area = Area(
        id=entry.raw("id"),
        kind=entry.choice("kind", AreaKind),
        name=entry.text("name"),
        parent=entry.one_of_or_none("parent", known.areas),
        aliases=entry.words("aliases"),
    )
    if area.parent is None and area.kind is not AreaKind.FORCE:
        entry.fault(f"{entry.what} is a {area.kind}; name the area it lies in as 'parent'")
    return area if entry.finish() else None


def check_areas(areas: list[Area], known: Vocabulary, faults: Faults) -> None:
    """One force, and every area inside one of a larger kind."""
    kinds = {each.id: each.kind for each in areas}
    for area in areas:
        parent = kinds.get(area.parent or "")
        if parent and parent not in _INSIDE[area.kind]:
            message = f"{area.id!r} is a {area.kind} and cannot lie in a {parent}"
            faults.add("plan.yml", known.areas.line(area.id), message)
    check_tree({each.id: each.parent for each in areas}, known.areas, faults)
    forces = [each.id for each in areas if each.kind is AreaKind.FORCE]
    if not forces and known.areas.complete:
        faults.add("plan.yml", 0, "no area of kind force; the force itself is an area, too")
    for extra in forces[1:]:
        line = known.areas.line(extra)
        faults.add("plan.yml", line, f"{extra!r} is a second area of kind force; a plan has one")


def read_unit(entry: Entry, known: Vocabulary) -> Unit | None:
    unit = Unit(
        id=entry.raw("id"),
        name=entry.text("name"),
        area=entry.one_of("area", known.areas),
        aliases=entry.words("aliases"),
    )
    return unit if entry.finish() else None


def read_priority(entry: Entry, commitments: list[Entry]) -> Priority | None:
    priority = Priority(
        id=entry.raw("id"),
        number=entry.whole("number"),
        name=entry.text("name"),
        short=entry.text("short"),
        commitments=tuple(filter(None, map(_read_commitment, commitments))),
        aliases=entry.words("aliases"),
    )
    return priority if entry.finish() else None


def check_numbers(priorities: list[Priority], known: Vocabulary, faults: Faults) -> None:
    first: dict[int, str] = {}
    for each in priorities:
        other = first.setdefault(each.number, each.id)
        if other != each.id:
            message = f"{each.id!r} and {other!r} are both priority number {each.number}"
            faults.add("plan.yml", known.priorities.line(each.id), message)


def _read_commitment(entry: Entry) -> Commitment | None:
    commitment = Commitment(entry.raw("id"), entry.text("text"), entry.words("aliases"))
    return commitment if entry.finish() else None


def read_caveat(entry: Entry) -> Caveat | None:
    kind, text = (
        entry.choice("kind", CaveatKind, CaveatKind.WITHHELD),
        entry.text("text", LONG_TEXT),
    )
    caveat = Caveat(entry.raw("id"), kind, text)
    return caveat if entry.finish() else None


def read_person(entry: Entry) -> Person | None:
    person = Person(
        id=entry.raw("id"),
        name=entry.text("name"),
        slack_id=entry.optional("slack_id", limit=64) or None,
        title=entry.optional("title"),
    )
    return person if entry.finish() else None


def check_slack_ids(people: list[Person], known: Vocabulary, faults: Faults) -> None:
    first: dict[str, str] = {}
    for each in filter(lambda person: person.slack_id, people):
        other = first.setdefault(str(each.slack_id), each.id)
        if other != each.id:
            message = f"{each.id!r} and {other!r} have the same slack_id {each.slack_id!r}"
            faults.add("people.yml", known.people.line(each.id), message)


def read_appointment(entry: Entry, known: Vocabulary) -> Appointment | None:
    appointment = Appointment(
        person=entry.one_of("person", known.people),
        role=entry.choice("role", Role),
        unit=entry.one_of_or_none("unit", known.units),
    )
    if entry.sound and (appointment.role in _UNIT_ROLES) != (appointment.unit is not None):
        needs = "is for a unit" if appointment.unit is None else "is for the whole plan, not a unit"
        entry.fault(f"a {appointment.role} {needs}", "role")
    return appointment if entry.finish() else None
