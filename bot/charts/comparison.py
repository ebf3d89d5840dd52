"""This quarter against the previous one and the same quarter last year."""

from __future__ import annotations

from bot.charts import bars, words
from bot.charts.bars import Bar
from bot.charts.sheet import Sheet
from bot.finding import Change, Comparison, Reading
from bot.quarter import Period

_QUARTERLY = ("this quarter", "same quarter last year", "previous quarter")
_OTHERWISE = ("latest", "a year earlier", "the time before")


def draw(sheet: Sheet, finding: Comparison) -> None:
    bars.draw(sheet, _bars(finding.reading), finding.reading.metric)


def notes(finding: Comparison) -> list[str]:
    return [*bars.notes(_bars(finding.reading)), *words.caveats([("", finding.reading.caveats)])]


def _bars(reading: Reading) -> list[Bar]:
    period = reading.figure.period if reading.figure else reading.quarter.period()
    now, year, before = _QUARTERLY if period.quarter else _OTHERWISE
    adjusted = ", not seasonally adjusted"
    return [
        Bar(period.label, reading.figure, now, instead=words.no_figure(reading)),
        _earlier(reading, reading.year_earlier, period.year_earlier(), year),
        _earlier(reading, reading.previous, period.before(), before, adjusted),
    ]


def _earlier(
    reading: Reading, change: Change | None, period: Period, second: str, proviso: str = ""
) -> Bar:
    if not change:
        withheld = any(each.period == period for each in reading.withheld)
        instead = words.WITHHELD if withheld else words.NO_FIGURE
        return Bar(period.label, None, second, own=False, instead=instead)
    remark = f"Since then {change.words}{proviso}"
    return Bar(change.base.period.label, change.base, second, remark, own=False)
