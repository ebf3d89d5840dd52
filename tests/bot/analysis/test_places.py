from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.gaps import gap_to_average
from bot.analysis.places import places_of, rank_words
from bot.finding import Movement, Place, Verdict, against, moved
from bot.plan import AspirationKind
from tests.bot.analysis.made import Q3, aim, metric, plan, standing

POSITION, QUARTILE = AspirationKind.POSITION, AspirationKind.UPPER_QUARTILE


def place(*standings, **more) -> Place:
    measured = metric(**more)
    (found,) = places_of(plan(measured), [measured], {"calls": standings}, Q3)
    return found


@pytest.mark.parametrize(
    ("aspiration", "position", "best", "verdict"),
    [
        (aim(POSITION, 4), 4, 1, Verdict.MET),
        (aim(POSITION, 4), 3, 1, Verdict.MET),
        (aim(POSITION, 4), 5, 1, Verdict.NOT_MET),
        (aim(POSITION, 7), 7, 8, Verdict.MET),
        (aim(POSITION, 7), 8, 8, Verdict.MET),
        (aim(POSITION, 7), 6, 8, Verdict.NOT_MET),
        (aim(QUARTILE), 2, 1, Verdict.MET),
        (aim(QUARTILE), 3, 1, Verdict.NOT_MET),
        (aim(QUARTILE), 7, 8, Verdict.MET),
        (aim(QUARTILE), 6, 8, Verdict.NOT_MET),
        (aim(AspirationKind.BEST), 1, 1, Verdict.MET),
        (aim(AspirationKind.BEST), 2, 1, Verdict.NOT_MET),
        (aim(AspirationKind.BEST), 8, 8, Verdict.MET),
        (aim(AspirationKind.BEST), 1, 8, Verdict.NOT_MET),
        (aim(AspirationKind.NONE), 1, 1, Verdict.NO_ASPIRATION),
    ],
)
def test_a_position_is_held_against_its_aspiration_from_the_best_end(
    aspiration, position, best, verdict
):
    assert against(aspiration, standing(position, best=best)) is verdict


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ("0", Verdict.MET),
        ("6.5", Verdict.NOT_MET),
        ("-3", Verdict.NOT_MET),
        (None, Verdict.UNKNOWN),
    ],
)
def test_the_average_is_reached_when_no_change_is_needed(change, verdict):
    needed = Decimal(change) if change else None
    found = against(aim(AspirationKind.AVERAGE), standing(4, to_average=needed))
    assert found is verdict


@settings(max_examples=60)
@given(st.integers(1, 12), st.data())
def test_turning_the_printed_order_round_changes_no_verdict(size, data):
    position, aimed = (data.draw(st.integers(1, size)) for _ in range(2))
    one = against(aim(POSITION, aimed), standing(position, size=size, best=1))
    turned = standing(size + 1 - position, size=size, best=size)
    assert against(aim(POSITION, size + 1 - aimed), turned) is one


@pytest.mark.parametrize(
    ("before", "now", "best", "movement"),
    [
        (8, 7, 1, Movement.IMPROVED),
        (3, 4, 1, Movement.DETERIORATED),
        (5, 5, 1, Movement.UNCHANGED),
        (6, 7, 8, Movement.IMPROVED),
        (7, 6, 8, Movement.DETERIORATED),
        (3, 3, 8, Movement.UNCHANGED),
    ],
)
def test_which_way_a_position_moved_depends_on_the_end_that_is_best(before, now, best, movement):
    assert moved(standing(now, best=best), standing(before, 7, best=best)) is movement


def test_without_an_earlier_standing_no_movement_is_known():
    assert place(standing(5)).movement is Movement.UNKNOWN
    assert "since" not in place(standing(5)).sentence


@pytest.mark.parametrize(
    ("needed", "unit", "words"),
    [
        ("-351", "offences", "351 offences above the group's average"),
        ("-1", "offences", "1 offence above the group's average"),
        ("6.5", "percentage points", "6.5 percentage points below the group's average"),
        ("-19800", "offences", "19,800 offences above the group's average"),
        ("0", "offences", "at the group's average"),
    ],
)
def test_a_fall_that_is_needed_means_that_the_force_is_above(needed, unit, words):
    assert gap_to_average(standing(5, to_average=Decimal(needed), gap_unit=unit)) == words


def test_where_words_were_printed_they_stand_for_the_gap():
    assert gap_to_average(standing(5, to_average_note="already better")) == "already better"


def test_the_end_that_is_best_is_named_where_it_is_not_the_first():
    assert rank_words(standing(5)) == "5th of 8"
    turned = rank_words(standing(6, best=8))
    assert turned == "3rd best of 8 (printed as 6th, where 8th is best)"


def test_a_place_is_told_in_one_sentence():
    now = standing(
        5,
        rate=Decimal("7.8"),
        rate_unit="per 1,000 people",
        to_average=Decimal(-351),
        gap_unit="offences",
        data_to=date(2021, 9, 30),
    )
    it = place(standing(6, 7), now, aspiration=aim(POSITION, 4))
    assert it.sentence == (
        "Calls taken: 5th of 8 in October 2021, at 7.8 per 1,000 people; improved from 6th in "
        "July 2021; aspiration as printed, not met; 351 offences above the group's average; "
        "data to September 2021."
    )


def test_a_rate_of_nought_is_told_too():
    it = place(standing(1, rate=Decimal(0), rate_unit="%"))
    assert "at 0%" in it.sentence


def test_what_is_not_known_is_not_called_met_or_missed():
    it = place(standing(4), aspiration=aim(AspirationKind.AVERAGE))
    assert "aspiration as printed, not known whether met" in it.sentence


def test_standings_after_the_quarter_are_passed_over():
    it = place(standing(1, 12), standing(5, 10), standing(2, 11))
    assert it.standing.position == 1
    measured, summer = metric(), standing(3, 7)
    standings = {"calls": [standing(1, 12), summer]}
    (found,) = places_of(plan(measured), [measured], standings, Q3.previous())
    assert found.standing == summer


def test_a_metric_without_a_standing_has_no_place():
    assert places_of(plan(metric()), [metric()], {}, Q3) == ()


def test_the_caution_about_ranks_goes_with_every_place():
    it = place(standing(5, caveats=("early",)), caveats=("small",))
    assert [each.id for each in it.caveats] == ["ranks", "small", "early"]


def test_in_a_list_a_place_is_told_without_its_date_and_from_its_best_end():
    it = place(standing(7, 7, best=8), standing(6, best=8), aspiration=aim(POSITION, 7))
    assert it.stood == (
        "3rd best of 8 (printed as 6th, where 8th is best), deteriorated from 2nd best"
    )
    assert it.aim == "aim: as printed (2nd best)"
    it = place(standing(5, data_to=date(2020, 3, 31)))
    assert (it.stood, it.aim) == ("5th of 8, data to March 2020", "no aspiration")


@pytest.mark.parametrize(
    ("aspiration", "position", "quartile", "further"),
    [
        (aim(POSITION, 4), 7, "-37229", "37,229 offences above the top quartile; how far it is"),
        (aim(QUARTILE), 7, "-37229", "37,229 offences above the top quartile, which is what is"),
        (aim(POSITION, 2), 6, "-605", "605 offences above the top quartile, which is what is"),
        (aim(POSITION, 4), 4, "-605", "605 offences above the top quartile."),
        (aim(POSITION, 4), 7, None, "How far it is from"),
        (aim(AspirationKind.AVERAGE), 7, None, ""),
    ],
)
def test_the_gap_to_the_aspiration_is_told_where_it_is_known(
    aspiration, position, quartile, further
):
    value = Decimal(quartile) if quartile else None
    stood = standing(position, to_quartile=value, gap_unit="offences")
    assert place(stood, aspiration=aspiration).further.startswith(further)


def test_a_gap_that_cannot_be_known_says_why():
    stood = standing(7, to_quartile=Decimal(-5), gap_unit="offences")
    further = place(stood, aspiration=aim(POSITION, 4)).further
    assert further.endswith(
        "cannot be known: a position comes with the gaps to average and top quartile only."
    )
