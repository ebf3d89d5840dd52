"""Admins hear of deliveries that are late or unknown, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import Delivery, DeliveryState
from handlers.alerts import KIND, owe_alerts
from handlers.reminders import send_what_is_owed
from storage.deliveries import claim, deliveries, dropped, owe, unknown


@pytest.fixture
def rooms(quarterly):
    return quarterly.house.rooms


@pytest.fixture
def trouble(rooms):
    """Put a delivery to a lead into trouble: late by so long, or unknown."""
    keys = []

    def make(name: str, minutes: int = 0, *, is_unknown: bool = False) -> None:
        now = rooms.now()
        keys.append(f"receipt:test:{name}")
        with rooms.store.write() as session:
            due = now - timedelta(minutes=minutes)
            owe(session, rooms.plan_id, Delivery(keys[-1], "receipt", "U0NORTH", due), now)
            if is_unknown:
                claim(session, rooms.plan_id, now)
                unknown(session, rooms.plan_id, keys[-1], now)

    yield make
    with rooms.store.write() as session:
        for key in keys:
            dropped(session, rooms.plan_id, key, rooms.now())


def alerts(rooms):
    with rooms.store.read() as session:
        return [each for each in deliveries(session, rooms.plan_id) if each.kind == KIND]


def test_nobody_is_told_where_all_is_well(rooms, trouble):
    trouble("soon", minutes=3)
    owe_alerts(rooms)
    assert alerts(rooms) == []


def test_an_unknown_delivery_is_told_to_the_admins_once(quarterly, rooms, trouble):
    trouble("one", is_unknown=True)
    owe_alerts(rooms)
    owe_alerts(rooms)
    (owed,) = alerts(rooms)
    assert owed.recipient == "U0ADMIN"
    send_what_is_owed(rooms)
    said = quarterly.answer("U0ADMIN", quarterly.direct("U0ADMIN"))["text"]
    assert "1 message may or may not have arrived" in said
    assert "Receipt to Amara Okafor: due" in said
    trouble("two", is_unknown=True)
    owe_alerts(rooms)
    assert len(alerts(rooms)) == 2


@pytest.mark.parametrize(
    ("channel", "told"), [("C0PERFORMANCE", "C0PERFORMANCE"), ("C0NOWHERE", "U0ADMIN")]
)
def test_the_admins_channel_is_told_instead_while_the_bot_is_in_it(rooms, trouble, channel, told):
    trouble("one", is_unknown=True)
    owe_alerts(replace(rooms, alert_channel=channel))
    assert [each.recipient for each in alerts(rooms)] == [told]
    send_what_is_owed(rooms)
    assert [each.state for each in alerts(rooms)] == [DeliveryState.SENT]


def test_each_admin_is_told_where_the_admins_channel_takes_no_post(quarterly, rooms, trouble):
    own = replace(rooms, alert_channel="C0PERFORMANCE")
    trouble("one", is_unknown=True)
    quarterly.fault("chat.postMessage", "error", error="restricted_action", times=1)
    for _ in range(3):
        owe_alerts(own)
        send_what_is_owed(own)
    states = {each.recipient: each.state for each in alerts(rooms)}
    assert states == {"C0PERFORMANCE": DeliveryState.FAILED, "U0ADMIN": DeliveryState.SENT}
    assert "1 message may or may not" in quarterly.told("U0ADMIN")[-1]["text"]


def test_late_ones_are_told_once_an_hour(quarterly, rooms, trouble):
    trouble("late", minutes=40)
    owe_alerts(rooms)
    owe_alerts(rooms)
    assert len(alerts(rooms)) == 1
    quarterly.wall.moment += timedelta(hours=1)
    owe_alerts(rooms)
    assert len(alerts(rooms)) == 2


def test_an_alert_about_what_is_well_again_is_not_sent(rooms, trouble):
    trouble("one", is_unknown=True)
    owe_alerts(rooms)
    with rooms.store.write() as session:
        dropped(session, rooms.plan_id, "receipt:test:one", rooms.now())
    send_what_is_owed(rooms)
    assert [each.state for each in alerts(rooms)] == [DeliveryState.DROPPED]


def test_what_is_written_below_an_alert_is_a_question_like_any_other(quarterly, rooms, trouble):
    trouble("one", is_unknown=True)
    owe_alerts(rooms)
    send_what_is_owed(rooms)
    where = quarterly.direct("U0ADMIN")
    ts = quarterly.answer("U0ADMIN", where)["ts"]
    quarterly.message("U0ADMIN", "caveats", where, ts)

    def begins(message):  # the answer takes more messages than one
        return message["text"].startswith("Caveats: ")

    assert quarterly.answer("U0ADMIN", where, begins, thread=ts, seconds=20)
