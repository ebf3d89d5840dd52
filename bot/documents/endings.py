"""The chapters at the end: what is missing, definitions, caveats, cautions, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents import words
from bot.documents.cover import facts_of
from bot.documents.noting import Notes
from bot.documents.paper import (
    Block,
    Cell,
    Chapter,
    Column,
    Heading,
    Item,
    Listing,
    Paragraph,
    Table,
)
from bot.plan import CaveatKind, Good, Metric, Plan
from bot.report import Report
from bot.wording import capital, sentence


def gaps_chapter(report: Report) -> Chapter:
    return Chapter(
        id="missing",
        title="Missing and withheld",
        blocks=(
            Heading(2, "Missing", "missing-list"),
            _listed(report.missing, words.MISSING),
            Heading(2, "Withheld", "withheld-list"),
            _listed(report.withheld, words.WITHHELD),
        ),
    )


def _listed(what: Sequence[str], none: str) -> Block:
    items = tuple(Item(sentence(each)) for each in what)
    return Listing(items) if items else Paragraph(none)


def definitions_chapter(plan: Plan) -> Chapter:
    blocks: list[Block] = []
    for priority in plan.priorities:
        if metrics := plan.metrics_of(priority.id):
            place = f"definitions-{priority.number}"
            blocks.append(Heading(2, f"{priority.number}. {priority.short}", place))
            blocks.append(_definition_table(plan, metrics, priority.short))
    return Chapter("definitions", "Definitions", tuple(blocks))


_BETTER = {Good.UP: "Higher", Good.DOWN: "Lower", Good.NEITHER: "Neither"}


def _definition_table(plan: Plan, metrics: Sequence[Metric], about: str) -> Table:
    return Table(
        caption=f"What is measured: {about}",
        columns=(
            Column("Measure", 2),
            Column("What it is", 3.6),
            Column("Better", 0.8),
            Column("Reported by", 1.8),
        ),
        rows=tuple(
            (
                Cell(each.name),
                Cell(each.definition or capital(each.unit)),
                Cell(_BETTER[each.good]),
                Cell(plan.unit(each.owner).name),
            )
            for each in metrics
        ),
    )


_KINDS = {
    CaveatKind.PROVISIONAL: "Provisional",
    CaveatKind.RECORDING_CHANGE: "Recording",
    CaveatKind.SMALL_NUMBERS: "Small numbers",
    CaveatKind.STALE: "Older data",
    CaveatKind.DIFFERENT_PERIOD: "Another period",
    CaveatKind.RANK_NOT_SIGNIFICANT: "Positions",
    CaveatKind.CONTRADICTION: "The source contradicts itself",
    CaveatKind.DEFINITION: "What is counted",
    CaveatKind.IMPLIED: "Worked out",
    CaveatKind.REVISED: "Corrected",
    CaveatKind.WITHHELD: "Not told",
    CaveatKind.EXPLAINED: "Explained by the unit",
}


def caveats_chapter(notes: Notes) -> Chapter:
    """Numbered as they are referred to."""
    items = tuple(Item(each.text, _KINDS[each.kind]) for each in notes.caveats)
    none = Paragraph(words.NO_CAVEATS)
    return Chapter("caveats", "Caveats", (Listing(items, first=1) if items else none,))


def cautions_chapter() -> Chapter:
    return Chapter(
        id="cautions",
        title="Implications and cautions",
        blocks=(
            Heading(2, "Reading these figures", "cautions-reading"),
            _labelled(words.CAUTIONS),
            Heading(2, "Implications", "cautions-implications"),
            _labelled(words.IMPLICATIONS),
        ),
        flows=True,
    )


def _labelled(told: Sequence[tuple[str, str]]) -> Listing:
    return Listing(tuple(Item(text, label.rstrip(".")) for label, text in told))


def about_chapter(report: Report) -> Chapter:
    return Chapter(
        id="about",
        title="About this report",
        blocks=(
            Table(
                "Which report this is",
                (Column("What", 1), Column("Value", 3)),
                tuple((Cell(name), Cell(value)) for name, value in facts_of(report)),
            ),
            Heading(2, "How it is made", "about-made"),
            Listing(tuple(Item(each) for each in words.HOW_MADE)),
        ),
        flows=True,
    )
