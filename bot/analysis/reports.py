"""A quarter's whole report, from its snapshot alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.analysis.boards import summary_of
from bot.analysis.caveats import gathered
from bot.analysis.executive import executive_of
from bot.analysis.pictures import pictures_of_places, pictures_of_status
from bot.analysis.places import places_of
from bot.analysis.statuses import status_of
from bot.analysis.withholding import withheld_words, withhold
from bot.figure import Told
from bot.finding import Drawable, Illustration, Judgement, Place, PriorityStatus
from bot.plan import Caveat, Plan, Priority
from bot.publication import Edition, Snapshot
from bot.report import Report, Section
from bot.signal import Finding

Alt = Callable[[Drawable], str]


def report_of(snapshot: Snapshot, edition: Edition, alt: Alt) -> Report:
    """Everything that is concluded from a snapshot; the same snapshot gives the same report.

    ``alt`` gives the words that stand in for a picture (``charts.alt``). What is withheld is
    taken out first, so that nothing is made of it.
    """
    plan, quarter = snapshot.plan, snapshot.quarter
    told = withhold(plan, snapshot.figures)
    withheld = withheld_words(plan, told.withheld, quarter)
    places = places_of(plan, plan.metrics, dict(snapshot.standings), quarter)
    summary = summary_of(plan, quarter, places)
    sections = tuple(_section(snapshot, told, each, alt) for each in plan.priorities)
    return Report(
        plan=plan,
        edition=edition,
        executive=executive_of(plan, summary, sections, snapshot.missing, withheld),
        summary=summary,
        sections=sections,
        pictures=_illustrated(pictures_of_places(plan, places), alt),
        missing=snapshot.missing,
        withheld=withheld_words(plan, told.withheld),
        caveats=_caveats(plan, places, sections),
        standings=snapshot.standings,
    )


def _section(snapshot: Snapshot, told: Told, priority: Priority, alt: Alt) -> Section:
    status = status_of(
        snapshot.plan,
        priority,
        snapshot.quarter,
        told.figures,
        dict(snapshot.standings),
        snapshot.updates,
        told.withheld,
        snapshot.grounds,
    )
    pictures = pictures_of_status(snapshot.plan, status)
    return Section(status, findings_of(status), _illustrated(pictures, alt))


def findings_of(status: PriorityStatus) -> tuple[Finding, ...]:
    """What a priority's figures say, each with the figures it rests on."""
    return tuple(told for each in status.judgements for told in _told(each))


def _told(judgement: Judgement) -> Iterator[Finding]:
    """A figure that compares with an earlier one, and what is made of it."""
    reading = judgement.reading
    if reading.year_earlier or reading.previous:
        yield judgement.findings[0]
    if judgement.verdict:
        yield judgement.verdict


def _illustrated(pictures: Iterable[Drawable], alt: Alt) -> tuple[Illustration, ...]:
    return tuple(Illustration(each, alt(each)) for each in pictures)


def _caveats(
    plan: Plan, places: Iterable[Place], sections: Iterable[Section]
) -> tuple[Caveat, ...]:
    return gathered(
        plan,
        *(place.caveats for place in places),
        *(section.status.caveats for section in sections),
        *(finding.caveats for section in sections for finding in section.findings),
    )
