from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import Delivery, DeliveryState
from bot.quarter import Quarter
from storage import deliveries as outbox
from storage.audit import story
from storage.deliveries import (
    addressed,
    by_message,
    claim,
    delivery,
    doubtful,
    dropped,
    failed,
    keys_of,
    last_sent_to,
    owe,
    pend_again,
    resolve,
    sent,
    unknown,
)
from tests.storage.collected import LATER, NOON, PLAN, Q3, at_once, reminder

ONE = reminder(1)
STAMPS = {"failed": failed, "dropped": dropped, "unknown": unknown, "pend_again": pend_again}


def put(store, *owed):
    with store.write() as session:
        return [owe(session, PLAN, each, NOON) for each in owed]


def take(store, now=NOON, limit=10):
    with store.write() as session:
        return [each.key for each in claim(session, PLAN, now, limit)]


def stamp(store, how, key=ONE.key, **more):
    with store.write() as session:
        return STAMPS[how](session, PLAN, key, LATER, **more)


def arrive(store, key=ONE.key, ts="1641297600.000100", now=LATER):
    with store.write() as session:
        return sent(session, PLAN, key, "D1", ts, now)


def held(store, key=ONE.key):
    with store.read() as session:
        return delivery(session, PLAN, key)


def test_only_who_claimed_it_last_may_begin_to_send_it(store):
    """Drawing may take so long that another process takes the claim for cut off."""
    put(store, ONE)
    take(store)
    first = held(store)
    with store.write() as session:
        assert addressed(session, PLAN, first, "D1", LATER)
    assert (held(store).channel, held(store).claimed) == ("D1", LATER)
    stamp(store, "pend_again")
    with store.write() as session:
        assert not addressed(session, PLAN, first, "D1", LATER)
    take(store, LATER)
    with store.write() as session:
        assert not addressed(session, PLAN, first, "D1", LATER)
        assert addressed(session, PLAN, held(store), "D1", LATER)


def test_a_delivery_comes_back_as_it_was_owed(store):
    put(store, ONE)
    assert held(store) == ONE
    assert held(store, "nothing") is None


def test_a_delivery_is_owed_once_whatever_became_of_it(store):
    assert put(store, ONE, ONE, replace(ONE, recipient="U9")) == [True, False, False]
    take(store)
    arrive(store)
    assert put(store, ONE) == [False]
    assert held(store).state is DeliveryState.SENT


def test_of_many_who_owe_the_same_at_once_one_adds_it(store, url):
    assert sum(at_once(store, url, lambda session, n: owe(session, PLAN, ONE, NOON))) == 1


def test_what_is_due_is_claimed_once_oldest_first(store):
    put(store, reminder(3, NOON), reminder(1, LATER), reminder(2, NOON - timedelta(days=3)))
    assert take(store) == [reminder(2).key, reminder(3).key]
    assert take(store) == []
    assert take(store, LATER) == [reminder(1).key]


def test_no_more_is_claimed_than_asked_for(store):
    put(store, *map(reminder, range(5)))
    assert [len(take(store, limit=2)) for _ in range(4)] == [2, 2, 1, 0]


def test_a_claimed_delivery_says_when_it_was_claimed(store):
    put(store, ONE)
    with store.write() as session:
        (claimed,) = claim(session, PLAN, LATER)
    assert claimed == replace(ONE, state=DeliveryState.CLAIMED, claimed=LATER)
    assert held(store) == claimed


def test_other_plans_have_their_own_outbox(store, book):
    put(store, ONE)
    with store.write() as session:
        assert claim(session, "neighbourshire", NOON) == ()
        assert not sent(session, "neighbourshire", ONE.key, "D1", "1.1", NOON)
    with store.read() as session:
        assert keys_of(session, "neighbourshire", Q3) == frozenset()


def test_of_many_who_claim_at_once_each_delivery_goes_to_one(store, url):
    put(store, *map(reminder, range(30)))
    taken = at_once(
        store, url, lambda session, n: [each.key for each in claim(session, PLAN, NOON, 3)]
    )
    keys = [key for each in taken for key in each]
    assert sorted(keys) == sorted({reminder(n).key for n in range(30)})


@pytest.mark.only_on("postgresql")
def test_who_claims_passes_over_what_another_is_claiming_and_waits_for_nobody(store):
    put(store, *map(reminder, range(5)))
    with store.write(in_turn=False) as one, store.write(in_turn=False) as other:
        first = claim(one, PLAN, NOON, 3)
        second = claim(other, PLAN, NOON, 3)
        assert [len(first), len(second)] == [3, 2]
        assert not {each.key for each in first} & {each.key for each in second}


@pytest.mark.only_on("postgresql")
def test_a_claim_does_not_wait_for_those_who_write_in_turn(store):
    put(store, reminder(1))
    with store.write(), store.write(in_turn=False) as session:
        assert claim(session, PLAN, NOON)


def test_what_was_sent_is_found_by_its_message(store):
    put(store, ONE)
    take(store)
    assert arrive(store)
    stamped = held(store)
    assert (stamped.state, stamped.sent) == (DeliveryState.SENT, LATER)
    with store.read() as session:
        assert by_message(session, PLAN, "D1", "1641297600.000100") == stamped
        assert by_message(session, PLAN, "D2", "1641297600.000100") is None


def test_the_first_stamp_of_sending_stays(store):
    put(store, ONE)
    take(store)
    arrive(store)
    assert not arrive(store, ts="2.2", now=LATER + timedelta(hours=1))
    assert (held(store).ts, held(store).sent) == ("1641297600.000100", LATER)


def test_what_was_claimed_and_never_stamped_is_doubtful(store):
    put(store, *map(reminder, range(5)))
    take(store)
    arrive(store, reminder(0).key)
    stamp(store, "failed", reminder(1).key)
    stamp(store, "unknown", reminder(2).key)
    stamp(store, "pend_again", reminder(3).key)
    with store.read() as session:
        assert [each.key for each in doubtful(session, PLAN, LATER)] == [reminder(4).key]
        assert doubtful(session, PLAN, NOON) == ()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("failed", {"pend_again", "dropped"}),
        ("dropped", set()),
        ("unknown", {"failed", "dropped", "pend_again"}),
        ("pend_again", {"dropped"}),
    ],
)
def test_a_delivery_goes_only_where_it_may_go(store, first, then):
    """From what became of it after it was claimed; a fact that it arrived is always taken."""
    owed = dict(zip([*STAMPS, "sent"], map(reminder, range(5)), strict=True))
    put(store, *owed.values())
    take(store)
    for each in owed.values():
        assert stamp(store, first, each.key)
    moved = {how for how in STAMPS if stamp(store, how, owed[how].key)}
    assert moved == then
    assert arrive(store, owed["sent"].key)


def retaken(store):
    """A delivery that a stalled process claimed and another took over; what the first holds."""
    put(store, ONE)
    with store.write() as session:
        (stalled,) = claim(session, PLAN, NOON, claimant="stalled")
    stamp(store, "pend_again")
    with store.write() as session:
        (ours,) = claim(session, PLAN, NOON, claimant="quick")
    assert (stalled.turn, ours.turn) == (1, 2)
    assert (ours.claimant, held(store).claimant) == ("quick", "quick")
    return stalled, ours


def test_who_lost_their_turn_cannot_act_on_it_any_more(store):
    stalled, ours = retaken(store)
    assert not any(stamp(store, how, turn=stalled.turn) for how in STAMPS)
    with store.write() as session:
        assert not addressed(session, PLAN, stalled, "D1", LATER)
        assert addressed(session, PLAN, ours, "D1", LATER)
    assert (held(store).state, held(store).channel) == (DeliveryState.CLAIMED, "D1")


def test_that_it_arrived_is_true_whoever_says_it_and_nobody_sends_it_then(store):
    _, ours = retaken(store)
    assert arrive(store)
    with store.write() as session:
        assert not addressed(session, PLAN, ours, "D1", LATER)
    assert not stamp(store, "pend_again", turn=ours.turn)


def decide(store, seen, to):
    with store.write() as session:
        return resolve(session, PLAN, seen, to, "sam", LATER)


@pytest.mark.parametrize("to", ["sent", "pending", "dropped"])
def test_a_person_decides_what_became_of_a_doubtful_delivery_once(store, to):
    put(store, ONE)
    take(store)
    stamp(store, "unknown")
    seen = held(store)
    assert decide(store, seen, DeliveryState(to))
    assert held(store).state == to
    assert not decide(store, seen, DeliveryState.PENDING)
    with store.read() as session:
        assert story(session, PLAN, limit=1)[0].who == "sam"
    assert len(take(store, LATER)) == (to == "pending")


def test_a_person_decides_on_what_they_saw_alone(store):
    put(store, ONE)
    take(store)
    stamp(store, "failed")
    seen = held(store)
    stamp(store, "pend_again")
    take(store)
    stamp(store, "failed")
    assert not decide(store, seen, DeliveryState.PENDING)
    with pytest.raises(ValueError, match="failed"):
        decide(store, seen, DeliveryState.FAILED)


def test_what_has_arrived_stays_so(store):
    put(store, ONE)
    take(store)
    arrive(store)
    assert not any(stamp(store, how) for how in STAMPS)
    assert held(store).state is DeliveryState.SENT


def test_what_was_not_claimed_can_only_be_dropped(store):
    put(store, ONE)
    assert not any(stamp(store, how) for how in ("failed", "unknown", "pend_again"))
    assert stamp(store, "dropped")
    assert take(store) == []


def test_what_slack_did_not_take_is_claimed_again_when_it_is_due(store):
    put(store, ONE)
    take(store)
    stamp(store, "pend_again")
    assert held(store) == ONE
    assert take(store) == [ONE.key]
    stamp(store, "pend_again", due=LATER)
    assert take(store) == []
    assert take(store, LATER) == [ONE.key]


def test_the_keys_of_a_quarter_are_all_that_was_ever_owed_for_it(store):
    other = Delivery("reminder:2021/22-Q4:p1:1", "reminder", "U1", NOON)
    unnamed = Delivery("notice:7", "notice", "U1", NOON)
    put(store, ONE, reminder(2), reminder(3), other, unnamed)
    take(store, limit=1)
    stamp(store, "dropped", reminder(3).key)
    with store.read() as session:
        assert keys_of(session, PLAN, Q3) == {reminder(n).key for n in (1, 2, 3)}
        assert keys_of(session, PLAN, Quarter(2021, 4)) == {other.key}


def test_when_each_recipient_was_last_sent_something(store):
    nudge = Delivery("nudge:2021/22-Q3:p1:2", "nudge", "U1", NOON)
    put(store, ONE, reminder(2), nudge)
    take(store)
    arrive(store, nudge.key, "2.2", NOON)
    arrive(store, ONE.key, "1.1", LATER)
    with store.read() as session:
        assert last_sent_to(session, PLAN, Q3) == {"U1": LATER}
        assert last_sent_to(session, PLAN, Q3, ["nudge"]) == {"U1": NOON}
        assert last_sent_to(session, PLAN, Quarter(2021, 4)) == {}


def test_deliveries_are_listed_newest_first_by_what_became_of_them(store):
    put(store, ONE, reminder(2, LATER), reminder(3, LATER + timedelta(days=1)))
    take(store)
    stamp(store, "unknown")
    with store.read() as session:
        listed = [each.key for each in outbox.deliveries(session, PLAN)]
        assert listed == [reminder(n).key for n in (3, 2, 1)]
        assert len(outbox.deliveries(session, PLAN, limit=2)) == 2
        (found,) = outbox.deliveries(session, PLAN, [DeliveryState.UNKNOWN])
    assert found.key == ONE.key
