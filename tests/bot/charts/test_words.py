from dataclasses import replace
from datetime import date

import pytest

from bot.charts import words
from bot.figure import rank_aimed_at
from bot.plan import Aspiration, AspirationKind, Caveat, CaveatKind
from bot.quarter import Period
from tests.bot.charts.examples import (
    AVERAGE,
    BEST,
    MET,
    MISSED,
    OFFICERS,
    PLACES,
    QUARTILE,
    SMALL_NUMBERS,
    nth,
    place,
)


def test_a_reversed_position_says_which_end_is_best():
    assert words.position(OFFICERS.standing) == "6th (8th is best)"


def test_a_move_names_where_it_came_from():
    assert words.movement(PLACES[1]) == "was 8th: improved"
    assert words.movement(PLACES[2]) == "was 3rd: deteriorated"
    assert words.movement(PLACES[0]) == "unchanged"


def test_a_first_position_has_not_moved():
    assert words.movement(place("New", (None, 2), BEST, MISSED)) == "no earlier position"


@pytest.mark.parametrize(
    ("aspiration", "best", "rank"),
    [
        (QUARTILE, 1, 2),
        (BEST, 1, 1),
        (nth(4, "4th in MSG"), 1, 4),
        (nth(7, "7th in MSG"), 8, 2),
        (AVERAGE, 1, None),
        (SMALL_NUMBERS, 1, None),
    ],
)
def test_the_ranks_aimed_at_are_counted_from_the_best_end(aspiration, best, rank):
    assert (
        rank_aimed_at(aspiration, place("Any", (5, 5), aspiration, MISSED, best=best).standing)
        == rank
    )


def test_an_aim_is_told_as_printed_and_its_absence_with_its_reason():
    assert words.aim(nth(4, "4th in MSG")) == "Aim: 4th in MSG"
    assert words.aim(SMALL_NUMBERS) == "No aim: small numbers"
    assert words.aim(Aspiration(AspirationKind.NONE, "")) == "No aim"


def test_old_data_are_dated():
    assert words.data_to(OFFICERS.standing) == "data to March 2021"
    assert words.data_to(PLACES[1].standing) == ""


def test_several_months_are_all_named():
    late = replace(PLACES[0].standing, as_at=date(2021, 12, 1))
    assert words.months([late, PLACES[1].standing]) == "October 2021 and December 2021"


def test_a_period_is_in_a_quarter_and_at_a_day():
    assert words.when(Period.parse("2021/22-Q3")) == "in 2021/22 Q3"
    assert words.when(Period.parse("2021-12-21")) == "at 21 Dec 2021"


def _caveats(count):
    return [Caveat(f"c{n}", CaveatKind.DEFINITION, f"Caveat {n}.") for n in range(count)]


def test_the_caveat_of_all_stands_first_and_the_rest_is_not_hidden():
    one, *others = _caveats(7)
    said = words.caveats([("Calls", [others[0], one]), ("Chats", [one, *others[1:]])])
    assert said[:2] == ["Caveat 0.", "Calls: caveat 1."]
    assert len(said) == 4
    assert said[-1] == "More caveats stand in the answer beside this picture."


def test_a_caveat_of_some_says_of_which():
    (one,) = _caveats(1)
    noted = [(name, [one] if name else []) for name in ("Calls", "Chats", "Visits", "")]
    assert words.caveats(noted) == ["Calls, chats and others: caveat 0."]
    assert words.caveats([*noted[1:2], noted[3]]) == ["Chats: caveat 0."]


def test_that_a_value_is_implied_is_left_to_its_mark():
    implied = Caveat("implied", CaveatKind.IMPLIED, "Worked out.")
    assert words.caveats([("Calls", [implied])]) == []


def test_a_met_aspiration_is_said_in_words():
    assert words.verdict(place("Any", (1, 1), BEST, MET)) == "aspiration met"


def test_a_position_of_an_earlier_quarter_is_told_to_have_no_newer_one():
    old = replace(PLACES[1], stale=True, earlier=None)
    assert words.movement(old) == "no newer position"
