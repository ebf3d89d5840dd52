"""The forces of a group, best first, each with the interval of its rate; the own one stands out."""

from __future__ import annotations

from bot.charts import intervals, style, words
from bot.charts import signal_words as said
from bot.charts.frame import paragraph
from bot.charts.intervals import Row, Ruling
from bot.charts.scale import needs_zero
from bot.charts.sheet import Sheet
from bot.finding import Caterpillar
from bot.signal import Group, Peer


def draw(sheet: Sheet, finding: Caterpillar) -> None:
    group = finding.group
    if not group.peers:
        sheet.y += 60
        sheet.text(style.MARGIN, sheet.y, "No rates are known.", style.BODY)
        return
    if said.order(group):
        paragraph(sheet, words.capital(said.order(group)), style.SMALL)
        sheet.y += 14
    intervals.draw(sheet, [_row(each) for each in group.peers], _ruling(group))


def notes(finding: Caterpillar) -> list[str]:
    group, of = finding.group, finding.group.finding
    return said.tidy(
        [
            said.message(finding, of),
            said.how(of),
            said.INTERVALS_OF_RATES if group.peers else "",
            said.populations(group),
            "The axis does not start at zero." if group.peers and not _zero(group) else "",
            *words.caveats([("", of.caveats)]),
        ]
    )


def _row(peer: Peer) -> Row:
    return Row(
        peer.name,
        peer.rate,
        peer.low,
        peer.high,
        said.rate(peer.rate),
        said.interval(peer),
        own=peer.own,
    )


def _ruling(group: Group) -> Ruling:
    return Ruling(
        said.plain(group.metric),
        said.PER,
        _zero(group),
        said.rate,
        group.average,
        said.average(group),
    )


def _zero(group: Group) -> bool:
    return needs_zero([group.average, *(each for p in group.peers for each in (p.low, p.high))])
