"""The doors of a correction: a published figure is put right for a reason, by an editor."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from slack_bolt import Ack, App, BoltResponse

from bot import analysis
from bot.entries import UnreadableError, read_value
from bot.figure import Figure
from bot.messages import sayings
from bot.messages.collecting import refusals
from bot.messages.collecting.typed import Values
from bot.messages.collecting.views import notice_view
from bot.messages.publishing import corrections, ids
from bot.messages.publishing.ids import Aim
from bot.messages.publishing.previews import edition_words
from bot.messages.publishing.typed import reason_of, text_of
from bot.messages.replies import choice_reply
from bot.messages.sheet import Ask, Message
from bot.plan import Plan
from bot.publication import Edition
from bot.quarter import Quarter
from bot.question import Question, understand
from bot.rights import Act
from bot.wording import amount
from handlers.collecting import Desk, desk_of
from handlers.deliveries import tell
from handlers.doors import Answer, answer_later, answer_now
from handlers.editions import owe_corrections
from handlers.knocks import Body, Knock, from_action, from_view, value_of
from handlers.publishing import after_publishing
from handlers.rooms import Rooms
from storage.corrections import RevisedMeanwhile, correct, standing_figure
from storage.figures import figures_for
from storage.session import Session
from storage.snapshots import is_published

_TITLE = "Correct"


def register(app: App, rooms: Rooms) -> None:
    """The button that opens the form, and the form."""

    @app.action(ids.CORRECT)
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), open_by_button, value_of(action))
        return ack()

    @app.view(ids.CORRECT_VIEW)
    def sent(ack: Ack, body: Body) -> BoltResponse:
        return ack(**answer_now(rooms, from_view(body), correction_sent, body))


def open_by_button(rooms: Rooms, knock: Knock, value: str) -> None:
    with rooms.store.read() as session:
        desk = desk_of(session, rooms)
        read = understand(value, desk.plan, desk.quarter)
    if isinstance(read, Question):
        answer(rooms, knock, read)
    else:
        tell(rooms, knock, sayings.too_old("button", "correct and the figure"))


def answer(rooms: Rooms, knock: Knock, question: Question) -> None:
    """The form for one figure; where several could be meant, buttons to choose by."""
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, question.quarter)
        found = _meant(session, desk, knock, question)
    if isinstance(found, Figure):
        name = analysis.name_of(desk.plan, found)
        if knock.trigger:
            view = corrections.correct_view(desk.plan, question.quarter, found, name)
            rooms.posts.views_open(trigger_id=knock.trigger, view=view)
            return
        found = corrections.to_correct(question.text, name, desk.plan.marking)
    tell(rooms, knock, found)


def _meant(
    session: Session, desk: Desk, knock: Knock, question: Question
) -> Figure | Message | str:
    """The figure to correct, or why there is none, or which there are."""
    plan, quarter = desk.plan, question.quarter
    if not desk.may(Act.CORRECT, knock.user):
        return refusals.may_not_edit(plan)
    if not is_published(session, plan.id, quarter):
        return corrections.not_published(quarter)
    metric = plan.metric(question.metric or "")
    figures = _of_quarter(session, plan, metric.id, quarter, question.area)
    if not figures:
        return corrections.nothing_recorded(metric.name, quarter)
    if len(figures) == 1:
        return figures[0]
    prompt = sayings.which_figure(metric.name, quarter.label)
    return choice_reply(prompt, [_choice(plan, question, each) for each in figures])


def _of_quarter(
    session: Session, plan: Plan, metric: str, quarter: Quarter, area: str | None
) -> list[Figure]:
    """One figure for each area, as answers tell them: the quarter's own before a month's."""
    areas = None if area is None else [area]
    found = figures_for(session, plan.id, [metric], areas, quarter.end, quarter.start)
    readings = analysis.readings_of(plan, [plan.metric(metric)], found, quarter)
    return [each.figure for each in readings if each.figure]


def _choice(plan: Plan, question: Question, figure: Figure) -> Ask:
    about = f"correct {figure.metric} area {figure.area} {question.quarter.key}"
    return Ask(plan.area(figure.area).name, about)


def correction_sent(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """Correct it, with everything owed that follows, before the form closes; sent twice, it is
    one correction."""
    view = body["view"]
    try:
        aim = Aim.read(view["private_metadata"])
    except ValueError:
        return _instead(sayings.too_old("form", "correct and the figure"))
    with rooms.store.write() as session:
        desk = desk_of(session, rooms, aim.quarter)
        said = _corrected(session, desk, knock, aim, view["state"]["values"])
    if isinstance(said, Edition):
        after_publishing(rooms, aim.quarter)
        said = _instead(f"Corrected. {edition_words(desk.plan, said)}")
    return said


def _corrected(
    session: Session, desk: Desk, knock: Knock, aim: Aim, values: Values
) -> Edition | Answer:
    """The edition that says so; else what to answer."""
    plan, editor = desk.plan, desk.who_may(Act.CORRECT, knock.user)
    if editor is None:
        return _instead(refusals.may_not_edit(plan).said)
    stands = standing_figure(session, plan.id, aim.metric, aim.area, aim.period)
    if stands is None:
        return _instead(sayings.FIGURE_IS_GONE)
    value, errors = _read(plan, aim, values)
    if value is None:
        return {"response_action": "errors", "errors": errors}
    seen, reason = replace(stands, value=Decimal(aim.value)), reason_of(values)
    today = desk.today.date()
    after, caveat = analysis.revised(plan, seen, value, reason, editor.id, today)
    try:
        edition = correct(session, plan.id, aim.quarter, seen, after, caveat, desk.now, reason)
    except RevisedMeanwhile as moved:
        now = amount(moved.figure.value, plan.metric(aim.metric)) if moved.figure else ""
        return _instead(corrections.moved_on(analysis.name_of(plan, stands), now))
    owe_corrections(session, desk, edition)
    return edition


def _read(plan: Plan, aim: Aim, values: Values) -> tuple[Decimal | None, dict[str, str]]:
    """The right value, or what is wrong with the form, by field."""
    metric, errors, value = plan.metric(aim.metric), {}, None
    try:
        value = read_value(text_of(values, ids.FIGURE), metric)
    except UnreadableError as problem:
        errors[ids.FIGURE] = str(problem)
    if value is not None and f"{value:f}" == aim.value:
        errors[ids.FIGURE] = corrections.stands_already(amount(value, metric))
    if not reason_of(values):
        errors[ids.REASON] = sayings.SAY_WHY_TO_ALL
    return (None if errors else value), errors


def _instead(words: str) -> Answer:
    return {"response_action": "update", "view": notice_view(_TITLE, words)}
