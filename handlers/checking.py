"""What the checks find in answers as they arrive: figures that surprise, and statements that do
not hold. It is asked about, and keeps nobody from sending."""

from __future__ import annotations

from collections.abc import Iterable

from bot import analysis, claims
from bot.claims import Known
from bot.entries import figures_in
from bot.figure import Figure
from bot.form import label_of, metric_in
from bot.grounds import Grounds
from bot.plan import Plan
from bot.publication import history_since
from bot.quarter import Quarter
from bot.submission import Concern, Draft, Entry, Revision
from handlers.collecting import Desk
from storage.concerns import explained, explanations_of
from storage.figures import figures_for, standings_for
from storage.grounds import grounds_for
from storage.session import Session


def concerns_in(session: Session, desk: Desk, draft: Draft) -> tuple[Concern, ...]:
    """Those about figures first, each with what was said of it in the draft."""
    plan, quarter = desk.plan, draft.quarter
    figures = _record(session, plan, quarter)
    found = [*_surprises(session, plan, draft, figures)]
    known = _known(session, plan, quarter, figures, draft.unit)
    for entry in draft.entries:
        found += _in_text(plan, entry, quarter, known)
    said = explanations_of(session, plan.id, draft.unit, quarter)
    return explained(found, said)


def concerns_in_text(
    session: Session, desk: Desk, text: str, unit: str | None = None, slot: str = ""
) -> tuple[Concern, ...]:
    """What is found in a text that is not in a draft yet."""
    plan, quarter = desk.plan, desk.quarter
    figures = _record(session, plan, quarter)
    known = _known(session, plan, quarter, figures, unit)
    return claims.concerns_among(slot, claims.check(text, quarter, known))


def concerns_in_reply(
    session: Session, desk: Desk, text: str, unit: str, figures: tuple[Entry, ...]
) -> tuple[Concern, ...]:
    """What is found in a plain reply, and in the figures that were read from it."""
    record = _record(session, desk.plan, desk.quarter)
    arriving = Draft("", unit, desk.quarter, 0, figures, "", desk.now)
    found = _surprises(session, desk.plan, arriving, record)
    return (*found, *concerns_in_text(session, desk, text, unit))


def known_of(session: Session, plan: Plan, quarter: Quarter) -> Known:
    """What any text of a quarter may be held against."""
    return _known(session, plan, quarter, _record(session, plan, quarter), None)


def _record(session: Session, plan: Plan, quarter: Quarter) -> tuple[Figure, ...]:
    metrics = [each.id for each in plan.metrics]
    return figures_for(session, plan.id, metrics, None, quarter.end, history_since(quarter))


def _known(
    session: Session, plan: Plan, quarter: Quarter, figures: Iterable[Figure], unit: str | None
) -> Known:
    """Without what is withheld, which a check that says so, or that a guess holds, would tell."""
    by_metric = standings_for(session, plan.id, quarter.end)
    standings = [each for several in by_metric.values() for each in several]
    return claims.known_from(plan, analysis.withhold(plan, figures).figures, standings, unit)


def _surprises(
    session: Session, plan: Plan, draft: Draft, figures: tuple[Figure, ...]
) -> tuple[Concern, ...]:
    """Figures by what came before them; an answer whose metric has gone from the plan is none."""
    sent = Revision(draft.unit, draft.quarter, 0, draft.entries, draft.by, draft.at)
    arriving = figures_in(plan, sent, figures)
    metrics = [each.metric for each in arriving]
    grounds = grounds_for(session, plan.id, metrics, draft.quarter.end)
    return analysis.surprises_of(plan, arriving, figures, grounds.decisions)


def _in_text(plan: Plan, entry: Entry, quarter: Quarter, known: Known) -> tuple[Concern, ...]:
    if metric_in(plan, entry.slot) or not entry.text.strip():
        return ()
    return claims.concerns_among(entry.slot, claims.check(entry.text, quarter, known))


def surprises_in(
    plan: Plan, figures: Iterable[Figure], quarter: Quarter, grounds: Grounds
) -> tuple[str, ...]:
    """What surprises among the figures of a quarter that arrive with all that came before them,
    a line each."""
    figures = tuple(figures)
    arriving = [each for each in figures if quarter.start <= each.period.end <= quarter.end]
    found = analysis.surprises_of(plan, arriving, figures, grounds.decisions)
    return tuple(f"{label_of(plan, each.slot)}, {each.excerpt}: {each.said}" for each in found)
