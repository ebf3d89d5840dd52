from __future__ import annotations

from datetime import date, timedelta

from bot.quarter import Quarter
from bot.submission import Absence, Cover, Snooze
from storage.covering import (
    absences_on,
    covers_for,
    hand_back,
    hand_over,
    set_absence,
    set_snooze,
    snoozes_for,
)
from tests.storage.collected import LATER, NOON, PLAN, Q3, at_once

COVER = Cover("fcr", Q3, "amara", "dan", NOON)
FRIDAY = date(2022, 1, 7)


def hand(store, cover):
    with store.write() as session:
        return hand_over(session, PLAN, cover)


def give_back(store, by="dan"):
    with store.write() as session:
        return hand_back(session, PLAN, "fcr", Q3, by, LATER)


def covers(store, quarter=Q3):
    with store.read() as session:
        return covers_for(session, PLAN, quarter)


def away(store, day):
    with store.read() as session:
        return absences_on(session, PLAN, day)


def test_a_duty_is_handed_over_for_one_quarter(store):
    assert hand(store, COVER)
    assert covers(store) == (COVER,)
    assert covers(store, Quarter(2021, 2)) == ()


def test_handing_over_to_the_same_person_again_changes_nothing(store):
    hand(store, COVER)
    assert not hand(store, Cover("fcr", Q3, "amara", "dan", LATER))
    assert covers(store) == (COVER,)


def test_many_presses_at_once_hand_over_once(store, url):
    assert sum(at_once(store, url, lambda session, n: hand_over(session, PLAN, COVER))) == 1


def test_what_was_handed_over_can_be_handed_on(store):
    hand(store, COVER)
    on = Cover("fcr", Q3, "dan", "ellie", LATER)
    assert hand(store, on)
    assert covers(store) == (on,)


def test_what_was_handed_over_can_be_handed_back_once(store):
    hand(store, COVER)
    assert give_back(store) == COVER
    assert give_back(store) is None
    assert covers(store) == ()
    assert hand(store, COVER)


def test_a_person_is_away_up_to_and_including_a_day(store):
    with store.write() as session:
        set_absence(session, PLAN, Absence("amara", FRIDAY), NOON)
        set_absence(session, PLAN, Absence("dan", FRIDAY + timedelta(days=3)), NOON)
    assert away(store, FRIDAY) == (
        Absence("amara", FRIDAY),
        Absence("dan", FRIDAY + timedelta(days=3)),
    )
    assert [each.person for each in away(store, FRIDAY + timedelta(days=1))] == ["dan"]


def test_of_two_absences_of_a_person_the_later_said_counts(store):
    with store.write() as session:
        for day in (FRIDAY, FRIDAY + timedelta(days=7), FRIDAY):
            set_absence(session, PLAN, Absence("amara", day), NOON)
    assert away(store, FRIDAY) == (Absence("amara", FRIDAY),)
    assert away(store, FRIDAY + timedelta(days=1)) == ()


def test_a_person_is_left_in_peace_for_one_quarter_until_the_moment_said_last(store):
    until = NOON + timedelta(days=1)
    with store.write() as session:
        for moment in (LATER, until):
            set_snooze(session, PLAN, Snooze("amara", Q3, moment), NOON)
    with store.read() as session:
        assert snoozes_for(session, PLAN, Q3) == (Snooze("amara", Q3, until),)
        assert snoozes_for(session, PLAN, Quarter(2021, 2)) == ()
        assert snoozes_for(session, "neighbourshire", Q3) == ()
