from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.subscription import Rhythm, Subscription
from storage.audit import story
from storage.subscriptions import subscribe, subscription, subscriptions, unsubscribe
from tests.storage.collected import LATER, NOON, PLAN, at_once

ROADS = Subscription("s1", "roads", "", "U1", "U1", NOON)
NORTH = Subscription("s2", "", "north", "C1", "U2", NOON, Rhythm.WEEKLY, 4, 16)


@pytest.fixture
def keep(store):
    def kept(*wanted):
        with store.write() as session:
            return [subscribe(session, PLAN, each) for each in wanted]

    return kept


def held(store, recipients=None):
    with store.read() as session:
        return subscriptions(session, PLAN, recipients)


def test_a_subscription_comes_back_as_it_was_asked_for(store, keep):
    keep(ROADS, NORTH)
    assert held(store) == (ROADS, NORTH)
    assert held(store, ["C1", "U9"]) == (NORTH,)
    with store.read() as session:
        assert subscription(session, PLAN, "s2") == NORTH
        assert subscription(session, PLAN, "nothing") is None


def test_asked_for_again_it_is_told_otherwise_and_stays_one(store, keep):
    keep(ROADS)
    (again,) = keep(replace(ROADS, id="s9", at=LATER, rhythm=Rhythm.CHANGE))
    assert again == replace(ROADS, at=LATER, rhythm=Rhythm.CHANGE)
    assert held(store) == (again,)


def test_the_same_thing_for_two_recipients_is_two(store, keep):
    keep(ROADS, replace(ROADS, id="s3", recipient="U3"))
    assert len(held(store)) == 2


def test_stopped_it_is_gone_and_stopping_again_does_nothing(store, keep):
    keep(ROADS)
    with store.write() as session:
        assert unsubscribe(session, PLAN, "s1", "U1", LATER)
        assert not unsubscribe(session, PLAN, "s1", "U1", LATER + timedelta(minutes=1))
    assert held(store) == ()


def test_each_step_is_in_the_log(store, keep):
    keep(ROADS)
    keep(replace(ROADS, at=LATER, rhythm=Rhythm.WEEKLY))
    with store.write() as session:
        unsubscribe(session, PLAN, "s1", "U7", LATER)
    with store.read() as session:
        told = [
            (each.what, each.who, each.before, each.after)
            for each in story(session, PLAN, "subscription:U1:roads")
        ]
    assert told == [
        ("unsubscribed", "U7", "weekly 0 9", ""),
        ("subscribed", "U1", "quarter 0 9", "weekly 0 9"),
        ("subscribed", "U1", "", "quarter 0 9"),
    ]


def test_many_at_once_are_one(store, url):
    at_once(store, url, lambda session, n: subscribe(session, PLAN, replace(ROADS, id=f"s{n}")))
    assert len(held(store)) == 1
