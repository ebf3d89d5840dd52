"""Phrases that people of the force may type, against the plan that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.folder import FILES, parse
from bot.question import Choice, Question, understand
from tests.bot.question.plan import LATEST

FOLDER = Path(__file__).parents[3] / "practice" / "essex"
PLAN = parse({name: (FOLDER / name).read_text() for name in FILES}).plan


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("status violence", "status serious_violence"),
        ("status violnce", "status serious_violence"),
        ("how are we doing on knife crime", "status serious_violence"),
        ("gangs", "status organised_crime"),
        ("da", "status domestic_abuse"),
        ("roads", "status roads"),
        ("hate crime", "status vulnerable_people"),
        ("metric 999", "metric calls_999"),
        ("101", "metric calls_101_fcr"),
        ("fcr 101", "metric calls_101_fcr"),
        ("101 wait rc", "metric answer_time_101_rc"),
        ("ksi", "metric ksi"),
        ("vwi", "metric vwi_offences"),
        ("vwi solved", "metric vwi_solved_rate"),
        ("murders", "metric homicide_offences"),
        ("how many specials", "metric specials_headcount"),
        ("standings", "standings"),
        ("standings all crime", "standings all_crime_offences"),
        ("updates north", "updates area north"),
        ("tendring", "updates area tendring"),
        ("leigh-on-sea", "updates area southend"),
        ("fcr", "updates unit fcr"),
        ("op raptor", "updates unit raptor"),
        ("violence north", "updates serious_violence area north"),
        ("search respair", "search respair"),
        ("summary", "summary"),
        ("what is this", "help"),
    ],
)
def test_a_phrase_is_read_as_its_question(typed, expected):
    answer = understand(typed, PLAN, LATEST)
    assert isinstance(answer, Question), answer
    assert answer.text.replace(f" {LATEST.key}", "") == expected


def test_rape_is_offered_under_both_its_priorities():
    answer = understand("status rape", PLAN, LATEST)
    assert isinstance(answer, Choice)
    assert [option.label[:11] for option in answer.options] == ["Priority 4:", "Priority 6:"]


def named(kind):
    return [(kind, each.id) for each in getattr(PLAN, kind)]


@pytest.mark.parametrize(("kind", "id"), [*named("metrics"), *named("areas"), *named("units")])
def test_everything_is_found_by_its_own_name(kind, id):
    thing = next(each for each in getattr(PLAN, kind) if each.id == id)
    verb = "metric" if kind == "metrics" else "updates"
    answer = understand(f"{verb} {thing.name}", PLAN, LATEST)
    assert isinstance(answer, Question), answer
    assert id in (answer.metric, answer.area, answer.unit)
    assert len(answer.text) <= 130
