"""Findings about signal and chance, made from statistics for the tests of charts alone.

The product's own analysis words such findings with more care; here a sentence needs only to be
one that analysis could say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from bot.figure import Figure
from bot.finding import Caterpillar, Credit, Funnel, ProcessChart, SmallCounts
from bot.plan import Area, AreaKind, Caveat, Good, Metric, MetricKind
from bot.quarter import Period, Quarter
from bot.signal import (
    CountInterval,
    Direction,
    Finding,
    FunnelLine,
    Group,
    Peer,
    Process,
    ProcessPhase,
    ProcessPoint,
    Sign,
    Strength,
)
from bot.statistics.counts import poisson_interval, two_periods
from bot.statistics.groups import (
    FAR,
    PER,
    USUAL,
    Dispersion,
    Tally,
    dispersed_funnel,
    mean_rate,
    poisson_funnel,
)
from bot.statistics.ranks import RankInterval, by_count, rank_interval
from bot.statistics.verdicts import Variation
from bot.statistics.xmr import Chart, Decision, Exclusion, Phase, Point, Rebase, xmr
from bot.wording import number, ordinal, quantity

CREDIT = Credit("Home Office, police recorded crime open data", "OFFICIAL")
ESSEX = Area("essex", AreaKind.FORCE, "Essex")
_SIGNS = {
    Variation.NOT_JUDGED: Sign.NOT_JUDGED,
    Variation.COMMON: Sign.COMMON,
    Variation.IMPROVING_HIGH: Sign.IMPROVING,
    Variation.IMPROVING_LOW: Sign.IMPROVING,
    Variation.CONCERNING_HIGH: Sign.CONCERNING,
    Variation.CONCERNING_LOW: Sign.CONCERNING,
    Variation.NEUTRAL_HIGH: Sign.NEUTRAL,
    Variation.NEUTRAL_LOW: Sign.NEUTRAL,
}


def rounded(value: Fraction | float, digits: int) -> Decimal:
    return Decimal(f"{float(value):.{digits}f}")


def shown(value: Fraction | None, digits: int) -> Decimal | None:
    return None if value is None else rounded(value, digits)


def process_chart(
    metric: Metric,
    values: Sequence[Decimal | Fraction | None],
    first: Quarter,
    *,
    unit: str = "",
    title: str = "",
    subtitle: str = "",
    digits: int = 0,
    target: Decimal | None = None,
    rebases: Iterable[Rebase] = (),
    exclusions: Iterable[Exclusion] = (),
    caveats: tuple[Caveat, ...] = (),
    credit: Credit = CREDIT,
    omit_gaps: bool = False,
) -> ProcessChart:
    """What analysis would make of a series of consecutive quarters; None is a gap."""
    chart = xmr(values, metric.good, rebases=rebases, exclusions=exclusions)
    points = tuple(_point(each, first.shifted(at), digits) for at, each in enumerate(chart.points))
    last = first.shifted(max(0, len(values) - 1))
    unit = unit or metric.unit
    assured = chart.assurance(target)
    finding = _finding(metric, unit, chart, points, caveats, digits)
    process = Process(
        metric,
        ESSEX,
        last,
        unit,
        tuple(each for each in points if each.value is not None) if omit_gaps else points,
        tuple(_phase(each, metric, digits) for each in chart.phases),
        finding,
        str(chart.variation),
        str(assured or ""),
        target,
        "" if chart.limits else "Fewer than 8 points: there are no limits, only the values.",
    )
    span = f"{first.label} to {last.label}"
    return ProcessChart(
        title or finding.sentence, subtitle or f"Essex Police, {unit}, {span}", process, credit
    )


def _point(each: Point, quarter: Quarter, digits: int) -> ProcessPoint:
    return ProcessPoint(
        quarter.period(),
        shown(each.value, digits),
        _SIGNS[each.variation],
        each.signal.side if each.signal else 0,
        str(each.signal.rule) if each.signal else "",
        None,
        _decided(each.exclusion),
    )


def _decided(decision: Decision | None) -> str:
    if not decision:
        return ""
    return f"{decision.why} ({decision.who}, {decision.when.day} {decision.when:%b %Y})"


def _phase(each: Phase, metric: Metric, digits: int) -> ProcessPhase:
    why = _decided(each.rebase)
    if not each.limits:
        return ProcessPhase(each.start, each.end, why=why)
    lines = each.limits.drawn(metric.kind)
    return ProcessPhase(
        each.start,
        each.end,
        rounded(lines.mean, digits),
        rounded(lines.lower, digits),
        rounded(lines.upper, digits),
        lines.trial,
        why,
    )


def _finding(
    metric: Metric,
    unit: str,
    chart: Chart,
    points: Sequence[ProcessPoint],
    caveats: tuple[Caveat, ...],
    digits: int,
) -> Finding:
    known = [each for each in points if each.value is not None]
    if not known:
        return Finding(metric.id, "Nothing is recorded.", None, Strength.NOT_JUDGED)
    point, limits = known[-1], chart.limits
    value = quantity(point.value or Decimal(), metric)
    if not limits:
        said = f"{metric.name}: {value} in {point.period.label}, too few points to judge"
        return Finding(metric.id, f"{said}.", None, Strength.NOT_JUDGED, caveats=caveats)
    lines = limits.drawn(metric.kind)
    low, high = rounded(lines.lower, digits), rounded(lines.upper, digits)
    how = f"process limits from {limits.points} quarters: {low:,} to {high:,}"
    strength = Strength.SIGNAL if point.rule else Strength.CHANCE
    told = point.rule or "no more than chance would have it"
    direction = {1: Direction.UP, -1: Direction.DOWN}.get(point.side)
    sentence = f"{metric.name}: {value} in {point.period.label}, {told}."
    return Finding(metric.id, sentence, direction, strength, (), caveats, how)


def group_of(
    metric: Metric,
    tallies: Sequence[Tally],
    own: str,
    period: Period,
    *,
    digits: int = 1,
    lines: bool = True,
    dispersion: Dispersion | None = None,
    caveats: tuple[Caveat, ...] = (),
) -> Group:
    lowest = metric.good is not Good.UP
    ordered = sorted(tallies, key=lambda each: each.rate, reverse=not lowest)
    mean = mean_rate(ordered)
    rank = _rank(own, ordered, lowest_is_best=lowest)
    sentence = (
        f"{own} is {ordinal(rank.rank)} of {len(ordered)}; "
        f"plausibly {ordinal(rank.low)} to {ordinal(rank.high)}."
    )
    sizes = _sizes([each.population.people for each in ordered])
    peers = tuple(_peer(each, own, mean, digits, lines, dispersion) for each in ordered)
    return Group(
        metric,
        period,
        peers,
        rounded(mean, digits),
        rank.rank,
        rank.low,
        rank.high,
        Finding(metric.id, sentence, None, Strength.CHANCE, (), caveats, "400 draws of each rate"),
        tuple(_line(people, mean, dispersion) for people in sizes) if lines else (),
        dispersion is not None,
    )


def _rank(own: str, group: Sequence[Tally], *, lowest_is_best: bool) -> RankInterval:
    """From fewer draws than the product's, to be quick."""
    return rank_interval(
        own,
        {each.name: float(each.rate) for each in group},
        {each.name: by_count(each) for each in group},
        lowest_is_best=lowest_is_best,
        times=400,
    )


def _sizes(people: Sequence[int]) -> list[int]:
    most = round(max(people) * 1.08)
    return [max(1, most * step // 40) for step in range(2, 41)]


def _funnel(
    mean: Fraction, people: int, level: float, dispersion: Dispersion | None
) -> tuple[float, float]:
    found = (
        dispersed_funnel(mean, people, dispersion, level)
        if dispersion
        else poisson_funnel(mean, people, level)
    )
    return found.low, found.high


def _line(people: int, mean: Fraction, dispersion: Dispersion | None) -> FunnelLine:
    low, high = _funnel(mean, people, USUAL, dispersion)
    far_low, far_high = _funnel(mean, people, FAR, dispersion)
    exact = [Decimal(str(each)) for each in (low, high, far_low, far_high)]
    return FunnelLine(people, *exact)


def _peer(
    tally: Tally,
    own: str,
    mean: Fraction,
    digits: int,
    lines: bool,
    dispersion: Dispersion | None,
) -> Peer:
    people, year = tally.population.people, tally.population.year
    interval = poisson_interval(tally.count)
    side = 0
    if lines:
        far_low, far_high = _funnel(mean, people, FAR, dispersion)
        side = (tally.rate > far_high) - (tally.rate < far_low)
    low, rate, high = (
        rounded(each, digits)
        for each in (interval.low * PER / people, tally.rate, interval.high * PER / people)
    )
    return Peer(tally.name, tally.count, people, year, rate, low, high, tally.name == own, side)


def caterpillar(title: str, group: Group, credit: Credit = CREDIT) -> Caterpillar:
    return Caterpillar(title, _group_subtitle(group), group, credit)


def funnel(title: str, group: Group, credit: Credit = CREDIT) -> Funnel:
    return Funnel(title, _group_subtitle(group), group, credit)


def _group_subtitle(group: Group) -> str:
    return f"{group.metric.name} per 1,000 people, {group.period.label}"


def small_counts(
    metric: Metric,
    counts: Sequence[tuple[Period, int]],
    *,
    title: str = "",
    caveats: tuple[Caveat, ...] = (),
    credit: Credit = CREDIT,
) -> SmallCounts:
    intervals = tuple(_interval(metric, period, count) for period, count in counts)
    sentence = _of_counts(metric, [count for _, count in counts])
    strength = Strength.CHANCE if "chance" in sentence else Strength.SIGNAL
    finding = Finding(metric.id, sentence, None, strength, (), caveats)
    over = f", {counts[0][0].label} to {counts[-1][0].label}" if counts else ""
    subtitle = f"Essex Police, {metric.unit}{over}"
    return SmallCounts(title or sentence, subtitle, metric, intervals, finding, credit)


def _interval(metric: Metric, period: Period, count: int) -> CountInterval:
    found = poisson_interval(count)
    figure = Figure(metric.id, ESSEX.id, period, Decimal(count))
    low, high = rounded(found.low, 1), rounded(found.high, 1)
    return CountInterval(figure, low, high)


def _of_counts(metric: Metric, counts: Sequence[int]) -> str:
    if len(counts) < 2:
        return (
            f"{metric.name}: {number(Decimal(counts[-1]))}." if counts else "Nothing is recorded."
        )
    test = two_periods(counts[-1], counts[-2])
    differ = "differ by more than chance" if test.passes else "do not differ by more than chance"
    return f"{metric.name}: {counts[-1]} and {counts[-2]} {differ}."


def counted(name: str, unit: str = "offences", good: Good = Good.DOWN) -> Metric:
    return Metric(name.lower(), name, unit, MetricKind.COUNT, good, "local", "fcr")
