from __future__ import annotations

from dataclasses import replace

import pytest

from bot.analysis.readings import reading_of
from bot.analysis.shares import behind, share_finding
from bot.plan import MetricKind
from bot.signal import Strength
from tests.bot.analysis.made import Q3, figure, metric, plan

NOW = "2021/22-Q3"
SOLVED, CASES = metric("solved"), metric("cases")
RATE = metric(
    "rate",
    name="Solved rate",
    unit="%",
    kind=MetricKind.PERCENT,
    numerator="solved",
    denominator="cases",
)


def share(percent, part=None, whole=None, of=RATE, area="made"):
    house = plan(RATE, SOLVED, CASES)
    figures = [figure(NOW, percent, metric="rate")]
    figures += [figure(NOW, part, metric="solved", area=area)] if part is not None else []
    figures += [figure(NOW, whole, metric="cases", area=area)] if whole is not None else []
    return share_finding(reading_of(house, of, house.force_area, figures, Q3), figures)


def test_a_percentage_is_told_with_its_counts_and_its_interval():
    it = share("62.5", 15, 24)
    assert it is not None
    assert it.sentence == (
        "Solved rate: 62.5% in 2021/22 Q3 is 15 of 24; numbers of this size would give "
        "42.7% to 78.8% by "
        "chance alone."
    )
    assert (it.strength, it.direction) == (Strength.PLAIN, None)
    assert [each.metric for each in it.rows] == ["rate", "solved", "cases"]


def test_a_percentage_that_its_counts_do_not_make_says_what_they_make():
    it = share("60", 15, 24)
    assert it is not None
    assert it.sentence.startswith("Solved rate: 60% in 2021/22 Q3 is 15 of 24, which makes 62.5%;")


@pytest.mark.parametrize("percent", ["62", "63", "62.5", "62.50"])
def test_rounding_to_the_digits_recorded_is_no_disagreement(percent):
    it = share(percent, 15, 24)
    assert it is not None
    assert "makes" not in it.sentence


@pytest.mark.parametrize(
    ("part", "whole"), [(None, 24), (15, None), (None, None), (25, 24), (0, 0)]
)
def test_without_the_counts_nothing_is_told(part, whole):
    assert share("62.5", part, whole) is None


def test_the_counts_of_another_area_are_not_these():
    assert share("62.5", 15, 24, area="north") is None


def test_a_percentage_of_which_no_counts_are_named_has_none_behind_it():
    assert behind(replace(RATE, numerator=None, denominator=None)) == ()
    assert share("62.5", 15, 24, of=replace(RATE, numerator=None, denominator=None)) is None
