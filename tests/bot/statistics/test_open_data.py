"""Real series: the values were worked out beforehand by other programs on the same files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.plan import Good
from bot.quarter import Quarter
from bot.statistics.groups import (
    FAR,
    Population,
    Tally,
    dispersion_of,
    gap_to_average,
    gap_to_top_quartile,
    poisson_funnel,
    pooled_rate,
)
from bot.statistics.ranks import rank_of_rates
from bot.statistics.seasons import seasonal_factors
from bot.statistics.xmr import Exclusion, xmr

DATA = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not (DATA / "prc_force_quarter_2012_2023.csv").exists(),
    reason="the open data files are not beside the checkout",
)

OWN = "Essex"
GROUP = (
    *("Avon and Somerset", "Derbyshire", OWN, "Hampshire"),
    *("Hertfordshire", "Leicestershire", "Staffordshire", "Sussex"),
)
CRIME, VIOLENCE = "all_crime_ex_fraud", "violence_with_injury"
TRAFFICKING, HOMICIDE = "trafficking_of_drugs", "homicide"
TO_SEPTEMBER, TO_DECEMBER = Quarter(2021, 2), Quarter(2021, 3)

Series = dict[tuple[str, str], dict[Quarter, int]]


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


@pytest.fixture(scope="module")
def series() -> Series:
    found: Series = {}
    for row in rows("prc_force_quarter_2012_2023.csv"):
        if row["force"] in GROUP:
            quarter = Quarter.parse(f"{row['financial_year']}-Q{row['financial_quarter']}")
            found.setdefault((row["force"], row["series"]), {})[quarter] = int(row["offences"])
    return found


@pytest.fixture(scope="module")
def people() -> dict[str, Population]:
    return {
        row["force"]: Population(int(row["population"]), 2019)
        for row in rows("population_english_pfa_mid2009_2019.csv")
        if row["year"] == "2019"
    }


@pytest.fixture
def group(series, people):
    def year(kind: str, last: Quarter = TO_DECEMBER) -> list[Tally]:
        quarters = [last.shifted(-back) for back in range(4)]
        return [
            Tally(force, sum(series[force, kind][q] for q in quarters), people[force])
            for force in GROUP
        ]

    return year


def own_of(group: list[Tally]) -> Tally:
    return group[GROUP.index(OWN)]


@pytest.mark.parametrize(
    ("kind", "last", "average", "quartile"),
    [
        (CRIME, TO_SEPTEMBER, -20_377, -35_848),
        (CRIME, TO_DECEMBER, -20_733, -37_606),
        (TRAFFICKING, TO_SEPTEMBER, -189, -656),
        (TRAFFICKING, TO_DECEMBER, -216, -634),
        (HOMICIDE, TO_SEPTEMBER, -3, -8),
        (HOMICIDE, TO_DECEMBER, -6, -11),
    ],
)
def test_gaps_to_average_and_quartile(group, kind, last, average, quartile):
    forces = group(kind, last)
    own = own_of(forces)
    assert round(gap_to_average(own, forces).count) == average
    assert round(gap_to_top_quartile(own, forces, lowest_is_best=True).count) == quartile


@pytest.mark.parametrize(("last", "average"), [(TO_SEPTEMBER, 608), (TO_DECEMBER, 575)])
def test_the_gap_in_violence_to_the_average(group, last, average):
    forces = group(VIOLENCE, last)
    assert round(gap_to_average(own_of(forces), forces).count) == average


@pytest.mark.parametrize(
    ("kind", "rank", "low", "high"),
    [(CRIME, 7, 7, 8), (VIOLENCE, 5, 5, 6), (TRAFFICKING, 6, 6, 6), (HOMICIDE, 6, 4, 8)],
)
def test_ranks_of_the_calendar_year(group, kind, rank, low, high):
    ranks = rank_of_rates(OWN, group(kind), lowest_is_best=True)
    assert (ranks.rank, ranks.low, ranks.high) == (rank, low, high)


def test_chances_of_ranks_of_the_calendar_year(group):
    homicide = rank_of_rates(OWN, group(HOMICIDE), lowest_is_best=True)
    crime = rank_of_rates(OWN, group(CRIME), lowest_is_best=True)
    assert homicide.chance_of(4) == pytest.approx(0.06, abs=0.01)
    assert crime.chances[7] == pytest.approx(0.056, abs=0.005)


@pytest.mark.parametrize(
    ("kind", "phi"), [(CRIME, 1647), (VIOLENCE, 271), (TRAFFICKING, 109), (HOMICIDE, 1.40)]
)
def test_dispersion_of_the_calendar_year(group, kind, phi):
    assert dispersion_of(group(kind)).phi == pytest.approx(phi, abs=0.5 if phi > 2 else 0.005)


def outside(forces: list[Tally], level: float) -> list[str]:
    target = pooled_rate(forces)
    return [
        force.name
        for force in forces
        if not poisson_funnel(target, force.population.people, level).holds(float(force.rate))
    ]


def test_the_homicide_funnel_has_one_force_outside_95_and_none_outside_998(group):
    assert outside(group(HOMICIDE), 0.95) == ["Leicestershire"]
    assert outside(group(HOMICIDE), FAR) == []


def test_a_poisson_funnel_of_all_crime_says_nothing(group):
    assert outside(group(CRIME), FAR) == list(GROUP)


def unbroken(counts: dict[Quarter, int]) -> list[int]:
    return [counts[quarter] for quarter in sorted(counts) if quarter >= Quarter(2016, 1)]


def test_one_incident_of_39_victims_stretches_the_limits_unless_excluded(series):
    homicides = unbroken(series[OWN, HOMICIDE])
    at = homicides.index(47)
    plain = xmr(homicides, Good.DOWN).limits
    excluded = xmr(
        homicides,
        Good.DOWN,
        exclusions=[Exclusion(at, "A. Editor", date(2019, 12, 31), "one incident, 39 victims")],
    )
    assert (round(float(plain.lower), 1), round(float(plain.upper), 1)) == (-7.3, 19.3)
    assert float(excluded.limits.upper) < 15
    assert excluded.points[at].signal


def test_all_crime_across_a_recording_change_is_nearly_all_signals(series):
    chart = xmr(unbroken(series[OWN, CRIME]), Good.DOWN)
    assert len(chart.points) == 29
    assert sum(point.signal is not None for point in chart.points) == 25


def test_violence_is_highest_in_summer(series):
    counts = {q: n for q, n in series[OWN, VIOLENCE].items() if 2016 <= q.year <= 2022}
    factors = seasonal_factors(counts)
    assert factors
    assert sorted(factors, key=lambda number: factors[number]) == [4, 3, 1, 2]
    published = {1: 1.035, 2: 1.092, 3: 0.964, 4: 0.914}  # by another definition of the trend
    for number, factor in factors.items():
        assert float(factor) == pytest.approx(published[number], abs=0.015)
