from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.process_words import decisions_told
from bot.analysis.processes import process_of
from bot.analysis.readings import reading_of
from bot.figure import Figure
from bot.grounds import Decision, DecisionKind, Grounds
from bot.plan import Caveat, CaveatKind, Good, MetricKind
from bot.quarter import Period, Quarter
from bot.signal import Direction, Process, Sign, Strength
from bot.statistics.rules import Rule
from tests.bot.analysis.made import Q3, figure, metric, plan

STEADY = [900, 940, 880, 920, 910, 930, 890, 925]
WHEN = date(2022, 1, 20)


def quarters(values, last=Q3):
    """Figures for the quarters up to the last, None for one that is not known."""
    first = last.shifted(1 - len(values))
    return [
        figure(first.shifted(at).key, value) for at, value in enumerate(values) if value is not None
    ]


def process(values, of=None, grounds=None, house=None, **more) -> Process:
    of = of or metric(**more)
    house = house or plan(of)
    figures = values if isinstance(values[0], Figure) else quarters(values)
    reading = reading_of(house, of, house.force_area, figures, Q3)
    found = process_of(house, reading, grounds or Grounds())
    assert found is not None
    return found


def good(which: Good, **more):
    return replace(metric(**more), good=which)


def decided(kind: DecisionKind, quarter: Quarter, area="made", why="A new switchboard"):
    return Decision("calls", area, quarter, kind, "Helen Moss", WHEN, why)


def signs(of: Process):
    return [each.sign for each in of.points]


def test_a_quarter_without_a_figure_has_no_process():
    house = plan(metric())
    reading = reading_of(house, metric(), house.force_area, [], Q3)
    assert process_of(house, reading) is None


def test_an_ordinary_quarter_is_within_what_the_others_lead_to_expect():
    it = process(STEADY)
    assert it.finding.strength is Strength.CHANCE
    assert it.finding.direction is None
    assert it.finding.sentence == (
        "Calls taken: no unusual variation, as 925 in 2021/22 Q3 is within what 8 "
        "quarters lead to expect "
        "(821 to 1,015). The limits are on trial: they rest on 8 quarters, and are firm from 12."
    )
    assert it.variation == "no unusual variation"
    assert set(signs(it)) == {Sign.COMMON}
    assert it.finding.rows == tuple(each.figure for each in it.points)


@pytest.mark.parametrize("count", range(1, 8))
def test_below_eight_points_there_is_no_limit_and_no_word_of_a_signal(count):
    it = process(STEADY[:count])
    assert it.not_judged == f"Too few points to judge ({count}, and 8 are needed)."
    assert it.finding.sentence.casefold() == f"calls taken: {it.not_judged}".casefold()
    assert it.finding.strength is Strength.NOT_JUDGED
    assert (it.phases[0].mean, it.phases[0].lower, it.variation) == (None, None, "")
    assert set(signs(it)) == {Sign.NOT_JUDGED}


@pytest.mark.parametrize(("count", "trial"), [(8, True), (11, True), (12, False), (20, False)])
def test_limits_are_on_trial_below_twelve_points(count, trial):
    it = process((STEADY * 3)[:count])
    assert it.phases[-1].trial is trial
    assert ("on trial" in it.finding.sentence) is trial


@pytest.mark.parametrize(
    ("which", "value", "sign", "begins"),
    [
        (
            Good.DOWN,
            1500,
            Sign.CONCERNING,
            "Calls taken: concerning, as 1,500 in 2021/22 Q3 is above what",
        ),
        (
            Good.UP,
            1500,
            Sign.IMPROVING,
            "Calls taken: improving, as 1,500 in 2021/22 Q3 is above what",
        ),
        (
            Good.DOWN,
            300,
            Sign.IMPROVING,
            "Calls taken: improving, as 300 in 2021/22 Q3 is below what",
        ),
        (
            Good.NEITHER,
            300,
            Sign.NEUTRAL,
            (
                "Calls taken: unusual, though neither good nor bad in itself, as 300 in "
                "2021/22 Q3 is below what"
            ),
        ),
    ],
)
def test_a_quarter_beyond_a_limit_is_news(which, value, sign, begins):
    it = process([*STEADY * 2, value], good(which))
    assert it.finding.sentence.startswith(begins)
    assert it.finding.strength is Strength.SIGNAL
    assert it.finding.direction is (Direction.UP if value > 1000 else Direction.DOWN)
    last = it.points[-1]
    assert (last.sign, last.side, last.rule) == (sign, 1 if value > 1000 else -1, Rule.OUTSIDE)


def test_an_older_signal_is_marked_and_is_no_news():
    it = process([*STEADY, 1085, *STEADY], good(Good.DOWN))
    assert it.points[8].sign is Sign.CONCERNING
    assert it.finding.strength is Strength.CHANCE
    assert it.finding.sentence.startswith("Calls taken: no unusual variation")


def test_a_run_is_told_with_its_length_and_its_mean():
    it = process([*[900, 940] * 5, *[1000, 1040] * 5], good(Good.DOWN))
    assert it.finding.sentence.startswith(
        "Calls taken: concerning, as the last 10 quarters are all above the mean"
    )
    assert it.points[-1].rule == Rule.RUN


def test_a_trend_is_told_by_how_many_are_higher_than_the_one_before():
    values = [*[900, 1140] * 6, *range(920, 1200, 30)]
    it = process(values, of=metric(kind=MetricKind.RATE, unit="calls per head"))
    assert it.points[-1].rule == Rule.TREND
    assert "each of the last 9 quarters is higher than the one before;" in it.finding.sentence


def test_two_of_three_near_a_limit_are_told():
    values = [*[900, 1000] * 8, 1210, 980, 1210]
    it = process(values, of=metric(kind=MetricKind.RATE, unit="calls per head"))
    assert it.points[-1].rule == Rule.TWO_OF_THREE
    assert "at least two of the last three quarters are close to the upper end of what 19" in (
        it.finding.sentence
    )


def test_quarters_of_different_lengths_compare_by_the_day():
    days = [Q3.shifted(at - 11).days for at in range(12)]
    it = process([each * 10 for each in days])
    assert it.unit == "calls a day"
    assert {each.value for each in it.points} == {Decimal("10.00")}
    assert (it.phases[0].lower, it.phases[0].upper) == (Decimal("10.00"), Decimal("10.00"))
    assert it.finding.sentence == (
        "Calls taken: no unusual variation, as 920 in 2021/22 Q3 is within what 12 "
        "quarters lead to expect "
        "(920 to 920)."
    )
    assert "counted per day" in it.finding.how


@pytest.mark.parametrize(
    ("of", "unit"),
    [
        (metric(stock=True), "calls"),
        (metric(kind=MetricKind.PERCENT, unit="%"), "%"),
        (metric(kind=MetricKind.RATE, unit="calls per head"), "calls per head"),
        (metric(kind=MetricKind.DURATION, unit="seconds"), "seconds"),
    ],
)
def test_what_does_not_grow_with_the_days_is_not_counted_by_them(of, unit):
    it = process([50, 51, 49, 50, 52, 50, 49, 51, 50, 52, 49, 50], of)
    assert it.unit == unit
    assert it.points[0].value == 50
    assert "per day" not in it.finding.how


@pytest.mark.parametrize("value", [0, 100])
def test_lines_stay_where_a_percentage_can_be_and_no_point_is_marked_for_it(value):
    of = metric(kind=MetricKind.PERCENT, unit="%")
    near = [98, 90, 99, 92, 100, 91, 99, 93, 98, 92, 97, 90]
    it = process([abs(100 - value - each) for each in near], of)
    phase = it.phases[0]
    assert value in (phase.lower, phase.upper)
    assert it.finding.strength is Strength.CHANCE


def test_a_percentage_that_passes_100_is_within_a_range_that_does():
    of = metric(kind=MetricKind.PERCENT, unit="%")
    it = process([104, 105, 103, 104, 106, 104, 103, 105, 104, 105, 103, 104], of)
    assert "104% in 2021/22 Q3 is within what 12 quarters lead to expect (101% to 108%)" in (
        it.finding.sentence
    )
    assert (it.phases[0].lower, it.phases[0].upper) == (101, 108)


def test_a_count_has_no_lower_line_below_nought():
    it = process([1, 30, 2, 25, 0, 28, 3, 31, 1, 29, 2, 30])
    assert it.phases[0].lower == 0
    assert "(0 to" in it.finding.sentence


def test_a_gap_stays_a_gap_and_no_range_spans_it():
    values = [*STEADY, None, *STEADY]
    it = process(values)
    assert len(it.points) == 17
    assert (it.points[8].value, it.points[8].sign, it.points[8].figure) == (
        None,
        Sign.NOT_JUDGED,
        None,
    )
    assert it.points[8].period == Q3.shifted(-8).period()


def test_a_series_of_gaps_says_that_it_is_one():
    it = process([each for value in STEADY for each in (value, None)][:-1])
    assert it.not_judged == "Too few neighbouring points to judge: the series has gaps."


@pytest.mark.parametrize("kind", [DecisionKind.REBASE, DecisionKind.RECORDING_CHANGE])
def test_limits_begin_anew_where_it_was_decided_and_the_old_ones_stay(kind):
    values = [*STEADY, 600, 640, 580, 620, 610, 630, 590, 625]
    since = Q3.shifted(-7)
    it = process(values, grounds=Grounds(decisions=(decided(kind, since),)))
    old, new = it.phases
    assert (old.start, old.end, new.start, new.end) == (0, 8, 8, 16)
    assert (old.why, new.why) == ("", "A new switchboard (Helen Moss, 20 Jan 2022)")
    assert old.mean is not None
    assert new.mean is not None
    assert old.mean > new.mean
    assert set(signs(it)) == {Sign.COMMON}
    (told,) = decisions_told(it)
    assert told.sentence == (
        f"Calls taken: new limits from {since.label}: A new switchboard (Helen Moss, 20 Jan 2022)."
    )


def test_too_few_points_since_a_recording_change_are_not_judged():
    change = decided(DecisionKind.RECORDING_CHANGE, Q3.shifted(-2))
    it = process([*STEADY, 600, 610, 620], grounds=Grounds(decisions=(change,)))
    assert it.not_judged == ("Too few points to judge (3 since 2021/22 Q1, and 8 are needed).")
    assert it.phases[0].mean is None


def test_a_figure_with_a_recording_change_begins_a_phase_of_its_own():
    house = plan(metric())
    told = Caveat("recount", CaveatKind.RECORDING_CHANGE, "Counted otherwise from here on.")
    house = replace(house, caveats=(*house.caveats, told))
    figures = quarters([*STEADY, *STEADY])
    changed = [*figures[:8], *(replace(each, caveats=("recount",)) for each in figures[8:])]
    it = process(changed, house=house)
    assert [phase.start for phase in it.phases] == [0, 8]
    assert it.phases[1].why == "Counted otherwise from here on (the source says so)"


def test_a_recording_change_of_the_force_is_one_of_its_areas_and_a_rebase_is_not():
    house = plan(metric())
    figures = [replace(each, area="north") for each in quarters([*STEADY, *STEADY])]
    reading = reading_of(house, metric(), house.area("north"), figures, Q3)

    def phases(kind):
        found = process_of(house, reading, Grounds(decisions=(decided(kind, Q3.shifted(-7)),)))
        assert found is not None
        return len(found.phases)

    assert phases(DecisionKind.RECORDING_CHANGE) == 2
    assert phases(DecisionKind.REBASE) == 1


def test_a_one_off_event_is_shown_and_judged_but_no_limit_rests_on_it():
    values = [*STEADY, 3000, *STEADY]
    event = decided(DecisionKind.EXCLUDE, Q3.shifted(-8), why="A lorry at the port")
    with_it, without = process(values), process(values, grounds=Grounds(decisions=(event,)))
    assert without.points[8].left_out == "A lorry at the port (Helen Moss, 20 Jan 2022)"
    assert without.points[8].rule == Rule.OUTSIDE
    assert without.phases[0].upper is not None
    assert with_it.phases[0].upper is not None
    assert without.phases[0].upper < with_it.phases[0].upper * Decimal("0.6")
    (told,) = decisions_told(without)
    assert told.sentence == (
        "Calls taken: 2019/20 Q3 is left out of the limits: A lorry at the port (Helen Moss, 20 "
        "Jan 2022)."
    )


@pytest.mark.parametrize("quarter", [Q3.shifted(-40), Q3.shifted(9)])
def test_a_decision_about_a_quarter_that_is_not_shown_changes_nothing(quarter):
    for kind in DecisionKind:
        it = process(STEADY, grounds=Grounds(decisions=(decided(kind, quarter),)))
        assert len(it.phases) == 1


def test_rolling_values_have_no_limits_however_many_there_are():
    it = process([*STEADY, *STEADY], metric(rolling=True))
    assert it.not_judged.startswith("Rolling values overlap")
    assert it.phases[0].mean is None
    assert set(signs(it)) == {Sign.NOT_JUDGED}
    assert len(it.points) == 16


def test_periods_that_overlap_are_rolling_whatever_the_plan_says():
    windows = []
    for at in range(12):
        end = Q3.shifted(at - 11)
        windows.append(
            replace(figure(Q3.key, 900 + at), period=Period(end.shifted(-3).start, end.end))
        )
    it = process(windows)
    assert it.not_judged.startswith("Rolling values overlap")
    assert [each.period for each in it.points] == [each.period for each in windows]


def test_counts_of_a_few_are_left_to_the_exact_test():
    it = process([1, 0, 2, 1, 0, 0, 1, 3, 1, 0, 2, 1])
    assert it.not_judged == "Counts of fewer than 3 on average are judged by the exact test alone."


def test_a_one_off_event_does_not_make_counts_of_a_few_larger():
    values = [2, 3, 1, 4, 2, 3, 47, 2, 3, 1, 4, 2]
    event = decided(DecisionKind.EXCLUDE, Q3.shifted(-5), why="One incident")
    assert not process(values).not_judged
    assert process(values, grounds=Grounds(decisions=(event,))).not_judged


def test_months_and_positions_at_a_day_are_series_too():
    months = [figure(f"2021-{month:02}", value) for month, value in enumerate(STEADY, start=5)]
    assert "8 months lead to expect" in process(months).finding.sentence
    days = [figure(Q3.shifted(at - 7).end.isoformat(), value) for at, value in enumerate(STEADY)]
    days[3] = replace(days[3], period=Period.parse("2020-12-21"))
    it = process(days)
    assert "8 figures lead to expect" in it.finding.sentence
    assert it.unit == "calls"
    assert len(it.points) == 8


def test_a_season_is_taken_out_where_five_years_show_it():
    values = [800 + year * 3 + season for year in range(6) for season in (0, 0, 300, 0)][:23]
    it = process(values, good(Good.DOWN))
    assert it.unit == "calls a day, adjusted for the season"
    assert "adjusted for the season" in it.finding.how
    assert expected(it)[0] > 1000
    winter = process([*values[:-1], 900], good(Good.DOWN))
    assert winter.finding.strength is Strength.SIGNAL
    assert winter.finding.direction is Direction.DOWN


def expected(it: Process) -> tuple[int, int]:
    inside = it.finding.sentence.partition("(")[2].partition(")")[0].replace(",", "")
    low, _, high = inside.partition(" to ")
    return int(low), int(high)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ((STEADY * 3)[:19], "not adjusted for the season: 4 whole of 5 years needed"),
        (
            ([905, 940, 880, 920, 930, 890, 925, 910, 915, 900, 935, 885] * 3)[:23],
            "not adjusted for the season: none that can be told from chance",
        ),
    ],
)
def test_why_a_season_is_not_taken_out_is_said(values, why):
    it = process(values)
    assert it.unit == "calls a day"
    assert why in it.finding.how


def test_a_season_is_not_told_from_a_quarter_that_is_left_out():
    values = [800 + season for _ in range(6) for season in (0, 0, 300, 0)][:23]
    event = decided(DecisionKind.EXCLUDE, Q3.shifted(-8), why="A lorry at the port")
    it = process(values, grounds=Grounds(decisions=(event,)))
    assert "4 whole of 5 years needed" in it.finding.how


@pytest.mark.parametrize(
    ("which", "target", "assured"),
    [
        (Good.UP, "70", "consistently meets the target"),
        (Good.UP, "95", "consistently misses the target"),
        (Good.UP, "84", "may meet or miss the target"),
        (Good.DOWN, "95", "consistently meets the target"),
        (Good.NEITHER, "95", ""),
    ],
)
def test_a_target_is_set_against_the_limits(which, target, assured):
    of = replace(
        metric(kind=MetricKind.PERCENT, unit="%", target=Decimal(target)),
        good=which,
    )
    it = process([84, 85, 83, 84, 86, 84, 83, 85, 84, 85, 83, 84], of)
    assert it.assurance == assured
    assert it.target == Decimal(target)


def test_a_target_of_a_count_is_drawn_as_the_counts_are():
    of = replace(metric(target=Decimal(920)), good=Good.UP)
    it = process([*STEADY, *STEADY], of)
    assert it.target == Decimal("10.00")
    assert it.assurance == "may meet or miss the target"


counts = st.lists(st.integers(0, 2000), min_size=8, max_size=27)


@settings(max_examples=80)
@given(counts, st.sampled_from(Good))
def test_what_is_marked_is_drawn_outside_and_what_is_said_is_what_is_marked(values, which):
    it = process(values, good(which))
    last, phase = it.points[-1], it.phases[-1]
    assert (it.finding.strength is Strength.SIGNAL) is bool(last.rule)
    if phase.lower is None or phase.upper is None:
        assert it.not_judged
        return
    for point in it.points:
        assert point.value is not None
        outside = point.value > phase.upper or point.value < phase.lower
        assert outside is (point.rule == Rule.OUTSIDE)
    if last.rule in ("", Rule.OUTSIDE, Rule.TWO_OF_THREE):
        low, high = expected(it)
        inside = low <= values[-1] <= high
        assert inside is (last.rule != Rule.OUTSIDE)
    assert (it.finding.direction is None) is (last.side == 0)


@settings(max_examples=30)
@given(counts)
def test_the_same_series_is_told_the_same_way(values):
    assert process(values) == process(values)


def test_every_period_of_a_series_follows_on_the_one_before():
    it = process([*STEADY, None, None, *STEADY])
    for earlier, later in pairwise(it.points):
        assert later.period.before() == earlier.period
