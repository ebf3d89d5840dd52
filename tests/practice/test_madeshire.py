"""The made-up plan shows every kind of judgement; nothing in it may be taken for a real figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import analysis, charts
from bot.figure import Told
from bot.finding import (
    Caterpillar,
    Comparison,
    MetricStatus,
    ProcessChart,
    SideBySide,
    SmallCounts,
    Trend,
)
from bot.folder import Book, parse
from bot.signal import Strength

FOLDER = Path(__file__).parents[2] / "practice" / "madeshire"


@pytest.fixture(scope="module")
def book() -> Book:
    return parse({each.name: each.read_text() for each in FOLDER.iterdir()})


def status(book: Book, name: str) -> MetricStatus:
    assert book.quarter
    metric = book.plan.metric(name)
    told = Told(book.figures)
    return analysis.metric_status_of(book.plan, metric, book.quarter, told, {}, book.grounds)


def test_everything_in_it_says_that_it_is_made_up(book):
    grounds = book.grounds
    sources = {each.source for each in (*book.figures, *grounds.populations, *grounds.peers)}
    assert sources == {"made up"}
    assert "made-up" in book.plan.source


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("burglary", "improving, as 1,105 offences in 2021/22 Q3 is below what 24 quarters"),
        ("answer_time_101", "concerning, as 2 min 18 s in 2021/22 Q3 is above what 22 quarters"),
        ("calls_999", "unusual, though neither good nor bad in itself, as at least two of the"),
        ("violence_injury", "no unusual variation, as 2,600 offences in 2021/22 Q3 is within"),
        ("answer_rate_999", "The limits are on trial: they rest on 8 quarters"),
        ("officers", "improving, as 3,147 in 2021/22 Q3 is above what 24 quarters lead to"),
        ("crime_rate", "rolling values overlap"),
        ("knife_crime", "too few points to judge (6, and 8 are needed)"),
    ],
)
def test_each_kind_of_verdict_is_there(book, name, said):
    process = status(book, name).judgements[0].process
    assert process
    assert said in process.finding.sentence


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("calls_999", [ProcessChart]),
        ("knife_crime", [SmallCounts]),
        ("crime_rate", [Trend]),
        ("homicide", [ProcessChart, Caterpillar]),
        ("asb_incidents", [ProcessChart, Caterpillar]),
    ],
)
def test_each_kind_of_picture_is_there(book, name, kinds):
    pictures = analysis.pictures_of_metric(book.plan, status(book, name))
    assert [type(each) for each in pictures] == kinds
    assert not {Comparison, SideBySide} & set(map(type, pictures))
    assert all(charts.draw(each).png for each in pictures)


def test_homicides_have_a_funnel_of_chance_alone_and_burglaries_one_for_forces_that_differ(book):
    (homicide,) = status(book, "homicide").groups
    (burglary,) = status(book, "burglary").groups
    assert (bool(homicide.lines), homicide.dispersed) == (True, False)
    assert (bool(burglary.lines), burglary.dispersed) == (True, True)
    assert homicide.finding.strength is Strength.CHANCE


def test_a_percentage_is_told_with_the_counts_behind_it(book):
    findings = status(book, "answer_rate_999").judgements[0].findings
    assert any("numbers of this size would give" in each.sentence for each in findings)
