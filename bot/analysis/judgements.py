"""Everything that may be made of one reading: each finding with how it was concluded and the
rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.analysis.process_words import decisions_told
from bot.analysis.processes import process_of
from bot.analysis.readings import on_last_year, reading_name
from bot.analysis.shares import share_finding
from bot.analysis.small_counts import interval_finding, intervals_of, small_findings
from bot.figure import Figure
from bot.finding import Change, Judgement, Reading
from bot.grounds import NO_GROUNDS, Grounds
from bot.plan import Good, Plan
from bot.signal import Finding, Process, Strength
from bot.wording import amount, inline, sentence


def judged(
    plan: Plan, reading: Reading, grounds: Grounds = NO_GROUNDS, figures: Sequence[Figure] = ()
) -> Judgement:
    """``figures`` are those in which the counts behind a percentage are looked up."""
    process, counts = process_of(plan, reading, grounds), intervals_of(reading)
    interval = interval_finding(reading, counts) or share_finding(reading, figures)
    return Judgement(
        reading=reading,
        process=process,
        counts=counts,
        findings=tuple(_findings(reading, process, interval)),
        interval=interval,
    )


def judgements_of(
    plan: Plan,
    readings: Iterable[Reading],
    grounds: Grounds = NO_GROUNDS,
    figures: Sequence[Figure] = (),
) -> tuple[Judgement, ...]:
    return tuple(judged(plan, each, grounds, figures) for each in readings)


def _findings(
    reading: Reading, process: Process | None, interval: Finding | None
) -> Iterator[Finding]:
    yield recorded(reading)
    if process:
        yield process.finding
        yield from decisions_told(process)
        yield from _against_target(reading, process)
    yield from small_findings(reading)
    if interval:
        yield interval


def recorded(reading: Reading) -> Finding:
    """The figure with its changes: arithmetic on what was recorded, and no verdict but that of
    the exact test of small counts."""
    change = reading.year_earlier or reading.previous
    compared = [each.base for each in (reading.year_earlier, reading.previous) if each]
    return Finding(
        about=reading_name(reading),
        sentence=reading.sentence,
        direction=change.direction if change else None,
        strength=Strength.CHANCE if change and change.within_chance else Strength.PLAIN,
        rows=(*([reading.figure] if reading.figure else []), *compared),
        caveats=reading.caveats,
        how=_how(reading.year_earlier, reading.previous),
    )


def _how(year_earlier: Change | None, previous: Change | None) -> str:
    if any(each.within_chance for each in (year_earlier, previous) if each):
        return "exact test of two small counts at 95%"
    if year_earlier:
        told = on_last_year(year_earlier, "difference and percentage")
        return f"{inline(told)}, of the earlier value"
    if previous:
        return "difference from the period before, not seasonally adjusted"
    return "as recorded; there is no earlier figure to compare it with"


def _against_target(reading: Reading, process: Process) -> Iterator[Finding]:
    metric, figure = reading.metric, reading.figure
    if metric.target is None or figure is None or metric.good is Good.NEITHER:
        return
    met = figure.value >= metric.target if metric.good is Good.UP else figure.value <= metric.target
    told = f"{amount(figure.value, metric)} {'meets' if met else 'misses'} the target of "
    told += amount(metric.target, metric)
    if process.assurance:
        told += f"; a process like this {process.assurance}"
    yield Finding(
        about=reading_name(reading),
        sentence=sentence(f"{reading_name(reading)}: {told}"),
        direction=None,
        strength=Strength.PLAIN,
        rows=(figure,),
        caveats=reading.caveats,
        how="the target against the process limits" if process.assurance else "figure and target",
    )
