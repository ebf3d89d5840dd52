"""A few small counts, each with the exact interval of what may lie behind it."""

from __future__ import annotations

from bot.charts import intervals, style, words
from bot.charts import signal_words as said
from bot.charts.intervals import Row, Ruling
from bot.charts.sheet import Sheet
from bot.finding import SmallCounts
from bot.signal import CountInterval


def draw(sheet: Sheet, finding: SmallCounts) -> None:
    if not finding.counts:
        sheet.y += 60
        sheet.text(style.MARGIN, sheet.y, "No figures are recorded.", style.BODY)
        return
    metric = said.plain(finding.metric)
    ruling = Ruling(metric, finding.metric.unit, zero=True, named=said.rate)
    rows = [_row(each, finding) for each in finding.counts]
    intervals.draw(sheet, rows, ruling)


def notes(finding: SmallCounts) -> list[str]:
    of = finding.finding
    implied = any(words.is_implied(each.figure) for each in finding.counts)
    return said.tidy(
        [
            said.message(finding, of),
            said.how(of),
            said.INTERVALS_OF_COUNTS if finding.counts else "",
            words.HOLLOW if implied else "",
            *words.caveats([("", of.caveats)]),
        ]
    )


def _row(each: CountInterval, chart: SmallCounts) -> Row:
    latest = each is chart.counts[-1]
    return Row(
        each.figure.period.label,
        each.figure.value,
        each.low,
        each.high,
        said.counted(each, chart),
        said.between(each),
        own=latest,
        hollow=words.is_implied(each.figure),
    )
