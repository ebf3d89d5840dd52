"""The report as it was published: the faults that it holds are found, and no others."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.claims import Kind, Verdict, check
from bot.quarter import Quarter

REPORT = (
    Path(__file__).parents[4] / "shared" / "source" / "police-and-crime-plan-update-2021-22-q3.txt"
)

pytestmark = pytest.mark.skipif(
    not REPORT.exists(), reason="the published report is not beside the checkout"
)

# Each with the arithmetic that justifies it; the quarter has 92 days.
FAULTS = {
    (Verdict.WRONG, "969", "959"),  # 88,220 / 92; 969 is over 91 days
    (Verdict.WRONG, "670", "663"),  # 61,010 / 92; 670 is over 91 days
    (Verdict.WRONG, "225", "223"),  # 20,500 / 92; 225 is over 91 days
    (Verdict.WRONG, "15.4%", "14.8%"),  # 11,364 more than 76,856
    (Verdict.WRONG, "8.6%", "7.9%"),  # 5,244 fewer than 66,254; 8.6% is of the 61,010 left
    (Verdict.IMPOSSIBLE, "60.5%", ""),  # 143 of 237 are 60.3%, 144 are 60.8%
    (Verdict.IMPOSSIBLE, "67.9%", ""),  # 69 of 103 are 67.0%, 70 are 68.0%
    (Verdict.INCONSISTENT, "improved", "unchanged"),  # sickness of staff: 3rd, and 3rd before
}
HOLDING = {
    ("58", 117),  # 5,292 / 92 = 57.5
    ("7.5%", 113),  # 4,954 fewer than 65,964
    ("-13.9%", 118),
    ("47.6%", 119),
    ("13.7%", 144),
    ("9%", 149),
    ("2%", 149),
    ("54.1%", 140),  # of the 2,921, not of the 2,446 in between
    ("seven", 418),
    ("-10", 429),
    ("264", 428),  # 130 + 101 + 33
    ("13.2%", 913),
}


@pytest.fixture(scope="module")
def text():
    return REPORT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def checks(text):
    return check(text)


def test_every_fault_is_found_and_nothing_else_is_called_one(checks):
    found = {(c.verdict, c.printed, c.computed) for c in checks if c.verdict.is_fault}
    assert found == FAULTS
    assert sum(each.verdict.is_fault for each in checks) == len(FAULTS)


def test_what_is_right_is_seen_to_hold(checks):
    holding = {(each.printed, each.line) for each in checks if each.verdict is Verdict.HOLDS}
    assert holding >= HOLDING


def test_a_fault_stands_at_the_line_where_its_number_is_printed(checks, text):
    lines = text.splitlines()
    for each in checks:
        assert each.printed.split()[0] in lines[each.line - 1]


def test_a_percentage_of_the_later_value_is_said_to_have_the_wrong_base(checks):
    [why] = [each.why for each in checks if each.printed == "8.6%"]
    assert "right for the wrong base: 5,244 / 61,010" in why


def test_an_average_over_the_wrong_number_of_days_is_said_to_be_one(checks):
    [why] = [each.why for each in checks if each.printed == "969"]
    assert why == "88,220 / 92 days = 958.9; 969 is right for 91 days"


def test_the_homicide_solved_rate_is_missed_in_both_lists(checks):
    missing = [each for each in checks if each.kind is Kind.LISTS]
    looked_at = [each for each in missing if each.verdict is not Verdict.HOLDS]
    assert [(each.verdict, each.line) for each in looked_at] == [
        (Verdict.LOOK, 452),
        (Verdict.LOOK, 467),
    ]
    assert looked_at[0].why == (
        "the table gives 9 not met; left out of the list: "
        "Homicide Solved Rate (5th before, 4th now, aspiration Best in MSG)"
    )


def test_the_other_lists_agree_with_the_tables(checks):
    agreeing = [c for c in checks if c.kind is Kind.LISTS and c.verdict is Verdict.HOLDS]
    assert [(each.line, each.computed) for each in agreeing] == [(449, "1"), (462, "5"), (469, "1")]


def test_three_years_since_september_2017_are_worth_a_look(checks):
    [span] = [each for each in checks if each.kind is Kind.SPAN]
    assert (span.verdict, span.printed, span.line) == (Verdict.LOOK, "three years", 885)


def test_without_the_quarters_days_a_right_average_in_another_quarter_is_not_held_against_it(text):
    second = {c.printed: c.verdict for c in check(text, Quarter(2021, 1)) if c.kind == "average"}
    assert second["969"] is Verdict.HOLDS  # April to June has 91 days


def test_a_hundred_pages_are_read_in_seconds(text):
    begun = time.process_time()
    assert check(text * 5)
    assert time.process_time() - begun < 60  # it takes three
