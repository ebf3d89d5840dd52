"""Subscriptions: begun, told of what happened once, seen, and stopped."""

from __future__ import annotations

import time
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.submission import Entry, State, Step, StepKind
from handlers.collecting import desk_of
from handlers.knocks import Knock
from handlers.reminders import send_what_is_owed
from handlers.subscribing import stop
from handlers.subscriptions import owe_subscriptions
from storage.drafts import open_draft, save_entries
from storage.reviews import decide
from storage.submissions import submit
from storage.subscriptions import subscriptions
from tests.handlers.digested import Q3, published
from tests.handlers.test_submissions import Q4

SAFETY = "7. Improve safety on our roads"
ASB = "2. Crack down on anti-social behaviour"


@pytest.fixture
def office(unhurried):
    return unhurried


def held(office):
    with office.house.rooms.store.read() as session:
        return subscriptions(session, "essex")


def ask(office, who, text, channel="C0PCP"):
    """What the bot says to a command, to the asker alone."""
    before = len(office.seen(who, channel))
    office.command(who, text, channel=channel)
    return office.until(lambda: len(seen := office.seen(who, channel)) > before and seen[-1])


def tick(office, **later):
    office.wall.moment += timedelta(**later)
    office.running.desk.clock.offset = office.wall.moment.timestamp() - time.time()
    owe_subscriptions(office.house.rooms)
    send_what_is_owed(office.house.rooms)


def got(office, who):
    """What a person got by subscriptions: they all say how to stop it."""
    return [m for m in office.told(who) if "To see and stop what you get" in m["text"]]


def approve(office, unit="west_lpa", person="priya", entries=(), revision=1):
    rooms = office.house.rooms
    with rooms.store.write() as session:
        now = rooms.now()
        draft = open_draft(session, "essex", unit, Q4, person, now)
        save_entries(session, draft.id, draft.version, entries, person, now)
        submit(session, draft.id, f"v{revision}", person, now, late=False)
        step = Step(f"s{unit}{revision}", unit, Q4, revision, StepKind.APPROVED, "sam", now)
        decide(session, "essex", step, State.SUBMITTED)


PATROLS = Entry("commitment:target_asb", "Patrols in <Harlow>.")
OFFICERS = Entry("metric:claymore_officers", "1,060", Decimal(1060))


def test_a_person_is_told_of_a_published_quarter_once(office):
    said = ask(office, "U0CHIEF", "/pcp subscribe roads")
    assert f"You are subscribed to {SAFETY}: when a quarter is published" in said["text"]
    tick(office, minutes=1)
    assert got(office, "U0CHIEF") == []
    published(office)
    for _ in range(3):
        tick(office, minutes=2)
    (told,) = got(office, "U0CHIEF")
    assert told["text"].startswith(SAFETY)
    assert "211" in told["text"]
    assert got(office, "U0WEST") == []


def test_a_channel_is_told_of_an_area_and_sees_who_asked_for_it(office):
    office.command("U0DEPUTY", "/pcp subscribe north here", channel="C0NORTHLPA")
    said = office.answer("U0EDITOR", "C0NORTHLPA")
    assert "Jack Lowe subscribed this channel to North LPA" in said["text"]
    published(office)
    tick(office, minutes=2)
    told = office.answer(
        "U0EDITOR", "C0NORTHLPA", lambda m: m["text"].startswith("North LPA, 2021")
    )
    assert "Tendring: Police backed Pride events" in told["text"]
    assert "South LPA" not in told["text"]


@pytest.mark.parametrize(
    ("channel", "why"),
    [("C0PARTNERS", "other organisations"), ("C0GENERAL", "not in")],
)
def test_a_channel_that_may_not_be_told_is_not_subscribed(office, channel, why):
    said = ask(office, "U0EDITOR", "/pcp subscribe roads here", channel)
    assert why in said["text"]
    assert held(office) == ()


def test_leads_and_editors_are_told_of_each_approved_change_and_others_once_it_is_published(office):
    for who in ("U0EDITOR", "U0SOUTH", "U0CHIEF"):
        ask(office, who, "/pcp subscribe p2 each change")
    office.wall.moment += timedelta(minutes=1)
    approve(office, entries=[PATROLS, OFFICERS])
    for _ in range(2):
        tick(office, minutes=2)
    for who in ("U0EDITOR", "U0SOUTH"):
        (told,) = got(office, who)
        assert told["text"].startswith(f"New: {ASB}")
        assert (
            "West LPA command, 2021/22 Q4: approved by Sam Adeyemi, not published yet."
            in (told["text"])
        )
        assert "Patrols in &lt;Harlow&gt;." in told["text"]
    assert got(office, "U0CHIEF") == []
    published(office, Q4)
    tick(office, minutes=2)
    (told,) = got(office, "U0CHIEF")
    assert "Patrols in &lt;Harlow&gt;." in told["text"]


def test_a_subscriber_who_may_not_see_what_is_unpublished_is_told_so_at_once(office):
    said = ask(office, "U0CHIEF", "/pcp subscribe p2 each change")
    assert "shown to leads and editors alone" in said["text"]
    said = ask(office, "U0EDITOR", "/pcp subscribe p2 each change")
    assert "shown to leads and editors alone" not in said["text"]


def test_a_change_under_another_priority_is_not_told(office):
    ask(office, "U0EDITOR", "/pcp subscribe roads each change")
    office.wall.moment += timedelta(minutes=1)
    approve(office, entries=[PATROLS])
    tick(office, minutes=2)
    assert got(office, "U0EDITOR") == []


def test_once_a_week_what_is_new_is_told_at_its_day_and_hour_and_nothing_where_nothing_is(office):
    """It is Thursday 31 March 2022, ten in summer time."""
    ask(office, "U0EDITOR", "/pcp subscribe p2 weekly monday 9")
    tick(office, days=4, minutes=-61)  # Monday, one minute to nine
    approve(office, entries=[PATROLS])
    tick(office)
    assert got(office, "U0EDITOR") == []
    for _ in range(3):
        tick(office, minutes=1)
    (told,) = got(office, "U0EDITOR")
    assert "Patrols" in told["text"]
    for _ in range(3):
        tick(office, days=7)
    assert len(got(office, "U0EDITOR")) == 1


def test_everybody_sees_what_they_get_and_what_the_channel_gets(office):
    ask(office, "U0CHIEF", "/pcp subscribe roads weekly fri 16")
    office.command("U0CHIEF", "/pcp subscribe tendring here", channel="C0CHIEFS")
    office.answer("U0CHIEF", "C0CHIEFS")
    said = ask(office, "U0CHIEF", "/pcp subscriptions", "C0CHIEFS")
    assert f"{SAFETY}: every Friday at 16:00" in said["text"]
    assert "This channel: 1 subscription" in said["text"]
    assert "Tendring" in said["text"]
    said = ask(office, "U0WEST", "/pcp subscriptions")
    assert "There are none" in said["text"]


def test_by_its_name_and_by_a_button_it_is_stopped(office):
    ask(office, "U0CHIEF", "/pcp subscribe roads")
    said = ask(office, "U0CHIEF", "/pcp unsubscribe roads")
    assert said["text"].startswith(f"Stopped: {SAFETY}")
    assert held(office) == ()
    ask(office, "U0CHIEF", "/pcp subscribe roads")
    published(office)
    tick(office, minutes=2)
    (told,) = got(office, "U0CHIEF")
    office.press("U0CHIEF", office.direct("U0CHIEF"), told, "Stop these")
    office.until(lambda: held(office) == ())
    said = ask(office, "U0CHIEF", "/pcp unsubscribe roads")
    assert "There is no subscription" in said["text"]


def test_anybody_in_a_channel_stops_what_it_gets_and_nobody_elsewhere(office):
    office.command("U0DEPUTY", "/pcp subscribe north here", channel="C0NORTHLPA")
    office.answer("U0EDITOR", "C0NORTHLPA")
    (one,) = held(office)
    rooms = office.house.rooms
    stop(rooms, Knock("U0CHIEF", "T0PRACTICE", office.direct("U0CHIEF")), one.id)
    assert "Only those who get it" in office.told("U0CHIEF")[-1]["text"]
    assert held(office) == (one,)
    stop(rooms, Knock("U0NORTH", "T0PRACTICE", "C0NORTHLPA", reply_url=""), one.id)
    assert held(office) == ()
    stop(rooms, Knock("U0CHIEF", "T0PRACTICE", office.direct("U0CHIEF")), "forged")
    assert "There is none to stop" in office.told("U0CHIEF")[-1]["text"]


def test_what_is_stopped_before_it_is_sent_is_not_sent(office):
    ask(office, "U0CHIEF", "/pcp subscribe roads")
    office.wall.moment += timedelta(minutes=1)
    published(office)
    owe_subscriptions(office.house.rooms)
    ask(office, "U0CHIEF", "/pcp unsubscribe roads")
    send_what_is_owed(office.house.rooms)
    assert got(office, "U0CHIEF") == []


def test_without_a_name_the_priorities_are_offered(office):
    said = ask(office, "U0CHIEF", "/pcp subscribe")
    office.press("U0CHIEF", "C0PCP", said, "7. Road safety")
    office.until(lambda: held(office))
    assert held(office)[0].priority == "roads"


def test_a_correction_of_what_is_subscribed_to_is_told_and_no_other(office):
    ask(office, "U0CHIEF", "/pcp subscribe roads")
    ask(office, "U0PFCC", "/pcp subscribe p1")
    office.wall.moment += timedelta(minutes=1)
    published(office)
    tick(office, minutes=2)
    correct(office)
    tick(office, minutes=2)
    assert len(got(office, "U0CHIEF")) == 1
    told = got(office, "U0PFCC")[-1]["text"]
    assert told.startswith("Corrected: 1. More local, visible and accessible policing, 2021/22 Q3")
    assert "999 calls, 2021/22 Q3, was 88,220, now 88,202" in told
    assert "Digits were swapped." in told


def correct(office):
    office.command("U0EDITOR", "/pcp correct 999 calls 2021/22 Q3")
    office.view("U0EDITOR")
    office.send("U0EDITOR", {"figure": "88,202", "reason": "Digits were swapped."})


def test_publishing_does_not_need_anybody_to_subscribe(office):
    published(office)
    tick(office, minutes=2)
    with office.house.rooms.store.read() as session:
        assert desk_of(session, office.house.rooms, Q3)
