from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.folder import FILES, Book, FolderFaults, parse
from bot.grounds import NO_GROUNDS, Decision, DecisionKind, PeerCount, Population
from bot.quarter import Quarter

EXAMPLESHIRE = Path(__file__).parents[1] / "exampleshire"
GOOD = {name: (EXAMPLESHIRE / name).read_text() for name in FILES}
POPULATIONS = """\
area,year,people,source
exampleshire,2020,500000,mid-year estimates
north,2020,200000,mid-year estimates
north,2021,201000,mid-year estimates
"""
PEERS = """\
metric,period,force,count,rate,population,year,source
calls_999,2021/22-Q3,Neighbourshire,70000,,450000,2020,open data
calls_999,2021/22-Q3,Borderland,,151.2,390000,2020,open data
"""
DECISIONS = """\
- metric: calls_999
  quarter: 2021/22-Q1
  kind: recording_change
  who: Crime registrar
  decided: 2021-05-04
  why: Silent calls are counted from April
- {metric: calls_999, area: north, quarter: 2021/22-Q2, kind: exclude,
   who: Sam Reed, decided: 2021-10-11, why: A storm}
"""
ALL = GOOD | {"populations.csv": POPULATIONS, "peers.csv": PEERS, "decisions.yml": DECISIONS}
CALLS = "  good: neither\n"
VWI = "  good: up\n"


def read(**changed: str) -> Book:
    return parse(ALL | changed)


def faults_of(name: str, old: str, new: str) -> list[str]:
    assert old in ALL[name]
    with pytest.raises(FolderFaults) as caught:
        parse(ALL | {name: ALL[name].replace(old, new, 1)})
    return [str(fault) for fault in caught.value.faults]


def test_a_folder_may_say_nothing_of_what_figures_are_judged_by():
    assert parse(GOOD).grounds == NO_GROUNDS
    metric = parse(GOOD).plan.metric("calls_999")
    assert (metric.stock, metric.rolling, metric.target, metric.numerator) == (
        *(False, False),
        *(None, None),
    )


def test_populations_are_by_area_and_year():
    grounds = read().grounds
    assert grounds.populations[0] == Population("exampleshire", 2020, 500000, "mid-year estimates")
    assert [grounds.population_of("north", year) for year in (2019, 2020, 2030)] == [
        None,
        *grounds.populations[1:],
    ]


def test_other_forces_have_a_count_or_a_rate():
    q3 = Quarter(2021, 3).period()
    assert read().grounds.peers == (
        PeerCount("calls_999", q3, "Neighbourshire", 450000, 2020, 70000, None, "open data"),
        PeerCount("calls_999", q3, "Borderland", 390000, 2020, None, Decimal("151.2"), "open data"),
    )


def test_a_decision_is_about_the_whole_force_unless_it_says_otherwise():
    change, storm = read().grounds.decisions
    assert change == Decision(
        "calls_999",
        "exampleshire",
        Quarter(2021, 1),
        DecisionKind.RECORDING_CHANGE,
        "Crime registrar",
        date(2021, 5, 4),
        "Silent calls are counted from April",
    )
    assert (storm.area, storm.kind, storm.kind.begins_a_phase) == (
        "north",
        DecisionKind.EXCLUDE,
        False,
    )
    assert read().grounds.decisions_on("calls_999", "north") == (storm,)


def test_a_metric_says_how_it_may_be_judged():
    text = GOOD["metrics.yml"].replace(CALLS, CALLS + "  stock: true\n  suppress_below: 5\n", 1)
    text = text.replace(VWI, VWI + "  rolling: true\n  target: 40.5\n", 1)
    plan = parse(GOOD | {"metrics.yml": text}).plan
    calls, vwi = plan.metric("calls_999"), plan.metric("vwi_solved")
    assert (calls.stock, calls.suppress_below) == (True, 5)
    assert (vwi.rolling, vwi.target) == (True, Decimal("40.5"))


SOLVED = """
- {id: solved, name: Solved, unit: offences, kind: count, good: up, priority: local, owner: fcr}
"""
SHARE = "  numerator: solved\n  denominator: calls_999\n"


def with_share(share: str) -> dict[str, str]:
    return GOOD | {"metrics.yml": GOOD["metrics.yml"].replace(VWI, VWI + share, 1) + SOLVED}


def test_a_percentage_names_the_two_counts_that_it_is_made_of():
    metric = parse(with_share(SHARE)).plan.metric("vwi_solved")
    assert (metric.numerator, metric.denominator) == ("solved", "calls_999")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("  numerator: solved\n", "a 'numerator' and a 'denominator', or neither"),
        (SHARE.replace("calls_999", "solved"), "'vwi_solved' has the same metric twice"),
        (SHARE.replace("calls_999", "wait"), "made of counts, but 'wait' is a duration"),
        (SHARE.replace("calls_999", "calls_99"), "did you mean 'calls_999'?"),
    ],
)
def test_what_a_percentage_cannot_be_made_of_is_told(share, said):
    with pytest.raises(FolderFaults, match=r"metrics\.yml") as caught:
        parse(with_share(share))
    (fault,) = caught.value.faults
    assert said in str(fault)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (CALLS, CALLS + "  numerator: wait\n  denominator: wait\n", "only a percent has a numer"),
        (CALLS, CALLS + "  suppress_below: 0\n", "below a number of 1 or more"),
        (CALLS, CALLS + "  stock: maybe\n", "write true or false"),
        (CALLS, CALLS + "  target: about 5\n", "'about 5' is not a number"),
        (VWI, VWI + "  stock: true\n", "only a count can be a stock; this is a percent"),
        (VWI, VWI + "  suppress_below: 5\n", "only counts are suppressed; this is a percent"),
        (VWI, VWI + "  target: 104\n", "a target of 104% is outside 0 to 100"),
    ],
)
def test_a_metric_that_cannot_be_judged_as_it_says_is_told(old, new, said):
    (fault,) = faults_of("metrics.yml", old, new)
    assert said in fault


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("populations.csv", "north,2021", "north,2020", "the same area and year as on line 3"),
        ("populations.csv", "north,2021", "nrth,2021", "'nrth' is no area in plan.yml"),
        ("populations.csv", "2021,201000", "21,201000", "21 is no year"),
        ("populations.csv", "201000", "201,000", "this row has 5 values for 4 columns"),
        ("populations.csv", "201000", "0", "people is the number of people; 0 was written"),
        ("peers.csv", "70000,,", "70000,1.2,", "a count or a rate per 1,000 people, one of the"),
        ("peers.csv", ",70000,,", ",,,", "a count or a rate per 1,000 people, one of the two"),
        ("peers.csv", ",70000,,", ",-7,,", "can be below zero"),
        ("peers.csv", "calls_999,", "vwi_solved,", "'vwi_solved' is a percent"),
        ("peers.csv", "2021/22-Q3", "2021/22-Q4", "2021/22 Q4 is after 2021/22 Q3"),
        ("peers.csv", "Borderland", "Neighbourshire", "the same metric, period and force"),
        ("peers.csv", "450000", "none", "'none' is not a whole number"),
        ("decisions.yml", "recording_change", "recount", "'recount' is no kind; write one of"),
        ("decisions.yml", "2021-05-04", "May 2021", "'May 2021' is no decided; write a day"),
        ("decisions.yml", "  who: Crime registrar\n", "", "has no 'who'"),
        ("decisions.yml", "Silent calls are counted from April", "", "has no 'why'"),
        ("decisions.yml", "2021/22-Q1", "2021/22-Q4", "2021/22 Q4 is after 2021/22 Q3"),
        ("decisions.yml", "area: north", "aera: north", "did you mean 'area'?"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(name, old, new, said):
    (fault,) = faults_of(name, old, new)
    assert fault.startswith(f"{name}:")
    assert said in fault


def test_there_are_no_more_forces_than_the_group_has():
    row = "calls_999,2021/22-Q3,Force {},5,,1000,2020,open data\n"
    sheet = PEERS + "".join(row.format(number) for number in range(7))
    (fault,) = faults_of("peers.csv", PEERS, sheet)
    assert fault == ("peers.csv:10: more than 8 forces of one metric and period; the group has 8")


def test_the_same_decision_twice_is_told():
    (fault,) = faults_of("decisions.yml", DECISIONS, DECISIONS * 2)[:1]
    assert "the same metric, area, quarter and kind as on line 1" in fault
