"""Which figures are sums of others: by what they count, by area, and by time.

A figure that is not told could be worked out from the rest of such a sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.figure import Figure
from bot.plan import MetricKind, Plan
from bot.quarter import Period

Key = tuple[str, str, Period]
Values = Mapping[Key, Decimal]


@dataclass(frozen=True)
class Sum:
    """A total and its recorded parts. ``whole`` where the parts are all of it; ``in_time`` where
    they are stretches of its time."""

    total: Key
    parts: tuple[Key, ...]
    whole: bool
    in_time: bool = False


def key_of(figure: Figure) -> Key:
    return figure.metric, figure.area, figure.period


def sums_of(plan: Plan, figures: Iterable[Figure]) -> tuple[Sum, ...]:
    """The sums among the counts; those of short periods before those that they add up to."""
    counts = {each.id for each in plan.metrics if each.kind is MetricKind.COUNT}
    values = {key_of(each): each.value for each in figures if each.metric in counts}
    kinds = _children((each.id, each.part_of) for each in plan.metrics)
    areas = _children((each.id, each.parent) for each in plan.areas)
    found: list[Sum] = []
    for key in sorted(values, key=lambda each: (each[2], each[0], each[1])):
        metric, area, period = key
        found += _sum(values, key, _nearest(kinds, metric, _in(values, None, area, period)))
        found += _sum(values, key, _nearest(areas, area, _in(values, metric, None, period)))
    flows = {each.id for each in plan.metrics if not each.stock and not each.rolling}
    return (*found, *_over_time({key: each for key, each in values.items() if key[0] in flows}))


def _in(
    values: Values, metric: str | None, area: str | None, period: Period
) -> Callable[[str], Key | None]:
    """Finds the recorded figure of a metric (or of an area) where the rest is given."""

    def find(id: str) -> Key | None:
        key = (metric or id, area or id, period)
        return key if key in values else None

    return find


def _children(pairs: Iterable[tuple[str, str | None]]) -> Mapping[str, Sequence[str]]:
    children = defaultdict(list)
    for child, parent in pairs:
        if parent:
            children[parent].append(child)
    return children


def _nearest(
    children: Mapping[str, Sequence[str]], id: str, find: Callable[[str], Key | None]
) -> Iterator[Key]:
    """The recorded figures right below; of one that is not recorded, what is below it."""
    for child in children.get(id, ()):
        key = find(child)
        yield from (key,) if key else _nearest(children, child, find)


def _sum(values: Values, total: Key, parts: Iterable[Key]) -> Iterator[Sum]:
    found = tuple(parts)
    if found:
        yield Sum(total, found, sum(values[each] for each in found) == values[total])


def _over_time(values: Values) -> Iterator[Sum]:
    """A year as its quarters, a quarter as its months: equal stretches without a gap."""
    series: defaultdict[tuple[str, str], list[Period]] = defaultdict(list)
    for metric, area, period in values:
        series[metric, area].append(period)
    for (metric, area), periods in series.items():
        for whole in sorted(periods):
            for stretches in _stretches(whole, periods):
                parts = tuple((metric, area, each) for each in stretches)
                adds_up = sum(values[each] for each in parts) == values[metric, area, whole]
                yield Sum((metric, area, whole), parts, adds_up, in_time=True)


def _stretches(whole: Period, periods: Iterable[Period]) -> Iterator[Sequence[Period]]:
    by_length = defaultdict(list)
    for each in periods:
        if each != whole and whole.start <= each.start and each.end <= whole.end and each.months:
            by_length[each.months].append(each)
    for alike in by_length.values():
        inside = sorted(alike)
        ends = (inside[0].start, inside[-1].end) == (whole.start, whole.end)
        if ends and all((b.start - a.end).days == 1 for a, b in pairwise(inside)):
            yield inside
