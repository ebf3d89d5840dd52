"""From a report to its paper: which chapters there are, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from bot.documents import words
from bot.documents.cover import cover_of, title_of
from bot.documents.endings import (
    about_chapter,
    cautions_chapter,
    caveats_chapter,
    definitions_chapter,
    gaps_chapter,
)
from bot.documents.noting import Notes
from bot.documents.paper import Chapter, Item, Listing, Paper, Paragraph
from bot.documents.priorities import chart_of, label_of, priority_chapter
from bot.documents.standings import comparison_table, group_table
from bot.publishing import Branding
from bot.report import Report
from bot.signal import Finding
from bot.wording import sentence


def paper_of(report: Report) -> Paper:
    notes = Notes(report.caveats)
    chapters = (
        _executive(report, notes),
        *_standings(report, notes),
        *(priority_chapter(report, each, notes) for each in report.sections),
        gaps_chapter(report),
        definitions_chapter(report.plan),
        caveats_chapter(notes),
        cautions_chapter(),
        about_chapter(report),
    )
    publishing = report.plan.publishing
    branding = publishing.branding if publishing else Branding()
    return Paper(title_of(report), cover_of(report), chapters, branding)


def _executive(report: Report, notes: Notes) -> Chapter:
    items = tuple(_concluded(each, notes) for each in report.executive)
    none = Paragraph(words.NOTHING_DERIVED, is_quiet=True)
    return Chapter(
        id="summary",
        title="Executive summary",
        blocks=(
            Paragraph(report.summary.headline, is_lead=True),
            Listing(items) if items else none,
            *(chart_of(each) for each in report.pictures),
        ),
    )


def _concluded(finding: Finding, notes: Notes) -> Item:
    if not finding.points:
        return Item(finding.sentence, label_of(finding), notes=notes.of(finding.caveats))
    points = tuple(sentence(each) for each in finding.points)
    return Item(f"{finding.opening}:", finding.about, points, notes.of(finding.caveats))


def _standings(report: Report, notes: Notes) -> Iterator[Chapter]:
    places, plan = report.summary.places, report.plan
    title = f"Position in the {plan.group_name}"
    if not places:
        none = Paragraph(words.NO_POSITIONS, is_quiet=True)
        yield Chapter("positions", title, (none,))
        return
    measures = f"Each measure that is compared in the {plan.group_name}"
    about = Paragraph(f"{measures} of {plan.group_size} forces, with what the force aims at.")
    yield Chapter("positions", title, (about, group_table(report, notes)), is_wide=True)
    compared = (comparison_table(plan, places, notes),)
    yield Chapter("comparison", "Positions compared", compared, is_wide=True)
