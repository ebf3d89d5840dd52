"""The outbox under stalls, limits and deaths: nothing twice, nothing never."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery import Delivery, DeliveryState
from bot.messages.sheet import Message
from handlers import outbox
from handlers.outbox import settle
from storage import deliveries

pytestmark = pytest.mark.on_both

KEY = "probe:2021/22-Q4:west:1"


@pytest.fixture
def rooms(quarterly):
    return quarterly.house.rooms


def owed(rooms, *keys):
    now = rooms.now()
    with rooms.store.write() as session:
        for key in keys or (KEY,):
            deliveries.owe(session, rooms.plan_id, Delivery(key, "probe", "U0WEST", now), now)


def probe(*said):
    """A builder of messages that say this, the first alone and the others in its thread."""
    return {"probe": lambda rooms, delivery: tuple(Message(each, ()) for each in said)}


def states(rooms):
    with rooms.store.read() as session:
        return {each.key: each.state for each in deliveries.deliveries(session, rooms.plan_id)}


def held(rooms, key=KEY):
    with rooms.store.read() as session:
        return deliveries.delivery(session, rooms.plan_id, key)


def thread_of(office, message):
    said = office.seen("U0WEST", office.direct("U0WEST"), message["ts"])
    return [each["text"] for each in said if each["ts"] != message["ts"]]


def test_what_belongs_in_a_thread_follows_in_its_order(quarterly, rooms):
    owed(rooms)
    settle(rooms, probe("first", "second", "third"), {})
    (message,) = quarterly.told("U0WEST")
    assert message["text"] == "first"
    assert thread_of(quarterly, message) == ["second", "third"]


def test_what_belongs_in_a_thread_is_not_lost_with_the_process(quarterly, rooms, monkeypatch):
    owed(rooms)
    first = outbox._claim(rooms, ["probe"])
    with monkeypatch.context() as dying:
        claims = iter([first])
        dying.setattr(outbox, "_claim", lambda *_: next(claims, ()))
        settle(rooms, probe("first", "second"), {})
    (message,) = quarterly.told("U0WEST")
    assert thread_of(quarterly, message) == []
    settle(rooms, probe("first", "second"), {})
    settle(rooms, probe("first", "second"), {})
    assert thread_of(quarterly, message) == ["second"]
    assert len(quarterly.told("U0WEST")) == 1


def test_a_thread_is_owed_also_where_its_message_was_found_after_a_crash(quarterly, rooms):
    owed(rooms)
    quarterly.fault("chat.postMessage", "drop_after_accept", times=1)
    settle(rooms, probe("first", "second"), {})
    quarterly.wall.moment += timedelta(minutes=2)
    settle(rooms, probe("first", "second"), {})
    (message,) = quarterly.told("U0WEST")
    assert thread_of(quarterly, message) == ["second"]


def test_what_was_claimed_and_not_begun_is_sent_without_a_look(quarterly, rooms):
    owed(rooms)
    outbox._claim(rooms, ["probe"])
    quarterly.fault("conversations.history", "error", error="missing_scope", times=9)
    quarterly.wall.moment += timedelta(minutes=2)
    settle(rooms, probe("said"), {})
    assert held(rooms).state is DeliveryState.SENT
    assert len(quarterly.told("U0WEST")) == 1


def test_who_stalled_until_another_took_over_does_not_post(quarterly, rooms):
    def stall(rooms, delivery):
        with rooms.store.write() as session:
            deliveries.pend_again(session, rooms.plan_id, delivery.key, rooms.now())
            deliveries.claim(session, rooms.plan_id, rooms.now(), claimant="another")
        return (Message("too late", ()),)

    owed(rooms)
    settle(rooms, {"probe": stall}, {})
    assert quarterly.told("U0WEST") == []
    assert (held(rooms).state, held(rooms).claimant) == (DeliveryState.CLAIMED, "another")


def test_what_a_living_process_has_in_hand_is_not_sent_beside_it(quarterly, rooms):
    owed(rooms)
    claimed = outbox._claim(rooms, ["probe"])
    quarterly.wall.moment += timedelta(minutes=10)
    with rooms.life.at_work_on(claimed):
        settle(rooms, probe("said"), {})
        assert quarterly.told("U0WEST") == []
    settle(rooms, probe("said"), {})
    assert [m["text"] for m in quarterly.told("U0WEST")] == ["said"]


def test_one_that_cannot_be_drawn_holds_up_none_of_the_others(quarterly, rooms):
    def draw(rooms, delivery):
        if delivery.key.endswith("0"):
            raise ZeroDivisionError
        return (Message("said", ()),)

    owed(rooms, *(f"{KEY}{n}" for n in range(12)))
    settle(rooms, {"probe": draw}, {})
    assert len(quarterly.told("U0WEST")) == 10
    assert list(states(rooms).values()).count(DeliveryState.PENDING) == 2
    quarterly.wall.moment += timedelta(minutes=5)
    settle(rooms, probe("said"), {})
    assert len(quarterly.told("U0WEST")) == 12


def test_what_a_newer_version_owes_is_left_to_it(quarterly, rooms):
    owed(rooms)
    settle(rooms, {"another kind": None}, {})
    assert held(rooms).state is DeliveryState.PENDING


def test_when_slack_wants_no_more_the_rest_is_owed_later_and_comes_once(quarterly, rooms):
    owed(rooms, *(f"{KEY}{n}" for n in range(12)))
    quarterly.fault("chat.postMessage", "rate_limited", times=1, retry_after=30)
    settle(rooms, probe("said"), {})
    assert set(states(rooms).values()) == {DeliveryState.PENDING}
    assert quarterly.told("U0WEST") == []
    quarterly.wall.moment += timedelta(seconds=31)
    settle(rooms, probe("said"), {})
    assert len(quarterly.told("U0WEST")) == 12


def test_a_short_wait_that_slack_asks_for_is_waited(quarterly, rooms):
    owed(rooms)
    quarterly.fault("chat.postMessage", "rate_limited", times=1, retry_after=1)
    settle(rooms, probe("said"), {})
    assert len(quarterly.told("U0WEST")) == 1


@pytest.mark.parametrize("hours", [-20, 20])
def test_a_clock_that_was_wrong_by_hours_doubles_nothing(quarterly, rooms, hours):
    """Ours alone: Slack dates the message by its own."""
    right = quarterly.wall.moment
    quarterly.wall.moment = right + timedelta(hours=hours)
    owed(rooms)
    quarterly.fault("chat.postMessage", "drop_after_accept", times=1)
    settle(rooms, probe("said"), {})
    quarterly.wall.moment = right + timedelta(hours=21)
    settle(rooms, probe("said"), {})
    assert held(rooms).state is DeliveryState.SENT
    assert len(quarterly.told("U0WEST")) == 1
