"""What a subscriber is sent: an area of a published quarter, corrections, approved changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.finding import Account, PriorityStatus, Reading
from bot.messages.digests.sections import Pages, continued
from bot.messages.digests.words import edition_words
from bot.messages.parts import accounts_list, caveat_notes, foot
from bot.messages.publishing.previews import change_words
from bot.messages.sheet import Sheet
from bot.plan import Plan
from bot.publication import Correction, Edition
from bot.quarter import Quarter
from bot.report import Report
from bot.wording import sentence


@dataclass(frozen=True)
class ApprovedChange:
    """What an editor approved of one unit's return, as far as a subscriber asked for it."""

    quarter: Quarter
    unit: str
    by: str
    readings: tuple[Reading, ...]
    accounts: tuple[Account, ...]
    published: bool


def area_pages(report: Report, name: str, statuses: Sequence[PriorityStatus]) -> Pages:
    """One area in all priorities; ``statuses`` are those that have something of it."""
    sheet, plan, quarter = Sheet(), report.plan, report.quarter
    title = f"{name}, {quarter.label}"
    sheet.header(title)
    sheet.notes([sentence(f"{plan.force}, {quarter.words}. {edition_words(report)}")])
    if not statuses:
        sheet.say(f"Nothing is recorded of {name} for {quarter.label}.", bold=True)
    for status in statuses:
        heading = f"{status.priority.number}. {status.priority.name}"
        sheet.say(heading, bold=True)
        sheet.bullets("", [each.sentence for each in status.readings])
        accounts_list(sheet, plan, status.accounts)
    foot(sheet, plan, caveat_notes([each for s in statuses for each in s.readings], ()))
    return continued(sheet.pages(), title)


def correction_pages(
    plan: Plan, edition: Edition, name: str, changes: Sequence[Correction]
) -> Pages:
    """What a later edition changed of the one before, of what was subscribed to."""
    sheet = Sheet()
    sheet.header(f"Corrected: {name}, {edition.quarter.label}")
    sheet.bullets("What changed", [f"{each.about}, {change_words(each)}" for each in changes])
    sheet.say(f"Because: {sentence(edition.reason)}", bold=True)
    foot(sheet, plan)
    return continued(sheet.pages(), f"Corrected: {name}")


def change_pages(plan: Plan, name: str, changes: Sequence[ApprovedChange]) -> Pages:
    """What was approved, each with who approved it and whether it is published yet."""
    sheet = Sheet()
    title = f"New: {name}"
    sheet.header(title)
    for each in changes:
        unit = plan.unit(each.unit).name
        state = "published" if each.published else "not published yet"
        sheet.say(f"{unit}, {each.quarter.label}: approved by {each.by}, {state}.", bold=True)
        sheet.bullets("", [reading.sentence for reading in each.readings])
        accounts_list(sheet, plan, each.accounts)
    readings = [reading for each in changes for reading in each.readings]
    foot(sheet, plan, caveat_notes(readings, ()))
    return continued(sheet.pages(), title)
