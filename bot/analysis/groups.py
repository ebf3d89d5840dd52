"""A force among the forces of its group, and LPAs among each other: how much of the order is
more than chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from bot.analysis import group_words as say
from bot.analysis.rounding import telling_digits, to_digits
from bot.figure import Figure, Told
from bot.finding import Reading
from bot.grounds import Grounds, PeerCount
from bot.plan import AreaKind, Caveat, Good, Metric, MetricKind, Plan
from bot.quarter import Period, Quarter
from bot.signal import FunnelLine, Group, Peer
from bot.statistics.counts import Interval, byar_interval, poisson_interval
from bot.statistics.groups import (
    FAR,
    PER,
    USUAL,
    Dispersion,
    Population,
    Tally,
    dispersed_funnel,
    dispersion_of,
    mean_rate,
    poisson_funnel,
    pooled_rate,
)
from bot.statistics.ranks import RankInterval, rank_of_rates

FEWEST = 3  # peers, below which there is no group
FEWEST_FOR_FUNNEL = 5  # below it nothing can be said of how much peers differ
LOW = 300  # a group whose largest count is below it differs by chance alone, unless shown otherwise
_FIGURES = 3  # in which rates are told
_LINES = 12  # sizes of population at which a funnel is worked out
_EXACT = 1000  # counts from here on have Byar's interval, which is the same to three figures

Grouped = tuple[Tally, ...]


def group_of(
    plan: Plan,
    metric: Metric,
    quarter: Quarter,
    told: Told,
    grounds: Grounds,
    caveats: Sequence[Caveat] = (),
) -> Group | None:
    """The force among the forces of its group, over the newest period that enough may be told
    of."""
    by_period: defaultdict[Period, list[PeerCount]] = defaultdict(list)
    for each in grounds.peers:
        is_due = each.metric == metric.id and each.period.end <= quarter.end
        if is_due and _may_be_told(plan, metric, each, told):
            by_period[each.period].append(each)
    figures = told.figures
    for period in sorted(by_period, reverse=True):
        tallies = _forces(plan, metric, period, by_period[period], figures, grounds)
        if len(tallies) >= FEWEST and any(each.name == plan.force for each in tallies):
            rows = _own_rows(plan, metric, period, figures)
            group = _group(metric, period, tallies, plan.force, rows, caveats)
            return replace(group, sources=_sources(by_period[period]))
    return None


def _may_be_told(plan: Plan, metric: Metric, peer: PeerCount, told: Told) -> bool:
    """Not a count too small to be told, of whichever force; nor our own of a time of which a
    figure is withheld, which it would help to work out."""
    if metric.kind is MetricKind.COUNT and _count_of(peer) < (metric.suppress_below or 0):
        return False
    own = (metric.id, plan.force_area.id)
    hidden = (each.period for each in told.withheld if (each.metric, each.area) == own)
    return peer.force != plan.force or not any(
        each.start <= peer.period.end and peer.period.start <= each.end for each in hidden
    )


def areas_of(
    plan: Plan, readings: Sequence[Reading], grounds: Grounds, own: str | None = None
) -> Group | None:
    """The LPAs of the force among each other, by their people; ``own`` is one of them."""
    tallies, rows = [], []
    for reading in readings:
        if reading.area.kind is AreaKind.LPA and reading.figure and _is_whole(reading.figure):
            people = grounds.population_of(reading.area.id, reading.figure.period.end.year)
            if people:
                population = Population(people.people, people.year)
                tallies.append(Tally(reading.area.name, int(reading.figure.value), population))
                rows.append(reading.figure)
    periods = {each.period for each in rows}
    if len(tallies) < FEWEST or len(periods) > 1:
        return None
    first = readings[0]
    name = plan.area(own).name if own else ""
    own_name = name if any(each.name == name for each in tallies) else ""
    return _group(first.metric, periods.pop(), tuple(tallies), own_name, tuple(rows), first.caveats)


def _is_whole(figure: Figure) -> bool:
    return figure.value >= 0 and figure.value % 1 == 0


def _forces(
    plan: Plan,
    metric: Metric,
    period: Period,
    peers: Sequence[PeerCount],
    figures: Sequence[Figure],
    grounds: Grounds,
) -> Grouped:
    tallies = [
        Tally(each.force, _count_of(each), Population(each.population, each.year)) for each in peers
    ]
    if all(each.name != plan.force for each in tallies):
        people = grounds.population_of(plan.force_area.id, period.end.year)
        for own in _own_rows(plan, metric, period, figures):
            if people and _is_whole(own):
                population = Population(people.people, people.year)
                tallies.append(Tally(plan.force, int(own.value), population))
    return tuple(tallies)


def _count_of(peer: PeerCount) -> int:
    if peer.count is not None:
        return peer.count
    return round((peer.rate or Decimal(0)) * peer.population / PER)


def _sources(peers: Iterable[PeerCount]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.source for each in peers if each.source))


def _own_rows(
    plan: Plan, metric: Metric, period: Period, figures: Iterable[Figure]
) -> tuple[Figure, ...]:
    key = (metric.id, plan.force_area.id, period)
    own = [each for each in figures if (each.metric, each.area, each.period) == key]
    return tuple(own[-1:])


def _group(
    metric: Metric,
    period: Period,
    tallies: Grouped,
    own: str,
    rows: tuple[Figure, ...],
    caveats: Sequence[Caveat],
) -> Group:
    lowest_first = metric.good is not Good.UP
    ordered = sorted(tallies, key=lambda t: (t.rate if lowest_first else -t.rate, t.name))
    funnel = _Funnel(tallies)
    digits = telling_digits((t.rate for t in tallies), _FIGURES)
    rank = ranked(own, tallies, lowest_is_best=lowest_first) if own else None
    group = Group(
        metric=metric,
        period=period,
        peers=tuple(_peer(each, own, funnel, digits) for each in ordered),
        average=to_digits(mean_rate(tallies), digits),
        rank=rank.rank if rank else 0,
        rank_low=rank.low if rank else 0,
        rank_high=rank.high if rank else 0,
        finding=say.EMPTY,
        lines=funnel.lines(digits),
        dispersed=funnel.dispersion is not None,
    )
    return say.with_finding(group, rows, tuple(caveats))


@lru_cache(maxsize=256)
def ranked(own: str, tallies: Grouped, *, lowest_is_best: bool) -> RankInterval:
    """The same figures always give the same answer, so they are drawn once."""
    return rank_of_rates(own, list(tallies), lowest_is_best=lowest_is_best)


class _Funnel:
    """Where the rates of a group may lie. Exact where counts are low; wider where large counts
    differ by more than chance; nowhere where neither makes sense."""

    def __init__(self, tallies: Grouped) -> None:
        self.tallies = tallies
        self.target = pooled_rate(tallies)
        counts = [each.count for each in tallies]
        low = max(counts) < LOW
        enough = len(tallies) >= FEWEST_FOR_FUNNEL and self.target > 0
        self.drawn = enough and (low or min(counts) > 0)
        self.dispersion: Dispersion | None = None
        if self.drawn and not low:
            self.dispersion = dispersion_of(tallies)

    def limits(self, people: int, level: float) -> Interval:
        if self.dispersion:
            return dispersed_funnel(self.target, people, self.dispersion, level)
        return poisson_funnel(self.target, people, level)

    def side(self, tally: Tally) -> int:
        if not self.drawn:
            return 0
        far = self.limits(tally.population.people, FAR)
        return (tally.rate > far.high) - (tally.rate < far.low)

    def lines(self, digits: int) -> tuple[FunnelLine, ...]:
        if not self.drawn:
            return ()
        sizes = [each.population.people for each in self.tallies]
        low, high = min(sizes), max(sizes)
        steps = {round(low + (high - low) * at / (_LINES - 1)) for at in range(_LINES)}
        return tuple(self._line(each, digits) for each in sorted(steps))

    def _line(self, people: int, digits: int) -> FunnelLine:
        usual, far = (self.limits(people, level) for level in (USUAL, FAR))
        low, high, far_low, far_high = (
            _decimal(each, digits) for each in (usual.low, usual.high, far.low, far.high)
        )
        return FunnelLine(people, low, high, far_low, far_high)


def _peer(tally: Tally, own: str, funnel: _Funnel, digits: int) -> Peer:
    found = _interval(tally.count)
    low, high = (
        _decimal(each * PER / tally.population.people, digits) for each in (found.low, found.high)
    )
    return Peer(
        name=tally.name,
        count=tally.count,
        population=tally.population.people,
        year=tally.population.year,
        rate=to_digits(tally.rate, digits),
        low=low,
        high=high,
        own=tally.name == own,
        side=funnel.side(tally),
    )


def _interval(count: int) -> Interval:
    return poisson_interval(count) if count < _EXACT else byar_interval(count)


def _decimal(value: float, digits: int) -> Decimal:
    return to_digits(Fraction(value), digits)
