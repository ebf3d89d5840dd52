from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.groups import areas_of, group_of
from bot.analysis.readings import readings_of
from bot.figure import Told, Withheld
from bot.grounds import Grounds, PeerCount, Population
from bot.plan import Area, AreaKind, Good
from bot.quarter import Period
from bot.signal import Direction, Strength
from tests.bot.analysis.made import Q3, figure, metric, plan

YEAR = Q3.period()
HOMICIDE = replace(metric(name="Homicide", unit="offences"), good=Good.DOWN)
HOUSE = plan(HOMICIDE)
OWN = HOUSE.force


def peer(force, count, people=1_000_000, period=YEAR, **more):
    return PeerCount("calls", period, force, people, 2020, count, source="open data", **more)


def others(*counts, **more):
    return [peer(f"Force {at}", count, **more) for at, count in enumerate(counts)]


def group(peers, figures=(), populations=(), of=HOMICIDE, quarter=Q3, withheld=()):
    grounds = Grounds(peers=tuple(peers), populations=tuple(populations))
    return group_of(plan(of), of, quarter, Told(tuple(figures), tuple(withheld)), grounds)


def known(*counts, own=24, of=HOMICIDE, **more):
    found = group([*others(*counts, **more), peer(OWN, own, **more)], of=of)
    assert found is not None
    return found


def test_a_force_stands_among_the_others_best_first_with_its_rank_and_where_that_may_be():
    it = known(10, 15, 20, 22, 26, 30, 35)
    assert [each.name for each in it.peers] == [
        *("Force 0", "Force 1", "Force 2", "Force 3", OWN),
        *("Force 4", "Force 5", "Force 6"),
    ]
    assert (it.rank, it.rank_low, it.rank_high) == (5, 2, 8)
    assert it.finding.sentence == (
        "Made Police, homicide in 2021/22 Q3: 0.0240 per 1,000 people (population of mid-2020), "
        "5th lowest of 8. By chance in the counts alone it could be anywhere from 2nd to 8th. It "
        "is within the limits of the group."
    )
    assert (it.finding.strength, it.finding.direction) == (Strength.CHANCE, None)
    own = it.peers[4]
    assert (own.own, own.count, own.year, str(own.low), str(own.high)) == (
        *(True, 24, 2020),
        *("0.0154", "0.0357"),
    )


def test_a_count_too_small_to_be_told_is_in_no_group_whichever_force_it_is_of():
    of = replace(HOMICIDE, suppress_below=12)
    it = group([*others(10, 20, 30, 40), peer(OWN, 24)], of=of)
    assert it is not None
    assert [each.count for each in it.peers] == [20, 24, 30, 40]
    by_rate = replace(peer(OWN, None), rate=Decimal("0.011"))
    assert group([*others(20, 30, 40), peer(OWN, 11)], of=of) is None
    assert group([*others(20, 30, 40), by_rate], of=of) is None


def test_an_own_total_is_in_no_group_where_a_part_of_its_time_is_withheld():
    hidden = Withheld("calls", "made", Q3.period(), "below 12")
    year = Period(Q3.year_earlier().end, Q3.end)
    forces = [*others(20, 30, 40, period=year), peer(OWN, 50, period=year)]
    assert group(forces) is not None
    assert group(forces, withheld=[hidden]) is None
    elsewhere = replace(hidden, area="north")
    assert group(forces, withheld=[elsewhere]) is not None


def test_more_is_better_where_the_plan_says_so():
    of = replace(HOMICIDE, good=Good.UP)
    it = known(10, 30, 35, of=of)
    assert [each.count for each in it.peers] == [35, 30, 24, 10]
    assert "3rd highest of 4" in it.finding.sentence


def test_the_own_figure_is_taken_where_the_forces_leave_it_out():
    own = figure(Q3.key, 24)
    people = Population("made", 2019, 1_000_000, "estimates")
    it = group(others(10, 20, 30), [own], [people])
    assert it is not None
    mine = next(each for each in it.peers if each.own)
    assert (mine.name, mine.count, mine.year) == (OWN, 24, 2019)
    assert it.finding.rows == (own,)


def test_without_the_own_figure_its_people_or_enough_others_there_is_no_group():
    people = [Population("made", 2019, 1_000_000, "")]
    own = [figure(Q3.key, 24)]
    assert group(others(10, 20, 30)) is None
    assert group(others(10, 20, 30), own) is None
    assert group(others(10, 20, 30), (), people) is None
    assert group(others(10), own, people) is None
    assert group([], own, people) is None


def test_a_population_of_a_later_year_is_not_used():
    assert (
        group(others(10, 20, 30), [figure(Q3.key, 24)], [Population("made", 2030, 9, "")]) is None
    )


def test_the_newest_period_of_which_enough_is_known_and_none_after_the_quarter():
    before, after = Q3.previous().period(), Q3.next().period()
    whole = [*others(10, 20, 30, period=before), peer(OWN, 24, period=before)]
    it = group([*whole, *others(5, 6), *others(1, 2, 3, period=after), peer(OWN, 1, period=after)])
    assert it is not None
    assert it.period == before


def test_a_rate_stands_for_the_count_that_it_is_of():
    peers = [replace(each, count=None, rate=Decimal("0.02")) for each in others(0, 0, 0)]
    it = group([*peers, peer(OWN, 24)])
    assert it is not None
    assert it.peers[0].count == 20


def test_low_counts_have_the_exact_funnel_and_one_far_outside_is_a_signal():
    it = known(20, 22, 25, 21, 24, 23, own=70)
    assert it.lines
    assert not it.dispersed
    own = next(each for each in it.peers if each.own)
    assert own.side == 1
    assert (it.finding.strength, it.finding.direction) == (Strength.SIGNAL, Direction.UP)
    assert "It is above the limits of the group." in it.finding.sentence


def test_volumes_have_limits_that_allow_for_forces_differing():
    it = known(80_000, 95_000, 70_000, 120_000, 90_000, 85_000, own=88_000)
    assert it.dispersed
    assert it.finding.strength is Strength.CHANCE
    assert "wide for a group this small" in it.finding.sentence
    assert "By chance in the counts alone it would not move" not in it.finding.sentence
    assert "Chance in the counts alone would not move it." in it.finding.sentence


def test_too_few_forces_or_a_force_without_any_have_no_funnel():
    assert known(10, 20, 30).lines == ()
    assert known(0, 20_000, 30_000, 25_000, 24_000).lines == ()
    assert known(0, 20, 30, 25, 24).lines
    assert known(0, 0, 0, 0, 0, own=0).lines == ()
    assert known(10, 20, 30).finding.strength is Strength.NOT_JUDGED


def areas(counts, people=100_000, own=None, of=HOMICIDE):
    more = tuple(
        Area(f"area_{at}", AreaKind.LPA, f"Area {at}", "made") for at in range(len(counts))
    )
    house = plan(of)
    house = replace(house, areas=(*house.areas, *more))
    figures = [figure(Q3.key, count, area=a.id) for a, count in zip(more, counts, strict=True)]
    populations = tuple(Population(each.id, 2020, people, "") for each in more)
    readings = readings_of(house, [of], figures, Q3)
    return areas_of(house, readings, Grounds(populations=populations), own)


def test_lpas_are_compared_by_their_people_and_none_is_singled_out():
    it = areas([10, 30, 20, 15, 12])
    assert it is not None
    assert (it.rank, [each.own for each in it.peers]) == (0, [False] * 5)
    assert it.finding.sentence == (
        "5 areas in 2021/22 Q3, per 1,000 people (population of mid-2020): from Area 0, 0.100, to "
        "Area 1, 0.300. None is outside the limits of the group."
    )
    assert len(it.finding.rows) == 5


def test_an_lpa_that_is_asked_about_has_its_rank():
    it = areas([10, 30, 20], own="area_1")
    assert it is not None
    assert (it.rank, it.peers[-1].own) == (3, True)


def test_lpas_without_people_on_record_are_not_compared():
    assert areas([10, 20]) is None
    house = plan(HOMICIDE)
    figures = [figure(Q3.key, 9, area=each) for each in ("north", "south")]
    assert areas_of(house, readings_of(house, [HOMICIDE], figures, Q3), Grounds()) is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 5000), min_size=2, max_size=7),
    st.integers(0, 5000),
    st.sampled_from(Good),
)
def test_rank_interval_and_words_agree_whatever_the_counts(counts, own, which):
    it = known(*counts, own=own, of=replace(HOMICIDE, good=which))
    assert 1 <= it.rank_low <= it.rank_high <= len(it.peers)
    assert f"of {len(it.peers)}." in it.finding.sentence
    mine = next(each for each in it.peers if each.own)
    assert (it.finding.direction is None) is (mine.side == 0)
    for each in it.peers:
        assert each.low <= each.rate <= each.high


@pytest.mark.parametrize("which", Good)
def test_equal_rates_share_the_rank(which):
    it = known(24, 24, 24, 24, own=24, of=replace(HOMICIDE, good=which))
    assert it.rank == 1
