"""A priority's chapter: its line to read aloud, its pictures, and each commitment with its
figures and what the units said, by local policing area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot.documents.noting import Notes
from bot.documents.paper import (
    Block,
    Cell,
    Chapter,
    Chart,
    Column,
    Heading,
    Item,
    Listing,
    Paragraph,
    Statement,
    Table,
)
from bot.documents.standings import judged_aim, position_of
from bot.finding import Account, Change, Illustration, Place, PriorityStatus, Reading
from bot.plan import Commitment, MetricKind, Plan
from bot.report import Report, Section
from bot.signal import Finding, Strength
from bot.wording import amount, capital, sentence

_NOTHING, _WITHHELD = "–", "Withheld"


def priority_chapter(report: Report, section: Section, notes: Notes) -> Chapter:
    status, plan, slug = section.status, report.plan, _slug(section)
    return Chapter(
        id=slug,
        title=f"Priority {status.priority.number}: {status.priority.name}",
        blocks=(
            Paragraph(status.headline, is_lead=True),
            *_gaps(status),
            *_notable(section, notes),
            *(chart_of(each) for each in section.pictures),
            *_positions(slug, status.places, notes),
            *_of_the_whole(slug, plan, status, notes),
            *_commitments(slug, plan, status, notes),
        ),
    )


def chart_of(picture: Illustration) -> Chart:
    return Chart(picture.finding, picture.finding.title, picture.alt)


def label_of(finding: Finding) -> str:
    """What was concluded names what it is about in its own sentence."""
    plain = finding.strength is Strength.PLAIN
    return finding.about if plain else capital(str(finding.strength))


def _notable(section: Section, notes: Notes) -> Iterator[Block]:
    """What goes beyond arithmetic; the plain figures stand in their tables."""
    judged = [each for each in section.findings if each.strength is not Strength.PLAIN]
    if judged:
        yield Heading(2, "What can be made of the figures", f"{_slug(section)}-findings")
        yield Listing(
            tuple(
                Item(each.sentence, label_of(each), notes=notes.of(each.caveats)) for each in judged
            )
        )


def _slug(section: Section) -> str:
    return f"priority-{section.status.priority.number}"


def _positions(slug: str, places: Sequence[Place], notes: Notes) -> Iterator[Block]:
    if places:
        yield Heading(2, "Position among similar forces", f"{slug}-positions")
        yield Table(
            caption="Positions, aspirations and distances",
            columns=(
                Column("Measure", 2.2),
                Column("Position", 1.2),
                Column("Aspiration", 1.6),
                Column("Against the average", 2),
            ),
            rows=tuple(_position_row(each, notes) for each in places),
        )


def _position_row(place: Place, notes: Notes) -> tuple[Cell, ...]:
    return (
        Cell(place.metric.name, notes.of(place.caveats)),
        Cell(position_of(place.standing)),
        Cell(judged_aim(place)),
        Cell(capital(place.gap) or "Not given"),
    )


def _of_the_whole(slug: str, plan: Plan, status: PriorityStatus, notes: Notes) -> Iterator[Block]:
    """Figures that the plan puts under no commitment."""
    others = [r for r in status.readings if r.metric.commitment is None]
    if others:
        yield Heading(2, "Figures of the whole priority", f"{slug}-whole")
        yield from _figures(plan, status, None, others, notes)


def _commitments(slug: str, plan: Plan, status: PriorityStatus, notes: Notes) -> Iterator[Block]:
    for number, each in enumerate(status.priority.commitments, start=1):
        readings = [r for r in status.readings if r.metric.commitment == each.id]
        accounts = [a for a in status.accounts if a.commitment == each]
        yield Heading(2, each.text, f"{slug}-{number}")
        if not readings and not accounts:
            yield Paragraph("Nothing was reported under this commitment.", is_quiet=True)
        yield from _figures(plan, status, each, readings, notes)
        yield from _accounts(f"{slug}-{number}", accounts)


def _figures(
    plan: Plan,
    status: PriorityStatus,
    commitment: Commitment | None,
    readings: Sequence[Reading],
    notes: Notes,
) -> Iterator[Block]:
    """The figures under one commitment; what none of them compares with has no column."""
    if not readings:
        return
    about = commitment.text if commitment else status.priority.short
    columns = [
        Column("Figure", 3.4),
        Column(status.quarter.label, 1.6, is_number=True),
        Column("Same quarter last year", 2, is_number=True),
        Column("Previous period", 2, is_number=True),
    ]
    rows = [_figure_row(plan, each, notes) for each in readings]
    kept = [n for n in range(len(columns)) if n < 2 or any(r[n].words != _NOTHING for r in rows)]
    yield Table(
        caption=f"Figures: {about}",
        columns=tuple(columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
    )


def _figure_row(plan: Plan, reading: Reading, notes: Notes) -> list[Cell]:
    year_before = _WITHHELD if reading.year_earlier_withheld else None
    before = _WITHHELD if reading.previous_withheld else None
    return [
        Cell(_name(plan, reading), notes.of(reading.caveats)),
        Cell(_value(reading)),
        Cell(year_before or _base(reading, reading.year_earlier)),
        Cell(before or _base(reading, reading.previous)),
    ]


def _name(plan: Plan, reading: Reading) -> str:
    metric = reading.metric
    name = metric.name
    if reading.area != plan.force_area:
        name = f"{name}, {reading.area.name}"
    return f"{name} ({metric.unit})" if metric.kind is MetricKind.RATE else name


def _value(reading: Reading) -> str:
    """The figure, with its period where that is not the quarter."""
    if reading.is_withheld:
        return _WITHHELD
    if not reading.figure:
        return "Not recorded"
    value = amount(reading.figure.value, reading.metric)
    period = reading.figure.period
    return value if period.quarter else f"{value} ({period.label})"


def _base(reading: Reading, change: Change | None) -> str:
    """What it is compared with, and how it differs: ``76,856 (up 14.8%)``."""
    if not change:
        return _NOTHING
    value = amount(change.base.value, reading.metric)
    when = "" if change.base.period.quarter else f", {change.base.period.label}"
    return f"{value} ({change.short or change.words}{when})"


def _accounts(slug: str, accounts: Sequence[Account]) -> Iterator[Block]:
    """By local policing area, in the order of the plan; within it unit by unit."""
    for lpa, told in groupby(accounts, key=lambda each: each.lpa):
        yield Heading(3, lpa.name if lpa else "Whole force", f"{slug}-{lpa.id if lpa else 'force'}")
        yield from _by_unit(told)


def _by_unit(accounts: Iterable[Account]) -> Iterator[Block]:
    told: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for each in accounts:
        home = each.area.id == each.unit.area
        name = each.unit.name if home else f"{each.unit.name}: {each.area.name}"
        told[name].append(paragraphs(each.update.text))
    return (Statement(name, tuple(updates)) for name, updates in told.items())


def paragraphs(text: str) -> tuple[str, ...]:
    """What a person wrote, line by line; empty lines part paragraphs and are not kept."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _gaps(status: PriorityStatus) -> Iterator[Block]:
    if status.missing:
        points = tuple(sentence(each) for each in status.missing)
        yield Listing((Item("", "Not reported", points),))
