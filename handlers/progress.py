"""The doors of progress: the board for editors, one's own for leads, a nudge, `submit`."""

from __future__ import annotations

import re

from slack_bolt import Ack, App, BoltResponse

from bot import analysis, charts
from bot.deadlines import due_moment, key_days, may_nudge, responsible
from bot.delivery import Delivery
from bot.finding import Illustration
from bot.messages import sayings
from bot.messages.collecting import ids, refusals
from bot.messages.collecting.boards import board_message
from bot.messages.collecting.reminders import OWN, reminder
from bot.messages.collecting.words import moment_words
from bot.messages.sheet import Message
from bot.quarter import Quarter
from bot.question import Question, Topic
from bot.rights import Act
from handlers.collecting import Desk, before_for, desk_for, desk_of, due_of, is_answered
from handlers.deliveries import privately, tell
from handlers.doors import answer_later
from handlers.knocks import Body, Knock, from_action, read_held, value_of
from handlers.reminders import send_what_is_owed
from handlers.rooms import Rooms
from handlers.submissions import open_form
from storage.deliveries import owe
from storage.session import Session


def register(app: App, rooms: Rooms) -> None:
    """The board's own button, and its menu of whom to nudge."""

    @app.action(re.compile(f"^({ids.BOARD}|{ids.NUDGE})$"))
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        work = show_board if action["action_id"] == ids.BOARD else nudge
        answer_later(rooms, from_action(body), work, value_of(action))
        return ack()


def answer(rooms: Rooms, knock: Knock, question: Question) -> None:
    """`submit` and `progress`, which are about the asker and so are told to them alone."""
    if question.topic is Topic.PROGRESS:
        show_board(rooms, knock, question.quarter.key)
        return
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, question.quarter)
        units = [question.unit] if question.unit else desk.own_units(knock.user)
    if len(units) == 1 and knock.trigger:
        open_form(rooms, knock, ids.pack(units[0], desk.quarter))
    else:
        _show_own(rooms, knock, desk, units)


def show_board(rooms: Rooms, knock: Knock, value: str) -> None:
    """The whole board for editors; for a lead their own part of it."""
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, read_held(Quarter.parse, value))
    if not desk.may(Act.SEE_BOARD, knock.user):
        _show_own(rooms, knock, desk, desk.own_units(knock.user))
        return
    privately(rooms, knock, (board_of(desk),))


def board_of(desk: Desk) -> Message:
    """The board with the chart of returns coming in."""
    words, _ = due_of(desk)
    return board_message(desk.plan, desk.quarter, desk.situation.progress, words, _returns(desk))


def _returns(desk: Desk) -> Illustration:
    """The chart of returns coming in."""
    days = key_days(desk.calendar, desk.quarter)
    finding = analysis.returns_of(
        desk.plan,
        desk.quarter,
        desk.arrivals(),
        len([each for each in desk.situation.progress if each.owed]),
        days.opens,
        due_moment(desk.calendar, desk.quarter).date(),
        desk.today.date(),
    )
    return Illustration(finding, charts.alt(finding))


def _show_own(rooms: Rooms, knock: Knock, desk: Desk, units: list[str]) -> None:
    if refused := _refused(desk, knock, units):
        tell(rooms, knock, refused)
        return
    with rooms.store.read() as session:
        before = before_for(session, desk, units)
    message = reminder(desk.plan, OWN, desk.quarter, desk.progress(units), *due_of(desk), before)
    privately(rooms, knock, (message,))


def _refused(desk: Desk, knock: Knock, units: list[str]) -> Message | None:
    """Why units are not this person's to answer for; who may for any has to name one."""
    if not units and desk.may(Act.SEE_BOARD, knock.user):
        return refusals.no_unit(desk.plan)
    if not units:
        return refusals.may_not_edit(desk.plan)
    others = [each for each in units if not desk.may(Act.ANSWER, knock.user, each)]
    return refusals.may_not_answer(desk.plan, others[0]) if others else None


def nudge(rooms: Rooms, knock: Knock, value: str) -> None:
    """Remind those who must answer for a unit once more, at most once a working day."""
    unit, quarter = read_held(ids.unpack, value)
    with rooms.store.write() as session:
        desk = desk_for(session, rooms, unit, quarter)
        said = _nudge(session, desk, knock, unit)
    tell(rooms, knock, said)
    send_what_is_owed(rooms)


def _nudge(session: Session, desk: Desk, knock: Knock, unit: str) -> Message | str:
    if not desk.may(Act.NUDGE, knock.user):
        return refusals.may_not_edit(desk.plan)
    owed = desk.progress([unit])
    if not owed:
        return refusals.nothing_owed(desk.plan, unit, desk.quarter)
    (progress,) = owed
    who = responsible(desk.plan, desk.duty(unit), desk.situation, desk.today.date())
    name = desk.plan.unit(unit).name
    if is_answered(progress):
        return sayings.answered_meanwhile(name)
    if not who:
        return sayings.nobody_to_ask(name)
    if not may_nudge(progress.reminded, desk.now, desk.calendar) and progress.reminded:
        when = moment_words(desk.plan, progress.reminded)
        return refusals.nudged_already(desk.plan, who, when)
    about = {"quarter": desk.quarter.key, "kind": "reminder", "units": unit}
    day = desk.today.date().isoformat()
    for person in who:
        key = f"nudge:{desk.quarter.key}:{person}:{unit}:{day}"
        for mark, recipient in desk.recipients(person).items():
            named = about | {"person": person}
            each = Delivery(f"{key}{mark}", "reminder", recipient, desk.now, named)
            owe(session, desk.plan.id, each, desk.now)
    return sayings.nudged([desk.person(each).name for each in who], name)
