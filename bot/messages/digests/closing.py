"""The last message in the thread of a digest: gaps, what is withheld, and how to trace it all."""

from __future__ import annotations

from bot.messages.digests.parent import LATER, shown_of_each
from bot.messages.digests.sections import Pages, continued
from bot.messages.digests.words import edition_words, opening
from bot.messages.parts import foot
from bot.messages.sheet import Sheet
from bot.report import Report
from bot.wording import capital, sentence

_TITLE = "About this digest"


def closing_pages(report: Report) -> Pages:
    sheet, plan = Sheet(), report.plan
    sheet.header(_TITLE)
    sheet.bullets("Not in", report.missing)
    sheet.bullets("Withheld", report.withheld)
    most = shown_of_each(report)
    for finding in report.executive:
        if finding.about in LATER or len(finding.points) > most:
            sheet.bullets(opening(finding), [capital(each) for each in finding.points])
    sheet.bullets(
        "How to read positions", [plan.caveat(each).text for each in plan.standing_caveats]
    )
    sheet.say(_traced(report))
    foot(sheet, plan, (), report.summary.places)
    return continued(sheet.pages(), _TITLE)


def _traced(report: Report) -> str:
    """Where the digest comes from, so that anybody can hold it against the report."""
    told = f"{edition_words(report)}, from a snapshot with the hash {report.edition.digest[:16]}"
    return f"{sentence(told)} Everything in this thread is drawn from that snapshot alone."
