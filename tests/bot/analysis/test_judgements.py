from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.analysis.judgements import judgements_of
from bot.analysis.readings import readings_of
from bot.figure import Figure
from bot.plan import Good, MetricKind
from bot.signal import Strength
from tests.bot.analysis.made import Q3, figure, metric, plan

STEADY = [900, 940, 880, 920, 910, 930, 890, 925]


def judged(figures, of=None, others=()):
    of = of or metric()
    house = plan(of, *others)
    (found,) = judgements_of(house, readings_of(house, [of], figures, Q3), figures=figures)
    return found


def series(values):
    return [figure(Q3.shifted(at + 1 - len(values)).key, each) for at, each in enumerate(values)]


def test_the_figure_and_its_changes_come_first_and_are_no_verdict():
    first = judged(series(STEADY)).findings[0]
    assert first.sentence == (
        "Calls taken: 925 (2021/22 Q3); 5 more, up 0.5% on the same quarter last year; 35 more, up "
        "3.9% on the previous quarter (not seasonally adjusted)."
    )
    assert first.strength is Strength.PLAIN
    assert [each.value for each in first.rows] == [925, 920, 890]


def test_only_a_verdict_is_news():
    assert judged(series(STEADY)).news[0].sentence.startswith("Calls taken: no unusual variation")
    assert judged(series(STEADY[:3])).news == ()
    assert judged(series(STEADY[:3])).findings[1].strength is Strength.NOT_JUDGED


def test_a_small_count_that_is_compared_has_what_may_lie_behind_it():
    found = judged([figure("2020/21-Q3", 10), figure("2021/22-Q3", 17)])
    assert [each.sentence for each in found.news] == [
        "Calls taken: 17 in 2021/22 Q3, behind which 9.9 to 27.2 may lie by chance."
    ]
    assert judged([figure("2021/22-Q3", 17)]).news == ()
    stock = metric(stock=True)
    assert judged([figure("2020/21-Q3", 10), figure("2021/22-Q3", 17)], stock).news == ()


def test_every_finding_says_how_it_was_concluded_and_names_rows():
    small = [figure("2020/21-Q3", 10), figure("2021/22-Q2", 2), figure("2021/22-Q3", 17)]
    of = replace(metric(target=Decimal(12)), good=Good.DOWN)
    for values, metrics in ((series(STEADY), metric()), (small, of)):
        for each in judged(values, metrics).findings:
            assert each.about
            assert each.how or each.strength is Strength.NOT_JUDGED
            assert each.rows or each.strength is Strength.NOT_JUDGED
            assert each.sentence.startswith("Calls taken: ")


def test_a_quarter_without_a_figure_is_told_and_nothing_is_made_of_it():
    found = judged([figure("2020/21-Q3", 10)])
    assert found.process is None
    assert [each.strength for each in found.findings] == [Strength.PLAIN]
    assert found.findings[0].rows == ()


@pytest.mark.parametrize(
    ("which", "target", "said"),
    [
        (Good.UP, 900, "Calls taken: 925 meets the target of 900; a process like this may meet or"),
        (Good.UP, 2000, "Calls taken: 925 misses the target of 2,000; a process like this consist"),
        (Good.DOWN, 900, "Calls taken: 925 misses the target of 900;"),
        (Good.DOWN, 925, "Calls taken: 925 meets the target of 925;"),
    ],
)
def test_a_figure_is_set_against_its_target(which, target, said):
    of = replace(metric(target=Decimal(target)), good=which)
    (told,) = [each for each in judged(series(STEADY), of).findings if "target" in each.sentence]
    assert told.sentence.startswith(said)


def test_without_a_good_direction_no_target_is_met_or_missed():
    found = judged(series(STEADY), metric(target=Decimal(900)))
    assert not [each for each in found.findings if "target" in each.sentence]


def test_a_percentage_has_the_interval_of_its_counts():
    of = metric(kind=MetricKind.PERCENT, unit="%", numerator="solved", denominator="cases")
    figures: list[Figure] = [
        figure("2021/22-Q3", "62.5"),
        figure("2021/22-Q3", 15, metric="solved"),
        figure("2021/22-Q3", 24, metric="cases"),
    ]
    found = judged(figures, of, (metric("solved"), metric("cases")))
    assert "15 of 24" in found.findings[-1].sentence
    assert found.news == found.findings[-1:]


def test_an_area_is_named_in_what_is_said_of_it():
    house = plan(metric())
    figures = [replace(each, area="north") for each in series(STEADY)]
    (found,) = judgements_of(house, readings_of(house, [metric()], figures, Q3))
    assert {each.about for each in found.findings} == {"Calls taken, North"}
    assert all(each.sentence.startswith("Calls taken, North: ") for each in found.findings)
