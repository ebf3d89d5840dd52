"""The real report for 2021/22 Q3: what its own tables add up to, and where its print errs."""

from __future__ import annotations

import pytest

from bot.analysis import reading_of, status_of, summary_of
from bot.analysis.places import places_of


@pytest.fixture(scope="module")
def standings(essex):
    by_metric: dict[str, list] = {}
    for each in essex.book.standings:
        by_metric.setdefault(each.metric, []).append(each)
    return by_metric


@pytest.fixture(scope="module")
def summary(essex, standings):
    places = places_of(essex.plan, essex.plan.metrics, standings, essex.quarter)
    return summary_of(essex.plan, essex.quarter, places)


def names(places) -> set[str]:
    return {place.metric.name for place in places}


def test_one_aspiration_is_met(summary):
    assert names(summary.met) == {"Drug trafficking solved rate"}


def test_nine_are_not_met_and_the_homicide_solved_rate_which_the_print_leaves_out_is_one(summary):
    assert len(summary.not_met) == 9
    assert "Homicide solved rate" in names(summary.not_met)


def test_two_metrics_have_no_aspiration(summary):
    assert names(summary.no_aspiration) == {"Killed or seriously injured", "Homicide offences"}
    assert not summary.not_known


def test_five_positions_improved(summary):
    assert names(summary.improved) == {
        "All crime offences",
        "Violence with injury solved rate",
        "Homicide offences",
        "Homicide solved rate",
        "Drug trafficking solved rate",
    }


def test_one_position_deteriorated_and_six_did_not_change(summary):
    assert names(summary.deteriorated) == {"All crime solved rate"}
    assert len(summary.unchanged) == 6
    assert not summary.not_compared


def test_the_summary_is_told_in_one_line(summary):
    assert summary.headline == (
        "1 of 10 aspirations met; of 12 positions 5 improved, 1 deteriorated and 6 did not change."
    )


def test_serious_violence_meets_none_of_three_and_is_351_above(essex, standings):
    book = essex.book
    priority = essex.plan.priority("serious_violence")
    it = status_of(essex.plan, priority, essex.quarter, book.figures, standings, book.updates)
    assert it.headline == (
        "None of the 3 aspirations is met; in October 2021 Essex Police was 5th of 8 for violence "
        "with injury offences, 351 offences above the group's average."
    )


def test_999_calls_rose_by_14_8_percent_and_not_by_the_15_4_printed(essex):
    plan = essex.plan
    metric = plan.metric("calls_999")
    it = reading_of(plan, metric, plan.force_area, essex.book.figures, essex.quarter)
    assert it.sentence == (
        "999 calls: 88,220 (2021/22 Q3); 11,364 more, up 14.8% on the same quarter last year; "
        "5,539 fewer, down 5.9% on the previous quarter (not seasonally adjusted)."
    )
    assert any("15.4%" in caveat.text for caveat in it.caveats)


def test_every_place_carries_the_caution_about_ranks(summary, essex):
    for place in summary.places:
        assert set(essex.plan.standing_caveats) <= {each.id for each in place.caveats}


@pytest.mark.parametrize(
    ("metric", "more"),
    [("road_deaths", "7 more"), ("ksi", "38 more"), ("drink_drug_arrests", "10 fewer")],
)
def test_small_counts_did_not_rise_or_fall_by_more_than_chance(essex, metric, more):
    plan = essex.plan
    it = reading_of(plan, plan.metric(metric), plan.force_area, essex.book.figures, essex.quarter)
    assert it.year_earlier.within_chance
    assert f"{more} (a difference this size is within chance) on " in it.sentence
