"""The report as it was published: the faults that it holds are found, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.claims import Verdict, check

REPORT = (
    Path(__file__).parents[4] / "shared" / "source" / "police-and-crime-plan-update-2021-22-q3.txt"
)

pytestmark = pytest.mark.skipif(
    not REPORT.exists(), reason="the published report is not beside the checkout"
)

# Each with the arithmetic that justifies it; all of the quarter's 92 days.
WRONG = {
    ("969", "959"),  # 88,220 / 92; 969 is over 91 days
    ("670", "663"),  # 61,010 / 92; 670 is over 91 days
    ("225", "223"),  # 20,500 / 92; 225 is over 91 days
    ("15.4%", "14.8%"),  # 11,364 more than 76,856
    ("8.6%", "7.9%"),  # 5,244 fewer than 66,254; 8.6% is of the 61,010 that are left
}


@pytest.fixture(scope="module")
def checks():
    return check(REPORT.read_text(encoding="utf-8"), None)


def test_every_wrong_figure_is_found_and_nothing_else_is_called_wrong(checks):
    found = {(each.printed, each.computed) for each in checks if each.verdict is Verdict.WRONG}
    assert found == WRONG
