"""The ladder: a row for each metric, its positions from the best end to the worst."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts import colours, lettering, style, words
from bot.charts.sheet import Sheet
from bot.charts.style import Look, Pen
from bot.figure import Standing, rank_aimed_at
from bot.finding import Ladder, Place, Verdict
from bot.wording import listed

_NAMES = 400
_TRACK_LEFT = style.MARGIN + _NAMES + style.GAP + 24
_TRACK_RIGHT = _TRACK_LEFT + 424
_WORDS_LEFT = _TRACK_RIGHT + 24 + style.GAP
_MARK = 46
_NUMBER = Look(30, style.SEMI_BOLD)
_AIM_HALF = 32
_PADDING = 19

_APART = 14
_MET = Look(30, style.SEMI_BOLD)
_SIGNS = {Verdict.MET: "\N{CHECK MARK} ", Verdict.NOT_MET: "\N{BALLOT X} "}

_RUNG = Pen(colours.TRACK, 2)
_LINK = Pen(colours.OWN, 4)
_AIM_EDGE = Pen(colours.AIM, 5)

Pieces = tuple[tuple[str, Look], ...]  # that stand on one line


def draw(sheet: Sheet, finding: Ladder) -> None:
    _key(sheet, finding)
    _ends(sheet)
    for place in finding.places:
        _row(sheet, place)


def notes(finding: Ladder) -> list[str]:
    return words.caveats([(each.metric.name, each.caveats) for each in finding.places])


def _key(sheet: Sheet, ladder: Ladder) -> None:
    """Name the marks: filled for now, hollow for earlier, a bracket for what is aimed at."""
    sheet.y += 56
    middle = sheet.y - style.BODY.rise
    x = style.MARGIN + _MARK / 2
    sheet.dots([(x, middle)], _MARK * 0.8, colours.OWN, style.EDGE)
    now = words.months(each.standing for each in ladder.places)
    earlier = words.months(each.earlier for each in ladder.places if each.earlier)
    if any(each.earlier and each.earlier.rank != each.standing.rank for each in ladder.places):
        x = _named(sheet, x, now)
        sheet.dots([(x, middle)], _MARK * 0.8, colours.PAPER, style.EDGE)
        x = _named(sheet, x, earlier)
    else:
        x = _named(sheet, x, listed([each for each in (now, earlier) if each]))
    if any(rank_aimed_at(each.aspiration, each.standing) for each in ladder.places):
        _bracket(sheet, x - 24, x + 14, middle, 24)
        _named(sheet, x, "positions aimed at")


def _named(sheet: Sheet, x: float, name: str) -> float:
    """Name the mark at ``x``; gives where the next mark may stand."""
    sheet.text(x + 34, sheet.y, name, style.BODY)
    return x + 34 + lettering.width(name, style.BODY) + 70


def _ends(sheet: Sheet) -> None:
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


def _left(place: Place) -> list[Pieces]:
    """The metric, what is aimed at, and how old the data are where they are old."""
    below = [words.aim(place.aspiration), words.capital(words.data_to(place.standing))]
    return [
        *_wrapped(place.metric.name, style.BODY, _NAMES),
        *(line for each in below for line in _wrapped(each, style.SMALL, _NAMES)),
    ]


def _right(place: Place) -> list[Pieces]:
    """The position with how it moved, on one line where both fit, and the verdict."""
    room = style.RIGHT - _WORDS_LEFT
    position = (words.position(place.standing), style.STRONG)
    moved = (words.movement(place), style.SMALL)
    verdict = _wrapped(f"{_SIGNS.get(place.verdict, '')}{words.verdict(place)}", _loud(place), room)
    if _across((position, moved)) <= room:
        return [(position, moved), *verdict]
    return [(position,), *_wrapped(*moved, room), *verdict]


def _loud(place: Place) -> Look:
    return _MET if place.verdict is Verdict.MET else style.SMALL


def _wrapped(text: str, look: Look, room: float) -> list[Pieces]:
    return [((line, look),) for line in lettering.wrap(text, look, room)]


def _across(pieces: Pieces) -> float:
    return sum(lettering.width(*each) for each in pieces) + _APART * (len(pieces) - 1)


def _height(lines: list[Pieces]) -> float:
    return sum(pieces[0][1].leading for pieces in lines)


def _column(sheet: Sheet, left: float, middle: float, lines: list[Pieces]) -> None:
    baseline = middle - _height(lines) / 2
    for pieces in lines:
        baseline += pieces[0][1].leading
        x = left
        for text, look in pieces:
            sheet.text(x, baseline - look.size * 0.24, text, look)
            x += lettering.width(text, look) + _APART


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
        covered = abs(rungs.at(earlier.rank) - rungs.at(standing.rank)) < _MARK
        ink = None if covered else colours.INK
        _mark(sheet, earlier, (rungs.at(earlier.rank), middle), colours.PAPER, ink)
    _mark(sheet, standing, (rungs.at(standing.rank), middle), colours.OWN, colours.PAPER)


def _mark(
    sheet: Sheet, standing: Standing, at: tuple[float, float], fill: str, ink: str | None
) -> None:
    """A circle with the printed position in it, where another circle leaves room for that."""
    sheet.dots([at], _MARK, fill, style.EDGE)
    if ink:
        number = str(standing.position)
        sheet.text(at[0], at[1] + _NUMBER.rise, number, _NUMBER.tinted(ink), "center")


def _aimed_at(sheet: Sheet, place: Place, rungs: _Rungs, middle: float) -> None:
    rank = rank_aimed_at(place.aspiration, place.standing)
    if rank:
        half = min(30.0, (rungs.at(2) - rungs.at(1)) / 2)
        _bracket(sheet, rungs.at(1) - 30, rungs.at(rank) + half, middle, _AIM_HALF)


def _bracket(sheet: Sheet, left: float, right: float, middle: float, half: float) -> None:
    """A band of acceptable positions, closed by a bracket at its worst end."""
    top, bottom = middle - half, middle + half
    sheet.bar((left, top), (right, bottom), colours.AIM_FILL, None)
    foot = right - 12
    sheet.line([(foot, top), (right, top), (right, bottom), (foot, bottom)], _AIM_EDGE)
