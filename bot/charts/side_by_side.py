"""One metric in several areas, in the order of the plan."""

from __future__ import annotations

from bot.charts import bars, words
from bot.charts.bars import Bar
from bot.charts.sheet import Sheet
from bot.finding import SideBySide


def draw(sheet: Sheet, finding: SideBySide) -> None:
    if finding.readings:
        bars.draw(sheet, _bars(finding), finding.readings[0].metric)


def notes(finding: SideBySide) -> list[str]:
    return [
        *bars.notes(_bars(finding)),
        *words.caveats([(each.area.name, each.caveats) for each in finding.readings]),
    ]


def _bars(finding: SideBySide) -> list[Bar]:
    return [
        Bar(
            each.area.name,
            each.figure,
            remark=words.on_last_year(each.year_earlier) if each.year_earlier else "",
            instead=words.no_figure(each),
        )
        for each in finding.readings
    ]
