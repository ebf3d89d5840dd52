from __future__ import annotations

import pytest

from bot.analysis import accounts_of, status_of
from bot.analysis.boards import board_of, summary_of
from bot.analysis.pictures import pictures_of_metric, pictures_of_places, pictures_of_status
from bot.analysis.places import places_of
from bot.analysis.readings import readings_of
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
        "1 of 2 aspirations met (1 not known); of 3 positions 0 improved, 0 deteriorated, "
        "0 did not change and 3 cannot be compared."
    )


def test_a_summary_without_standings_says_so():
    assert summary_of(plan(), Q3, ()).headline == (
        "No standing in the most similar group is recorded for this quarter."
    )


def drawn(figures, metrics=None):
    metrics = metrics or [metric()]
    house = plan(*metrics)
    readings = readings_of(house, metrics, figures, Q3)
    return pictures_of_metric(house, readings, ())


def test_a_single_figure_makes_no_picture():
    assert drawn([figure("2021/22-Q3", 9)]) == ()


def test_two_figures_are_compared_and_four_make_a_line():
    quarters = ["2021/22-Q3", "2021/22-Q2", "2021/22-Q1", "2020/21-Q4"]
    figures = [figure(each, n + 9) for n, each in enumerate(quarters)]
    (two,), (four,) = drawn(figures[:2]), drawn(figures)
    assert isinstance(two, Comparison)
    assert isinstance(four, Trend)
    assert two.title == "Calls taken: 1 fewer, down 10.0%"


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
    assert ladder.title == "Calls taken: 6th of 8 in October 2021 (8th is best)"


def test_the_largest_change_that_is_not_of_small_numbers_makes_the_title():
    small = metric("m1", name="Deaths", caveats=("small",))
    metrics = [metric("m0", name="Live Chat contacts", unit="contacts"), small]
    figures = [
        *[figure("2021/22-Q3", 12, metric="m0"), figure("2020/21-Q3", 10, metric="m0")],
        *[figure("2021/22-Q3", 17, metric="m1"), figure("2020/21-Q3", 10, metric="m1")],
    ]
    house = plan(*metrics)
    it = status_of(house, house.priority("one"), Q3, figures, {}, ())
    (picture,) = pictures_of_status(house, it)
    assert isinstance(picture, Multiples)
    assert picture.title == "First: Live Chat contacts up 20.0% on the same quarter last year"


def test_small_numbers_alone_make_no_claim():
    metrics = [metric(f"m{n}", caveats=("small",)) for n in range(2)]
    periods = ("2021-12", "2020-12")
    figures = [figure(p, n + 1, metric=m.id) for m in metrics for n, p in enumerate(periods)]
    house = plan(*metrics)
    it = status_of(house, house.priority("one"), Q3, figures, {}, ())
    (picture,) = pictures_of_status(house, it)
    assert picture.title == "First: the latest figures"
