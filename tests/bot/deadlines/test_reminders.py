from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.collection import Calendar
from bot.deadlines import Situation, snoozed_until, watched_quarters
from bot.deadlines.later import Later
from bot.plan import Role
from bot.quarter import Period, Quarter
from bot.submission import ANSWERED, Absence, Cover, Snooze, State
from tests.bot.deadlines.made import (
    DUTIES,
    FCR,
    NORTH,
    PLAN,
    Q3,
    Q4,
    RC,
    after,
    at,
    due,
    plan_of,
    stands,
    through,
    told,
    without,
)

BEFORE, OPENING = "2022-03-25 09:00", "2022-04-01 09:00"
FIRST, SECOND, CHASE, ESCALATION = (
    "2022-04-14 09:00",
    "2022-04-22 09:00",
    "2022-04-26 09:00",
    "2022-04-28 09:00",
)
LEADS = {"amara": ("north",), "dan": ("fcr", "rc"), "ellie": ("watch",)}


def to_leads(kind: str, number: int):
    return {person: (kind, number, units) for person, units in LEADS.items()}


def told_until(*moments: str, **known) -> Situation:
    """The situation when what was due at these moments is in the outbox."""
    situation = Situation(**known)
    for now in moments:
        situation = after(situation, due(now, situation))
    return situation


# A quarter without anything out of the ordinary


def test_one_message_to_each_lead_at_the_opening_however_many_units_they_lead():
    assert told(due(OPENING)) == to_leads("opening", 1)


def test_a_key_names_kind_quarter_person_and_round():
    (amara, *_) = due(FIRST)
    assert amara.key == "reminder:2021/22-Q4:amara:1"
    assert (amara.quarter, amara.person) == (Q4, "amara")


def test_a_whole_quarter_in_which_nobody_answers_goes_no_further_than_the_calendar_names():
    hours = (at("2022-03-20 00:30") + timedelta(hours=n) for n in range(24 * 70))
    came = through(hours)
    moments = {f"{now:%Y-%m-%d %H:%M}" for now, _ in came}
    assert moments == {m.replace(":00", ":30") for m in (OPENING, FIRST, SECOND, CHASE, ESCALATION)}
    to = [each.person for _, each in came]
    assert {person: to.count(person) for person in set(to)} == {
        "amara": 4,
        "dan": 4,
        "ellie": 4,
        "helen": 1,
        "tom": 1,
        None: 1,
    }


def test_overdue_goes_once_to_the_lead_and_then_to_the_manager_and_the_editors():
    assert told(due(CHASE)) == to_leads("chase", 1)
    situation = told_until(CHASE)
    assert told(due(ESCALATION, situation)) == {
        "helen": ("escalation", 2, ("north", "fcr", "rc")),
        "tom": ("escalation", 2, ("watch",)),
        None: ("escalation", 2, ("north", "fcr", "rc", "watch")),
    }


def test_a_calendar_with_more_rounds_escalates_as_often_and_one_without_never_chases():
    more = plan_of(calendar=Calendar(chase=(1, 3, 5)))
    last = told(due("2022-05-03 09:00", told_until(CHASE, ESCALATION), more))
    assert last["helen"] == ("escalation", 3, ("north", "fcr", "rc"))
    never = plan_of(calendar=Calendar(chase=()))
    assert due(ESCALATION, told_until(SECOND), never) == ()


def test_nothing_is_due_before_the_opening_nor_after_the_publishing_day():
    assert due("2022-03-31 12:00") == ()
    assert due("2022-05-10 12:00") != ()
    assert due("2022-05-11 12:00") == ()


def test_nothing_is_due_for_a_quarter_outside_the_plans_period():
    ended = replace(PLAN, period=Period(date(2016, 4, 1), date(2021, 12, 31)))
    assert due(OPENING, plan=ended) == ()
    assert due(OPENING, plan=replace(PLAN, collection=None)) == ()


# Who answered


@pytest.mark.parametrize("state", list(State))
def test_only_those_who_have_something_left_to_answer_are_reminded(state):
    situation = Situation(progress=(stands("north", state), stands("fcr", state)))
    found = told(due(FIRST, situation))
    if state in ANSWERED:
        assert found == {"dan": ("reminder", 1, ("rc",)), "ellie": ("reminder", 1, ("watch",))}
    else:
        assert found == to_leads("reminder", 1)


def test_who_answered_last_quarter_owes_this_one():
    situation = Situation(progress=(stands("north", State.APPROVED, quarter=Q3),))
    assert "amara" in told(due(FIRST, situation))


def test_an_exempt_unit_owes_nothing_in_its_quarter_only():
    plan = plan_of(replace(NORTH, exempt=(Q4,)), FCR)
    assert told(due(FIRST, plan=plan)) == {"dan": ("reminder", 1, ("fcr",))}
    assert "amara" in told(due("2022-01-17 09:00", plan=plan, quarter=Q3))


def test_managers_hear_only_of_those_who_still_owe():
    situation = replace(
        told_until(CHASE),
        progress=(stands("north", State.LATE), stands("watch", State.NIL)),
    )
    assert told(due(ESCALATION, situation)) == {
        "helen": ("escalation", 2, ("fcr", "rc")),
        None: ("escalation", 2, ("fcr", "rc")),
    }


def test_what_was_returned_in_this_round_comes_again_in_the_next():
    returned = (stands("north", State.RETURNED, since="2022-04-19 10:00"),)
    assert "amara" not in told(due("2022-04-20 10:00", Situation(progress=returned)))
    assert "amara" in told(due(SECOND, Situation(progress=returned)))


# Outages, nights and several processes


@pytest.mark.parametrize(
    "now",
    [
        "2022-04-14 08:59",
        "2022-04-14 17:00",
        "2022-04-15 12:00",
        "2022-04-16 12:00",
        "2022-04-18 12:00",
    ],
)
def test_nothing_is_due_out_of_hours_at_weekends_or_on_bank_holidays(now):
    assert due(now) == ()


def test_nothing_is_due_on_a_day_off_of_the_force():
    plan = plan_of(calendar=Calendar(days_off=(date(2022, 4, 20),)))
    assert due("2022-04-20 12:00", plan=plan) == ()
    assert due("2022-04-21 12:00", plan=plan) != ()


def test_christmas_passes_in_silence():
    plan = plan_of(calendar=Calendar(opens=1, due=3, remind=(1,), chase=(1, 3)))
    hours = [at("2021-12-31 00:00") + timedelta(hours=n) for n in range(24 * 4)]
    assert through(hours, plan=plan, quarter=Q3) == []
    (first, _), *_ = through([*hours, at("2022-01-04 09:00")], plan=plan, quarter=Q3)
    assert first == at("2022-01-04 09:00")


def test_after_a_weekends_outage_each_person_gets_one_message():
    came = through([at("2022-04-13 17:00"), at("2022-04-19 09:12"), at("2022-04-19 09:13")])
    assert [(each.person, each.kind, each.round) for _, each in came] == [
        ("amara", "reminder", 1),
        ("dan", "reminder", 1),
        ("ellie", "reminder", 1),
    ]


def test_after_a_long_outage_each_person_gets_the_latest_of_what_they_missed():
    came = through([at("2022-03-24 12:00"), at("2022-04-25 11:00"), at("2022-04-25 11:01")])
    assert told(tuple(each for _, each in came)) == to_leads("reminder", 2)
    assert len(came) == 3


def test_an_outage_over_all_chases_still_chases_the_lead_once_beside_the_manager():
    found = told(due("2022-05-03 10:00"))
    assert found["amara"] == ("chase", 1, ("north",))
    assert found["helen"] == ("escalation", 2, ("north", "fcr", "rc"))
    assert due("2022-05-03 10:01", told_until("2022-05-03 10:00")) == ()


def test_a_manager_who_leads_a_unit_gets_one_message_for_both():
    plan = plan_of(*DUTIES[:3], replace(DUTIES[3], manager="dan"))
    (one,) = [each for each in due("2022-05-03 10:00", plan=plan) if each.person == "dan"]
    assert (one.kind, one.units) == ("escalation", ("fcr", "rc", "watch"))


def test_a_manager_who_leads_the_unit_was_chased_and_is_not_told_on_themselves():
    plan = plan_of(replace(NORTH, manager="amara"))
    assert told(due(ESCALATION, told_until(CHASE), plan)) == {None: ("escalation", 2, ("north",))}


def test_two_processes_find_the_same_keys():
    one, other = due(FIRST), due("2022-04-14 09:07", plan=plan_of())
    assert [each.key for each in one] == [each.key for each in other]


def test_what_is_in_the_outbox_is_not_due_again():
    assert due("2022-04-14 09:01", told_until(FIRST)) == ()


def test_an_earlier_round_is_never_sent_after_a_later_one():
    assert due(FIRST, told_until(SECOND)) == ()


def test_keys_of_another_quarter_and_of_unknown_form_hold_nothing_back():
    sent = frozenset({"opening:2021/22-Q3:amara:1", "digest:2021/22-Q4", "", "opening"})
    assert told(due(OPENING, Situation(sent=sent))) == to_leads("opening", 1)


# Later


def snoozed(until: str, *sent_at: str) -> Situation:
    return told_until(*sent_at, snoozes=(Snooze("amara", Q4, at(until)),))


def of_amara(reminders):
    return [(each.kind, each.round, each.key) for each in reminders if each.person == "amara"]


def test_a_snooze_holds_the_reminder_back_until_its_moment_and_then_one_comes():
    situation = replace(told_until(FIRST), snoozes=(Snooze("amara", Q4, at("2022-04-20 09:00")),))
    assert of_amara(due("2022-04-19 12:00", situation)) == []
    again = due("2022-04-20 09:00", situation)
    assert of_amara(again) == [
        ("reminder", 1, "reminder:2021/22-Q4:amara:1:20220420T080000Z"),
    ]
    assert of_amara(due("2022-04-20 09:01", after(situation, again))) == []
    assert of_amara(due(SECOND, after(situation, again))) == [
        ("reminder", 2, "reminder:2021/22-Q4:amara:2")
    ]


def test_a_snooze_over_the_next_round_brings_that_round_once():
    situation = replace(told_until(FIRST), snoozes=(Snooze("amara", Q4, at("2022-04-25 09:00")),))
    assert of_amara(due(SECOND, situation)) == []
    came = through([at("2022-04-25 09:00"), at("2022-04-25 09:01")], situation)
    assert [(each.kind, each.round) for _, each in came if each.person == "amara"] == [
        ("reminder", 2)
    ]


def test_a_snooze_that_ends_when_the_next_round_begins_brings_one():
    situation = replace(told_until(FIRST), snoozes=(Snooze("amara", Q4, at(SECOND)),))
    came = through([at(SECOND), at("2022-04-22 09:01")], situation)
    assert [each.key for _, each in came if each.person == "amara"] == [
        "reminder:2021/22-Q4:amara:2"
    ]


def test_a_snooze_of_last_quarter_or_of_somebody_else_holds_nothing_back():
    snoozes = (Snooze("amara", Q3, at("2022-05-01 09:00")), Snooze("tom", Q4, at(CHASE)))
    assert told(due(FIRST, Situation(snoozes=snoozes))) == to_leads("reminder", 1)


def test_a_snooze_does_not_keep_the_matter_from_the_manager():
    found = told(due(ESCALATION, snoozed("2022-05-04 09:00", CHASE)))
    assert "amara" not in found
    assert "north" in found["helen"][2]


def test_who_answers_while_snoozed_is_left_alone():
    until = snoozed_until(Later.TOMORROW, at("2022-04-19 12:00"), Calendar())
    situation = Situation(
        snoozes=(Snooze("amara", Q4, until),), progress=(stands("north", State.SUBMITTED),)
    )
    assert of_amara(due("2022-04-21 12:00", situation)) == []


def test_a_snooze_of_an_earlier_round_ends_with_the_later_one_that_its_owner_got_as_a_manager():
    plan = plan_of(*DUTIES[:3], replace(DUTIES[3], manager="dan"))
    snoozes = (Snooze("dan", Q4, at("2022-04-29 09:00")),)
    situation = replace(told_until(CHASE), snoozes=snoozes)
    found = due(ESCALATION, situation, plan)
    assert told(found)["dan"] == ("escalation", 2, ("watch",))
    assert "dan" not in told(due("2022-04-29 09:00", after(situation, found), plan))


# Handed over and away


def test_a_duty_that_was_handed_over_goes_to_whoever_took_it():
    situation = Situation(covers=(Cover("north", Q4, "amara", "jack", at("2022-04-05 10:00")),))
    found = told(due(FIRST, situation))
    assert found["jack"] == ("reminder", 1, ("north",))
    assert "amara" not in found


def test_who_just_took_a_duty_over_was_told_and_is_reminded_from_the_next_round_on():
    cover = Cover("north", Q4, "amara", "jack", at("2022-04-14 10:00"))
    situation = replace(told_until(FIRST), covers=(cover,))
    assert due("2022-04-14 10:05", situation) == ()
    assert told(due(SECOND, situation))["jack"] == ("reminder", 2, ("north",))


def test_who_took_a_duty_over_may_ask_to_be_reminded_later():
    situation = Situation(
        covers=(Cover("north", Q4, "amara", "jack", at("2022-04-14 10:00")),),
        snoozes=(Snooze("jack", Q4, at("2022-04-20 09:00")),),
    )
    assert told(due("2022-04-20 09:00", situation))["jack"] == ("reminder", 1, ("north",))


def test_the_deputy_is_reminded_while_the_lead_is_away_and_the_lead_on_return():
    away = (Absence("amara", date(2022, 4, 20)),)
    situation = Situation(absences=away)
    found = due(FIRST, situation)
    assert told(found)["jack"] == ("reminder", 1, ("north",))
    assert "amara" not in told(found)
    assert told(due("2022-04-21 09:00", after(situation, found))) == {
        "amara": ("reminder", 1, ("north",))
    }


def test_the_editors_are_told_where_the_lead_is_away_and_has_no_deputy():
    found = told(due(FIRST, Situation(absences=(Absence("ellie", date(2022, 4, 20)),))))
    assert found[None] == ("unowned", 3, ("watch",))
    assert "ellie" not in found


def test_a_manager_who_is_away_is_not_told_and_the_editors_are():
    situation = replace(told_until(CHASE), absences=(Absence("helen", date(2022, 5, 20)),))
    found = told(due(ESCALATION, situation))
    assert "helen" not in found
    assert found[None] == ("escalation", 2, ("north", "fcr", "rc", "watch"))


# Nobody there


NOBODY = without(("amara", Role.LEAD), ("jack", Role.DEPUTY))


def test_a_unit_with_nobody_is_told_to_the_editors_before_the_opening_and_again_at_it():
    assert told(due(BEFORE, plan=NOBODY)) == {None: ("unowned", 1, ("north",))}
    situation = told_until(BEFORE)
    situation = after(situation, due(BEFORE, plan=NOBODY))
    assert due("2022-03-30 12:00", situation, NOBODY) == ()
    assert told(due(OPENING, situation, NOBODY))[None] == ("unowned", 2, ("north",))


def test_a_gap_that_was_mended_is_not_told_again():
    situation = after(Situation(), due(BEFORE, plan=NOBODY))
    assert told(due(OPENING, situation, PLAN)) == to_leads("opening", 1)


@pytest.mark.parametrize("unreachable", [True, False])
def test_a_lead_who_left_is_told_before_the_opening_even_where_a_deputy_steps_in(unreachable):
    plan = PLAN if unreachable else without(("amara", Role.LEAD))
    situation = Situation(unreachable=frozenset({"amara"} if unreachable else ()))
    assert told(due(BEFORE, situation, plan)) == {None: ("unowned", 1, ("north",))}
    found = told(due(OPENING, situation, plan))
    assert (found["jack"], found[None]) == (
        ("opening", 1, ("north",)),
        ("unowned", 2, ("north",)),
    )
    assert None not in told(due(FIRST, situation, plan))


def test_a_lead_who_will_be_away_at_the_opening_is_told_of_before_it():
    assert due(BEFORE, Situation(absences=(Absence("ellie", date(2022, 3, 31)),))) == ()
    found = told(due(BEFORE, Situation(absences=(Absence("ellie", date(2022, 4, 8)),))))
    assert found == {None: ("unowned", 1, ("watch",))}


def test_an_exempt_unit_needs_nobody():
    plan = replace(plan_of(replace(NORTH, exempt=(Q4,)), RC), appointments=NOBODY.appointments)
    assert due(BEFORE, plan=plan) == ()


def test_the_gaps_of_the_coming_quarter_are_watched_while_the_last_one_is_open():
    assert watched_quarters(Calendar(), at(BEFORE)) == (Q3, Q4)
    assert watched_quarters(Calendar(), at(OPENING)) == (Q4, Quarter(2022, 1))
