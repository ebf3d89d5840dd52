"""Alt text of charts that tell signal from chance. What moves, and which way, is told in the
finding's own sentence alone."""

from __future__ import annotations

from bot.charts import record
from bot.charts import signal_words as said
from bot.charts.sentences import fitting, sentences
from bot.charts.words import capital
from bot.finding import Caterpillar, Funnel, ProcessChart, SmallCounts
from bot.signal import CountInterval, Group, Peer, Process


def process(finding: ProcessChart) -> str:
    of = finding.process
    over = f", {said.span_of(of)}" if of.points else ""
    point = said.latest(of)
    head = sentences(
        [
            f"Process chart of {of.metric.name}, {of.area.name}, {of.unit}{over}",
            finding.title,
            capital(said.stated(point, of)) if point else "No figures are recorded",
            said.expected(of),
            said.message(finding, of.finding),
            *said.verdicts(of),
            _target(of) if point else "",
            of.not_judged,
            said.no_figures(of),
        ]
    )
    return fitting([head], record.events(of), [lambda each: each.words, lambda _: ""])


def caterpillar(finding: Caterpillar) -> str:
    group = finding.group
    head = [
        f"Dot chart of {_rates(group)}, each with its interval",
        finding.title,
        said.message(finding, group.finding),
        capital(said.order(group)),
        capital(said.average(group)) if group.peers else "",
    ]
    few = len(group.peers) <= said.FEW_ROWS
    return fitting(head, group.peers, [_peer_in_full, _peer_alone] if few else [_peer_alone])


def funnel(finding: Funnel) -> str:
    group = finding.group
    head = [
        f"Funnel chart of {_rates(group)}, against their populations",
        finding.title,
        said.message(finding, group.finding),
        capital(said.average(group)) if group.peers else "",
    ]
    mine = said.own(group)
    return sentences([*head, _peer_alone(mine) if mine else "", *said.beyond(group)])


def small_counts(finding: SmallCounts) -> str:
    head = [
        f"Dot chart of {finding.metric.name}, {finding.metric.unit}, each count with its interval",
        finding.title,
        said.message(finding, finding.finding),
    ]
    told = [_count(each, finding) for each in finding.counts]
    in_full = {
        count: f"{count} ({said.between(each)})"
        for count, each in zip(told, finding.counts, strict=True)
    }
    few = len(told) <= said.FEW_ROWS
    return fitting(head, told, [in_full.__getitem__, str] if few else [str])


def _target(of: Process) -> str:
    return "" if of.target is None else f"Target {said.worth(of.target, of)}"


def _rates(group: Group) -> str:
    return f"{group.metric.name} {said.PER}, {group.period.label}"


def _peer_in_full(peer: Peer) -> str:
    return f"{_peer_alone(peer)} ({said.interval(peer)})"


def _peer_alone(peer: Peer) -> str:
    return f"{peer.name} {said.rate(peer.rate)}"


def _count(each: CountInterval, finding: SmallCounts) -> str:
    return f"{each.figure.period.label} {said.counted(each, finding)}"
