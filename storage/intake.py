"""What is approved for a quarter and not in the record yet, and how it gets there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot import analysis
from bot.entries import figures_in, updates_in
from bot.figure import Figure
from bot.plan import Caveat, Plan, Update
from bot.publication import history_since
from bot.quarter import Quarter
from bot.submission import Revision, State
from storage.concerns import concerns_of
from storage.figures import figures_for
from storage.recording import record_caveats, record_figures, record_updates
from storage.session import Session
from storage.updates import updates_for


@dataclass(frozen=True)
class Intake:
    """``figures`` and ``updates`` that the record says nothing of, and the ``caveats`` that the
    figures carry: what leads explained of them, once it was approved."""

    figures: tuple[Figure, ...] = ()
    updates: tuple[Update, ...] = ()
    caveats: tuple[Caveat, ...] = ()


def record_of(
    session: Session, plan: Plan, quarter: Quarter
) -> tuple[tuple[Figure, ...], tuple[Update, ...]]:
    """The figures that answers about a quarter look back to, and its updates."""
    metrics, since = [each.id for each in plan.metrics], history_since(quarter)
    figures = figures_for(session, plan.id, metrics, None, quarter.end, since)
    return figures, updates_for(session, plan.id, quarter)


def intake_of(
    session: Session,
    plan: Plan,
    revisions: dict[str, Revision],
    known: tuple[Figure, ...],
    told: tuple[Update, ...],
) -> Intake:
    """What the approved of these revisions add to the figures and updates of the record."""
    held = {(each.metric, each.area, each.period) for each in known}
    figures: list[Figure] = []
    caveats: list[Caveat] = []
    for revision in _approved(plan, revisions):
        for figure in figures_in(plan, revision, known):
            if (figure.metric, figure.area, figure.period) not in held:
                own = _explained(session, plan, revision, figure)
                figures.append(replace(figure, caveats=tuple(each.id for each in own)))
                caveats += own
    updates = [each for one in _approved(plan, revisions) for each in updates_in(plan, one)]
    ids = {*(each.id for each in told), *(each.id for each in plan.caveats)}
    return Intake(
        tuple(figures),
        tuple(each for each in updates if each.id not in ids),
        tuple(each for each in caveats if each.id not in ids),
    )


def take_in(session: Session, plan: Plan, intake: Intake) -> None:
    """Write it into the record."""
    record_caveats(session, plan.id, intake.caveats)
    record_figures(session, plan.id, intake.figures)
    record_updates(session, plan, intake.updates)


def _approved(plan: Plan, revisions: dict[str, Revision]) -> list[Revision]:
    """In the order of the plan, of the units that it still has."""
    known = (revisions.get(unit.id) for unit in plan.units)
    return [each for each in known if each and each.state is State.APPROVED]


def _explained(session: Session, plan: Plan, revision: Revision, figure: Figure) -> list[Caveat]:
    """What the lead explained of a figure. Where counts may have to be withheld it is not told,
    since what is explained names the number."""
    guarded = analysis.family_of(plan, [each.id for each in plan.metrics if each.suppress_below])
    if figure.metric in guarded:
        return []
    about = (revision.unit, revision.quarter, revision.number)
    found = concerns_of(session, plan.id, *about)
    own = (each for each in found if each.slot == f"metric:{figure.metric}")
    return [told for each in own if (told := analysis.caveat_of(each, revision.quarter))]
