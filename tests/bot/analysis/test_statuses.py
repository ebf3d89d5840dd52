from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.analysis import accounts_of, in_area, on_commitment, status_of
from bot.analysis.boards import board_of, summary_of
from bot.analysis.metric_statuses import metric_status_of
from bot.analysis.pictures import pictures_of_metric, pictures_of_places, pictures_of_status
from bot.analysis.places import places_of
from bot.figure import Told
from bot.finding import Comparison, Ladder, Multiples, SideBySide, Trend
from bot.plan import AspirationKind
from tests.bot.analysis.made import Q3, aim, figure, metric, plan, standing, update


def measures(count: int):
    return [metric(f"m{n}", name=f"Measure {n}") for n in range(count)]


def status(metrics, figures=(), standings=None, updates=(), priority="one"):
    house = plan(*metrics)
    return status_of(house, house.priority(priority), Q3, figures, standings or {}, updates)


def placed(*aims_and_positions):
    """A status whose metrics stand at these positions against these aims."""
    metrics = [
        metric(f"m{n}", name=f"Measure {n}", aspiration=aspiration)
        for n, (aspiration, _) in enumerate(aims_and_positions)
    ]
    standings = {
        f"m{n}": [standing(position, metric=f"m{n}")]
        for n, (_, position) in enumerate(aims_and_positions)
    }
    return status(metrics, standings=standings)


FOURTH, AVERAGE = aim(AspirationKind.POSITION, 4), aim(AspirationKind.AVERAGE)


@pytest.mark.parametrize(
    ("aims", "words"),
    [
        ([(None, 5)], "No aspiration is set; "),
        ([(FOURTH, 5)], "The one aspiration is not met; "),
        ([(FOURTH, 4)], "The one aspiration is met; "),
        ([(AVERAGE, 4)], "The one aspiration is not known to be met; "),
        ([(FOURTH, 5), (FOURTH, 6)], "Neither of the 2 aspirations is met; "),
        ([(FOURTH, 1), (FOURTH, 2)], "Both aspirations are met; "),
        ([(FOURTH, 1), (FOURTH, 5)], "1 of the 2 aspirations is met; "),
        ([(FOURTH, 1), (FOURTH, 2), (FOURTH, 5)], "2 of the 3 aspirations are met; "),
        ([(FOURTH, 5)] * 3, "None of the 3 aspirations is met; "),
        ([(FOURTH, 1)] * 3, "All 3 aspirations are met; "),
        (
            [(FOURTH, 5), (AVERAGE, 1), (None, 1)],
            "Neither of the 2 aspirations is met (1 not known)",
        ),
    ],
)
def test_the_headline_counts_the_aspirations_in_words(aims, words):
    assert placed(*aims).headline.startswith(words)


def test_the_headline_of_a_priority_without_standings_tells_its_leading_figure():
    two = [metric("other", name="Others"), metric(lead=True)]
    figures = [figure("2021/22-Q3", 5, metric="other"), figure("2021/22-Q3", 9)]
    said = [update("a", "answer", "desk", "made"), update("b", "answer", "desk", "made")]
    assert status(two, figures).headline == "Calls taken: 9; no updates."
    assert status(two, figures, updates=said).headline == "Calls taken: 9; 2 updates from 1 unit."


def test_a_priority_of_which_nothing_is_known_says_so():
    it = status([])
    assert it.headline == "No figures; no updates."
    assert it.missing == (
        "No update from North or South",
        "No update on “Answer”",
        "No update on “Be seen”",
    )


def test_a_missing_figure_is_named_with_its_area():
    it = status([metric()], [figure("2021/22-Q2", 9, area="north"), figure("2021/22-Q2", 9)])
    assert it.missing[:2] == ("No figure for calls taken", "No figure for calls taken, North")
    assert it.readings == ()


def test_leading_metrics_come_first_and_others_keep_the_order_of_the_plan():
    metrics = [*measures(2), metric(lead=True)]
    figures = [figure("2021/22-Q3", 1, metric=each.id) for each in metrics]
    assert [r.metric.id for r in status(metrics, figures).readings] == ["calls", "m0", "m1"]


def test_accounts_come_force_first_then_by_lpa_unit_and_commitment():
    said = [
        update("d", "be_seen", "southern", "port"),
        update("e", "listen", "desk", "made"),
        update("c", "answer", "southern", "south"),
        update("a", "answer", "desk", "made"),
        update("b", "be_seen", "desk", "north"),
    ]
    accounts = accounts_of(plan(), said)
    assert [each.update.id for each in accounts] == ["a", "e", "b", "c", "d"]
    assert accounts[-1].lpa.id == "south"
    assert accounts[-1].area.id == "port"


def test_a_priority_has_only_its_own_updates():
    said = [update("a", "answer", "desk", "made"), update("b", "listen", "desk", "made")]
    assert [a.update.id for a in status([], updates=said, priority="two").accounts] == ["b"]


def test_the_board_holds_every_priority_and_every_caveat_of_a_standing():
    house = plan(metric())
    standings = {"calls": [standing(5), standing(6, 7)]}
    statuses = [status_of(house, each, Q3, (), standings, ()) for each in house.priorities]
    board = board_of(house, Q3, statuses)
    assert [each.priority.id for each in board.statuses] == ["one", "two"]
    assert [each.id for each in board.caveats] == ["ranks"]
    assert board.headline == (
        "No aspiration is set; of 1 position 1 improved, 0 deteriorated and 0 did not change."
    )


def test_a_summary_parts_the_places_twice_and_says_what_is_not_known():
    metrics = [
        metric("m0", aspiration=FOURTH),
        metric("m1", aspiration=AVERAGE),
        metric("m2"),
    ]
    standings = {each.id: [standing(3, metric=each.id)] for each in metrics}
    house = plan(*metrics)
    places = places_of(house, metrics, standings, Q3)
    it = summary_of(house, Q3, places)
    by_verdict = it.met + it.not_met + it.no_aspiration + it.not_known
    by_movement = it.improved + it.deteriorated + it.unchanged + it.not_compared
    assert sorted(p.metric.id for p in by_verdict) == ["m0", "m1", "m2"]
    assert sorted(p.metric.id for p in by_movement) == ["m0", "m1", "m2"]
    assert it.headline == (
        "1 of 2 aspirations met (1 not known) in October 2021; "
        "no earlier positions to compare with."
    )


def test_a_summary_without_standings_says_so():
    assert summary_of(plan(), Q3, ()).headline == (
        "No standing in the most similar group is recorded for this quarter."
    )


def drawn(figures, metrics=None):
    metrics = metrics or [metric()]
    house = plan(*metrics)
    status = metric_status_of(house, metrics[0], Q3, Told(tuple(figures)), {})
    return pictures_of_metric(house, status)


def test_a_single_figure_makes_no_picture():
    assert drawn([figure("2021/22-Q3", 9)]) == ()


def test_two_figures_are_compared_and_four_make_a_line():
    quarters = ["2021/22-Q3", "2021/22-Q2", "2021/22-Q1", "2020/21-Q4"]
    figures = [figure(each, n * 100 + 900) for n, each in enumerate(quarters)]
    (two,), (four,) = drawn(figures[:2]), drawn(figures)
    assert isinstance(two, Comparison)
    assert isinstance(four, Trend)
    assert two.title == "Calls taken: 100 fewer, down 10.0%"


def test_lpas_stand_side_by_side():
    lpas = [figure("2021/22-Q3", 9, area="north"), figure("2021/22-Q3", 8, area="south")]
    (picture,) = drawn(lpas)
    assert isinstance(picture, SideBySide)
    assert [r.area.id for r in picture.readings] == ["north", "south"]


def test_the_ladder_of_one_metric_is_titled_by_its_position():
    house = plan(metric())
    places = places_of(house, [metric()], {"calls": [standing(6, best=8)]}, Q3)
    (ladder,) = pictures_of_places(house, places)
    assert isinstance(ladder, Ladder)
    assert ladder.title == (
        "Calls taken: 3rd best of 8 in October 2021 (printed as 6th, where 8th is best)"
    )


def test_the_largest_change_that_is_not_of_small_numbers_makes_the_title():
    small = metric("m1", name="Deaths", caveats=("small",))
    metrics = [metric("m0", name="Live Chat contacts", unit="contacts"), small]
    figures = [
        *[figure("2021/22-Q3", 1200, metric="m0"), figure("2020/21-Q3", 1000, metric="m0")],
        *[figure("2021/22-Q3", 30, metric="m1"), figure("2020/21-Q3", 10, metric="m1")],
    ]
    house = plan(*metrics)
    it = status_of(house, house.priority("one"), Q3, figures, {}, ())
    (picture,) = pictures_of_status(house, it)
    assert isinstance(picture, Multiples)
    assert picture.title == "First: Live Chat contacts up 20.0% on the same quarter last year"


def test_a_change_within_chance_makes_no_title_though_nobody_noted_small_numbers():
    metrics = [metric(f"m{n}") for n in range(2)]
    periods = ("2021/22-Q3", "2020/21-Q3")
    figures = [figure(p, 17 - n, metric=m.id) for m in metrics for n, p in enumerate(periods)]
    house = plan(*metrics)
    it = status_of(house, house.priority("one"), Q3, figures, {}, ())
    (picture,) = pictures_of_status(house, it)
    assert picture.title == "First: the latest figures"


def test_small_numbers_alone_make_no_claim():
    metrics = [metric(f"m{n}", caveats=("small",)) for n in range(2)]
    periods = ("2021-12", "2020-12")
    figures = [figure(p, n + 1, metric=m.id) for m in metrics for n, p in enumerate(periods)]
    house = plan(*metrics)
    it = status_of(house, house.priority("one"), Q3, figures, {}, ())
    (picture,) = pictures_of_status(house, it)
    assert picture.title == "First: the latest figures"


def summed(quarter, *pasts):
    """The summary of metrics that stood like this, each newest first."""
    metrics = [metric(f"m{n}", aspiration=FOURTH) for n in range(len(pasts))]
    standings = {f"m{n}": past for n, past in enumerate(pasts)}
    house = plan(*metrics)
    return summary_of(house, quarter, places_of(house, metrics, standings, quarter))


def test_positions_of_an_earlier_quarter_are_not_told_as_this_quarter_s_own():
    it = summed(Q3.next(), [standing(3), standing(5, 7)], [standing(6), standing(6, 7)])
    assert it.headline == (
        "1 of 2 aspirations met, as in October 2021; no newer positions are recorded for "
        "2021/22 Q4."
    )
    assert not it.improved + it.deteriorated + it.unchanged
    assert len(it.not_compared) == 2
    assert all("no newer position" in place.sentence for place in it.places)
    assert all("no newer position" in place.stood for place in it.places)


def test_a_new_position_beside_old_ones_is_the_only_one_that_moved():
    fresh = standing(3, 1)
    fresh = replace(fresh, as_at=date(2022, 1, 1))
    it = summed(Q3.next(), [fresh, standing(5)], [standing(6), standing(7, 7)])
    assert [place.metric.id for place in it.improved] == ["m0"]
    assert [place.metric.id for place in it.not_compared] == ["m1"]
    assert "of 2 positions 1 improved" in it.headline


def test_the_line_to_read_aloud_dates_old_data_and_prefers_newer():
    old = {"to_average": Decimal(5), "gap_unit": "points", "data_to": date(2020, 3, 31)}
    metrics = [metric("m0", name="Trust"), metric("m1", name="Crime")]
    standings = {"m0": [standing(8, **old)], "m1": [standing(7)]}
    both, one = status(metrics, standings=standings), status(metrics[:1], standings=standings)
    assert both.headline.endswith("in October 2021 Made Police was 7th of 8 for crime.")
    assert one.headline.endswith(
        "Made Police was 8th of 8 for trust, 5 points below the group's average "
        "(data to March 2020)."
    )


def narrowed():
    metrics = [
        metric("south", name="Southern calls", lead=True, commitment="answer"),
        metric("north", name="Northern calls", commitment="be_seen"),
    ]
    figures = [
        figure("2021/22-Q3", 28, metric="south", area="south"),
        figure("2021/22-Q3", 14, metric="north", area="north"),
    ]
    said = [update("a", "answer", "southern", "south"), update("b", "be_seen", "desk", "north")]
    standings = {"south": [standing(5, metric="south")]}
    house = plan(*metrics)
    return house, status_of(house, house.priority("one"), Q3, figures, standings, said)


def test_a_status_of_one_area_has_its_own_headline_and_says_whose_the_positions_are():
    house, whole = narrowed()
    assert in_area(house, whole, house.area("north")).headline == (
        "North: Northern calls: 14; 1 update from 1 unit. Whole force: no aspiration is set."
    )


def test_a_status_of_one_commitment_has_its_own_headline_and_positions():
    house, whole = narrowed()
    it = on_commitment(house, whole, house.commitment("be_seen"))
    assert (it.headline, it.places) == ("Northern calls: 14; 1 update from 1 unit.", ())
    assert on_commitment(house, whole, house.commitment("answer")).places == whole.places


def test_a_status_of_one_area_and_one_commitment_names_both():
    house, whole = narrowed()
    it = on_commitment(
        house, in_area(house, whole, house.area("north")), house.commitment("be_seen")
    )
    assert it.focus == "Be seen, North"
    assert it.headline == "Northern calls: 14; 1 update from 1 unit."


def test_a_priority_s_small_charts_show_each_metric_once_and_for_the_whole_force():
    calls, posts = metric("calls", name="Calls"), metric("posts", name="Posts")
    house = plan(calls, posts)
    figures = [
        figure(period, value, metric=name, area=area)
        for name, areas in (("calls", ("made", "north", "south")), ("posts", ("north", "south")))
        for area in areas
        for period, value in (("2020/21-Q3", 900), ("2021/22-Q3", 1000))
    ]
    figures.append(figure("2020/21-Q3", 900, metric="posts"))
    it = status_of(house, house.priority("one"), Q3, figures, {}, ())
    (one,) = pictures_of_status(house, it)
    assert isinstance(one, Comparison)
    figures.append(figure("2021/22-Q3", 800, metric="posts"))
    it = status_of(house, house.priority("one"), Q3, figures, {}, ())
    (several,) = pictures_of_status(house, it)
    assert isinstance(several, Multiples)
    assert [(r.metric.id, r.area.id) for r in several.readings] == [
        ("calls", "made"),
        ("posts", "made"),
    ]
