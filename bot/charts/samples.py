"""One small finding of each kind, made up, for a fresh process to practise on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.figure import Figure, Standing
from bot.finding import (
    Caterpillar,
    Change,
    Comparison,
    Credit,
    Drawable,
    Funnel,
    Ladder,
    Movement,
    Multiples,
    Place,
    ProcessChart,
    Reading,
    Returns,
    SideBySide,
    SmallCounts,
    Trend,
    Verdict,
)
from bot.plan import Area, AreaKind, Aspiration, AspirationKind, Good, Metric, MetricKind
from bot.quarter import Quarter
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

_QUARTER = Quarter(2021, 3)
_START, _DUE = date(2022, 1, 4), date(2022, 1, 25)
_CREDIT = Credit("a made-up report", "OFFICIAL")
_AREA = Area("shire", AreaKind.FORCE, "Exampleshire")
_FINDING = Finding("calls", "Calls rose.", Direction.UP, Strength.SIGNAL, how="a sample")
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


def _process() -> Process:
    known = [_QUARTER.shifted(n - 7).period() for n in range(8)]
    points = [ProcessPoint(each, Decimal(90 + n), Sign.COMMON) for n, each in enumerate(known)]
    last = replace(points[-1], sign=Sign.CONCERNING, side=1, rule="outside the limits")
    phase = ProcessPhase(0, 8, Decimal(93), Decimal(91), Decimal(95), trial=True)
    points = [replace(points[0], left_out="a sample"), *points[1:-1], last]
    target = Decimal(92)
    return Process(
        *(_METRIC, _AREA, _QUARTER, "calls", tuple(points), (phase,)),
        *(_FINDING, "concerning, high", "may meet or miss the target", target),
    )


def _group() -> Group:
    rate, low, high = Decimal("0.02"), Decimal("0.01"), Decimal("0.03")
    own = Peer("Exampleshire", 24, 1_000_000, 2019, rate, low, high, own=True)
    other = Peer("Elsewhere", 40, 1_000_000, 2019, high, rate, Decimal("0.04"), side=1)
    lines = [FunnelLine(n * 300_000, low, high, low / 2, high * 2) for n in (1, 2, 4)]
    period = _QUARTER.period()
    return Group(_METRIC, period, (own, other), rate, 1, 1, 2, _FINDING, tuple(lines))


def _count() -> CountInterval:
    return CountInterval(_figure(17, _QUARTER), Decimal("9.9"), Decimal("27.2"))


SAMPLES: tuple[Drawable, ...] = (
    Ladder("Title", "Subtitle", (_place(),), _CREDIT),
    Trend("Title", "Subtitle", _reading(), _CREDIT, Decimal(100)),
    Comparison("Title", "Subtitle", _reading(), _CREDIT),
    Multiples("Title", "Subtitle", (_reading(), _reading(), _reading()), _CREDIT),
    SideBySide("Title", "Subtitle", (_reading(),), _CREDIT),
    Returns("Title", "Subtitle", ((_START, 1), (_DUE, 3)), 4, _DUE, _CREDIT),
    ProcessChart("Title", "Subtitle", _process(), _CREDIT),
    Caterpillar("Title", "Subtitle", _group(), _CREDIT),
    Funnel("Title", "Subtitle", _group(), _CREDIT),
    SmallCounts("Title", "Subtitle", _METRIC, (_count(),), _FINDING, _CREDIT),
)
