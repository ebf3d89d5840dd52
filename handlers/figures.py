"""The one way in which answers read figures: without those that must not be told."""

from __future__ import annotations

from collections.abc import Iterable

from bot import analysis
from bot.figure import Told
from bot.grounds import Grounds
from bot.plan import Metric, Plan
from bot.publication import history_since
from bot.quarter import Quarter
from storage.figures import figures_for
from storage.grounds import grounds_for
from storage.session import Session


def told_figures(session: Session, plan: Plan, metrics: Iterable[Metric], quarter: Quarter) -> Told:
    """What may be told of some metrics, and of the counts behind them, up to a quarter.

    Whether a figure is withheld depends on those that it is a part of, so these are read too:
    every question has the same figures withheld.
    """
    metrics = tuple(metrics)
    behind = (part for each in metrics for part in analysis.behind(each))
    asked = {*(each.id for each in metrics), *behind}
    family = analysis.family_of(plan, asked)
    since = history_since(quarter)
    told = analysis.withhold(plan, figures_for(session, plan.id, family, None, quarter.end, since))
    return Told(
        tuple(each for each in told.figures if each.metric in asked),
        tuple(each for each in told.withheld if each.metric in asked),
    )


def grounds_of(
    session: Session, plan: Plan, metrics: Iterable[Metric], quarter: Quarter
) -> Grounds:
    """What these metrics are judged by, besides their own figures."""
    ids = [each.id for each in metrics]
    return grounds_for(session, plan.id, ids, quarter.end, history_since(quarter))
