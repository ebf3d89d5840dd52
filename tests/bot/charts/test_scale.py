from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.scale import Scale, needs_zero, steps
from bot.plan import MetricKind
from bot.wording import amount
from tests.bot.charts.examples import metric

COUNT = metric("Calls")
SECONDS = metric("Wait", "seconds", MetricKind.DURATION)
decimals = st.decimals(-(10**9), 10**9, places=3)


def _names(values, of=COUNT, *, zero=False):
    return [amount(each, of) for each in steps([Decimal(v) for v in values], of, zero=zero)]


def test_steps_are_round_and_reach_beyond_both_ends():
    assert _names([76856, 93759]) == ["75,000", "80,000", "85,000", "90,000", "95,000"]


def test_steps_from_zero():
    assert _names([88220], zero=True)[0] == "0"


def test_durations_step_by_parts_of_a_minute():
    assert _names([190, 305], SECONDS) == [
        "3 min 00 s",
        "3 min 30 s",
        "4 min 00 s",
        "4 min 30 s",
        "5 min 00 s",
        "5 min 30 s",
    ]


def test_durations_of_hours_still_step():
    assert len(_names([10_000, 90_000], SECONDS)) <= 7


def test_whole_things_are_never_halved():
    assert _names([1, 2], zero=True) == ["0", "1", "2"]


def test_tiny_values_keep_their_digits():
    assert _names(["0.008", "0.013"]) == ["0.008", "0.009", "0.010", "0.011", "0.012", "0.013"]


@given(st.lists(decimals, min_size=1, max_size=20), st.booleans())
def test_any_values_lie_within_a_handful_of_rising_steps(values, zero):
    rules = steps(values, COUNT, zero=zero)
    assert 2 <= len(rules) <= 7
    assert rules[0] <= min(values) <= max(values) <= rules[-1]
    assert rules == sorted(set(rules))
    assert not zero or 0 in rules


@pytest.mark.parametrize(
    ("values", "zero"),
    [((90, 100), False), ((10, 100), True), ((50, 50), True), ((-5, 100), True), ((0, 0), True)],
)
def test_only_a_series_far_from_zero_may_leave_it_out(values, zero):
    assert needs_zero([Decimal(each) for each in values]) is zero


def test_a_scale_maps_its_ends_to_its_pixels():
    scale = Scale(0, 10, 500, 100)
    assert [scale.at(0), scale.at(Decimal(5)), scale.at(10)] == [500, 300, 100]
