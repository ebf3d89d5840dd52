"""The roof: putting an editor's decision about a series on record."""

from __future__ import annotations

import argparse
from datetime import datetime
from difflib import get_close_matches

from bot import analysis
from bot.grounds import Decision, DecisionKind
from bot.plan import Person, Plan, Role
from bot.quarter import Quarter
from bot.signal import Process
from bot.statistics.rules import Rule
from handlers.figures import grounds_of, told_figures
from storage.figures import latest_quarter
from storage.grounds import record_decision, withdraw_decision
from storage.plans import read_plan
from storage.session import Session, StoreFault

SAYS = "put on record that a series has new limits, or had a one-off event, with who and why"
_MAY = (Role.EDITOR, Role.ADMIN)
_CONDITIONS = (
    "New limits are for where all of this holds: a sustained signal, a cause that is known, and a "
    "change that is expected to last; never because a target was missed. No run of 7 on one side "
    "of the mean, and no trend of 7, is seen from there on. It is on record all the same."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=[each.value for each in DecisionKind])
    parser.add_argument("metric", help="its id, as in metrics.yml")
    parser.add_argument("quarter", metavar="2021/22-Q3", help="that it is about, or holds from")
    parser.add_argument("--area", metavar="ID", help="the whole force if not given")
    parser.add_argument("--by", required=True, metavar="PERSON", help="an editor's id")
    parser.add_argument("--why", default="", metavar="WORDS", help="the cause, in a sentence")
    parser.add_argument(
        "--take-back", action="store_true", help="take back what was recorded by this command"
    )


def decided(session: Session, plan_id: str, options: argparse.Namespace, now: datetime) -> str:
    """Put it on record and on the audit log; returns what that makes of the series.

    Raises StoreFault, in words, where it cannot be.
    """
    plan = read_plan(session, plan_id)
    person = _editor(plan, options.by)
    decision = _decision(session, plan, options, person, now)
    if options.take_back:
        withdraw_decision(session, plan.id, decision, person.id, now)
        return f"Taken back. {_told(session, plan, decision)}"
    seen = _process(session, plan, decision)
    record_decision(session, plan.id, decision, person.id, now)
    told = f"On record for {person.name}. {_told(session, plan, decision)}"
    doubtful = decision.kind is DecisionKind.REBASE and not _is_sustained(seen, decision)
    return f"{told}\n{_CONDITIONS}" if doubtful else told


def _decision(
    session: Session, plan: Plan, options: argparse.Namespace, person: Person, now: datetime
) -> Decision:
    area = options.area or plan.force_area.id
    _check_known("metric", options.metric, [each.id for each in plan.metrics])
    _check_known("area", area, [each.id for each in plan.areas])
    if not (options.why.strip() or options.take_back):
        raise StoreFault('Say why: --why "Online reporting took over from the telephone"')
    return Decision(
        metric=options.metric,
        area=area,
        quarter=_quarter(session, plan, options.quarter),
        kind=DecisionKind(options.kind),
        who=person.name,
        decided=now.date(),
        why=" ".join(options.why.split()),
    )


def _editor(plan: Plan, id: str) -> Person:
    _check_known("person", id, [each.id for each in plan.people])
    if not any(each.person == id and each.role in _MAY for each in plan.appointments):
        raise StoreFault(f"{id!r} is no editor of this plan; limits are decided on by editors")
    return next(each for each in plan.people if each.id == id)


def _check_known(kind: str, id: str, known: list[str]) -> None:
    if id not in known:
        near = get_close_matches(id, known, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise StoreFault(f"The plan has no {kind} {id!r}{hint}")


def _quarter(session: Session, plan: Plan, text: str) -> Quarter:
    try:
        quarter = Quarter.parse(text)
    except ValueError as problem:
        raise StoreFault(str(problem)) from problem
    newest = latest_quarter(session, plan.id)
    if quarter > newest:
        raise StoreFault(f"{quarter.label} is after {newest.label}, the newest on record")
    return quarter


def _process(session: Session, plan: Plan, decision: Decision) -> Process | None:
    """The series as it stands, at the newest quarter."""
    metric, area = plan.metric(decision.metric), plan.area(decision.area)
    newest = latest_quarter(session, plan.id)
    told = told_figures(session, plan, [metric], newest)
    grounds = grounds_of(session, plan, [metric], newest)
    reading = analysis.reading_of(plan, metric, area, told.figures, newest, told.withheld)
    return analysis.process_of(plan, reading, grounds)


def _told(session: Session, plan: Plan, decision: Decision) -> str:
    process = _process(session, plan, decision)
    return process.finding.sentence if process else "The newest quarter has no figure to judge."


def _is_sustained(process: Process | None, decision: Decision) -> bool:
    points = process.points if process else ()
    since = (each for each in points if each.period.end >= decision.quarter.start)
    return any(each.rule in (Rule.RUN, Rule.TREND) for each in since)
