"""One small finding of each kind, made up, for a fresh process to practise on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.figure import Figure, Standing
from bot.finding import (
    Change,
    Comparison,
    Credit,
    Drawable,
    Ladder,
    Movement,
    Multiples,
    Place,
    Reading,
    Returns,
    SideBySide,
    Trend,
    Verdict,
)
from bot.plan import Area, AreaKind, Aspiration, AspirationKind, Good, Metric, MetricKind
from bot.quarter import Quarter
from bot.signal import Direction

_QUARTER = Quarter(2021, 3)
_START, _DUE = date(2022, 1, 4), date(2022, 1, 25)
_CREDIT = Credit("a made-up report", "OFFICIAL")
_AREA = Area("shire", AreaKind.FORCE, "Exampleshire")
_METRIC = Metric("calls", "Calls", "calls", MetricKind.COUNT, Good.NEITHER, "local", "fcr")


def _figure(value: int, quarter: Quarter) -> Figure:
    return Figure("calls", "shire", quarter.period(), Decimal(value))


def _standing(position: int, month: int) -> Standing:
    return Standing("calls", date(2021, month, 1), position, size=8, best=1)


def _reading() -> Reading:
    history = tuple(_figure(90 + 3 * n, _QUARTER.shifted(n - 7)) for n in range(8))
    year = Change(history[3], Decimal(12), Decimal(12), Direction.UP, "up 12.1% (12 more)")
    last = Change(history[6], Decimal(3), Decimal(3), Direction.UP, "up 2.8% (3 more)")
    return Reading(_METRIC, _AREA, _QUARTER, history[-1], year, last, history, (), "")


def _place() -> Place:
    return Place(
        _METRIC,
        _standing(5, 10),
        _standing(6, 7),
        Aspiration(AspirationKind.POSITION, "4th", 4),
        Verdict.NOT_MET,
        Movement.IMPROVED,
        "",
        (),
        "",
    )


SAMPLES: tuple[Drawable, ...] = (
    Ladder("Title", "Subtitle", (_place(),), _CREDIT),
    Trend("Title", "Subtitle", _reading(), _CREDIT, Decimal(100)),
    Comparison("Title", "Subtitle", _reading(), _CREDIT),
    Multiples("Title", "Subtitle", (_reading(), _reading(), _reading()), _CREDIT),
    SideBySide("Title", "Subtitle", (_reading(),), _CREDIT),
    Returns("Title", "Subtitle", ((_START, 1), (_DUE, 3)), 4, _DUE, _CREDIT),
)
