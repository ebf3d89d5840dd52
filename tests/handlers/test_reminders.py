"""The clock's doors: who is written to, when, and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import Delivery
from handlers.reminders import owe_what_is_due
from storage import deliveries
from storage.plans import read_plan

pytestmark = pytest.mark.on_both

OPENING = (2022, 4, 1, 8, 30)  # Friday, in summer time: half past nine
DUE_IN_FIVE = (2022, 4, 14, 8, 30)  # the Thursday before Easter


def test_nobody_is_written_to_before_the_quarter_opens(quarterly):
    quarterly.tick()
    assert quarterly.told("U0NORTH") == []


def test_each_lead_gets_one_message_with_what_they_owe_however_often_the_clock_ticks(quarterly):
    for _ in range(3):
        quarterly.at(*OPENING)
    (message,) = quarterly.told("U0FCR")
    assert "January to March 2022" in message["text"]
    assert "Force Control Room" in message["text"]
    assert "Resolution Centre" in message["text"]
    assert "88,220" in message["text"]


def test_two_processes_that_tick_at_once_send_one_message(quarterly):
    quarterly.wall.moment = quarterly.wall.moment + timedelta(days=1)
    futures = [quarterly.house.rooms.work.submit(quarterly.tick) for _ in range(4)]
    for each in futures:
        each.result(timeout=20)
    assert len(quarterly.told("U0NORTH")) == 1


def test_nothing_is_sent_out_of_hours_or_at_a_weekend(quarterly):
    quarterly.at(2022, 4, 1, 6, 0)
    quarterly.at(2022, 4, 2, 10, 0)
    assert quarterly.told("U0NORTH") == []


def test_after_a_fortnight_down_each_person_gets_the_latest_reminder_alone(quarterly):
    quarterly.at(2022, 4, 22, 8, 30)
    (message,) = quarterly.told("U0NORTH")
    assert "Reminder" in message["text"]


def test_who_has_answered_is_not_reminded(quarterly):
    quarterly.at(*OPENING)
    (message,) = quarterly.told("U0NORTH")
    quarterly.open("U0NORTH", message, "Nothing to report")
    assert quarterly.send("U0NORTH", {"reason": "All of it is in the West's return."})["closed"]
    quarterly.until(lambda: len(quarterly.told("U0NORTH")) == 2)
    quarterly.at(*DUE_IN_FIVE)
    assert len(quarterly.told("U0NORTH")) == 2
    assert len(quarterly.told("U0SOUTH")) == 2


def test_when_the_answer_is_in_the_reminder_says_so_and_loses_its_buttons(quarterly):
    quarterly.at(*OPENING)
    (message,) = quarterly.told("U0NORTH")
    quarterly.open("U0NORTH", message, "Nothing to report")
    quarterly.send("U0NORTH", {"reason": "Nothing new."})
    done = quarterly.until(
        lambda: (m := quarterly.told("U0NORTH")[0]) and "Done" in m["text"] and m
    )
    assert "Amara Okafor" in done["text"]
    assert not [block for block in done["blocks"] if block["type"] == "actions"]


def test_overdue_goes_to_the_lead_then_to_manager_and_editors_never_to_a_channel_at_large(
    quarterly,
):
    quarterly.at(2022, 4, 26, 8, 30)
    assert "Still to come" in quarterly.told("U0NORTH")[-1]["text"]
    quarterly.at(2022, 4, 28, 8, 30)
    said = [m["text"] for m in quarterly.seen("U0EDITOR", "C0PERFORMANCE") if m["is_bot"]]
    assert len([text for text in said if text.startswith("Not in yet")]) == 1
    assert quarterly.told("U0CHIEF")
    assert not [m for m in quarterly.seen("U0NORTH", "C0PCP") if m["is_bot"]]
    after = len(quarterly.told("U0NORTH"))
    quarterly.at(2022, 5, 3, 8, 30)
    assert len(quarterly.told("U0NORTH")) == after


def _note_of_the_opening():
    due = datetime(2022, 4, 1, 8, 0, tzinfo=UTC)
    return Delivery("note:2021/22-Q4:opened", "note", "C0PERFORMANCE", due)


def test_a_crash_after_slack_took_the_post_is_reconciled_without_a_second_message(quarterly):
    rooms = quarterly.house.rooms
    with rooms.store.write() as session:  # what goes to a channel cannot be looked for there
        deliveries.owe(session, rooms.plan_id, _note_of_the_opening(), rooms.now())
        deliveries.dropped(session, rooms.plan_id, _note_of_the_opening().key, rooms.now())
    quarterly.fault("chat.postMessage", "drop_after_accept", times=1)
    quarterly.at(*OPENING)
    with rooms.store.read() as session:
        (doubtful,) = deliveries.doubtful(
            session, rooms.plan_id, rooms.now() + timedelta(minutes=5)
        )
    quarterly.wall.moment += timedelta(minutes=10)
    quarterly.tick()
    with rooms.store.read() as session:
        assert deliveries.delivery(session, rooms.plan_id, doubtful.key).state == "sent"
    people = ("U0NORTH", "U0SOUTH", "U0WEST", "U0FCR", "U0ROADS", "U0VOLS", "U0CRIME")
    assert [len(quarterly.told(person)) for person in people] == [1] * len(people)


def test_where_the_bot_may_not_look_a_doubtful_delivery_is_unknown_and_never_sent_again(quarterly):
    quarterly.fault("chat.postMessage", "drop_after_accept", times=1)
    quarterly.at(*OPENING)
    quarterly.fault("conversations.history", "error", error="missing_scope", times=99)
    quarterly.wall.moment += timedelta(minutes=10)
    sent = len(quarterly.log("chat.postMessage"))
    quarterly.tick()
    rooms = quarterly.house.rooms
    with rooms.store.read() as session:
        states = [each.state for each in deliveries.deliveries(session, rooms.plan_id)]
    assert states.count("unknown") == 1
    assert len(quarterly.log("chat.postMessage")) == sent


@pytest.mark.parametrize("error", ["user_not_found", "messages_tab_disabled"])
def test_a_person_who_cannot_be_written_to_does_not_hold_up_the_others(quarterly, error):
    quarterly.fault("chat.postMessage", "error", error=error, times=1)
    quarterly.at(*OPENING)
    rooms = quarterly.house.rooms
    with rooms.store.read() as session:
        states = [each.state for each in deliveries.deliveries(session, rooms.plan_id)]
    assert states.count("failed") == 1
    assert states.count("sent") == len(states) - 1


def test_a_snooze_holds_reminders_back_and_then_one_comes(quarterly):
    quarterly.at(*OPENING)
    (message,) = quarterly.told("U0NORTH")
    quarterly.open("U0NORTH", message, "Remind me later")
    view = quarterly.get("view", {"as": "U0NORTH"})
    answer = quarterly.post("submit", {"as": "U0NORTH", "view_id": view["id"], "values": {}})
    assert "reminded again on Monday 4 April 2022" in str(answer["view"])
    quarterly.at(2022, 4, 1, 15, 0)
    assert len(quarterly.told("U0NORTH")) == 1
    quarterly.at(2022, 4, 4, 8, 30)
    quarterly.at(2022, 4, 4, 9, 30)
    assert len(quarterly.told("U0NORTH")) == 2


def test_a_tick_on_a_plan_that_is_not_collected_does_nothing(office):
    owe_what_is_due(office.house.rooms)


def test_editors_hear_of_a_lead_who_is_gone_before_the_quarter_opens(quarterly):
    rooms = quarterly.house.rooms
    quarterly.wall.moment = datetime(2022, 3, 25, 9, 30, tzinfo=UTC)
    rooms.memory.get(("reachable", "U0ROADS"), timedelta(days=1), lambda: False)
    quarterly.at(2022, 3, 25, 9, 30)
    (told,) = [m for m in quarterly.seen("U0EDITOR", "C0PERFORMANCE") if m["is_bot"]]
    assert "Nobody to ask" in told["text"]
    assert "Ellie Hart" in told["text"]
    assert quarterly.told("U0ROADS") == []


@pytest.fixture
def led_by_a_group(quarterly, monkeypatch):
    """The control room is led by a user group, whose members lead other units as well."""
    rooms = quarterly.house.rooms
    with rooms.store.read() as session:
        plan = read_plan(session, rooms.plan_id)
    people = tuple(
        replace(each, slack_id="S0LPALEADS") if each.slack_id == "U0FCR" else each
        for each in plan.people
    )
    grouped = replace(plan, people=people)
    for room in ("handlers.collecting", "handlers.reminders"):
        monkeypatch.setattr(f"{room}.read_plan", lambda *_: grouped)
    return quarterly


def about_control_room(message):
    return "Force Control Room" in message["text"]


def test_a_unit_led_by_a_user_group_is_asked_of_everybody_in_it(led_by_a_group):
    led_by_a_group.at(*OPENING)
    for who in ("U0NORTH", "U0SOUTH", "U0WEST"):
        assert any(map(about_control_room, led_by_a_group.told(who)))


def test_a_member_of_a_group_answers_for_it_and_has_the_receipt_themselves(led_by_a_group):
    led_by_a_group.at(*OPENING)
    (asked,) = filter(about_control_room, led_by_a_group.told("U0NORTH"))
    led_by_a_group.open("U0NORTH", asked, "Nothing to report")
    assert led_by_a_group.send("U0NORTH", {"reason": "The system was down."})["closed"]

    def receipt():
        told = led_by_a_group.told("U0NORTH")
        return [m for m in told if "The system was down." in m["text"]]

    assert len(led_by_a_group.until(receipt)) == 1
    assert not any("The system was down." in m["text"] for m in led_by_a_group.told("U0SOUTH"))
