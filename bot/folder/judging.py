"""populations.csv, peers.csv and decisions.yml, and what metrics.yml says of judging a metric."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from bot.folder.faults import Faults
from bot.folder.gather import unlike
from bot.folder.names import Vocabulary
from bot.folder.promises import Cover
from bot.folder.record import LONG_TEXT, Record
from bot.folder.sheets import Row
from bot.folder.yamls import Entry
from bot.grounds import Decision, DecisionKind, PeerCount, Population
from bot.plan import Area, Metric, MetricKind

POPULATION_COLUMNS = ("area", "year", "people", "source")
PEER_COLUMNS = ("metric", "period", "force", "count", "rate", "population", "year", "source")

_YEARS = range(1900, 2200)
_COMPARED = (MetricKind.COUNT, MetricKind.RATE)


def check_metric(entry: Entry, metric: Metric) -> None:
    if not entry.sound:
        return
    if metric.stock and metric.kind is not MetricKind.COUNT:
        entry.fault(f"only a count can be a stock; this is a {metric.kind}", "stock")
    if (metric.numerator is None) != (metric.denominator is None):
        entry.fault("a metric has a 'numerator' and a 'denominator', or neither of the two")
    if metric.numerator and metric.kind is not MetricKind.PERCENT:
        entry.fault(f"only a percent has a numerator; this is a {metric.kind}", "numerator")
    if metric.target is not None and metric.kind is MetricKind.PERCENT and not _is_share(metric):
        entry.fault(f"a target of {metric.target}% is outside 0 to 100", "target")
    if metric.suppress_below is not None and metric.kind is not MetricKind.COUNT:
        entry.fault(f"only counts are suppressed; this is a {metric.kind}", "suppress_below")
    if metric.suppress_below is not None and metric.suppress_below < 1:
        entry.fault("counts are suppressed below a number of 1 or more", "suppress_below")


def _is_share(metric: Metric) -> bool:
    return metric.target is not None and 0 <= metric.target <= Decimal(100)


def check_shares(metrics: Sequence[Metric], known: Vocabulary, faults: Faults) -> None:
    """What a percentage is made of are counts, and two of them."""
    kinds = {each.id: each.kind for each in metrics}
    for metric in metrics:
        parts = [each for each in (metric.numerator, metric.denominator) if each]
        line = known.metrics.line(metric.id)
        if len(parts) != len(set(parts)):
            faults.add("metrics.yml", line, f"{metric.id!r} has the same metric twice")
        for part in parts:
            kind = kinds.get(part, MetricKind.COUNT)
            if kind is not MetricKind.COUNT:
                message = f"{metric.id!r} is made of counts, but {part!r} is a {kind}"
                faults.add("metrics.yml", line, message)


def populations_in(rows: Iterable[Row], known: Vocabulary) -> tuple[Population, ...]:
    read = ((row, _population(row, known)) for row in rows)
    return tuple(unlike(read, lambda each: (each.area, each.year), "area and year"))


def _population(row: Row, known: Vocabulary) -> Population | None:
    population = Population(
        area=row.one_of("area", known.areas),
        year=_year(row),
        people=_people(row, "people"),
        source=row.text("source"),
    )
    return population if row.sound else None


def peers_in(
    rows: Iterable[Row], known: Vocabulary, metrics: Mapping[str, Metric], cover: Cover | None
) -> tuple[PeerCount, ...]:
    read = [(row, _peer(row, known, metrics, cover)) for row in rows]
    if cover:
        _check_size(read, cover.group_size)
    peers = unlike(
        read, lambda each: (each.metric, each.period, each.force), "metric, period and force"
    )
    return tuple(peers)


def _peer(
    row: Row, known: Vocabulary, metrics: Mapping[str, Metric], cover: Cover | None
) -> PeerCount | None:
    peer = PeerCount(
        metric=row.one_of("metric", known.metrics),
        period=row.period("period"),
        force=row.text("force"),
        population=_people(row, "population"),
        year=_year(row),
        count=row.whole("count") if row.raw("count") else None,
        rate=row.number_or_none("rate"),
        source=row.text("source"),
    )
    if row.sound:
        _check_peer(row, peer, metrics.get(peer.metric), cover)
    return peer if row.sound else None


def _check_peer(row: Row, peer: PeerCount, metric: Metric | None, cover: Cover | None) -> None:
    if (peer.count is None) == (peer.rate is None):
        row.fault("write a count or a rate per 1,000 people, one of the two")
    elif (peer.count or peer.rate or 0) < 0:
        row.fault("neither a count nor a rate can be below zero")
    if metric and metric.kind not in _COMPARED:
        row.fault(f"forces are compared by counts and rates; {metric.id!r} is a {metric.kind}")
    if cover and peer.period.end > cover.quarter.end:
        row.fault(_too_late(peer.period.label, cover))


def _check_size(read: Iterable[tuple[Row, PeerCount | None]], size: int) -> None:
    """A metric and period of which there are more forces than the group has."""
    seen: Counter[tuple[str, object]] = Counter()
    for row, peer in read:
        if peer:
            seen[peer.metric, peer.period] += 1
            if seen[peer.metric, peer.period] == size + 1:
                row.fault(f"more than {size} forces of one metric and period; the group has {size}")


def decisions_in(
    entries: Iterable[Entry], known: Vocabulary, force: Area | None, cover: Cover | None
) -> tuple[Decision, ...]:
    read = ((each, _decision(each, known, force, cover)) for each in entries)
    return tuple(
        unlike(
            read,
            lambda each: (each.metric, each.area, each.quarter, each.kind),
            "metric, area, quarter and kind",
        )
    )


def _decision(
    entry: Entry, known: Vocabulary, force: Area | None, cover: Cover | None
) -> Decision | None:
    decision = Decision(
        metric=entry.one_of("metric", known.metrics),
        area=entry.one_of_or_none("area", known.areas) or (force.id if force else ""),
        quarter=entry.quarter("quarter"),
        kind=entry.choice("kind", DecisionKind),
        who=entry.text("who"),
        decided=entry.day("decided"),
        why=entry.text("why", LONG_TEXT),
    )
    if entry.sound and cover and decision.quarter > cover.quarter:
        entry.fault(_too_late(decision.quarter.label, cover), "quarter")
    return decision if entry.finish() else None


def _too_late(label: str, cover: Cover) -> str:
    return f"{label} is after {cover.quarter.label}, the quarter that this folder reports"


def _year(record: Record) -> int:
    year = record.whole("year")
    if record.sound and year not in _YEARS:
        record.fault(f"{year} is no year; write the year of the estimate, like 2020", "year")
    return year


def _people(record: Record, key: str) -> int:
    people = record.whole(key)
    if record.sound and people < 1:
        record.fault(f"{key} is the number of people; {people} was written", key)
    return people
