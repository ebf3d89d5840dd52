"""What plan.yml and people.yml hold."""

from __future__ import annotations

from collections.abc import Iterable

from bot.collection import Collection
from bot.folder import promises
from bot.folder.faults import Faults
from bot.folder.gather import all_of, unlike
from bot.folder.names import Vocabulary
from bot.folder.yamls import Entry
from bot.plan import Appointment, Caveat, Metric, Person, Plan, Priority
from bot.publishing import Publishing


class Parts:
    """What plan.yml and people.yml hold, read in the order in which one names the other."""

    def __init__(
        self, root: Entry | None, staff: Entry | None, known: Vocabulary, faults: Faults
    ) -> None:
        self.known = known
        self.faults = faults
        areas = self._declared(root, "areas", "area")
        units = self._declared(root, "units", "unit")
        priorities = self._declared(root, "priorities", "priority")
        people = self._declared(staff, "people", "person")
        self.cover = promises.read_cover(root, known) if root else None
        self.areas = all_of(areas, lambda each: promises.read_area(each, known))
        self.units = all_of(units, lambda each: promises.read_unit(each, known))
        self.priorities = all_of(priorities, self._priority)
        self.people: list[Person] = all_of(people, promises.read_person)
        self.appointments = self._appointments(staff)
        promises.check_areas(self.areas, known, faults)
        promises.check_numbers(self.priorities, known, faults)
        promises.check_slack_ids(self.people, known, faults)
        for each in filter(None, (root, staff)):
            each.finish()

    def plan(
        self,
        metrics: Iterable[Metric],
        caveats: Iterable[Caveat],
        collection: Collection | None,
        publishing: Publishing | None,
    ) -> Plan | None:
        """The whole plan; None where plan.yml does not say what it is."""
        if self.cover is None:
            return None
        return Plan(
            id=self.cover.id,
            force=self.cover.force,
            name=self.cover.name,
            period=self.cover.period,
            group_size=self.cover.group_size,
            priorities=tuple(self.priorities),
            areas=tuple(self.areas),
            units=tuple(self.units),
            metrics=tuple(metrics),
            caveats=tuple(caveats),
            people=tuple(self.people),
            appointments=tuple(self.appointments),
            standing_caveats=self.cover.caveats,
            collection=collection,
            marking=self.cover.marking,
            group_name=self.cover.group_name,
            source=self.cover.source,
            publishing=publishing,
        )

    def _declared(self, root: Entry | None, key: str, what: str) -> list[Entry]:
        entries = root.entries(key, what) if root else []
        names = next(each for each in vars(self.known).values() if each.kind == what)
        promises.declare(entries, names, self.faults)
        return entries

    def _priority(self, entry: Entry) -> Priority | None:
        commitments = entry.entries("commitments", "commitment")
        promises.declare(commitments, self.known.commitments, self.faults)
        return promises.read_priority(entry, commitments)

    def _appointments(self, staff: Entry | None) -> list[Appointment]:
        entries = staff.entries("appointments", "appointment") if staff else []
        read = ((each, promises.read_appointment(each, self.known)) for each in entries)
        return unlike(read, lambda each: each, "person, role and unit")
