"""Figures that arrive, against what came before them and what they are parts of."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.analysis import caveat_of, surprises_of
from bot.figure import Figure
from bot.grounds import Decision, DecisionKind
from bot.plan import CaveatKind, MetricKind
from bot.quarter import Quarter
from tests.bot.analysis.made import Q3, figure, metric, plan

CRIMES = Path(__file__).parents[4] / "shared" / "data" / "prc_force_quarter_2012_2023.csv"
STEADY = [3600, 3900, 3500, 3800, 3700, 4000, 3600, 3700, 3900, 3500]


def series(values, until=Q3, **more):
    """Quarters up to the one before ``until``."""
    start = until.shifted(-len(values))
    return [figure(start.shifted(n).key, v, **more) for n, v in enumerate(values)]


def asked(value, values=(), quarter=Q3, decisions=(), also=(), **about):
    measured = metric(**about)
    arriving = figure(quarter.key, value)
    return surprises_of(plan(measured), [arriving, *also], series(values, quarter), decisions)


def said(value, values=(), **about):
    return [each.said for each in asked(value, values, **about)]


@pytest.mark.parametrize("value", [3550, 3700, 4000, 4100, 3300])
def test_a_figure_like_those_before_it_is_not_asked_about(value):
    assert said(value, STEADY) == []


def test_a_figure_outside_the_limits_is_asked_about_with_what_was_to_be_expected():
    (found,) = asked(9000, STEADY * 2)
    assert found.said == (
        "Outside what the last 20 quarters would lead you to expect: 3,100 to 4,400."
    )
    assert (found.slot, found.kind, found.excerpt) == ("metric:calls", "surprise", "9,000")
    assert not found.is_fault
    assert found.explanation == ""


def test_limits_that_rest_on_few_quarters_say_so():
    assert "10 quarters give a first idea only" in said(9000, STEADY)[0]


def test_what_is_printed_as_the_limits_never_holds_the_figure_that_lies_outside():
    for value in range(4200, 5400, 7):
        for words in said(value, STEADY * 2):
            high = int(words.rpartition(" to ")[2].rstrip(".").replace(",", ""))
            assert high < value


def test_quarters_are_compared_by_the_day_where_they_are_counts_of_events():
    daily = [Quarter(2016, 1).shifted(n).days * 100 for n in range(20)]
    assert said(91 * 100 - 1, daily, quarter=Quarter(2021, 1)) == []


def test_a_series_that_drifts_is_not_asked_about_though_it_leaves_its_limits():
    drifting = [3000 + 60 * n for n in range(20)]
    assert said(3000 + 60 * 20, drifting) == []


def test_one_more_of_what_was_always_the_same_is_nothing_to_ask_about():
    assert said(53, [52] * 12, stock=True) == []


def test_what_was_always_the_same_and_doubles_is_asked_about():
    assert said(104, [52] * 12, stock=True) == ["In the last 12 quarters it was always 52."]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("38000", "A digit too many? One fewer makes it 3,800."),
        ("380", "A digit too few? Ten times as much is 3,800."),
        ("380000", "Two digits too many? Without them it is 3,800."),
        ("4", "Typed in thousands? Then it is 4,000."),
    ],
)
@pytest.mark.parametrize("history", [STEADY * 2, STEADY[:3], STEADY[:1]])
def test_a_slip_of_the_hand_is_named(value, hint, history):
    (words,) = said(value, history)
    if not (value == "4" and len(history) == 1):
        assert words.endswith(hint)


def test_minutes_typed_for_seconds_are_named():
    about = {"kind": MetricKind.DURATION, "unit": "seconds"}
    (words,) = said("4", [220, 243, 237], **about)
    assert words == (
        "Far from what the last 3 quarters were: 3 min 40 s to 4 min 03 s. "
        "Typed in minutes? As minutes it is 4 min 00 s."
    )
    (words,) = said("13200", [220, 243, 237], **about)
    assert "Typed in seconds?" in words


def test_a_fraction_typed_for_a_percentage_is_named():
    (words,) = said("0.18", ["18", "21.8"], kind=MetricKind.PERCENT, unit="%")
    assert words == (
        "Far from what the last 2 quarters were: 18% to 21.8%. "
        "Typed as a fraction? As a percentage it is 18%."
    )


def test_one_earlier_figure_is_named_with_its_quarter():
    assert said(150, [60]) == ["Far from the one earlier figure: 60 (2021/22 Q2)."]


@pytest.mark.parametrize("value", ["10", "31", "22.4"])
def test_a_percentage_that_moves_by_a_few_points_is_not_asked_about(value):
    assert said(value, ["18", "21.8"], kind=MetricKind.PERCENT, unit="%") == []


def test_small_counts_are_held_against_chance_alone():
    few = [4, 6, 3, 8, 5, 4, 7, 3]
    assert said(12, few) == []
    assert said(0, few) == []
    (words,) = said(19, few)
    assert words.startswith("Outside what chance would make of the last 8 quarters: 0 to ")


def test_the_range_that_chance_allows_is_where_the_asking_begins():
    few = [4, 6, 3, 8, 5, 4, 7, 3]
    high = int(said(90, few)[0].split(" to ")[1].split(".")[0])
    assert said(high, few) == []
    assert said(high + 1, few) != []


def test_a_large_count_repeated_to_the_digit_may_have_been_carried_over():
    (found,) = asked(3500, STEADY)
    assert found.said == "Exactly the figure of 2021/22 Q2: was it carried over?"
    assert found.kind == "repeat"


def test_the_same_small_count_again_is_nothing_to_ask_about():
    assert said(13, [13, 13]) == []


def test_officers_who_are_as_many_as_before_are_nothing_to_ask_about():
    assert said(3500, [*STEADY], stock=True) == []


def test_nothing_is_asked_where_nothing_is_known():
    assert said(3500) == []


def test_a_count_of_a_month_is_not_held_against_one_of_a_quarter():
    month = figure("2021-09", 1200)
    assert surprises_of(plan(metric()), [figure(Q3.key, 3600)], [month]) == ()


def test_rolling_years_have_no_limits_but_a_slip_is_seen():
    rolling = {"kind": MetricKind.RATE, "rolling": True}
    rates = [80 + n for n in range(12)]
    assert said("98", rates, **rolling) == []
    assert "A digit too many?" in said("980", rates, **rolling)[0]


def decided(kind, quarter):
    return Decision("calls", "made", quarter, kind, "A. Analyst", date(2021, 1, 4), "New desk.")


def test_what_was_before_a_new_phase_is_not_looked_at():
    values = [*STEADY, 9000]
    begun = decided(DecisionKind.REBASE, Q3.previous())
    assert asked(20000, values) != ()
    assert asked(9050, values, decisions=[begun]) == ()
    now = decided(DecisionKind.RECORDING_CHANGE, Q3)
    assert asked(20000, values, decisions=[now]) == ()


def test_a_quarter_that_was_left_out_on_record_widens_nothing():
    values = [5, 6, 4, 47, 5, 6, 7, 4, 5]
    event = decided(DecisionKind.EXCLUDE, Q3.shifted(-6))
    assert asked(40, values) == ()
    assert asked(40, values, decisions=[event]) != ()


def test_a_gap_is_said_to_be_one():
    known = [each for each in series(STEADY * 2) if each.period.quarter != Q3.shifted(-5)]
    (found,) = surprises_of(plan(metric()), [figure(Q3.key, 9000)], known)
    assert "the last 19 figures" in found.said


def test_what_is_later_or_of_another_area_is_not_looked_at():
    known = [figure(Q3.next().key, 10), *series([10, 11, 12], area="north")]
    assert surprises_of(plan(metric()), [figure(Q3.key, 3600)], known) == ()


def test_an_explanation_stays_with_a_value_whatever_more_becomes_known():
    (first,), (second,) = asked(9000, STEADY), asked(9000, STEADY * 2)
    (other,) = asked(9001, STEADY)
    assert first.said != second.said
    assert first.key == second.key != other.key


DRINK = metric("drink", name="Drink arrests", part_of="arrests")
DRUG = metric("drug", name="Drug arrests", part_of="arrests")
ARRESTS = metric("arrests", name="Arrests")
SHARE = metric(
    "share",
    name="Share of drink",
    kind=MetricKind.PERCENT,
    unit="%",
    numerator="drink",
    denominator="arrests",
)


def together(known=(), **values):
    arriving = [figure(Q3.key, value, metric=name) for name, value in values.items()]
    stored = [figure(Q3.key, value, metric=name) for name, value in known]
    return surprises_of(plan(ARRESTS, DRINK, DRUG, SHARE), arriving, stored)


def test_a_part_cannot_be_more_than_its_whole():
    (found,) = together(arrests=264, drink=280)
    assert found.said == "Drink arrests (280) is a part of Arrests (264) and cannot be more."
    assert found.slot == "metric:drink"
    assert found.is_fault


def test_a_whole_that_arrives_after_its_part_is_asked_about():
    (found,) = together([("drink", 280)], arrests=264)
    assert (found.slot, found.excerpt) == ("metric:arrests", "264")


def test_what_arrives_takes_the_place_of_what_was_recorded():
    assert together([("drink", 280)], arrests=264, drink=130) == ()


def test_parts_that_add_to_more_are_a_question_since_they_may_overlap():
    (found,) = together(arrests=264, drink=160, drug=140)
    assert found.said == "Parts of Arrests: 160 + 140 = 300, more than 264. Do they overlap?"
    assert not found.is_fault
    assert together(arrests=264, drink=160, drug=104) == ()


def test_a_percentage_is_held_against_the_counts_that_it_is_made_of():
    (found,) = together(arrests=264, drink=130, share="94.2")
    assert found.said.startswith("130 of 264 is 49.2%, not 94.2%")
    assert (found.slot, found.is_fault) == ("metric:share", True)
    assert together(arrests=264, drink=130, share="49.2") == ()
    assert together(arrests=264, drink=130, share="49") == ()
    assert together(arrests=0, drink=0, share="49") == ()


def test_a_percentage_that_no_whole_number_gives_is_said_to_be_none():
    (found,) = together(arrests=8, drink=3, share="40")
    assert found.said == "3 of 8 is 38%, not 40%, and no whole number gives this."


def test_an_explained_figure_has_a_caveat_and_prose_has_none():
    (found,) = asked(9000, STEADY * 2)
    assert caveat_of(found, Q3) is None
    told = Figure(**vars(figure(Q3.key, 9000)))
    assert told.value == Decimal(9000)
    explained = type(found)(**vars(found) | {"explanation": " A storm \n on 3 December"})
    caveat = caveat_of(explained, Q3)
    assert caveat.kind is CaveatKind.EXPLAINED
    assert caveat.text == (
        "9,000: Outside what the last 20 quarters would lead you to expect: 3,100 to 4,400. "
        "Explained by who reported it: A storm on 3 December."
    )
    assert len(caveat.id) <= 64
    assert caveat_of(explained, Q3.next()).id != caveat.id
    prose = type(found)(**vars(explained) | {"slot": "commitment:answer"})
    assert caveat_of(prose, Q3) is None


def recorded_crime():
    found = {}
    with CRIMES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            quarter = Quarter(int(row["financial_year"][:4]), int(row["financial_quarter"]))
            if quarter.year >= 2016:
                own = found.setdefault((row["force"], row["series"]), [])
                own.append(figure(quarter.key, row["offences"]))
    return [sorted(each, key=lambda f: f.period) for each in found.values()]


def rate(histories, least, change=lambda value: value):
    """In how many of a hundred real quarters something is asked."""
    times = found = 0
    for figures in histories:
        for at in range(least, len(figures)):
            value = change(figures[at].value)
            if value >= 20:
                arriving = Figure(**vars(figures[at]) | {"value": value})
                found += bool(surprises_of(plan(metric()), [arriving], figures[:at]))
                times += 1
    return 100 * found / times


@pytest.mark.skipif(not CRIMES.exists(), reason="the recorded crimes are not beside the checkout")
def test_honest_quarters_are_seldom_asked_about_and_slips_nearly_always():
    histories = recorded_crime()[::23]
    asked_of = rate(histories, 8)
    caught = rate(histories, 8, lambda value: value * 10)
    print(f"asked about {asked_of:.1f}% of honest quarters and {caught:.1f}% of tenfold ones")
    assert asked_of < 4
    assert caught > 98
