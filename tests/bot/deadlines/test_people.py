from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.deadlines import Situation, may_answer, responsible, who_may_answer
from bot.plan import Appointment, Person, Role
from bot.submission import Absence, Cover
from tests.bot.deadlines.made import APPOINTMENTS, NORTH, PLAN, Q3, Q4, at, plan_of, without

TODAY = date(2022, 4, 14)


def handed(taker: str, day: str = "2022-04-05 10:00", giver: str = "amara", quarter=Q4) -> Cover:
    return Cover("north", quarter, giver, taker, at(day))


def answers(plan=PLAN, **known) -> tuple[str, ...]:
    return responsible(plan, NORTH, Situation(**known), TODAY)


def test_the_lead_answers():
    assert answers() == ("amara",)


def test_all_leads_of_a_unit_answer():
    assert answers(
        plan_of(appointments=(*APPOINTMENTS, Appointment("tom", Role.LEAD, "north")))
    ) == (
        "amara",
        "tom",
    )


def test_a_user_group_leads_like_a_person():
    group = Person("leads", "North leads", "S0LEADS")
    plan = plan_of(appointments=(Appointment("leads", Role.LEAD, "north"),))
    assert answers(replace(plan, people=(*plan.people, group))) == ("leads",)


def test_the_deputy_answers_while_the_lead_is_away_up_to_and_including_the_last_day():
    assert answers(absences=(Absence("amara", TODAY),)) == ("jack",)
    assert answers(absences=(Absence("amara", date(2022, 4, 13)),)) == ("amara",)


def test_another_lead_who_is_there_answers_before_a_deputy():
    plan = plan_of(appointments=(*APPOINTMENTS, Appointment("tom", Role.LEAD, "north")))
    assert answers(plan, absences=(Absence("amara", TODAY),)) == ("tom",)


@pytest.mark.parametrize("gone", ["unreachable", "without a Slack account", "no lead at all"])
def test_the_deputy_answers_where_the_lead_cannot_be_reached(gone):
    if gone == "unreachable":
        assert answers(unreachable=frozenset({"amara"})) == ("jack",)
    elif gone == "no lead at all":
        assert answers(without(("amara", Role.LEAD))) == ("jack",)
    else:
        people = tuple(replace(p, slack_id=None) if p.id == "amara" else p for p in PLAN.people)
        assert answers(replace(PLAN, people=people)) == ("jack",)


def test_whoever_took_the_duty_over_answers_for_this_quarter_only():
    assert answers(covers=(handed("jack"),)) == ("jack",)
    last_quarter = Situation(covers=(handed("jack", quarter=Q3),)).of(Q4)
    assert responsible(PLAN, NORTH, last_quarter, TODAY) == ("amara",)


def test_a_duty_that_was_handed_back_is_the_leads_again():
    back = handed("amara", "2022-04-06 10:00", giver="jack")
    assert answers(covers=(back, handed("jack"))) == ("amara",)


def test_a_duty_whose_taker_goes_away_falls_back_to_the_lead():
    away = (Absence("jack", TODAY),)
    assert answers(covers=(handed("jack"),), absences=away) == ("amara",)


def test_nobody_answers_where_all_are_away():
    assert answers(absences=(Absence("amara", TODAY), Absence("jack", TODAY))) == ()


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("amara", True),
        ("jack", True),
        ("sam", True),
        ("mei", True),
        ("owen", False),
        ("dan", False),
        ("helen", False),
        ("nobody", False),
        ("", False),
    ],
)
def test_only_lead_deputy_editor_and_admin_may_answer(person, may):
    assert may_answer(PLAN, person, "north", Situation()) is may


def test_a_deputy_of_one_unit_may_not_answer_for_another():
    assert not may_answer(PLAN, "jack", "fcr", Situation())


def test_whoever_took_the_duty_over_may_answer_and_the_lead_still_may():
    situation = Situation(covers=(handed("owen"),))
    assert may_answer(PLAN, "owen", "north", situation)
    assert may_answer(PLAN, "amara", "north", situation)


def test_a_lead_who_is_away_may_still_answer():
    assert may_answer(PLAN, "amara", "north", Situation(absences=(Absence("amara", TODAY),)))


def test_those_who_may_not_are_told_who_may():
    two = plan_of(appointments=(*APPOINTMENTS, Appointment("tom", Role.LEAD, "north")))
    covered = Situation(covers=(handed("owen"),))
    assert who_may_answer(PLAN, "north", Situation()) == (
        "Only the North LPA lead (Amara Okafor), their deputies and editors may do this."
    )
    assert who_may_answer(two, "north", Situation()) == (
        "Only the North LPA leads (Amara Okafor and Tom Whitfield), their deputies and editors "
        "may do this."
    )
    assert who_may_answer(without(("amara", Role.LEAD)), "north", Situation()) == (
        "Only the deputies of North LPA and editors may do this."
    )
    assert who_may_answer(PLAN, "north", covered) == (
        "Only the North LPA lead (Amara Okafor), Owen Price, their deputies and editors may do "
        "this."
    )
