"""Positions in the most similar group as tables: where the force stands, and against last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from bot.documents.noting import Notes
from bot.documents.paper import Cell, Column, Spark, Table
from bot.figure import Standing
from bot.finding import Place, Verdict
from bot.plan import AspirationKind, Plan
from bot.quarter import month_label
from bot.report import Report
from bot.wording import capital, ordinal, rate, signed, things

RECENT = 12  # positions in a sparkline
NOT_GIVEN = "Not given"
_VERDICTS = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not met",
    Verdict.UNKNOWN: "not known",
}


def group_table(report: Report, notes: Notes) -> Table:
    """Every measure with a position: the aspiration, and what is needed to get further."""
    places = report.summary.places
    return Table(
        caption=f"Positions in the {report.plan.group_name}, with what the plan aims at",
        columns=(
            Column("Measure", 2.2),
            Column("Priority", 0.8),
            Column("Aspiration", 1.6),
            Column(_headed("Position", [each.standing for each in places]), 1.5),
            Column("Rate or level", 1.5, is_number=True),
            Column("Recent positions", 1.7),
            Column("Needed to reach the average", 1.6, is_number=True),
            Column("Needed to reach the top quartile", 1.6, is_number=True),
        ),
        rows=tuple(_group_row(report, each, notes) for each in places),
    )


def _headed(title: str, standings: Iterable[Standing]) -> str:
    """With the month, where all are of the same one; else each cell has its own."""
    month = _only_month(standings)
    return f"{title}, {month_label(month)}" if month else title


def _only_month(standings: Iterable[Standing]) -> date | None:
    months = {each.as_at for each in standings}
    return months.pop() if len(months) == 1 else None


def _group_row(report: Report, place: Place, notes: Notes) -> tuple[Cell | Spark, ...]:
    standing, plan = place.standing, report.plan
    return (
        Cell(place.metric.name, notes.of(place.caveats)),
        Cell(str(plan.priority(place.metric.priority).number)),
        Cell(judged_aim(place)),
        Cell(_among(standing, [each.standing for each in report.summary.places])),
        Cell(rate(standing.rate, standing.rate_unit) if standing.rate is not None else NOT_GIVEN),
        spark_of(place, dict(report.standings).get(place.metric.id, ())),
        Cell(_needed(standing.to_average, standing.to_average_note, standing)),
        Cell(_needed(standing.to_quartile, standing.to_quartile_note, standing)),
    )


def judged_aim(place: Place) -> str:
    """``4th in MSG: not met``."""
    if place.verdict is Verdict.NO_ASPIRATION:
        return aim_of(place)
    return f"{aim_of(place)}: {_VERDICTS[place.verdict]}"


def aim_of(place: Place) -> str:
    """The aspiration as the plan prints it; where there is none, the reason that it prints."""
    printed = place.aspiration.printed.strip(" .()")
    if place.aspiration.kind is not AspirationKind.NONE:
        return printed
    return f"No aspiration: {printed[:1].lower()}{printed[1:]}" if printed else "No aspiration"


def position_of(standing: Standing) -> str:
    """``7th of 8``; where the printed order runs the other way ``6th of 8 (8th is best)``."""
    words = f"{ordinal(standing.position)} of {standing.size}"
    return words if standing.best == 1 else f"{words} ({ordinal(standing.best)} is best)"


def _dated(standing: Standing, *, is_alone: bool) -> str:
    """The month of the data is told where it is another than that of the position."""
    words = position_of(standing)
    words = words if is_alone else f"{words}, {month_label(standing.as_at)}"
    return f"{words}; data to {month_label(standing.data_to)}" if standing.data_to else words


def _needed(change: Decimal | None, note: str, standing: Standing) -> str:
    if change is None:
        return capital(note) or NOT_GIVEN
    return f"{signed(change)} {things(change, standing.gap_unit).partition(' ')[2]}".strip()


def spark_of(place: Place, past: Sequence[Standing]) -> Spark:
    """The last positions of a measure; ``past`` is newest first and may hold later ones."""
    known = [each for each in past if each.as_at <= place.standing.as_at][:RECENT]
    shown = tuple(reversed(known)) or (place.standing,)
    told = [f"{ordinal(each.position)} in {month_label(each.as_at)}" for each in shown]
    words = "; ".join(dict.fromkeys((ordinal(shown[0].position), ordinal(shown[-1].position))))
    return Spark(tuple(each.rank for each in shown), place.standing.size, words, "; ".join(told))


def comparison_table(plan: Plan, places: Sequence[Place], notes: Notes) -> Table:
    """Each position beside the one before, and what there is to say of it."""
    before = [each.earlier for each in places if each.earlier]
    now = [each.standing for each in places]
    return Table(
        caption=f"Positions in the {plan.group_name} against the ones before",
        columns=(
            Column("Measure", 1.7),
            Column("Aspiration", 1.3),
            Column(_headed("Before", before), 1.2),
            Column(_headed("Now", now), 1.2),
            Column("Movement", 1),
            Column("In words", 5),
        ),
        rows=tuple(
            (
                Cell(place.metric.name, notes.of(place.caveats)),
                Cell(aim_of(place)),
                Cell(_among(place.earlier, before) if place.earlier else "None to compare with"),
                Cell(_among(place.standing, now)),
                Cell(_moved(place)),
                Cell(place.sentence),
            )
            for place in places
        ),
    )


def _among(standing: Standing, others: Sequence[Standing]) -> str:
    return _dated(standing, is_alone=_only_month(others) is not None)


def _moved(place: Place) -> str:
    return "No newer position" if place.stale else capital(str(place.movement))
