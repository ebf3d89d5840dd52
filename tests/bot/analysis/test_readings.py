from __future__ import annotations

import pytest

from bot.analysis.readings import reading_of, readings_of, short_words
from bot.figure import Vintage
from bot.finding import Reading
from bot.plan import MetricKind
from tests.bot.analysis.made import Q3, figure, metric, plan

CALLS = metric()


def read(*figures, measured=CALLS, area="made", quarter=Q3) -> Reading:
    house = plan(measured)
    return reading_of(house, measured, house.area(area), figures, quarter)


def test_the_quarters_figure_comes_before_a_months():
    it = read(figure("2021-12", 30), figure("2021/22-Q3", 90), figure("2021-12-31", 4))
    assert it.figure == figure("2021/22-Q3", 90)


def test_without_a_figure_for_the_quarter_the_last_one_within_it_is_taken():
    it = read(figure("2021-10", 28), figure("2021-12", 30), figure("2022-01", 31))
    assert it.figure == figure("2021-12", 30)


def test_a_revised_figure_takes_the_place_of_the_first_in_any_order():
    first = figure("2021/22-Q3", 90)
    revised = figure("2021/22-Q3", 91, vintage=Vintage.REVISED)
    assert read(revised, first).figure == revised
    assert read(first, revised).history == (revised,)


def test_the_same_quarter_last_year_is_the_headline_comparison():
    it = read(figure("2021/22-Q3", 900), figure("2020/21-Q3", 1000), figure("2021/22-Q2", 800))
    assert it.year_earlier.base == figure("2020/21-Q3", 1000)
    assert it.previous.base == figure("2021/22-Q2", 800)
    assert it.sentence == (
        "Calls taken: 900 (2021/22 Q3); 100 fewer, down 10.0% on the same quarter last year; "
        "100 more, up 12.5% on the previous quarter (not seasonally adjusted)."
    )


def test_a_small_change_of_small_counts_is_told_as_within_chance():
    it = read(figure("2021/22-Q3", 17), figure("2020/21-Q3", 10), figure("2021/22-Q2", 16))
    assert it.sentence == (
        "Calls taken: 17 (2021/22 Q3); 7 more (a difference this size is within chance) on the "
        "same quarter last year; 1 more (a difference this size is within chance) on the previous "
        "quarter (not seasonally adjusted)."
    )


def test_another_quarter_of_last_year_is_no_stand_in_for_the_same_one():
    it = read(figure("2021/22-Q3", 90), figure("2020/21-Q2", 100), figure("2020/21-Q4", 70))
    assert it.year_earlier is None
    assert it.previous is None


@pytest.mark.parametrize(
    "other", ["2021-09", "2020-12", "2021-07..2021-12", "2021-08..2021-10", "2021-09-30"]
)
def test_figures_of_another_kind_of_period_are_never_compared(other):
    it = read(figure("2021/22-Q3", 90), figure(other, 30))
    assert it.year_earlier is None
    assert it.previous is None
    assert it.history == (figure("2021/22-Q3", 90),)


def test_a_month_is_compared_with_its_own_month_last_year_and_names_it():
    it = read(figure("2021-12", 300), figure("2020-12", 400), figure("2020-11", 410))
    assert it.year_earlier.base == figure("2020-12", 400)
    assert "100 fewer, down 25.0% on Dec 2020" in it.sentence
    assert read(figure("2021-12", 30), figure("2020-11", 41)).year_earlier is None


def test_a_month_is_compared_with_the_month_before_else_the_last_of_the_quarter_before():
    both = read(figure("2021-12", 30), figure("2021-11", 20), figure("2021-09", 10))
    assert both.previous.base == figure("2021-11", 20)
    older = read(figure("2021-12", 30), figure("2021-09", 10), figure("2021-07", 5))
    assert older.previous.base == figure("2021-09", 10)
    assert "20 more, up 200.0% on Sep 2021 (not seasonally adjusted)" in older.sentence


def test_a_position_at_a_day_is_compared_with_positions_at_days():
    it = read(figure("2021-12-21", 493), figure("2021-09-20", 490), figure("2020-12-24", 500))
    assert it.previous.base == figure("2021-09-20", 490)
    assert it.year_earlier.base == figure("2020-12-24", 500)
    assert "Calls taken: 493 (at 21 Dec 2021)" in it.sentence
    assert "on 24 Dec 2020" in it.sentence


def test_history_is_what_is_of_one_kind_up_to_the_quarter_oldest_first():
    quarters = [figure(f"20{y}/{y + 1}-Q3", y) for y in (19, 20, 21, 22)]
    it = read(*reversed(quarters), figure("2021-12", 3))
    assert it.history == tuple(quarters[:3])


def test_caveats_of_the_metric_and_of_all_figures_shown_travel_along_in_the_plans_order():
    it = read(
        figure("2021/22-Q3", 90, caveats=("early",)),
        figure("2020/21-Q3", 100, caveats=("small",)),
        figure("2019/20-Q3", 100, caveats=("ranks",)),
    )
    assert [each.id for each in it.caveats] == ["small", "early"]
    on_metric = read(figure("2021/22-Q3", 9), measured=metric(caveats=("early",)))
    assert [each.id for each in on_metric.caveats] == ["early"]


def test_where_the_quarter_has_no_figure_the_latest_is_told_with_its_date_and_caveats():
    it = read(figure("2020-03", "48", caveats=("small",)), figure("2022-01", 50))
    assert it.figure is None
    assert it.history == ()
    assert it.sentence == (
        "Calls taken: nothing is recorded for 2021/22 Q3; the latest figure is 48 (Mar 2020)."
    )
    assert [each.id for each in it.caveats] == ["small"]


def test_where_nothing_is_known_it_says_so():
    assert read().sentence == "Calls taken: nothing is recorded for 2021/22 Q3."
    assert short_words(read()) == "calls taken: not recorded"


def test_only_a_part_of_the_force_is_named():
    it = read(figure("2021/22-Q3", 9, area="north"), area="north")
    assert it.sentence == "Calls taken, North: 9 (2021/22 Q3)."


def test_the_noun_is_told_where_the_name_does_not_hold_it():
    hurt = metric(name="Killed or seriously injured", unit="casualties")
    assert read(figure("2021/22-Q3", 1), measured=hurt).sentence == (
        "Killed or seriously injured: 1 casualty (2021/22 Q3)."
    )


def test_a_headline_names_the_month_that_a_month_is_compared_with():
    it = read(figure("2021-12", 300), figure("2020-12", 400))
    assert short_words(it) == "calls taken: 300, 100 fewer, down 25.0% on Dec 2020"


def test_percentages_are_compared_in_points():
    rate = metric(name="Solved rate", unit="%", kind=MetricKind.PERCENT)
    it = read(figure("2021/22-Q3", "13.2"), figure("2021/22-Q2", "13.8"), measured=rate)
    assert "13.2% (2021/22 Q3); down 0.6 percentage points on the previous quarter" in it.sentence


def test_readings_come_by_metric_and_then_force_first():
    one, two = metric(), metric("visits", name="Visits")
    figures = [
        figure("2021/22-Q3", 3, metric="visits"),
        figure("2021/22-Q3", 2, area="south"),
        figure("2020/21-Q3", 1, area="north"),
        figure("2021/22-Q3", 4),
    ]
    found = readings_of(plan(one, two), [one, two], figures, Q3)
    assert [(r.metric.id, r.area.id, bool(r.figure)) for r in found] == [
        ("calls", "made", True),
        ("calls", "north", False),
        ("calls", "south", True),
        ("visits", "made", True),
    ]
