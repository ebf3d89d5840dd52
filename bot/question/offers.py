"""Buttons for what could not be answered at once, with labels that people know."""

from __future__ import annotations

from collections.abc import Iterable

from bot.plan import AreaKind, Plan
from bot.quarter import Quarter
from bot.question.text import clip
from bot.question.words import Kind, Option, Question, Topic

LABEL = 75
MOST = 5
_STARTERS = (Topic.STATUS, Topic.STANDINGS, Topic.SUMMARY, Topic.HELP)
_TITLES = {
    Topic.STATUS: "All priorities",
    Topic.STANDINGS: "Standings",
    Topic.UPDATES: "Updates",
    Topic.SUMMARY: "Summary",
    Topic.CAVEATS: "Caveats",
    Topic.HELP: "Help",
}


def options(asked: Iterable[Question], plan: Plan, latest: Quarter) -> tuple[Option, ...]:
    """One button for each question, at most five; labels that would be alike are told apart
    by nothing but their order, so the same question is never offered twice."""
    distinct = list(dict.fromkeys(asked))[:MOST]
    return tuple(Option(label(each, plan, latest), each.text) for each in distinct)


def starters(quarter: Quarter, *, private: bool = False) -> list[Question]:
    return [Question(topic, quarter, private=private) for topic in _STARTERS]


def reporters(plan: Plan, quarter: Quarter) -> list[Question]:
    """Whose updates may be asked for, to begin with: each LPA, then the priorities."""
    lpas = [area.id for area in plan.areas if area.kind is AreaKind.LPA]
    return [
        *(Question(Topic.UPDATES, quarter, area=area) for area in lpas),
        *(Question(Topic.UPDATES, quarter, priority=each.id) for each in plan.priorities),
    ]


def label(question: Question, plan: Plan, latest: Quarter) -> str:
    when = "" if question.quarter == latest else f", {question.quarter.label}"
    return f"{clip(_subject(question, plan), LABEL - len(when))}{when}"


def _subject(question: Question, plan: Plan) -> str:
    about = ", ".join(_about(question, plan))
    title = _TITLES.get(question.topic, "")
    if question.topic in (Topic.STATUS, Topic.METRIC) and about:
        return about
    return f"{title}: {about}" if about else title


def _about(question: Question, plan: Plan) -> Iterable[str]:
    if question.metric:
        yield plan.metric(question.metric).name
    if question.priority:
        priority = plan.priority(question.priority)
        commitment = question.commitment
        name = plan.commitment(commitment).text if commitment else priority.short
        yield f"Priority {priority.number}: {name}"
    if question.unit:
        yield plan.unit(question.unit).name
    if question.area:
        yield plan.area(question.area).name
    if question.words:
        yield question.words


def titled(kind: Kind, id: str, plan: Plan) -> str:
    """The name that people know something by."""
    match kind:
        case Kind.PRIORITY:
            return plan.priority(id).short
        case Kind.METRIC:
            return plan.metric(id).name
        case Kind.AREA:
            return plan.area(id).name
        case Kind.UNIT:
            return plan.unit(id).name
        case Kind.COMMITMENT:
            return plan.commitment(id).text
