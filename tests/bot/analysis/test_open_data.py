"""Real series: recorded crime of 43 forces over 29 quarters, read from beside the checkout."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from bot import analysis, charts
from bot.figure import Figure, Told
from bot.finding import Caterpillar, MetricStatus, ProcessChart, SmallCounts
from bot.grounds import NO_GROUNDS, Decision, DecisionKind, Grounds, PeerCount
from bot.plan import Good, Plan
from bot.quarter import Period, Quarter
from bot.signal import Direction, Process, Strength
from tests.bot.analysis.made import metric, plan

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
CRIME, VIOLENCE, HOMICIDE = "all_crime_ex_fraud", "violence_with_injury", "homicide"
FIRST, LAST, Q3 = Quarter(2016, 1), Quarter(2023, 1), Quarter(2021, 3)
OFFENCES = replace(metric(name="Offences", unit="offences"), good=Good.DOWN)

Series = dict[tuple[str, str], dict[Quarter, int]]


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


@cache
def series() -> Series:
    found: Series = {}
    for row in rows("prc_force_quarter_2012_2023.csv"):
        quarter = Quarter.parse(f"{row['financial_year']}-Q{row['financial_quarter']}")
        found.setdefault((row["force"], row["series"]), {})[quarter] = int(row["offences"])
    return found


def house() -> Plan:
    made = plan(OFFENCES)
    return replace(made, force=OWN, areas=(replace(made.areas[0], name=OWN), *made.areas[1:]))


def figures(force: str, kind: str, last: Quarter = LAST) -> tuple[Figure, ...]:
    counts = series()[force, kind]
    known = [each for each in sorted(counts) if FIRST <= each <= last]
    return tuple(Figure("calls", "made", q.period(), Decimal(counts[q])) for q in known)


def status(
    force: str, kind: str, last: Quarter = LAST, grounds: Grounds = NO_GROUNDS
) -> MetricStatus:
    told = Told(figures(force, kind, last))
    return analysis.metric_status_of(house(), OFFENCES, last, told, {}, grounds)


def process(kind: str, last: Quarter = LAST, grounds: Grounds = NO_GROUNDS) -> Process:
    (judgement,) = status(OWN, kind, last, grounds).judgements
    assert judgement.process
    return judgement.process


def decided(kind: DecisionKind, quarter: Quarter, why: str) -> Decision:
    return Decision("calls", "made", quarter, kind, "A. Editor", date(2022, 1, 20), why)


def test_every_force_s_series_is_judged_and_said_in_the_words_of_its_numbers():
    signals = 0
    forces = sorted({force for force, _ in series()})
    assert len(forces) == 43
    for force in forces:
        for kind in (CRIME, VIOLENCE, HOMICIDE):
            (judgement,) = status(force, kind).judgements
            assert judgement.process
            finding, latest = judgement.process.finding, judgement.process.points[-1]
            assert (finding.strength is Strength.SIGNAL) is bool(latest.rule)
            assert bool(judgement.verdict) is not bool(judgement.process.not_judged)
            signals += bool(latest.rule)
    assert 43 < signals < 100  # many: nobody has recorded what changed in these years


def test_all_crime_across_recording_changes_is_nearly_all_signals_and_by_phases_is_not():
    assert sum(bool(each.rule) for each in process(CRIME).points) == 25
    phases = Grounds(
        decisions=(
            decided(DecisionKind.RECORDING_CHANGE, Quarter(2020, 1), "The pandemic"),
            decided(DecisionKind.REBASE, Quarter(2021, 1), "Restrictions end"),
        )
    )
    rebased = process(CRIME, grounds=phases)
    assert [each.trial for each in rebased.phases] == [False, False, True]
    assert [each.mean is None for each in rebased.phases] == [False, True, False]
    assert rebased.finding.sentence.startswith(
        "Offences: no unusual variation, as 39,783 in 2023/24 Q1 is within what 9 quarters lead to "
        "expect (37,604 to 44,601)."
    )


def test_the_season_of_violence_is_taken_out_and_all_crime_shows_none_beyond_chance():
    assert process(VIOLENCE).unit == "offences a day, adjusted for the season"
    assert "none that can be told from chance" in process(CRIME).finding.how


def test_an_autumn_fall_in_violence_is_no_news():
    """From Q2 to Q3 it falls in an ordinary year, as in 2021/22: 4,233 to 4,004."""
    it = process(VIOLENCE, Q3)
    assert it.points[-1].figure
    assert it.points[-1].figure.value == 4004
    assert it.finding.direction is not Direction.DOWN


def test_one_incident_of_39_victims_does_not_hide_what_is_usual():
    lorry = decided(DecisionKind.EXCLUDE, Quarter(2019, 3), "One incident with 39 victims")
    plain, without = process(HOMICIDE), process(HOMICIDE, grounds=Grounds(decisions=(lorry,)))
    assert "(0 to 19)" in plain.finding.sentence
    assert "(0 to 10)" in without.finding.sentence
    at = next(each for each in without.points if each.left_out)
    assert (at.figure and at.figure.value, bool(at.rule)) == (47, True)


def group() -> MetricStatus:
    year = Period(date(2021, 1, 1), date(2021, 12, 31))
    people = {
        row["force"]: int(row["population"])
        for row in rows("population_english_pfa_mid2009_2019.csv")
        if row["year"] == "2019"
    }
    quarters = [Q3.shifted(-back) for back in range(4)]
    peers = tuple(
        PeerCount(
            "calls",
            year,
            force,
            people[force],
            2019,
            sum(series()[force, HOMICIDE][each] for each in quarters),
            source="Home Office open data",
        )
        for force in GROUP
    )
    return status(OWN, HOMICIDE, Q3, Grounds(peers=peers))


def test_homicides_of_the_group_are_told_with_where_the_rank_may_lie():
    (found,) = group().groups
    assert (found.rank, found.rank_low, found.rank_high) == (6, 4, 8)
    assert not found.dispersed
    assert [each.side for each in found.peers] == [0] * 8
    assert found.finding.sentence == (
        "Essex, offences in Jan 2021 to Dec 2021: 0.0130 per 1,000 people (population of "
        "mid-2019), 6th lowest of 8. By chance in the counts alone it could be anywhere from 4th "
        "to 8th. It is within the limits of the group."
    )


@pytest.mark.parametrize(
    ("kind", "last", "drawn"),
    [
        (CRIME, LAST, ProcessChart),
        (VIOLENCE, Q3, ProcessChart),
        (HOMICIDE, Quarter(2017, 2), SmallCounts),
    ],
)
def test_the_picture_follows_from_the_kind_of_data_and_is_drawn(kind, last, drawn):
    (picture,) = analysis.pictures_of_metric(house(), status(OWN, kind, last))
    assert isinstance(picture, drawn)
    assert charts.draw(picture).png.startswith(b"\x89PNG")


def test_a_group_is_drawn_as_a_caterpillar():
    pictures = analysis.pictures_of_metric(house(), group())
    (caterpillar,) = (each for each in pictures if isinstance(each, Caterpillar))
    assert charts.draw(caterpillar).png.startswith(b"\x89PNG")
