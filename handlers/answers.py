"""From a question to its answer: ask storage, think, draw the message. No Slack in between,
so that `pcp ask` and every door in Slack say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot import analysis, charts
from bot.deadlines import open_quarter
from bot.finding import Drawable, Illustration, MetricStatus, Place, PriorityStatus
from bot.messages import answers, asks, replies, why
from bot.messages.answers import Found
from bot.messages.home import home_view
from bot.messages.sheet import Ask, Block, Message
from bot.plan import Metric, Plan, Priority
from bot.quarter import Quarter
from bot.question import Choice, Question, Topic, Unknown, nowhere, understand
from bot.question.usage import USAGES, Usage, examples_of
from bot.question.words import OF_AN_EDITION, PREVIEW
from handlers.figures import grounds_of, told_figures
from handlers.reporting import newest_quarter
from storage.figures import latest_quarter, standings_for
from storage.plans import read_plan
from storage.search import Hit, search
from storage.session import Session
from storage.updates import updates_for

Pages = tuple[Message, ...]

ABOUT_COLLECTING = frozenset({Topic.SUBMIT, Topic.PROGRESS, Topic.REVIEW, Topic.PUBLISH})
_FOUND = 8


def reading_of(
    session: Session, plan_id: str, words: str, now: datetime
) -> tuple[Plan, Question | Choice | Unknown]:
    """Understand what was typed, in the words of the plan as it is stored now.

    Where no quarter is named, answers are about the latest with figures, and collecting about
    the one that is open.
    """
    plan = read_plan(session, plan_id)
    read = understand(words, plan, latest_quarter(session, plan_id))
    if isinstance(read, Question) and _about_what_is_open(read) and plan.collection:
        read = understand(words, plan, open_quarter(plan.collection.calendar, now))
    elif isinstance(read, Question) and read.topic in OF_AN_EDITION:
        read = understand(words, plan, newest_quarter(session, plan_id))
    return plan, _looked_up(session, plan, read) if isinstance(read, Unknown) else read


def _about_what_is_open(read: Question) -> bool:
    preview = read.topic is Topic.DIGEST and read.words == PREVIEW
    return preview or read.topic in ABOUT_COLLECTING


def _looked_up(session: Session, plan: Plan, read: Unknown) -> Question | Unknown:
    """What the plan does not name may be told of in its updates: then a search answers."""
    if read.search and search(session, plan.id, read.search.words, limit=1):
        return read.search
    return nowhere(read)


def answer_to(session: Session, plan: Plan, question: Question) -> Pages:
    """The whole answer to a question that was understood."""
    return _ANSWERS[question.topic](session, plan, question)


def home_of(session: Session, plan_id: str) -> Block:
    """The App Home for anybody: how the plan stands, and what one can ask."""
    plan, quarter = read_plan(session, plan_id), latest_quarter(session, plan_id)
    places = _places(session, plan, plan.metrics, quarter)
    headline = analysis.summary_of(plan, quarter, places).headline
    return home_view(plan, quarter, headline, _told(USAGES))


def offer(read: Choice | Unknown) -> Message:
    """Where a question has several readings, or none: what it may have meant, as buttons."""
    prompt = read.prompt if isinstance(read, Choice) else read.message
    return replies.choice_reply(prompt, [Ask(each.label, each.text) for each in read.options])


def _status(session: Session, plan: Plan, question: Question) -> Pages:
    quarter = question.quarter
    if question.priority is None:
        statuses = [_status_of(session, plan, each, quarter) for each in plan.priorities]
        board = analysis.board_of(plan, quarter, statuses)
        places = [place for status in statuses for place in status.places]
        pictures = analysis.pictures_of_places(plan, places)
        return answers.board_answer(plan, board, _illustrated(pictures), question.read_as)
    status = _status_of(session, plan, plan.priority(question.priority), quarter)
    if question.area:
        status = analysis.in_area(plan, status, plan.area(question.area))
    if question.commitment:
        status = analysis.on_commitment(plan, status, plan.commitment(question.commitment))
    if not (status.readings or status.places or status.accounts):
        title = f"{status.priority.number}. {status.priority.name}"
        if nothing := _nothing(session, plan, question, title):
            return nothing
    pictures = analysis.pictures_of_status(plan, status)
    return answers.status_answer(
        plan, status, _illustrated(pictures), question.read_as, every=question.all
    )


def _nothing(session: Session, plan: Plan, question: Question, title: str) -> Pages:
    """Where a quarter other than the newest is empty: the way to the newest."""
    newest = latest_quarter(session, plan.id)
    if question.quarter == newest:
        return ()
    again = replace(question, quarter=newest).text
    return answers.nothing_answer(plan, title, question.quarter, newest, again, question.read_as)


def _status_of(
    session: Session, plan: Plan, priority: Priority, quarter: Quarter
) -> PriorityStatus:
    metrics = plan.metrics_of(priority.id)
    told = told_figures(session, plan, metrics, quarter)
    return analysis.status_of(
        plan,
        priority,
        quarter,
        told.figures,
        standings_for(session, plan.id, quarter.end, metrics=[each.id for each in metrics]),
        updates_for(session, plan.id, quarter, commitments=[c.id for c in priority.commitments]),
        told.withheld,
        grounds_of(session, plan, metrics, quarter),
    )


def _metric(session: Session, plan: Plan, question: Question) -> Pages:
    status = _metric_of(session, plan, question)
    pictures = _illustrated(analysis.pictures_of_metric(plan, status))
    return answers.metric_answer(plan, status, pictures, question.read_as)


def _metric_of(session: Session, plan: Plan, question: Question) -> MetricStatus:
    metric, quarter = plan.metric(question.metric or ""), question.quarter
    return analysis.metric_status_of(
        plan,
        metric,
        quarter,
        told_figures(session, plan, [metric], quarter),
        standings_for(session, plan.id, quarter.end, metrics=[metric.id]),
        grounds_of(session, plan, [metric], quarter),
        plan.area(question.area) if question.area else None,
    )


def _why(session: Session, plan: Plan, question: Question) -> Pages:
    """Of a metric, or of all the metrics of a priority."""
    if question.priority:
        priority = plan.priority(question.priority)
        whole = _status_of(session, plan, priority, question.quarter)
        return why.why_priority(plan, whole, analysis.reasons_of(whole), question.read_as)
    status = _metric_of(session, plan, question)
    pictures = _illustrated(analysis.pictures_of_groups(plan, status))
    findings = analysis.reasons_of(status)
    return why.why_metric(plan, status, findings, pictures, question.read_as)


def _places(
    session: Session, plan: Plan, metrics: Iterable[Metric], quarter: Quarter
) -> tuple[Place, ...]:
    return analysis.places_of(plan, metrics, standings_for(session, plan.id, quarter.end), quarter)


def _standings(session: Session, plan: Plan, question: Question) -> Pages:
    metrics = [plan.metric(question.metric)] if question.metric else plan.metrics
    if question.priority and not question.metric:
        metrics = plan.metrics_of(question.priority)
    places = _places(session, plan, metrics, question.quarter)
    title = f"Standings in the {plan.group_name}"
    if not places and (nothing := _nothing(session, plan, question, title)):
        return nothing
    summary = analysis.summary_of(plan, question.quarter, places)
    pictures = _illustrated(analysis.pictures_of_places(plan, places))
    return answers.standings_answer(plan, question.quarter, summary, pictures, question.read_as)


def _summary(session: Session, plan: Plan, question: Question) -> Pages:
    places = _places(session, plan, plan.metrics, question.quarter)
    if not places and (nothing := _nothing(session, plan, question, "Summary")):
        return nothing
    summary = analysis.summary_of(plan, question.quarter, places)
    pictures = _illustrated(analysis.pictures_of_places(plan, places))
    return answers.summary_answer(plan, summary, pictures, question.read_as)


def _updates(session: Session, plan: Plan, question: Question) -> Pages:
    about, wanted = _whose(plan, question)
    updates = updates_for(session, plan.id, question.quarter, **wanted)
    if not updates and (nothing := _nothing(session, plan, question, f"Updates: {about}")):
        return nothing
    accounts = analysis.accounts_of(plan, updates)
    return answers.updates_answer(plan, about, question.quarter, accounts, question.read_as)


def _whose(plan: Plan, question: Question) -> tuple[str, dict[str, list[str]]]:
    """What the updates are about, in words, and the ids that they are looked up by."""
    about, wanted = [], {}
    if question.commitment:
        about.append(plan.commitment(question.commitment).text)
        wanted["commitments"] = [question.commitment]
    elif question.priority:
        priority = plan.priority(question.priority)
        about.append(priority.short)
        wanted["commitments"] = [each.id for each in priority.commitments]
    if question.unit:
        about.append(plan.unit(question.unit).name)
        wanted["units"] = [question.unit]
    if question.area:
        about.append(plan.area(question.area).name)
        wanted["areas"] = [area.id for area in plan.areas if plan.lies_in(area.id, question.area)]
    return ", ".join(about) or plan.force, wanted


def _search(session: Session, plan: Plan, question: Question) -> Pages:
    hits = search(session, plan.id, question.words, limit=_FOUND + 1)
    found = [Found(hit.title, hit.snippet, _opening(plan, hit, question)) for hit in hits[:_FOUND]]
    more = len(hits) > _FOUND
    return answers.search_answer(plan, question.words, found, question.read_as, more=more)


def _opening(plan: Plan, hit: Hit, question: Question) -> Ask:
    """The question that shows a search result whole."""
    if hit.kind == "metric":
        return asks.metric(plan.metric(hit.id), question.quarter)
    return asks.updates(plan.priority(hit.priority), question.quarter, f"Updates: {hit.title}")


def _caveats(session: Session, plan: Plan, question: Question) -> Pages:
    quarter = question.quarter
    metrics, about = plan.metrics, plan.name
    if question.priority:
        priority = plan.priority(question.priority)
        metrics, about = plan.metrics_of(priority.id), priority.short
    if question.metric:
        metric = plan.metric(question.metric)
        metrics, about = (metric,), metric.name
    told = told_figures(session, plan, metrics, quarter)
    readings = analysis.readings_of(plan, metrics, told.figures, quarter, told.withheld)
    places = _places(session, plan, metrics, quarter)
    return answers.caveats_answer(plan, about, quarter, readings, places, question.read_as)


def _help(_: Session, plan: Plan, question: Question) -> Pages:
    """On one topic with its own examples; else on all, with examples in the plan's words."""
    if one := next((each for each in USAGES if each.topic == question.words), None):
        examples = [example for example in one.examples if _is_understood(example, plan, question)]
        return (replies.help_reply(_told([one]), examples),)
    return (replies.help_reply(_told(USAGES), list(examples_of(plan))),)


def _told(usages: Iterable[Usage]) -> list[tuple[str, str]]:
    return [(each.topic, each.says) for each in usages]


def _is_understood(example: str, plan: Plan, question: Question) -> bool:
    return isinstance(understand(example, plan, question.quarter), Question)


_ANSWERS: dict[Topic, Callable[[Session, Plan, Question], Pages]] = {
    Topic.STATUS: _status,
    Topic.METRIC: _metric,
    Topic.STANDINGS: _standings,
    Topic.UPDATES: _updates,
    Topic.SEARCH: _search,
    Topic.SUMMARY: _summary,
    Topic.CAVEATS: _caveats,
    Topic.WHY: _why,
    Topic.HELP: _help,
}


def _illustrated(drawables: Iterable[Drawable]) -> list[Illustration]:
    return [Illustration(each, charts.alt(each)) for each in drawables]
