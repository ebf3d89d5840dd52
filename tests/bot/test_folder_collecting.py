from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.collection import Calendar, Collection, Duty
from bot.folder import FILES, FolderFaults, parse
from bot.quarter import Quarter

EXAMPLESHIRE = Path(__file__).parents[1] / "exampleshire"
GOOD = {name: (EXAMPLESHIRE / name).read_text() for name in FILES}
COLLECTION = """\
calendar:
  opens: 2
  due: 12
  publishes: 20
  remind: [4, 1]
  chase: [1, 2]
  hours: 08:30-16:00
  bank_holidays: SCT
  days_off: [2021-12-24]
editors: C0PERFORMANCE
duties:
  - unit: fcr
    metrics: [calls_999, wait]
    commitments: [contact]
    manager: sam
    exempt: [2021/22-Q2, 2021/22-Q4]
  - {unit: north_lpa, commitments: [contact, visible]}
"""


def read(text: str) -> Collection | None:
    return parse(GOOD | {"collection.yml": text}).plan.collection


def faults_of(old: str, new: str) -> list[str]:
    assert old in COLLECTION
    with pytest.raises(FolderFaults) as caught:
        read(COLLECTION.replace(old, new, 1))
    return [str(fault) for fault in caught.value.faults]


def test_a_folder_says_what_each_unit_owes_and_when():
    assert read(COLLECTION) == Collection(
        Calendar(
            opens=2,
            due=12,
            publishes=20,
            remind=(4, 1),
            chase=(1, 2),
            hours=(time(8, 30), time(16)),
            subdivision="SCT",
            days_off=(date(2021, 12, 24),),
        ),
        (
            Duty(
                "fcr",
                ("calls_999", "wait"),
                ("contact",),
                "sam",
                (Quarter(2021, 2), Quarter(2021, 4)),
            ),
            Duty("north_lpa", commitments=("contact", "visible")),
        ),
        "C0PERFORMANCE",
    )


def test_a_folder_without_the_file_collects_nothing():
    assert parse(GOOD).plan.collection is None


def test_what_is_left_out_of_the_file_is_as_usual():
    assert read("") == Collection()
    assert read("calendar: {due: 10}\n") == Collection(Calendar(due=10))
    assert read("calendar: {remind: [], chase: []}\n") == Collection(Calendar(remind=(), chase=()))


def test_a_unit_that_nobody_leads_is_no_fault_of_the_folder():
    assert not any(
        each.unit == "fcr" and each.role == "lead" for each in parse(GOOD).plan.appointments
    )
    assert read(COLLECTION) is not None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("unit: fcr", "unit: frc", "12: 'frc' is no unit in plan.yml (did you mean 'fcr'?)"),
        ("wait]", "wit]", "13: 'wit' is no metric in metrics.yml (did you mean 'wait'?)"),
        ("[contact]", "[contct]", "14: 'contct' is no commitment in plan.yml"),
        ("manager: sam", "manager: U0SAM", "15: 'U0SAM' is no person in people.yml"),
        ("2021/22-Q4", "2021-Q4", "16: '2021-Q4' is not a quarter; write it like 2021/22-Q3"),
        ("2021/22-Q4", "2031/32-Q4", "16: 2031/32 Q4 is outside the plan's period"),
        ("unit: north_lpa", "unit: fcr", "17: unit 'fcr' has a duty on line 12 already"),
        (", commitments: [contact, visible]", "", "17: this duty owes nothing"),
        (
            "commitments: [contact, visible]",
            "metrics: [wait]",
            "17: metric 'wait' is owed by 'fcr' already; one unit answers it",
        ),
        ("unit: north_lpa, ", "", "17: duty has no 'unit'"),
        ("manager: sam", "boss: sam", "15: duty cannot have 'boss'"),
        ("editors: C0PERFORMANCE", "editors: performance", "10: 'performance' is no Slack channel"),
        ("editors: C0PERFORMANCE", "edtors: C0P", "10: collection.yml cannot have 'edtors'"),
        ("opens: 2", "opens: 0", "2: a quarter opens on working day 1 after its end"),
        ("opens: 2", "opens: soon", "2: 'soon' is not a whole number"),
        ("opens: 2", "open: 2", "2: calendar cannot have 'open' (did you mean 'opens'?)"),
        ("due: 12", "due: 2", "3: the due day comes after the opening day"),
        ("publishes: 20", "publishes: 11", "4: a quarter is published from its due day on"),
        ("publishes: 20", "publishes: 60", "4: a quarter is published from its due day on, by day"),
        ("remind: [4, 1]", "remind: [1, 4]", "5: reminders count back from the due day; write the"),
        ("remind: [4, 1]", "remind: [10, 1]", "5: a reminder is at least 0 and less than 10 days"),
        ("remind: [4, 1]", "remind: [4, -1]", "5: a reminder is at least 0"),
        ("remind: [4, 1]", "remind: [4, x]", "5: 'x' is not a whole number"),
        ("remind: [4, 1]", "remind: 4", "5: 'remind' of calendar is a list"),
        ("chase: [1, 2]", "chase: [2, 1]", "6: chases count on from the due day"),
        ("chase: [1, 2]", "chase: [0, 2]", "6: a chase is 1 to 8 days after the due day"),
        ("chase: [1, 2]", "chase: [1, 9]", "6: a chase is 1 to 8 days after the due day"),
        ("publishes: 20", "publishes: 12", "6: nobody can be chased where the due day is the"),
        ("08:30-16:00", "16:00-08:30", "7: '16:00-08:30' are no working hours; write them like"),
        ("08:30-16:00", "8.30 to 4", "7: '8.30 to 4' are no working hours"),
        ("08:30-16:00", "08:30-25:00", "7: '08:30-25:00' are no working hours"),
        ("08:30-16:00", "09:00-09:00", "7: '09:00-09:00' are no working hours"),
        ("SCT", "Scotland", "8: 'Scotland' is no bank_holidays; write one of ENG, WLS, SCT, NIR"),
        ("2021-12-24", "24/12/2021", "9: '24/12/2021' is no day; write it like 2021-12-24"),
        ("2021-12-24", "2021-02-29", "9: '2021-02-29' is no day"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(old, new, fault):
    (found,) = faults_of(old, new)
    assert found.startswith(f"collection.yml:{fault}")


def test_several_faults_are_told_at_once():
    assert len(faults_of("opens: 2\n  due: 12", "opens: 0\n  due: 0")) >= 2


def test_a_unit_of_an_unreadable_file_is_taken_on_trust():
    with pytest.raises(FolderFaults) as caught:
        parse(GOOD | {"collection.yml": COLLECTION, "plan.yml": "- {"})
    assert {fault.file for fault in caught.value.faults} == {"plan.yml"}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_damage_gives_a_collection_or_faults(data):
    start = data.draw(st.integers(0, len(COLLECTION)))
    end = data.draw(st.integers(start, min(len(COLLECTION), start + 20)))
    new = data.draw(st.text(alphabet="{}[]:,-#&*!|>'\"%@`\n\t 09az", max_size=6))
    damaged = COLLECTION[:start] + new + COLLECTION[end:]
    try:
        collection = read(damaged)
    except FolderFaults as told:
        faults = told.faults
    else:
        assert collection is not None
        return
    assert all(fault.message for fault in faults)


def test_every_unit_of_essex_owes_something_and_somebody_leads_it(essex):
    plan = essex.plan
    led = {each.unit for each in plan.appointments if each.role == "lead"}
    duties = plan.collection.duties
    assert {each.unit for each in duties} == {each.id for each in plan.units} == led
    assert [each.unit for each in duties if Quarter(2021, 4) in each.exempt] == ["essex_watch"]
    assert all(each.manager for each in duties)


def test_every_metric_that_a_unit_of_essex_owes_is_its_own(essex):
    owner = {each.id: each.owner for each in essex.plan.metrics}
    owed = [(each.unit, metric) for each in essex.plan.collection.duties for metric in each.metrics]
    assert all(owner[metric] == unit for unit, metric in owed)


def test_everybody_of_essex_is_in_the_practice_workspace(essex):
    cast = (Path(__file__).parents[2] / "practice" / "workspace.yml").read_text()
    assert all(f"id: {each.slack_id}, name: {each.name}," in cast for each in essex.plan.people)
    assert f"id: {essex.plan.collection.editors}," in cast
