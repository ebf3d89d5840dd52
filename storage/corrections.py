"""Corrections: a published figure is revised for a reason, and a new edition says so."""

from __future__ import annotations

from datetime import datetime

from bot.figure import Figure
from bot.plan import Caveat
from bot.publication import Edition
from bot.quarter import Period, Quarter
from storage.audit import record
from storage.figures import figures_for
from storage.holding import hold
from storage.recording import record_caveats, revise_figure
from storage.session import Session
from storage.snapshots import latest_edition, publish


class RevisedMeanwhile(Exception):  # noqa: N818 - nobody is at fault
    """The figure is not what the editor saw; ``figure`` is what stands, or None."""

    def __init__(self, figure: Figure | None) -> None:
        super().__init__("the figure is not what was seen")
        self.figure = figure


def figure_of(figure: Figure) -> str:
    """The subject, in the audit log, of everything that is done to a figure of the record."""
    return f"figure:{figure.metric}:{figure.area}:{figure.period.key}"


def correct(
    session: Session,
    plan_id: str,
    quarter: Quarter,
    seen: Figure,
    revised: Figure,
    caveat: Caveat,
    now: datetime,
    reason: str,
) -> Edition:
    """Record the revised figure beside the one first published, and publish the next edition in
    the name of whoever recorded it.

    A quarter that was in the record before there were editions gets its first now, as it stood.
    The same correction twice gives the same edition. Raises RevisedMeanwhile where the figure is
    neither as it was ``seen`` nor as it is to be.
    """
    hold(session, plan_id)
    stands = standing_figure(session, plan_id, seen.metric, seen.area, seen.period)
    latest = latest_edition(session, plan_id, quarter)
    if latest and stands and str(stands.value) == str(revised.value):
        return latest
    if stands is None or str(stands.value) != str(seen.value):
        raise RevisedMeanwhile(stands)
    by = revised.recorded_by
    if latest is None:
        publish(session, plan_id, quarter, by, now)
    record_caveats(session, plan_id, [caveat])
    revise_figure(session, plan_id, revised)
    _tell(session, plan_id, stands, revised, by, now, reason)
    return publish(session, plan_id, quarter, by, now, reason)


def standing_figure(
    session: Session, plan_id: str, metric: str, area: str, period: Period
) -> Figure | None:
    """What the record has for a metric, area and period, in its newest vintage."""
    found = figures_for(session, plan_id, [metric], [area], period.end, period.end)
    return next((each for each in found if each.period == period), None)


def _tell(
    session: Session,
    plan_id: str,
    before: Figure,
    after: Figure,
    by: str,
    now: datetime,
    reason: str,
) -> None:
    values = f"{before.value:f}", f"{after.value:f}: {reason}"
    record(session, plan_id, now, by, "corrected", figure_of(after), *values)
