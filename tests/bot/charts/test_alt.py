import re
from decimal import Decimal

import pytest

from bot.charts import alt
from bot.charts.sentences import LONGEST
from bot.signal import Direction
from bot.wording import ordinal
from tests.bot.charts.examples import (
    CALLS_999,
    EXAMPLES,
    LONG,
    MISSED,
    PLACES,
    QUARTILE,
    back,
    ladder,
    metric,
    multiples,
    place,
    reading,
    trend,
)
from tests.bot.charts.reading import numbers, said

everything = pytest.mark.parametrize("name", EXAMPLES)
of_a_metric = pytest.mark.parametrize(
    "name",
    [n for n, each in EXAMPLES.items() if hasattr(each, "reading")],
)


@everything
def test_every_number_in_the_alt_text_is_drawn(name):
    assert numbers(alt(EXAMPLES[name])) <= numbers(said(name))


@everything
def test_alt_text_names_its_kind_and_its_message_within_the_limit(name):
    words = alt(EXAMPLES[name])
    kinds = r"(Ladder|Small charts|(Line|Column|Bar|Step|Process|Dot|Funnel) chart)\b"
    assert re.match(kinds, words)
    assert EXAMPLES[name].title in words
    assert len(words) <= LONGEST
    assert words.endswith(".")


@everything
def test_alt_text_says_no_colour_and_does_not_call_itself_an_image(name):
    words = alt(EXAMPLES[name]).lower()
    assert not re.search(r"\b(blue|orange|grey|white|black|red|green|image|picture)\b", words)


@of_a_metric
def test_alt_text_has_the_metric_the_area_the_value_and_the_period(name):
    of = EXAMPLES[name].reading
    words = alt(EXAMPLES[name])
    assert f"{of.metric.name}, {of.area.name}" in words
    period = of.figure.period.label if of.figure else of.quarter.label
    assert re.search(rf"\S (in )?{period}", words)


@of_a_metric
def test_direction_words_agree_with_the_figures(name):
    of = EXAMPLES[name].reading
    if of.year_earlier:
        base = of.year_earlier.base
        assert (of.year_earlier.direction is Direction.UP) == (of.figure.value > base.value)
        on = "the same quarter last year" if base.period.quarter else base.period.label
        assert f"{of.year_earlier.words} on {on}" in alt(EXAMPLES[name])


def test_a_ladder_of_twelve_states_every_position_and_every_verdict():
    words = alt(EXAMPLES["ladder of all"])
    for each in PLACES:
        assert f"{each.metric.name} {ordinal(each.standing.position)}" in words
    assert words.count("aspiration not met") == 9
    assert "Sickness, police officers 6th (8th is best), unchanged" in words


def test_a_ladder_of_twelve_long_names_still_states_every_position():
    places = [place(f"{n} {LONG[:60]}", (8, n % 8 + 1), QUARTILE, MISSED) for n in range(12)]
    words = alt(ladder("All of them", *places))
    assert len(words) <= LONGEST
    assert all(f"{each.metric.name} {ordinal(each.standing.position)}" in words for each in places)


def test_small_charts_shorten_the_changes_before_they_drop_a_metric():
    many = [
        reading(metric(f"{LONG[:44]} {n}"), back([4000, 4100, 4200, 4300, 5000])) for n in range(12)
    ]
    words = alt(multiples("Too many", *many))
    assert len(words) <= LONGEST
    assert words.count("5,000, up 25.0%") == 12


def test_what_cannot_be_said_in_full_is_cut_openly():
    endless = [reading(metric(f"{LONG} {n}"), back([1, 2])) for n in range(40)]
    words = alt(multiples("Endless", *endless))
    assert len(words) == LONGEST
    assert words.endswith("…")


def test_a_target_is_stated():
    assert "Target 90,000." in alt(trend("Calls", CALLS_999, "90000"))


def test_gaps_and_implied_values_are_stated():
    words = alt(EXAMPLES["trend of three"])
    assert "No figure for 2020/21 Q4 and 2021/22 Q1." in words
    assert "Some values are implied by printed differences." in words


def test_a_quarter_without_a_figure_says_so():
    assert "No figure in 2021/22 Q3." in alt(EXAMPLES["comparison of the absent"])


def test_an_even_series_is_called_unchanged():
    assert "no change on the same quarter last year" in alt(EXAMPLES["trend of a constant"])


def test_something_that_is_no_finding_is_refused():
    with pytest.raises(TypeError, match="Decimal"):
        alt(Decimal(1))


def test_returns_are_told_by_their_count_their_due_day_and_how_many_were_late():
    words = alt(EXAMPLES["returns that came late"])
    assert "26 of 26 in by 27 Jan. Due 21 Jan. 4 came in after the due day." in words
    assert "late" not in alt(EXAMPLES["returns"])
