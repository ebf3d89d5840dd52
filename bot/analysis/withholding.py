"""Which figures are not told, because a small count might identify somebody.

The one place that decides it: answers, charts, digest, documents and workbook are all made from
the figures that this lets through. What would give a small count away is withheld too: a part of
it, a percentage of it, and whatever, with the others in its sum, would tell it more exactly than
"below 5" does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.analysis.sums import Key, Sum, key_of, sums_of
from bot.figure import Figure, Told, Withheld
from bot.plan import Metric, MetricKind, Plan
from bot.publication import Snapshot
from bot.quarter import Quarter
from bot.wording import listed, number, sentence

_ENDLESS = Decimal("Infinity")
_NONE = Decimal(0)

Span = tuple[Decimal, Decimal]


def withhold(plan: Plan, figures: Iterable[Figure]) -> Told:
    """The figures that may be told, and what was withheld and why.

    ``figures`` hold the whole family of each metric (`family_of`), in all areas: what is a part
    of what decides.
    """
    figures = tuple(figures)
    limits = _limits(plan)
    family = family_of(plan, limits) if limits else frozenset()
    concerned = [each for each in figures if each.metric in family]
    if not concerned:
        return Told(figures)
    hidden = _Hiding(plan, concerned, limits).hidden()
    withheld = (
        Withheld(*key, _reason(limits.get(key[0]), is_small=hidden[key])) for key in sorted(hidden)
    )
    return Told(tuple(each for each in figures if key_of(each) not in hidden), tuple(withheld))


def family_of(plan: Plan, metrics: Iterable[str]) -> frozenset[str]:
    """These metrics with all that decides what of them is told: what they are parts of, what is
    part of them, and what percentages are made of. Where nothing is withheld, these alone."""
    family = set(metrics)
    links = [{each.id, *_relations(each)} for each in plan.metrics] if _limits(plan) else []
    grown = 0
    while grown != len(family):
        grown = len(family)
        family.update(*(link for link in links if family & link))
    return frozenset(family)


def withheld_words(
    plan: Plan, withheld: Iterable[Withheld], quarter: Quarter | None = None
) -> tuple[str, ...]:
    """What was withheld in words: a line for each metric, area and reason, with the periods; of
    the periods that end in one quarter alone where that is given."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    for each in withheld:
        if quarter in (None, Quarter.containing(each.period.end)):
            lines.setdefault((each.metric, each.area, each.reason), []).append(each.period.label)
    order = sorted(lines, key=lambda key: (_place(plan, key[0], key[1]), key))
    return tuple(_line(plan, key, lines[key]) for key in order)


def _place(plan: Plan, metric: str, area: str) -> tuple[int, int]:
    return plan.metrics.index(plan.metric(metric)), plan.areas.index(plan.area(area))


def _line(plan: Plan, key: tuple[str, str, str], periods: Sequence[str]) -> str:
    metric, area, reason = key
    where = "" if plan.area(area) == plan.force_area else f", {plan.area(area).name}"
    return sentence(f"{plan.metric(metric).name}{where}, {listed(periods)}: {reason}")


def _limits(plan: Plan) -> Mapping[str, int]:
    """By metric, below what number its counts are not told."""
    return {
        each.id: each.suppress_below
        for each in plan.metrics
        if each.suppress_below and each.kind is MetricKind.COUNT
    }


def as_strict_as(snapshot: Snapshot, today: Plan) -> Snapshot:
    """A published snapshot with the stricter of its own limits and today's: what must not be told
    now is told in no old edition either."""
    now = {each.id: each.suppress_below or 0 for each in today.metrics}
    metrics = tuple(
        replace(each, suppress_below=max(each.suppress_below or 0, now.get(each.id, 0)) or None)
        for each in snapshot.plan.metrics
    )
    return replace(snapshot, plan=replace(snapshot.plan, metrics=metrics))


def _relations(metric: Metric) -> Iterator[str]:
    yield from filter(None, (metric.part_of, metric.numerator, metric.denominator))


def _reason(limit: int | None, *, is_small: bool) -> str:
    """It says no more of the number than that it is below the plan's own limit."""
    if not is_small:
        return "with it, a small count could be worked out"
    if not limit:
        return "part of a small count"
    return f"below {number(Decimal(limit))}, which might identify somebody"


class _Hiding:
    """One decision over all figures. What is hidden is small itself (True), or would give away
    something that is (False)."""

    def __init__(self, plan: Plan, figures: Sequence[Figure], limits: Mapping[str, int]) -> None:
        self._shares = [each for each in plan.metrics if each.numerator or each.denominator]
        self._limits = limits
        self._values = {key_of(each): each.value for each in figures}
        self._sums = sums_of(plan, figures)
        self._hidden: dict[Key, bool] = {}

    def hidden(self) -> Mapping[Key, bool]:
        for key, value in self._values.items():
            if value < self._limits.get(key[0], 0):
                self._hidden[key] = True
        while self._hide_small_parts():
            pass
        while self._hide_what_tells():
            pass
        self._hide_shares()
        return self._hidden

    def _hide_small_parts(self) -> bool:
        """A part is no larger than the whole; parts have parts, so this is done until none is
        left."""
        small = (each.parts for each in self._sums if self._hidden.get(each.total))
        new = {part for parts in small for part in parts} - self._hidden.keys()
        self._hidden.update(dict.fromkeys(new, True))
        return bool(new)

    def _hide_what_tells(self) -> bool:
        """What hides one figure may be told by another sum, so this too is done until all is
        safe."""
        before = len(self._hidden)
        for each in self._sums:
            if key := self._telling(each):
                self._hidden[key] = False
        return len(self._hidden) > before

    def _hide_shares(self) -> None:
        for share in self._shares:
            for key in self._values:
                of = ((each, *key[1:]) for each in (share.numerator, share.denominator) if each)
                if key[0] == share.id and any(each in self._hidden for each in of):
                    self._hidden[key] = False

    def _telling(self, within: Sum) -> Key | None:
        """What has to be hidden besides, so that a sum gives nothing away; of a stretch of time
        that is the total, since its parts were told before it was."""
        told = [each for each in within.parts if each not in self._hidden]
        hidden = [each for each in within.parts if each in self._hidden]
        if within.total in self._hidden:
            is_known = within.whole and not hidden
            return max(told, key=self._latest_smallest) if is_known else None
        if self._is_safe(within, hidden, told):
            return None
        return within.total if within.in_time else self._best(within, hidden, told)

    def _latest_smallest(self, key: Key) -> tuple[object, ...]:
        return key[2], -self._values[key], key

    def _best(self, within: Sum, hidden: Sequence[Key], told: Sequence[Key]) -> Key:
        """The smallest part that makes the sum safe; else the smallest, and more after it; the
        total where no part is left."""
        by_size = sorted(told, key=lambda each: (self._values[each], each))
        for key in by_size:
            rest = [each for each in told if each != key]
            if self._is_safe(within, [*hidden, key], rest):
                return key
        return next(iter(by_size), within.total)

    def _is_safe(self, within: Sum, hidden: Sequence[Key], told: Sequence[Key]) -> bool:
        """Whether what is left of the total tells nothing new of any hidden part."""
        left = self._values[within.total] - sum(self._values[each] for each in told)
        spans = [self._span(each) for each in hidden]
        others = (spans[:at] + spans[at + 1 :] for at in range(len(spans)))
        return all(
            _tells_nothing(left, own, rest, whole=within.whole)
            for own, rest in zip(spans, others, strict=True)
        )

    def _span(self, key: Key) -> Span:
        """Between which numbers everybody knows a hidden figure to lie."""
        limit = Decimal(self._limits.get(key[0], 0))
        if self._hidden.get(key):
            return _NONE, (limit - 1 if limit else _ENDLESS)
        return limit, _ENDLESS


def _tells_nothing(left: Decimal, own: Span, others: Sequence[Span], *, whole: bool) -> bool:
    """Whether one of several hidden parts may still be anything that it was known it might be,
    though what is left of the total is known. Of one that is not small: whether it may be more
    than one number. Parts that are not the whole may be as small as before."""
    low, high = own
    most = min(high, left - sum((each[0] for each in others), _NONE))
    least = max(low, left - sum((each[1] for each in others), _NONE)) if whole else low
    return least < most if high == _ENDLESS else (least, most) == own
