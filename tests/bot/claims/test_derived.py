"""Printed lists and counts are compared with those that follow from the positions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.claims import Kind, Verdict, check, known_from
from bot.claims.rows import rows_in
from bot.folder import parse
from bot.quarter import Quarter

QUARTER = Quarter(2021, 3)
TABLE = """
Measure Aspiration July position October position

Burglary offences 4th in MSG 5 3
Northmere has improved to 3rd.

Robbery offences Upper quartile rank 2 3
Northmere moved down to 3rd.

Public confidence MSG average 8 8
Northmere remains 8th.

Sickness of officers 7th in MSG 5 7
Northmere is 7th, where 8th is best.

Murder offences (Small numbers) 4 4
Northmere remains 4th.
"""
RIGHT = """
Northmere is meeting its aspiration in two areas:
• Burglary offences
• Sickness of officers

Northmere is not meeting its aspiration in two areas:
• Robbery – offences
• Public confidence.

Its position has improved in two areas:
• Burglary
• Sickness

Its position has deteriorated in one area:
• Robbery
"""


@pytest.fixture(scope="module")
def known():
    folder = Path(__file__).parents[3] / "practice" / "essex"
    files = {each.name: each.read_text(encoding="utf-8") for each in folder.glob("*.*")}
    book = parse(files)
    return known_from(book.plan, book.figures, book.standings)


def of_lists(text, known=None):
    return [c for c in check(text, QUARTER, known) if c.kind is Kind.LISTS]


def told(checks):
    return [(each.printed, each.verdict, each.computed) for each in checks]


def test_rows_are_read_with_what_they_aim_at():
    rows = rows_in(TABLE)
    assert [(each.name, str(each.verdict), str(each.movement)) for each in rows] == [
        ("Burglary offences", "met", "improved"),
        ("Robbery offences", "not met", "deteriorated"),
        ("Public confidence", "not met", "unchanged"),
        ("Sickness of officers", "met", "improved"),  # 7th, where 8th is best
        ("Murder offences", "no aspiration", "unchanged"),
    ]


def test_lists_that_follow_from_the_table_hold():
    checks = of_lists(RIGHT + TABLE)
    assert told(checks) == [
        ("two", Verdict.HOLDS, "2"),
        ("two", Verdict.HOLDS, "2"),
        ("two", Verdict.HOLDS, "2"),
        ("one", Verdict.HOLDS, "1"),
    ]


def test_an_item_under_the_wrong_heading_contradicts_the_table():
    text = RIGHT.replace("• Robbery – offences\n", "").replace(
        "• Burglary offences\n", "• Burglary offences\n• Robbery offences\n"
    )
    [first, second] = [c for c in of_lists(text + TABLE) if c.verdict is not Verdict.HOLDS]
    assert (first.printed, first.verdict) == ("Robbery offences", Verdict.INCONSISTENT)
    assert first.why == "the table has 2nd before, 3rd now, aspiration Upper quartile rank: not met"
    assert (second.verdict, second.computed) == (Verdict.LOOK, "2")


def test_what_is_left_out_is_named():
    text = RIGHT.replace("• Public confidence.\n", "")
    [one] = [c for c in of_lists(text + TABLE) if c.verdict is not Verdict.HOLDS]
    assert (one.verdict, one.printed, one.computed) == (Verdict.LOOK, "1", "2")
    assert "left out of the list: Public confidence (8th before, 8th now" in one.why


def test_a_list_of_other_things_is_left_alone():
    text = "The force is meeting its targets in two areas:\n• Recruitment\n• Fleet\n"
    assert of_lists(text + TABLE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Of its aspirations the force is meeting 1 and not meeting 8.",
            [("1", "holds"), ("8", "inconsistent")],
        ),
        ("Positions improved: 5, deteriorated: 1.", [("5", "holds"), ("1", "holds")]),
        ("Positions improved: 6; unchanged: 6.", [("6", "inconsistent"), ("6", "holds")]),
        ("Nine aspirations are not met.", [("Nine", "holds")]),
        ("There is no aspiration for two measures.", [("two", "holds")]),
        ("We met 12 residents about the position of a bench.", []),
        ("Satisfaction improved 3 points against its target.", []),
        ("Nine aspirations of residents were heard.", []),
    ],
)
def test_counts_in_prose_are_compared_with_the_record(known, text, expected):
    assert [(p, str(v)) for p, v, _ in told(of_lists(text, known))] == expected


def test_the_real_lists_contradict_the_record(known):
    """As the report prints them: the homicide solved rate is in neither list."""
    text = """
Essex is not meeting its aspiration in eight areas:
• Public confidence.
• All Crime - Offences
• All Crime – Solved Rate.
• Violence with Injury – offences.
• Violence with Injury – solved rate.
• Trafficking of drugs – offences.
• Percentage sick – police staff.
• Percentage sick – police officers.
"""
    [one] = of_lists(text, known)
    assert (one.verdict, one.printed, one.computed) == (Verdict.INCONSISTENT, "eight", "9")
    assert "left out of the list: Homicide solved rate (5th before, 4th now" in one.why
