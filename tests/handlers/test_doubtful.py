"""Deliveries that nobody can be sure of are shown to an admin, who decides."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.delivery import Delivery, DeliveryState
from bot.messages.doubtful import Seen
from handlers.doubtful import decide
from handlers.knocks import Knock
from storage import deliveries

pytestmark = pytest.mark.on_both

OPENING = (2022, 4, 1, 8, 30)


@pytest.fixture
def unsure(quarterly):
    """One reminder to Priya may have arrived; the bot may not look."""
    quarterly.at(*OPENING)
    another(quarterly)
    quarterly.fault("chat.postMessage", "drop_after_accept", times=1)
    quarterly.tick()
    quarterly.fault("conversations.history", "error", error="missing_scope", times=1)
    quarterly.wall.moment += timedelta(minutes=10)
    quarterly.tick()
    return quarterly


def another(office):
    """A second reminder like the one that Priya was sent."""
    rooms = office.house.rooms
    with rooms.store.write() as session:
        sent = deliveries.deliveries(session, rooms.plan_id, [DeliveryState.SENT])
        about = next(each.about for each in sent if each.recipient == "U0WEST")
        owed = Delivery("reminder:2021/22-Q4:again:1", "reminder", "U0WEST", rooms.now(), about)
        deliveries.owe(session, rooms.plan_id, owed, rooms.now())


def unknown(office):
    rooms = office.house.rooms
    with rooms.store.read() as session:
        return deliveries.deliveries(session, rooms.plan_id, [DeliveryState.UNKNOWN])


def listed(office):
    office.command("U0ADMIN", "/pcp deliveries")
    return office.until(lambda: office.told("U0ADMIN"))[-1]


def press(office, label):
    office.press("U0ADMIN", office.direct("U0ADMIN"), listed(office), label)
    return office.until(
        lambda: (m := office.told("U0ADMIN")[-1]) and "None. Everything" in m["text"] and m
    )


def test_an_admin_sees_what_is_doubtful_and_for_whom(unsure):
    text = listed(unsure)["text"]
    assert "1 delivery, the oldest first." in text
    assert "Reminder to Priya Nair, 2021/22 Q4 (West LPA" in text
    assert "it may have arrived, and the bot may not look there" in text
    assert "U0WEST" not in text


def test_what_did_not_arrive_is_sent_again_once(unsure):
    assert len(unsure.told("U0WEST")) == 2
    press(unsure, "Send again")
    unsure.tick()
    assert len(unsure.told("U0WEST")) == 3
    assert unknown(unsure) == ()


def test_what_arrived_is_not_sent_again(unsure):
    press(unsure, "It arrived")
    unsure.tick()
    assert len(unsure.told("U0WEST")) == 2
    assert unknown(unsure) == ()


def test_what_slack_refused_may_be_sent_again_or_forgotten(quarterly):
    quarterly.fault("chat.postMessage", "error", error="user_not_found", times=1)
    quarterly.at(*OPENING)
    message = listed(quarterly)
    assert "Slack refused it" in message["text"]
    quarterly.press("U0ADMIN", quarterly.direct("U0ADMIN"), message, "Forget it")
    quarterly.until(lambda: "None. Everything" in quarterly.told("U0ADMIN")[-1]["text"])


def test_a_channel_is_a_mention_that_slack_shows_by_its_name(quarterly):
    rooms = quarterly.house.rooms
    with rooms.store.write() as session:
        owed = Delivery("digest:x", "digest", "C0PCP", rooms.now() - timedelta(hours=1))
        deliveries.owe(session, rooms.plan_id, owed, rooms.now())
    message = listed(quarterly)
    (row,) = [each for each in message["blocks"] if "Digest to" in str(each)]
    assert row["text"]["text"].startswith("Digest to <#C0PCP>: it is late")
    assert "Digest to <#C0PCP>: it is late" in message["text"]


def test_others_are_told_who_may(unsure):
    answer = unsure.command("U0EDITOR", "/pcp deliveries")
    seen = unsure.until(lambda: unsure.seen("U0EDITOR", "C0PCP"))[-1]
    assert "Only admins may do this. They are: Mei Chen." in seen["text"], answer
    assert unsure.told("U0EDITOR") == []


def knocking(office, person):
    return Knock(user=person, team="T0PRACTICE", channel=office.direct(person), ts="1.1")


def test_a_forged_press_decides_nothing(unsure):
    (doubtful,) = unknown(unsure)
    rooms, value = unsure.house.rooms, Seen.of(doubtful).packed
    decide(rooms, knocking(unsure, "U0NORTH"), f"delivery.again {value}")
    for forged in ("", "x|unknown|key", "1|nothing|key", "²|unknown|key"):
        decide(rooms, knocking(unsure, "U0ADMIN"), f"delivery.again {forged}")
    assert unknown(unsure) == (doubtful,)


def test_a_press_on_an_old_list_decides_nothing(unsure):
    (doubtful,) = unknown(unsure)
    press(unsure, "It arrived")
    value = Seen.of(doubtful).packed
    message = {"channel": unsure.direct("U0ADMIN"), "ts": unsure.told("U0ADMIN")[-1]["ts"]}
    knock = Knock(user="U0ADMIN", team="T0PRACTICE", **message)
    decide(unsure.house.rooms, knock, f"delivery.again {value}")
    assert "meanwhile" in unsure.told("U0ADMIN")[-1]["text"]
    assert len(unsure.told("U0WEST")) == 2


def test_what_is_late_is_listed_without_a_button(quarterly):
    rooms = quarterly.house.rooms
    due = datetime(2022, 4, 1, 8, tzinfo=rooms.now().tzinfo)
    quarterly.wall.moment = due
    with rooms.store.write() as session:
        late = Delivery("reminder:2021/22-Q4:x:1", "reminder", "U0WEST", due, {"units": "west_lpa"})
        deliveries.owe(session, rooms.plan_id, late, due)
    quarterly.wall.moment = due + timedelta(minutes=16)
    message = listed(quarterly)
    assert "it is late; due since Friday 1 April 2022 at 09:00" in message["text"]
    assert not [block for block in message["blocks"] if block["type"] == "actions"]
