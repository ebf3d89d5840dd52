"""Reading a whole folder: declare every id first, then read and check what refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.collection import Collection
from bot.figure import Figure, Standing
from bot.folder import accounts, collecting, judging, measures, promises, publishing
from bot.folder.faults import Faults, did_you_mean
from bot.folder.gather import all_of, unlike
from bot.folder.names import Vocabulary
from bot.folder.parts import Parts
from bot.folder.promises import Cover
from bot.folder.sheets import Row, read_rows
from bot.folder.yamls import Entry, read_list, read_mapping
from bot.grounds import NO_GROUNDS, Grounds
from bot.plan import AreaKind, Metric, Plan, Update
from bot.publishing import Publishing
from bot.quarter import Quarter

FILES = (
    "plan.yml",
    "metrics.yml",
    "figures.csv",
    "standings.csv",
    "updates.yml",
    "caveats.yml",
    "people.yml",
)
MAY_BE_MISSING = (  # a plan can be asked of without being collected, published or judged
    *("collection.yml", "publishing.yml"),
    *("populations.csv", "peers.csv", "decisions.yml"),
)
PICTURES = (".svg", ".png")  # how a crest's file may end
MOST_CHARACTERS = {".yml": 16_000_000, ".csv": 40_000_000}

_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd-\uffff]")


@dataclass(frozen=True)
class Book:
    """Everything a plan folder holds, checked. ``quarter`` is the one that it reports; None
    where it is not known."""

    plan: Plan
    figures: tuple[Figure, ...]
    standings: tuple[Standing, ...]
    updates: tuple[Update, ...]
    quarter: Quarter | None = None
    grounds: Grounds = NO_GROUNDS


def parse(files: Mapping[str, str], pictures: Mapping[str, bytes] | None = None) -> Book:
    """Read the text of each of FILES, and of MAY_BE_MISSING where it is there; raises FolderFaults
    with everything that is wrong. ``pictures`` are the folder's, by name: a crest is one."""
    faults = Faults()
    cleaned = {name: _cleaned(text) for name, text in files.items()}
    reading = _Reading(cleaned, pictures or {}, faults)
    book = reading.book()
    faults.settle()
    if book is None:
        raise AssertionError("a plan that cannot be read has told its fault")
    return book


def _cleaned(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class _Reading:
    """One pass over the files. The order matters: an id is declared before it is looked up."""

    def __init__(
        self, files: Mapping[str, str], pictures: Mapping[str, bytes], faults: Faults
    ) -> None:
        self.faults = faults
        self.pictures = pictures
        self.known = Vocabulary()
        names = (*FILES, *(name for name in MAY_BE_MISSING if name in files))
        self.files = {name: files[name] for name in names if self._is_usable(name, files)}
        for name in files.keys() - set(names):
            hint = did_you_mean(name, (*FILES, *MAY_BE_MISSING))
            faults.add(name, 0, f"no file of a plan has this name{hint}")

    def book(self) -> Book | None:
        root = self._mapping("plan.yml")
        caveats = self._list("caveats.yml", "caveat")
        people = self._mapping("people.yml")
        metric_entries = self._list("metrics.yml", "metric")
        promises.declare(caveats, self.known.caveats, self.faults)
        promises.declare(metric_entries, self.known.metrics, self.faults)
        parts = Parts(root, people, self.known, self.faults)
        metrics = self._metrics(metric_entries, parts)
        by_id = {each.id: each for each in metrics}
        figures = self._figures(by_id, parts.cover)
        standings = self._standings(by_id, parts.cover)
        updates = self._updates(parts.cover)
        collection = self._collection(parts.cover)
        publishing = self._publishing()
        grounds = self._grounds(by_id, parts)
        plan = parts.plan(metrics, all_of(caveats, promises.read_caveat), collection, publishing)
        if plan is None or parts.cover is None:
            return None
        quarter = parts.cover.quarter
        return Book(plan, tuple(figures), tuple(standings), tuple(updates), quarter, grounds)

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

    def _metrics(self, entries: list[Entry], parts: Parts) -> list[Metric]:
        metrics = all_of(entries, lambda each: measures.read_metric(each, self.known, parts.cover))
        measures.check_metrics(metrics, parts.priorities, self.known, self.faults)
        return metrics

    def _figures(self, metrics: Mapping[str, Metric], cover: Cover | None) -> list[Figure]:
        rows = self._rows("figures.csv", measures.FIGURE_COLUMNS)
        return unlike(
            ((row, measures.read_figure(row, self.known, metrics, cover)) for row in rows),
            lambda each: (each.metric, each.area, each.period, each.vintage),
            "metric, area, period and vintage",
        )

    def _standings(self, metrics: Mapping[str, Metric], cover: Cover | None) -> list[Standing]:
        rows = self._rows("standings.csv", measures.STANDING_COLUMNS)
        return unlike(
            ((row, measures.read_standing(row, self.known, metrics, cover)) for row in rows),
            lambda each: (each.metric, each.as_at),
            "metric and as_at",
        )

    def _updates(self, cover: Cover | None) -> list[Update]:
        entries = self._list("updates.yml", "update")
        promises.declare(entries, self.known.updates, self.faults)
        return all_of(entries, lambda each: accounts.read_update(each, self.known, cover))

    def _collection(self, cover: Cover | None) -> Collection | None:
        root = self._mapping("collection.yml")
        return collecting.read_collection(root, self.known, cover) if root else None

    def _publishing(self) -> Publishing | None:
        root = self._mapping("publishing.yml")
        return publishing.read_publishing(root, self.known, self.pictures) if root else None

    def _grounds(self, metrics: Mapping[str, Metric], parts: Parts) -> Grounds:
        known, cover = self.known, parts.cover
        people = self._rows("populations.csv", judging.POPULATION_COLUMNS)
        peers = self._rows("peers.csv", judging.PEER_COLUMNS)
        force = next((each for each in parts.areas if each.kind is AreaKind.FORCE), None)
        return Grounds(
            judging.populations_in(people, known),
            judging.peers_in(peers, known, metrics, cover),
            judging.decisions_in(self._list("decisions.yml", "decision"), known, force, cover),
        )

    def _rows(self, name: str, columns: Sequence[str]) -> Iterable[Row]:
        text = self.files.get(name)
        return read_rows(name, text, columns, self.faults) if text is not None else ()


def _unusable(name: str, text: str | None) -> tuple[int, str] | None:
    if text is None and name == "plan.yml":
        return 0, "this file is missing; a folder without it is not a plan's"
    if text is None:
        return 0, "this file is missing; where there is nothing to say, leave it without entries"
    most = MOST_CHARACTERS[name[-4:]]
    if len(text) > most:
        return 0, f"this file has {len(text):,} characters; at most {most:,} are read"
    if odd := _UNREADABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        return line, f"a character that cannot be read ({odd[0]!r}); save the file as UTF-8 text"
    return None
