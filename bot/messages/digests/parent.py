"""The first message of a digest: what the quarter comes to, for somebody with a minute."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import asks
from bot.messages.collecting.parts import actions, menu, option, some
from bot.messages.digests.words import edition_words, is_signal, opening, size_words, why_menu
from bot.messages.parts import foot
from bot.messages.sheet import Message, Sheet
from bot.report import Report
from bot.signal import Finding
from bot.wording import capital, sentence

SIGNALS = "More than chance"
LATER = ("No aspiration", "Not known")  # told in the thread: nobody needs them in the first minute
_ELSEWHERE = "in the thread"
_LEVELS = (12, 6, 3, 1)


def parent(report: Report) -> Message:
    """One message, whatever there is to say: long lists go on in the thread."""
    return _sheet(report, shown_of_each(report)).pages()[0]


def shown_of_each(report: Report) -> int:
    """How many of each list the first message has room for."""
    fitting = (most for most in _LEVELS if len(_sheet(report, most).pages()) == 1)
    return next(fitting, _LEVELS[-1])


def _sheet(report: Report, most: int) -> Sheet:
    sheet, plan, quarter = Sheet(), report.plan, report.quarter
    sheet.header(f"{plan.name}, {quarter.label}")
    sheet.notes([sentence(f"{plan.force}, {quarter.words}. {edition_words(report)}")])
    if report.summary.places:
        sheet.say(report.summary.headline, bold=True)
    told = [each for each in report.executive if each.about not in LATER]
    _executive(sheet, told, most)
    if not report.executive:
        sheet.say(f"Nothing is recorded for {quarter.label}.", bold=True)
    for picture in report.pictures:
        sheet.picture(picture)
    sheet.notes([sentence(f"Each priority follows in the thread: {size_words(report)}")])
    foot(sheet, plan, (), report.summary.places)
    open_one = [option(each.label, each.text) for each in asks.priorities(plan, quarter)]
    menus = [*why_menu(report, report.executive), menu("Open a priority", "ask.pick", open_one)]
    sheet.action(actions(menus))
    return sheet


def _executive(sheet: Sheet, findings: Sequence[Finding], most: int) -> None:
    """Each sentence with its list; what goes beyond chance stands together."""
    signals = [each.sentence for each in findings if is_signal(each)]
    for finding in findings:
        if is_signal(finding):
            sheet.bullets(SIGNALS, some(signals, most, _ELSEWHERE))
            signals = []
        elif finding.points:
            points = [capital(each) for each in finding.points]
            sheet.bullets(opening(finding), some(points, most, _ELSEWHERE))
        else:
            sheet.say(finding.sentence, bold=True)
