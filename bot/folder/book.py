"""Reading a whole folder: declare every id first, then read and check what refers to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.figure import Figure, Standing
from bot.folder import accounts, measures, promises
from bot.folder.faults import Faults, did_you_mean
from bot.folder.names import Vocabulary
from bot.folder.promises import Cover
from bot.folder.sheets import Row, read_rows
from bot.folder.yamls import Entry, read_list, read_mapping
from bot.plan import Appointment, Metric, Person, Plan, Priority, Update

FILES = (
    "plan.yml",
    "metrics.yml",
    "figures.csv",
    "standings.csv",
    "updates.yml",
    "caveats.yml",
    "people.yml",
)
MOST_CHARACTERS = {".yml": 4_000_000, ".csv": 40_000_000}

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Value = TypeVar("Value")
Source = TypeVar("Source", Entry, Row)


@dataclass(frozen=True)
class Book:
    """Everything a plan folder holds, checked."""

    plan: Plan
    figures: tuple[Figure, ...]
    standings: tuple[Standing, ...]
    updates: tuple[Update, ...]


def parse(files: Mapping[str, str]) -> Book:
    """Read the text of each of FILES; raises FolderFaults with everything that is wrong."""
    faults = Faults()
    reading = _Reading({name: _cleaned(text) for name, text in files.items()}, faults)
    book = reading.book()
    faults.settle()
    if book is None:  # pragma: no cover - a plan that cannot be read has told a fault
        raise AssertionError
    return book


def _cleaned(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class _Reading:
    """One pass over the files. The order matters: an id is declared before it is looked up."""

    def __init__(self, files: Mapping[str, str], faults: Faults) -> None:
        self.faults = faults
        self.known = Vocabulary()
        self.files = {name: files[name] for name in FILES if self._is_usable(name, files)}
        for name in files.keys() - set(FILES):
            faults.add(name, 0, f"no file of a plan has this name{did_you_mean(name, FILES)}")

    def book(self) -> Book | None:
        root = self._mapping("plan.yml")
        caveats = self._list("caveats.yml", "caveat")
        people = self._mapping("people.yml")
        metric_entries = self._list("metrics.yml", "metric")
        promises.declare(caveats, self.known.caveats, self.faults)
        promises.declare(metric_entries, self.known.metrics, self.faults)
        parts = _Parts(root, people, self.known, self.faults)
        metrics = self._metrics(metric_entries, parts)
        by_id = {each.id: each for each in metrics}
        figures = self._figures(by_id, parts.cover)
        standings = self._standings(by_id, parts.cover)
        updates = self._updates(parts.cover)
        notes = _all(caveats, promises.read_caveat)
        if parts.cover is None:
            return None
        return Book(
            plan=Plan(
                id=parts.cover.id,
                force=parts.cover.force,
                name=parts.cover.name,
                period=parts.cover.period,
                group_size=parts.cover.group_size,
                priorities=tuple(parts.priorities),
                areas=tuple(parts.areas),
                units=tuple(parts.units),
                metrics=tuple(metrics),
                caveats=tuple(notes),
                people=tuple(parts.people),
                appointments=tuple(parts.appointments),
                standing_caveats=parts.cover.caveats,
                marking=parts.cover.marking,
                group_name=parts.cover.group_name,
                source=parts.cover.source,
            ),
            figures=tuple(figures),
            standings=tuple(standings),
            updates=tuple(updates),
        )

    def _is_usable(self, name: str, files: Mapping[str, str]) -> bool:
        fault = _unusable(name, files.get(name))
        if fault:
            self.faults.add(name, *fault)
            self.known.trust(name)
        return not fault

    def _list(self, name: str, what: str) -> list[Entry]:
        if name not in self.files:
            return []
        entries = read_list(name, self.files[name], what, self.faults)
        if entries is None:
            self.known.trust(name)
        return entries or []

    def _mapping(self, name: str) -> Entry | None:
        if name not in self.files:
            return None
        root = read_mapping(name, self.files[name], self.faults)
        if root is None:
            self.known.trust(name)
        return root

    def _metrics(self, entries: list[Entry], parts: _Parts) -> list[Metric]:
        metrics = _all(entries, lambda each: measures.read_metric(each, self.known, parts.cover))
        measures.check_metrics(metrics, parts.priorities, self.known, self.faults)
        return metrics

    def _figures(self, metrics: Mapping[str, Metric], cover: Cover | None) -> list[Figure]:
        rows = self._rows("figures.csv", measures.FIGURE_COLUMNS)
        return _unlike(
            ((row, measures.read_figure(row, self.known, metrics, cover)) for row in rows),
            lambda each: (each.metric, each.area, each.period, each.vintage),
            "metric, area, period and vintage",
        )

    def _standings(self, metrics: Mapping[str, Metric], cover: Cover | None) -> list[Standing]:
        rows = self._rows("standings.csv", measures.STANDING_COLUMNS)
        return _unlike(
            ((row, measures.read_standing(row, self.known, metrics, cover)) for row in rows),
            lambda each: (each.metric, each.as_at),
            "metric and as_at",
        )

    def _updates(self, cover: Cover | None) -> list[Update]:
        entries = self._list("updates.yml", "update")
        promises.declare(entries, self.known.updates, self.faults)
        return _all(entries, lambda each: accounts.read_update(each, self.known, cover))

    def _rows(self, name: str, columns: Sequence[str]) -> Iterable[Row]:
        text = self.files.get(name)
        return read_rows(name, text, columns, self.faults) if text is not None else ()


class _Parts:
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
        self.areas = _all(areas, lambda each: promises.read_area(each, known))
        self.units = _all(units, lambda each: promises.read_unit(each, known))
        self.priorities = _all(priorities, self._priority)
        self.people: list[Person] = _all(people, promises.read_person)
        self.appointments = self._appointments(staff)
        promises.check_areas(self.areas, known, faults)
        promises.check_numbers(self.priorities, known, faults)
        promises.check_slack_ids(self.people, known, faults)
        for each in filter(None, (root, staff)):
            each.finish()

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
        return _unlike(read, lambda each: each, "person, role and unit")


def _unusable(name: str, text: str | None) -> tuple[int, str] | None:
    if text is None:
        return 0, "this file is missing; where there is nothing to say, leave it without entries"
    most = MOST_CHARACTERS[name[-4:]]
    if len(text) > most:
        return 0, f"this file has {len(text):,} characters; at most {most:,} are read"
    if odd := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        return line, f"an unprintable character ({odd[0]!r}) stands here; is this a text file?"
    return None


def _all(entries: Iterable[Entry], read: Callable[[Entry], Value | None]) -> list[Value]:
    return [value for value in map(read, entries) if value is not None]


def _unlike(
    read: Iterable[tuple[Source, Value | None]], key: Callable[[Value], Hashable], of: str
) -> list[Value]:
    """The sound values; one that has the same key as an earlier one is a fault."""
    first: dict[Hashable, int] = {}
    values = []
    for source, value in read:
        if value is None:
            continue
        line = first.setdefault(key(value), source.line)
        if line == source.line:
            values.append(value)
        else:
            source.fault(f"the same {of} as on line {line}; keep one of the two")
    return values
