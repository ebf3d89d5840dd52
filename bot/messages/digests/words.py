"""How an edition, and the sentences of a report, are spoken of in a digest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.collecting.parts import menu, option
from bot.messages.collecting.words import day_words, local, person_name
from bot.messages.digests import ids
from bot.messages.digests.ids import Behind
from bot.messages.limits import OPTION, OPTIONS, clip
from bot.messages.sheet import Block
from bot.report import Report
from bot.signal import Finding, Strength
from bot.wording import counted


def edition_words(report: Report) -> str:
    """``Edition 1, published on Monday 7 February 2022 by Sam Adeyemi``."""
    edition, plan = report.edition, report.plan
    day = day_words(local(plan, edition.at))
    if edition.is_preview:
        return f"What would be published on {day}"
    known = any(each.id == edition.by for each in plan.people)
    by = person_name(plan, edition.by) if known else f"the {edition.by}"
    return f"Edition {edition.number}, published on {day} by {by}"


def size_words(report: Report) -> str:
    """``108 figures, 12 positions, 99 updates from 28 units``: how much there is to read."""
    statuses = [each.status for each in report.sections]
    updates = [account for each in statuses for account in each.accounts]
    figures = counted(sum(len(each.readings) for each in statuses), "figure")
    places = counted(len(report.summary.places), "position")
    if not updates:
        return f"{figures}, {places}, no updates"
    units = counted(len({each.unit.id for each in updates}), "unit")
    return f"{figures}, {places}, {counted(len(updates), 'update')} from {units}"


def opening(finding: Finding) -> str:
    """What a sentence says before its list: ``9 of 10 aspirations are not met``."""
    return finding.sentence.partition(": ")[0].removesuffix(".") if finding.points else ""


def is_signal(finding: Finding) -> bool:
    return finding.strength is Strength.SIGNAL


def why_menu(report: Report, findings: Sequence[Finding], priority: str = "") -> list[Block]:
    """A menu of the sentences, each of which shows what it rests on; none without sentences."""
    made = [
        option(
            clip(opening(each) or each.sentence, OPTION),
            Behind(report.quarter, report.edition.number, priority, place).pack(),
        )
        for place, each in enumerate(findings)
    ]
    return [menu("Why? Pick a sentence", ids.WHY, made[:OPTIONS])] if made else []
