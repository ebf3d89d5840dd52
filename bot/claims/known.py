"""What the record says already, to hold a text against: a plan's words with its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.figure import Figure, Standing
from bot.plan import Area, Metric, Plan, Unit
from bot.quarter import Period

_BETWEEN = r"[\s()’'/-]{1,3}"
_SHORTEST = 3  # letters of a word that people use for something; "rc" is as likely another's


@dataclass(frozen=True)
class Naming:
    """A metric as a sentence calls it; ``words`` are how many it took to say so."""

    metric: Metric
    start: int
    end: int
    words: int


@dataclass(frozen=True)
class Known:
    """A plan, and what is recorded under it: ``figures`` oldest first, ``standings`` newest
    first. ``unit`` is whose text it is, where that is known; it says which area is meant where
    the text names none."""

    plan: Plan
    figures: tuple[Figure, ...]
    standings: tuple[Standing, ...] = ()
    unit: str | None = None

    @property
    def home(self) -> Area:
        """The area that is meant where a text names none."""
        return self.plan.area(self.plan.unit(self.unit).area) if self.unit else self.force

    @property
    def force(self) -> Area:
        return self.plan.force_area

    def history(self, metric: str, area: str) -> tuple[Figure, ...]:
        """Oldest first."""
        return self._by_metric.get((metric, area), ())

    def figure(self, metric: str, area: str, period: Period) -> Figure | None:
        return next((each for each in self.history(metric, area) if each.period == period), None)

    def named(self, words: str) -> tuple[Naming, ...]:
        """The metrics that words in lower case name, the longest name where several overlap; a
        name that several metrics share names none of them."""
        found = [(each, simple(each[0])) for each in self._names.finditer(words)]
        return tuple(
            Naming(self._metrics[name][0], each.start(), each.end(), len(name.split()))
            for each, name in found
            if len(self._metrics[name]) == 1
        )

    def areas_in(self, words: str) -> frozenset[str]:
        return frozenset(each.id for each in self.plan.areas if self._areas[each.id].search(words))

    def units_in(self, words: str) -> frozenset[str]:
        return frozenset(each.id for each in self.plan.units if self._units[each.id].search(words))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return _any_of(self._metrics)

    @cached_property
    def _areas(self) -> dict[str, re.Pattern[str]]:
        return {each.id: _called(each) for each in self.plan.areas}

    @cached_property
    def _units(self) -> dict[str, re.Pattern[str]]:
        return {each.id: _called(each) for each in self.plan.units}

    @cached_property
    def _by_metric(self) -> dict[tuple[str, str], tuple[Figure, ...]]:
        found: dict[tuple[str, str], list[Figure]] = {}
        for each in self.figures:
            found.setdefault((each.metric, each.area), []).append(each)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def _metrics(self) -> dict[str, list[Metric]]:
        found: dict[str, list[Metric]] = {}
        for metric in self.plan.metrics:
            for name in {simple(each) for each in (metric.name, *metric.aliases)}:
                if len(name) > _SHORTEST and not name.isdigit():
                    found.setdefault(name, []).append(metric)
        return found


def known_from(
    plan: Plan,
    figures: Iterable[Figure],
    standings: Iterable[Standing] = (),
    unit: str | None = None,
) -> Known:
    """Take together what a text may be held against, in the order in which it is looked up."""
    return Known(
        plan,
        tuple(sorted(figures, key=lambda one: one.period)),
        tuple(sorted(standings, key=lambda one: one.as_at, reverse=True)),
        unit,
    )


def simple(words: str) -> str:
    """Words in lower case without brackets and marks between them."""
    return " ".join(re.findall(r"[a-z0-9%]+", words.lower().replace("’", "").replace("'", "")))


def _called(thing: Area | Unit) -> re.Pattern[str]:
    return _any_of(filter(None, map(simple, (thing.name, *thing.aliases))))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """The longest of the names that stands somewhere, with whatever marks may stand between its
    words."""
    longest = sorted(set(names), key=len, reverse=True)
    words = (_BETWEEN.join(map(re.escape, each.split())) for each in longest)
    return re.compile(rf"\b(?:{'|'.join(words) or '(?!)'})\b")
