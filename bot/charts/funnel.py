"""Rates of a group against population, with the limits within which chance would leave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.charts import beside, colours, crowd, lettering, marks, plot, style, words
from bot.charts import signal_words as said
from bot.charts.marks import Mark, Shape
from bot.charts.plot import Lines, Plot
from bot.charts.scale import Scale, needs_zero, steps
from bot.charts.sheet import Sheet
from bot.charts.style import Pen
from bot.finding import Funnel
from bot.signal import FunnelLine, Group, Peer

_USUAL, _FAR = Pen(colours.DARK_GREY, 3, dashed=True), Pen(colours.DARK_GREY, 3)
_AVERAGE = Pen(colours.TRACK, 3)
_OWN, _PEER = 30, 22
_BEYOND = Pen(colours.INK, 3)

Place = tuple[float, float]
Line = Callable[[FunnelLine], Decimal]


def draw(sheet: Sheet, finding: Funnel) -> None:
    group = finding.group
    if not group.peers:
        sheet.y += 60
        sheet.text(style.MARGIN, sheet.y, "No rates are known.", style.BODY)
        return
    metric = said.plain(group.metric)
    rules, across = _up(group), _across(group)
    space = _space(sheet, group, rules, across)
    plot.grid(sheet, space, rules, metric)
    _lines(sheet, space, group)
    _peers(sheet, space, group)
    beside.draw(sheet, space, _labels(space, group))
    sheet.y = space.up.start
    _axis(sheet, space, across)


def notes(finding: Funnel) -> list[str]:
    group, of = finding.group, finding.group.finding
    cut = bool(group.peers) and not needs_zero(_rates(group))
    return said.tidy(
        [
            said.message(finding, of),
            said.how(of),
            *said.beyond(group),
            said.funnel_limits(group),
            said.populations(group),
            "The vertical axis does not start at zero." if cut else "",
            *words.caveats([("", of.caveats)]),
        ]
    )


def _rates(group: Group) -> list[Decimal]:
    """What the plot must hold: the rates, and the limits from the smallest force on. Further to
    the left limits open so wide that they would press the rates together."""
    smallest = min((each.population for each in group.peers), default=0)
    inside = [each for each in group.lines if each.population >= smallest]
    lines = [each for line in inside for each in (line.far_low, line.far_high)]
    return [group.average, *(each.rate for each in group.peers), *lines]


def _up(group: Group) -> list[Decimal]:
    rates = _rates(group)
    return steps(rates, said.plain(group.metric), zero=needs_zero(rates))


def _across(group: Group) -> list[Decimal]:
    """Steps of population, from nought: how small a force is can be seen."""
    people = [
        *(each.population for each in group.peers),
        *(each.population for each in group.lines),
    ]
    return steps([Decimal(each) for each in people], said.plain(group.metric), zero=True)


def _space(sheet: Sheet, group: Group, rules: Sequence[Decimal], across: Sequence[Decimal]) -> Plot:
    left = style.MARGIN + plot.names_room(rules, said.plain(group.metric))
    right = style.RIGHT - plot.margin_room([lines for _, lines in _named(group)])
    sheet.y += style.SMALL.leading
    sheet.text(style.MARGIN, sheet.y, said.PER, style.SMALL)
    sheet.y += 28
    up = Scale(float(rules[0]), float(rules[-1]), sheet.y + crowd.TALL, sheet.y)
    return Plot(left, right, Scale(float(across[0]), float(across[-1]), left, right), up)


def _lines(sheet: Sheet, space: Plot, group: Group) -> None:
    y = space.up.at(group.average)
    sheet.line([(space.left, y), (space.right, y)], _AVERAGE)
    for value, pen in _LIMITS:
        points = _cut(
            [(space.across.at(each.population), space.up.at(value(each))) for each in group.lines],
            space.up.end,
        )
        if len(points) > 1:
            sheet.line(points, pen)


def _cut(points: Sequence[Place], top: float) -> list[Place]:
    """The part of a line that comes down from beyond the top of the plot."""
    inside = [each for each in points if each[1] >= top]
    beyond = [each for each in points if each[1] < top]
    if not inside or not beyond:
        return inside
    (x0, y0), (x1, y1) = beyond[-1], inside[0]
    return [(x0 + (x1 - x0) * (top - y0) / (y1 - y0), top), *inside]


def _peers(sheet: Sheet, space: Plot, group: Group) -> None:
    """The own force last, so that no other covers it."""
    ordered = sorted(group.peers, key=lambda each: each.own)
    places = [(space.across.at(each.population), space.up.at(each.rate)) for each in ordered]
    for peer, place in zip(ordered, places, strict=True):
        marks.put(sheet, place, _mark(peer), _OWN if peer.own else _PEER)
    named = [_name(peer, place) for peer, place in zip(ordered, places, strict=True)]
    crowd.name(sheet, space, named)


def _name(peer: Peer, place: Place) -> crowd.Named:
    """The own force is surely named, and told with its rate."""
    look = style.STRONG if peer.own else style.SMALL
    words = crowd.short(peer.name, look)
    if peer.own:
        words = f"{words} {said.rate(peer.rate)}"
    return crowd.Named(words, place, look, sure=peer.own)


def _mark(peer: Peer) -> Mark:
    fill, edge = (colours.OWN, style.EDGE) if peer.own else (colours.PEER, style.PEER_EDGE)
    if peer.side:
        return Mark(Shape.UP if peer.side > 0 else Shape.DOWN, fill, _BEYOND, 1.4)
    return Mark(Shape.CIRCLE, fill, edge)


def _labels(space: Plot, group: Group) -> list[tuple[float, Lines]]:
    return [(space.up.at(y), lines) for y, lines in _named(group)]


def _named(group: Group) -> list[tuple[Decimal, Lines]]:
    """The average, and each limit where it ends on the right."""
    named = [(group.average, _two("average", said.rate(group.average)))]
    if not group.lines:
        return named
    last = max(group.lines, key=lambda each: each.population)
    return [
        *named,
        (last.far_high, _one("far limit")),
        (last.high, _one("limit")),
        (last.low, _one("limit")),
        (last.far_low, _one("far limit")),
    ]


def _one(name: str) -> Lines:
    return [(name, style.SMALL)]


def _two(name: str, value: str) -> Lines:
    return [(f"{name} {value}", style.SMALL)]


def _axis(sheet: Sheet, space: Plot, steps_across: Sequence[Decimal]) -> None:
    sheet.y += style.SMALL.leading + 12
    taken = 0.0
    for value in steps_across:
        name = said.rate(value or Decimal(0))
        half = lettering.width(name, style.SMALL) / 2
        x = space.across.at(value)
        if x - half > taken and x + half < style.RIGHT:
            sheet.text(x, sheet.y, name, style.SMALL, "center")
            taken = x + half + 24
    sheet.y += style.SMALL.leading
    middle = (space.left + space.right) / 2
    sheet.text(middle, sheet.y, "people", style.SMALL, "center")
    sheet.y += 20


_LIMITS: tuple[tuple[Line, Pen], ...] = (
    (lambda line: line.low, _USUAL),
    (lambda line: line.high, _USUAL),
    (lambda line: line.far_low, _FAR),
    (lambda line: line.far_high, _FAR),
)
