"""The doors of people: hand to a deputy and back, remind me later, I'm away."""

from __future__ import annotations

import re
from datetime import date

from slack_bolt import Ack, App, BoltResponse
from slack_sdk.errors import SlackApiError

from bot.deadlines import Later, WorkingDays, appointed, snoozed_until
from bot.messages import sayings
from bot.messages.collecting import buttons, ids, refusals, typed, views
from bot.messages.sheet import Block
from bot.plan import Person, Role
from bot.quarter import Quarter, month_label
from bot.rights import Act
from bot.submission import Absence, Cover, Snooze
from handlers.collecting import Desk, desk_for, desk_of, owing
from handlers.deliveries import tell
from handlers.doors import Answer, answer_later, answer_now, is_member
from handlers.knocks import Body, Knock, from_action, from_view, read_held, value_of
from handlers.receipts import owe_handed, owe_returned
from handlers.rooms import Rooms
from handlers.settling import after_answer
from storage.covering import hand_back, hand_over, set_absence, set_snooze

_LATER = {ids.TOMORROW: Later.TOMORROW, ids.TWO_DAYS: Later.TWO_DAYS}


def register(app: App, rooms: Rooms) -> None:
    """Each button opens a question; handing back asks nothing."""

    @app.action(re.compile(f"^({ids.HAND}|{ids.BACK}|{ids.LATER}|{ids.AWAY})$"))
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), _PRESSED[action["action_id"]], value_of(action))
        return ack()

    @app.view(re.compile(f"^({ids.HAND_VIEW}|{ids.LATER_VIEW}|{ids.AWAY_VIEW})$"))
    def sent(ack: Ack, body: Body) -> BoltResponse:
        work = _SENT[body["view"]["callback_id"]]
        return ack(**answer_now(rooms, from_view(body), work, body))


def ask_who(rooms: Rooms, knock: Knock, value: str) -> None:
    """Who takes over; only of those who may answer for the unit themselves."""
    unit, quarter = read_held(ids.unpack, value)
    with rooms.store.read() as session:
        desk = desk_for(session, rooms, unit, quarter)
    _open(rooms, knock, _hand_view(desk, unit, desk.who_may(Act.ANSWER, knock.user, unit)))


def _hand_view(desk: Desk, unit: str, person: Person | None) -> Block:
    if person is None:
        refused = refusals.may_not_answer(desk.plan, unit)
        return views.notice_view(buttons.HAND, refused.said)
    if not owing(desk.progress([unit])):
        refused = refusals.nothing_owed(desk.plan, unit, desk.quarter)
        return views.notice_view(buttons.HAND, refused.said)
    deputies = [each for each in appointed(desk.plan, unit, Role.DEPUTY) if each != person]
    first = deputies[0].slack_id if deputies else ""
    names = [each.id for each in deputies]
    return views.hand_view(desk.plan, unit, desk.quarter, names, person.id, first or "")


def _open(rooms: Rooms, knock: Knock, view: Block) -> None:
    rooms.posts.views_open(trigger_id=knock.trigger, view=view)


def handed(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """Record who takes over, with word to them owed in the same transaction."""
    unit, quarter = read_held(ids.unpack, body["view"]["private_metadata"])
    slack_id = typed.taker_of(body["view"]["state"]["values"])
    with rooms.store.read() as session:
        desk = desk_for(session, rooms, unit, quarter)
    giver, taker = desk.who_may(Act.ANSWER, knock.user, unit), desk.by_slack(slack_id)
    if giver is None:
        refused = refusals.may_not_answer(desk.plan, unit)
        return _instead(buttons.HAND, refused.said)
    if taker is None or taker == giver or not _is_member(rooms, slack_id):
        return {"response_action": "errors", "errors": {ids.TAKER: sayings.CHOOSE_TAKER}}
    with rooms.store.write() as session:
        cover = Cover(unit, quarter, giver.id, taker.id, desk.now)
        if hand_over(session, rooms.plan_id, cover):
            owe_handed(session, desk, cover)
    settled = sayings.handed_to(desk.plan.unit(unit).name, taker.name)
    after_answer(rooms, quarter, unit, settled=settled)
    return {}


def _is_member(rooms: Rooms, slack_id: str) -> bool:
    try:
        return is_member(rooms, slack_id)
    except SlackApiError:
        return False


def handed_back(rooms: Rooms, knock: Knock, value: str) -> None:
    """Pressed twice, it went back once."""
    unit, quarter = read_held(ids.unpack, value)
    with rooms.store.write() as session:
        desk = desk_for(session, rooms, unit, quarter)
        person = desk.who_may(Act.HAND_BACK, knock.user, unit)
        cover = desk.situation.cover_of(unit)
        back = (rooms.plan_id, unit, quarter)
        if person and cover and hand_back(session, *back, person.id, desk.now):
            owe_returned(session, desk, cover, person)
    if not person or not cover:  # told after the store is let go
        tell(rooms, knock, refusals.may_not_answer(desk.plan, unit))
        return
    settled = sayings.back_with(desk.plan.unit(unit).name, desk.person(cover.giver).name)
    after_answer(rooms, quarter, unit, settled=settled)


def ask_when(rooms: Rooms, knock: Knock, value: str) -> None:
    quarter = read_held(Quarter.parse, value)
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, quarter)
    if not desk.may(Act.PAUSE, knock.user):
        tell(rooms, knock, sayings.NAMED_ONLY)
        return
    tomorrow = WorkingDays(desk.calendar).after(desk.today.date(), 1)
    _open(rooms, knock, views.later_view(quarter, tomorrow))


def snoozed(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """No reminder of this quarter before the moment chosen, and then one."""
    quarter = read_held(Quarter.parse, body["view"]["private_metadata"])
    with rooms.store.write() as session:
        desk = desk_of(session, rooms, quarter)
        person = desk.who_may(Act.PAUSE, knock.user)
        chosen = typed.later_of(body["view"]["state"]["values"])
        if person is None:
            return _instead(buttons.LATER, sayings.NAMED_ONLY)
        if isinstance(chosen, date) and chosen <= desk.today.date():
            return {"response_action": "errors", "errors": {ids.DAY: sayings.CHOOSE_A_LATER_DAY}}
        choice = chosen if isinstance(chosen, date) else _LATER.get(chosen or "", Later.TOMORROW)
        until = snoozed_until(choice, desk.now, desk.calendar)
        set_snooze(session, rooms.plan_id, Snooze(person.id, quarter, until), desk.now)
    moment = WorkingDays(desk.calendar).local(until)
    return _instead(buttons.LATER, sayings.reminded_again(_day(moment.date())))


def ask_until(rooms: Rooms, knock: Knock, value: str) -> None:
    quarter = read_held(Quarter.parse, value)
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, quarter)
    if not desk.may(Act.PAUSE, knock.user):
        tell(rooms, knock, sayings.NAMED_ONLY)
        return
    units = desk.units_for(knock.user)
    until = WorkingDays(desk.calendar).after(desk.today.date(), 5)
    _open(rooms, knock, views.away_view(quarter, until, [_stand_in(desk, unit) for unit in units]))


def _stand_in(desk: Desk, unit: str) -> str:
    deputies = appointed(desk.plan, unit, Role.DEPUTY)
    return sayings.stand_in(desk.plan.unit(unit).name, deputies[0].name if deputies else "")


def away(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """Up to and including a day; reminders go to the deputy, or the editors are told."""
    until = typed.day_of(body["view"]["state"]["values"])
    with rooms.store.write() as session:
        desk = desk_of(session, rooms, read_held(Quarter.parse, body["view"]["private_metadata"]))
        person = desk.who_may(Act.PAUSE, knock.user)
        if person is None:
            return _instead(buttons.AWAY, sayings.NAMED_ONLY)
        if until is None or until < desk.today.date():
            return {"response_action": "errors", "errors": {ids.DAY: sayings.CHOOSE_TODAY_OR_LATER}}
        set_absence(session, rooms.plan_id, Absence(person.id, until), desk.now)
    return _instead(buttons.AWAY, sayings.away_until(_day(until)))


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {month_label(day)}"


def _instead(title: str, words: str) -> Answer:
    return {"response_action": "update", "view": views.notice_view(title, words)}


_PRESSED = {
    ids.HAND: ask_who,
    ids.BACK: handed_back,
    ids.LATER: ask_when,
    ids.AWAY: ask_until,
}
_SENT = {ids.HAND_VIEW: handed, ids.LATER_VIEW: snoozed, ids.AWAY_VIEW: away}
