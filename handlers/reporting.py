"""From a quarter to its report and its files, for Slack's doors and for the command alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import datetime

from bot import analysis, charts
from bot.charts import Picture
from bot.documents import Pictures
from bot.finding import Drawable, Illustration
from bot.quarter import Quarter
from bot.report import Report
from storage.figures import latest_quarter
from storage.plans import read_plan
from storage.session import Session
from storage.snapshots import edition_with_snapshot, published_quarters

log = logging.getLogger(__name__)

_DRAWING_SECONDS = 60


def newest_quarter(session: Session, plan_id: str) -> Quarter:
    """The quarter that was published last; before any was, the latest with figures."""
    published = published_quarters(session, plan_id)
    return published[0] if published else latest_quarter(session, plan_id)


def report_for(
    session: Session, plan_id: str, quarter: Quarter, now: datetime, number: int | None = None
) -> Report:
    """The report of an edition, from its snapshot alone: the latest where no number is given, a
    preview where there is none or for the number 0. Raises LookupError for one that is not."""
    edition, snapshot = edition_with_snapshot(session, plan_id, quarter, now, number)
    told = analysis.as_strict_as(snapshot, read_plan(session, plan_id))
    return analysis.report_of(told, edition, charts.alt)


def pictures_of(report: Report) -> list[Illustration]:
    """Every picture of a report, each once."""
    every = (*report.pictures, *(each for s in report.sections for each in s.pictures))
    return list({each.finding: each for each in every}.values())


def drawn(draw: Callable[[Drawable], Future[Picture]], wanted: Iterable[Illustration]) -> Pictures:
    """The pictures that could be drawn; what could not is named in its place by the document."""
    promises = {each.finding: _promised(draw, each.finding) for each in wanted}
    pictures = {finding: _kept(promise) for finding, promise in promises.items()}
    return {finding: png for finding, png in pictures.items() if png}


def _promised(
    draw: Callable[[Drawable], Future[Picture]], finding: Drawable
) -> Future[Picture] | None:
    try:
        return draw(finding)
    except Exception as problem:  # any failure here costs a picture, never the report
        _note(problem)
        return None


def _kept(promise: Future[Picture] | None) -> bytes:
    try:
        return promise.result(_DRAWING_SECONDS).png if promise else b""
    except Exception as problem:  # any failure here costs a picture, never the report
        _note(problem)
        return b""


def _note(problem: Exception) -> None:
    log.warning("a chart of a report could not be drawn (%s: %s)", type(problem).__name__, problem)
