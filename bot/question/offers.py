"""Buttons for what could not be answered at once, with labels that people know."""

from __future__ import annotations

from collections.abc import Iterable

from bot.plan import AreaKind, Plan
from bot.quarter import Quarter
from bot.question.text import clip
from bot.question.vocabulary import Name
from bot.question.words import HOME, Kind, Option, Question, Topic

LABEL = 75
MOST = 5
_STARTERS = (Topic.STATUS, Topic.STANDINGS, Topic.SUMMARY, Topic.HELP)
_TITLES = {
    Topic.STATUS: "All priorities",
    Topic.STANDINGS: "Standings",
    Topic.UPDATES: "Updates",
    Topic.SUMMARY: "Summary",
    Topic.CAVEATS: "Caveats",
    Topic.WHY: "Why",
    Topic.SEARCH: "Search",
    Topic.SUBMIT: "Write update",
    Topic.PROGRESS: "Progress",
    Topic.REVIEW: "To review",
    Topic.PUBLISH: "Publish",
    Topic.REPORT: "Report",
    Topic.DIGEST: "Digest",
    Topic.SUBSCRIBE: "Subscribe",
    Topic.UNSUBSCRIBE: "Unsubscribe",
    Topic.SUBSCRIPTIONS: "Subscriptions",
    Topic.CORRECT: "Correct",
    Topic.HISTORY: "History",
    Topic.DELIVERIES: "Deliveries",
    Topic.HELP: "Help",
}


def options(asked: Iterable[Question], plan: Plan, latest: Quarter) -> tuple[Option, ...]:
    """One button for each question, at most five; with its quarter where they differ."""
    distinct = list(dict.fromkeys(asked))[:MOST]
    one = {each.quarter for each in distinct} == {latest}
    return tuple(Option(_label(each, plan, dated=not one), each.text) for each in distinct)


def starters(quarter: Quarter) -> list[Question]:
    return [Question(topic, quarter) for topic in _STARTERS]


def reporters(plan: Plan, quarter: Quarter) -> list[Question]:
    """Whose updates may be asked for, to begin with: each LPA, then the priorities."""
    lpas = [area.id for area in plan.areas if area.kind is AreaKind.LPA]
    return [
        *(Question(Topic.UPDATES, quarter, area=area) for area in lpas),
        *(Question(Topic.UPDATES, quarter, priority=each.id) for each in plan.priorities),
    ]


def _label(question: Question, plan: Plan, *, dated: bool) -> str:
    when = f", {question.quarter.label}" if dated and question.topic in HOME else ""
    return f"{clip(_subject(question, plan), LABEL - len(when))}{when}"


def _subject(question: Question, plan: Plan) -> str:
    about = question.words or ", ".join(_about(question, plan))
    title = _TITLES.get(question.topic, "")
    if question.topic is Topic.STATUS and question.priority:
        return f"Priority {plan.priority(question.priority).number}: {about}"
    return ": ".join(filter(None, (title, about)))


def _about(question: Question, plan: Plan) -> Iterable[str]:
    for kind in Kind:
        named = question.named(kind)
        if named and not (kind is Kind.PRIORITY and question.commitment):
            yield titled(Name(kind, named), plan)


def titled(name: Name, plan: Plan) -> str:
    """What people call it."""
    match name.kind:
        case Kind.PRIORITY:
            return plan.priority(name.id).short
        case Kind.METRIC:
            return plan.metric(name.id).name
        case Kind.AREA:
            return plan.area(name.id).name
        case Kind.UNIT:
            return plan.unit(name.id).name
        case Kind.COMMITMENT:
            return plan.commitment(name.id).text
