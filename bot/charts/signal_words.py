"""The words of charts that tell signal from chance, for the picture and its alt text alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from bot.charts.words import capital, no_figure_for
from bot.finding import Caterpillar, Funnel, ProcessChart, SmallCounts
from bot.plan import CaveatKind, Good, Metric, MetricKind
from bot.signal import (
    CountInterval,
    Finding,
    Group,
    Peer,
    Process,
    ProcessPhase,
    ProcessPoint,
    Sign,
)
from bot.wording import amount, listed, number, sentence

PER = "per 1,000 people"
LEFT_OUT = "left out of the limits"
INTERVALS_OF_RATES = "Each line shows where 95 in 100 such rates would lie by chance alone."
INTERVALS_OF_COUNTS = (
    "Each line is the exact 95% interval: what may lie behind the count, by chance alone."
)
FEW_ROWS = 16  # up to so many rows, each has room for its interval in words
_TOLD_SIGNALS = 3
_SIDES = {1: "high or rising", -1: "low or falling"}
Told = ProcessChart | Caterpillar | Funnel | SmallCounts


def message(chart: Told, of: Finding) -> str:
    """The finding's own sentence, unless the title has it already."""
    return "" if chart.title.rstrip(".") == of.sentence.rstrip(".") else of.sentence


def how(of: Finding) -> str:
    """How it was concluded, and what must be borne in mind."""
    return sentence(of.how) if of.how else ""


def known(process: Process) -> list[ProcessPoint]:
    return [each for each in process.points if each.value is not None]


def latest(process: Process) -> ProcessPoint | None:
    """The last point that has a value."""
    return next((each for each in reversed(process.points) if each.value is not None), None)


def current(process: Process) -> ProcessPhase | None:
    """The phase of the latest points, where it has limits."""
    last = process.phases[-1] if process.phases else None
    return last if last and last.mean is not None else None


def worth(value: Decimal, process: Process) -> str:
    """A value as it stands beside its mark: ``455.5``, ``13.2%``."""
    return amount(value, process.metric)


def expected(process: Process) -> str:
    """``Expected range 3,100 to 4,300``; on trial where the points are few."""
    phase = current(process)
    if not phase or phase.lower is None or phase.upper is None:
        return ""
    trial = ", on trial" if phase.trial else ""
    return f"Expected range {worth(phase.lower, process)} to {worth(phase.upper, process)}{trial}"


def trial(process: Process) -> str:
    if not any(each.trial for each in process.phases):
        return ""
    return "Dashed limits are on trial: they rest on few points, and may move as more are added."


def meaning(point: ProcessPoint) -> str:
    """What a mark stands for, in a key."""
    if point.sign in (Sign.IMPROVING, Sign.CONCERNING) and point.side in _SIDES:
        return f"{point.sign}: {_SIDES[point.side]}"
    return str(point.sign)


def marked(process: Process) -> str:
    """What marked the signals, the newest first; a picture has room for a few."""
    told = [each for each in process.points if each.rule and each.value is not None]
    groups = [list(run) for _, run in groupby(told, key=lambda each: (each.rule, each.side))]
    said = [f"{over(run)}, {run[0].rule}" for run in reversed(groups[-_TOLD_SIGNALS:])]
    if not said:
        return ""
    older = "; earlier ones are marked above" if len(groups) > _TOLD_SIGNALS else ""
    return f"Marked: {'; '.join(said)}{older}."


def over(run: Sequence[ProcessPoint]) -> str:
    first, last = run[0].period.label, run[-1].period.label
    return first if first == last else f"{first} to {last}"


def no_figures(process: Process) -> str:
    """Which quarters lack a figure; where some are withheld, that is said instead."""
    withheld = [e.text for e in process.finding.caveats if e.kind is CaveatKind.WITHHELD]
    if withheld:
        return " ".join(withheld)
    return no_figure_for([each.period for each in known(process)])


def span_of(process: Process) -> str:
    points = process.points
    if not points:
        return ""
    first, last = points[0].period.label, points[-1].period.label
    return first if first == last else f"{first} to {last}"


def stated(point: ProcessPoint, process: Process) -> str:
    """``455.5 calls a day in 2021/22 Q3``."""
    value = worth(point.value or Decimal(0), process)
    counted = process.metric.kind in (MetricKind.COUNT, MetricKind.RATE)
    noun = f" {process.unit}" if counted or process.unit != process.metric.unit else ""
    single = point.period.days == 1
    return f"{value}{noun} {point.period.label if single else f'in {point.period.label}'}"


def verdicts(process: Process) -> list[str]:
    """The two verdicts, of variation and of the target, each on its own."""
    return [capital(each) for each in (process.variation, process.assurance) if each]


def order(group: Group) -> str:
    """Which end stands first."""
    rates = [each.rate for each in group.peers]
    if len(rates) < 2 or rates[0] == rates[-1]:
        return ""
    first = "lowest" if rates[0] < rates[-1] else "highest"
    return f"{first} first" if group.metric.good is Good.NEITHER else f"best first: the {first}"


def average(group: Group) -> str:
    return f"average {rate(group.average)}"


def beyond(group: Group) -> list[str]:
    """Who lies outside the far limits, in sentences: the picture may lack the room to name all."""
    above, below = ([p.name for p in group.peers if p.side == side] for side in (1, -1))
    return [
        f"{where} the far limits: {listed(names)}."
        for where, names in (("Above", above), ("Below", below))
        if names
    ]


def plain(metric: Metric) -> Metric:
    """The metric with its numbers told bare: rates per head have no unit of the metric's own."""
    return replace(metric, kind=MetricKind.RATE)


def funnel_limits(group: Group) -> str:
    """What the two pairs of lines mean; empty where none are drawn."""
    if not group.lines:
        return ""
    wide = "They allow for forces differing by more than chance. " if group.dispersed else ""
    return (
        f"{wide}Where nothing else differs, 95 in 100 lie within the dashed limits and 998 in "
        "1,000 within the far ones."
    )


def own(group: Group) -> Peer | None:
    return next((each for each in group.peers if each.own), None)


def rate(value: Decimal) -> str:
    return number(value)


def interval(peer: Peer) -> str:
    """``0.010 to 0.025``."""
    return f"{rate(peer.low)} to {rate(peer.high)}"


def populations(group: Group) -> str:
    """Of which year the population is, said with every rate."""
    years = sorted({each.year for each in group.peers})
    return f"Population of mid-{listed([str(each) for each in years])}." if years else ""


def counted(each: CountInterval, chart: SmallCounts) -> str:
    return amount(each.figure.value, chart.metric)


def between(each: CountInterval) -> str:
    return f"{number(each.low)} to {number(each.high)}"


def tidy(lines: Iterable[str]) -> list[str]:
    """Each once, and none that says nothing."""
    return [each for each in dict.fromkeys(lines) if each]
