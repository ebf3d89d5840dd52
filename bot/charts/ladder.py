"""The ladder: a row for each metric, its positions from the best end to the worst."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts import colours, lettering, style, words
from bot.charts.sheet import Sheet
from bot.charts.style import Look, Pen
from bot.figure import Standing
from bot.finding import Ladder, Place

_NAMES = 400
_TRACK_LEFT = style.MARGIN + _NAMES + style.GAP + 24
_TRACK_RIGHT = _TRACK_LEFT + 424
_WORDS_LEFT = _TRACK_RIGHT + 24 + style.GAP
_MARK = 46
_NUMBER = Look(30, style.SEMI_BOLD)
_AIM_HALF = 34
_PADDING = 22

_RUNG = Pen(colours.TRACK, 2)
_LINK = Pen(colours.OWN, 4)
_AIM_EDGE = Pen(colours.AIM, 5)

Lines = list[tuple[str, Look]]


def draw(sheet: Sheet, finding: Ladder) -> None:
    _key(sheet, finding)
    _ends(sheet, finding)
    for place in finding.places:
        _row(sheet, place)
    _rule(sheet)


def notes(finding: Ladder) -> list[str]:
    return words.caveats([each.caveats for each in finding.places])


def _key(sheet: Sheet, ladder: Ladder) -> None:
    """Name the marks: filled for now, hollow for earlier, a bracket for what is aimed at."""
    sheet.y += 56
    middle = sheet.y - style.BODY.rise
    x = style.MARGIN + _MARK / 2
    sheet.dots([(x, middle)], _MARK * 0.8, colours.OWN, style.EDGE)
    x = _named(sheet, x, words.months(each.standing for each in ladder.places))
    if any(each.earlier for each in ladder.places):
        sheet.dots([(x, middle)], _MARK * 0.8, colours.PAPER, style.EDGE)
        x = _named(sheet, x, words.months(each.earlier for each in ladder.places if each.earlier))
    if any(words.aimed_rank(each) for each in ladder.places):
        _bracket(sheet, x - 24, x + 14, middle, 24)
        _named(sheet, x, "positions aimed at")


def _named(sheet: Sheet, x: float, name: str) -> float:
    """Name the mark at ``x``; gives where the next mark may stand."""
    sheet.text(x + 34, sheet.y, name, style.BODY)
    return x + 34 + lettering.width(name, style.BODY) + 70


def _ends(sheet: Sheet, ladder: Ladder) -> None:
    sheet.y += 66
    sheet.text(_TRACK_LEFT, sheet.y, "best", style.STRONG, "center")
    sheet.text(_TRACK_RIGHT, sheet.y, "worst", style.STRONG, "center")
    sheet.y += 18


def _row(sheet: Sheet, place: Place) -> None:
    _rule(sheet)
    left, right = _left(place), _right(place)
    room = max(_height(left), _height(right), 2.0 * _AIM_HALF)
    middle = sheet.y + _PADDING + room / 2
    _column(sheet, style.MARGIN, middle, left)
    _column(sheet, _WORDS_LEFT, middle, right)
    _track(sheet, place, middle)
    sheet.y += room + 2 * _PADDING


def _rule(sheet: Sheet) -> None:
    sheet.line([(style.MARGIN, sheet.y), (style.RIGHT, sheet.y)], style.GRID)


def _left(place: Place) -> Lines:
    second = "; ".join(filter(None, [words.aim(place.aspiration), words.data_to(place.standing)]))
    return [
        *((line, style.BODY) for line in lettering.wrap(place.metric.name, style.BODY, _NAMES)),
        *((line, style.SMALL) for line in lettering.wrap(second, style.SMALL, _NAMES)),
    ]


def _right(place: Place) -> Lines:
    room = style.RIGHT - _WORDS_LEFT
    quiet = [words.movement(place), words.verdict(place)]
    return [
        (words.position(place.standing), style.STRONG),
        *(
            (line, style.SMALL)
            for each in quiet
            for line in lettering.wrap(each, style.SMALL, room)
        ),
    ]


def _height(lines: Lines) -> float:
    return sum(look.leading for _, look in lines)


def _column(sheet: Sheet, left: float, middle: float, lines: Lines) -> None:
    baseline = middle - _height(lines) / 2
    for line, look in lines:
        baseline += look.leading
        sheet.text(left, baseline - look.size * 0.24, line, look)


@dataclass(frozen=True)
class _Rungs:
    """Where the ranks of one row stand."""

    size: int

    def at(self, rank: float) -> float:
        return _TRACK_LEFT + (rank - 1) * (_TRACK_RIGHT - _TRACK_LEFT) / max(1, self.size - 1)


def _track(sheet: Sheet, place: Place, middle: float) -> None:
    standing, earlier = place.standing, place.earlier
    rungs = _Rungs(standing.size)
    _aimed_at(sheet, place, rungs, middle)
    sheet.line([(rungs.at(1), middle), (rungs.at(standing.size), middle)], _RUNG)
    ranks = range(1, standing.size + 1)
    sheet.dots([(rungs.at(rank), middle) for rank in ranks], 9, colours.TRACK, _RUNG)
    if earlier and earlier.rank != standing.rank:
        sheet.line([(rungs.at(earlier.rank), middle), (rungs.at(standing.rank), middle)], _LINK)
        _mark(sheet, earlier, rungs, middle, colours.PAPER, colours.INK)
    _mark(sheet, standing, rungs, middle, colours.OWN, colours.PAPER)


def _mark(
    sheet: Sheet, standing: Standing, rungs: _Rungs, middle: float, fill: str, ink: str
) -> None:
    x = rungs.at(standing.rank)
    sheet.dots([(x, middle)], _MARK, fill, style.EDGE)
    number = str(standing.position)
    sheet.text(x, middle + _NUMBER.rise, number, _NUMBER.tinted(ink), "center")


def _aimed_at(sheet: Sheet, place: Place, rungs: _Rungs, middle: float) -> None:
    rank = words.aimed_rank(place)
    if rank:
        half = min(30.0, (rungs.at(2) - rungs.at(1)) / 2)
        _bracket(sheet, rungs.at(1) - 30, rungs.at(rank) + half, middle, _AIM_HALF)


def _bracket(sheet: Sheet, left: float, right: float, middle: float, half: float) -> None:
    """A band of acceptable positions, closed by a bracket at its worst end."""
    top, bottom = middle - half, middle + half
    sheet.bar((left, top), (right, bottom), colours.AIM_FILL, None)
    foot = right - 12
    sheet.line([(foot, top), (right, top), (right, bottom), (foot, bottom)], _AIM_EDGE)
