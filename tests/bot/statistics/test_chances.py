from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.chances import (
    binomial_at_least,
    binomial_at_most,
    poisson_at_least,
    poisson_at_most,
    solved,
    z_of,
)


def poisson_summed(count: int, mean: float) -> float:
    return math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count + 1))


def binomial_summed(count: int, trials: int, chance: Fraction) -> Fraction:
    return sum(
        (math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(count + 1)),
        Fraction(0),
    )


@given(st.integers(-1, 60), st.floats(0, 60))
def test_the_poisson_tail_is_the_sum_of_its_terms(count, mean):
    assert poisson_at_most(count, mean) == pytest.approx(poisson_summed(count, mean), abs=1e-12)
    assert poisson_at_least(count + 1, mean) == pytest.approx(
        1 - poisson_summed(count, mean), abs=1e-12
    )


@given(st.integers(1, 40), st.data(), st.fractions(0, 1, max_denominator=50))
def test_the_binomial_tail_is_the_sum_of_its_terms(trials, data, chance):
    count = data.draw(st.integers(-1, trials + 1))
    summed = float(binomial_summed(min(count, trials), trials, chance))
    assert binomial_at_most(count, trials, float(chance)) == pytest.approx(summed, abs=1e-12)
    assert binomial_at_least(count + 1, trials, float(chance)) == pytest.approx(
        1 - summed, abs=1e-12
    )


def test_far_tails_keep_their_precision():
    assert poisson_at_least(40, 2.0) == pytest.approx(1.9220e-37, rel=1e-3)
    assert binomial_at_least(100, 100, 0.5) == pytest.approx(0.5**100)


@pytest.mark.parametrize(("level", "z"), [(0.95, 1.959964), (0.998, 3.090232)])
def test_the_levels_of_a_funnel_have_their_published_z(level, z):
    assert z_of(level) == pytest.approx(z, abs=1e-6)


def test_a_rising_function_is_solved():
    assert solved(lambda x: x * x, 2, 0, 2) == pytest.approx(math.sqrt(2), abs=1e-15)
