"""A count that might identify somebody is told nowhere, and nothing that is told gives it away."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import analysis, charts
from bot.analysis import readings_of, withhold
from bot.analysis.sums import key_of, sums_of
from bot.analysis.withholding import withheld_words
from bot.figure import Told
from bot.plan import Area, AreaKind, CaveatKind, MetricKind
from bot.quarter import Quarter
from tests.bot.analysis.made import Q3, figure, metric, plan

ALL = metric("arrests", name="Arrests", unit="arrests")
PARTS = tuple(
    metric(name, name=name.title(), unit="arrests", part_of="arrests", suppress_below=5)
    for name in ("drink", "drugs", "both")
)
AREAS = (
    Area("made", AreaKind.FORCE, "Made"),
    *(Area(each, AreaKind.LPA, f"{each.title()} LPA", "made") for each in ("north", "south")),
)
HOUSE = replace(plan(ALL, *PARTS), areas=AREAS)  # parts and areas add up
Q = "2021/22-Q3"


def told(*figures, house=HOUSE) -> Told:
    return withhold(house, figures)


def hidden(*figures, house=HOUSE) -> set[str]:
    """The metrics (in other areas and periods: with those) of what is withheld."""
    names = (
        (each.metric, each.area if each.area != "made" else "", each.period.key)
        for each in told(*figures, house=house).withheld
    )
    return {":".join(filter(None, (m, a, p if p != Q else ""))) for m, a, p in names}


def arrests(total=None, area="made", period=Q, **parts):
    both = {"arrests": total} | parts if total is not None else parts
    return [figure(period, value, metric=name, area=area) for name, value in both.items()]


def test_a_plan_that_marks_nothing_withholds_nothing():
    house = plan(ALL, metric("drink", part_of="arrests"))
    figures = arrests(3, drink=1)
    assert told(*figures, house=house) == Told(tuple(figures))


def test_a_count_below_the_limit_is_withheld_and_one_at_the_limit_is_told():
    assert hidden(*arrests(drink=4)) == {"drink"}
    assert hidden(*arrests(drink=0)) == {"drink"}
    assert hidden(*arrests(drink=5)) == set()


def test_the_reason_says_no_more_than_the_limit():
    (only,) = told(*arrests(drink=4)).withheld
    assert only.reason == "below 5, which might identify somebody"


def test_where_a_total_and_the_other_parts_would_give_it_away_another_part_is_withheld():
    assert hidden(*arrests(100, drink=60, drugs=37, both=3)) == {"both", "drugs"}


def test_the_part_that_protects_is_not_so_small_that_it_gives_it_away_all_the_same():
    """Drugs is known to be 5 or more: of 5 that are left of the total, both would be nought."""
    assert hidden(*arrests(65, drink=60, drugs=5, both=0)) == {"both", "drink"}


def test_parts_that_are_not_all_of_the_total_protect_each_other():
    assert hidden(*arrests(100, drink=60, both=3)) == {"both"}


def test_a_rest_that_is_smaller_than_the_limit_tells_more_than_the_limit():
    assert hidden(*arrests(62, drink=60, both=1)) == {"both", "drink"}


def test_two_small_parts_hide_each_other_unless_their_sum_tells_both():
    assert hidden(*arrests(64, drink=60, drugs=2, both=2)) == {"both", "drugs"}
    assert hidden(*arrests(68, drink=60, drugs=4, both=4)) == {"both", "drugs", "drink"}
    assert hidden(*arrests(60, drink=60, drugs=0, both=0)) == {"both", "drugs", "drink"}


def test_where_every_part_is_small_and_the_total_tells_them_the_total_is_withheld():
    assert hidden(*arrests(12, drink=4, drugs=4, both=4)) == {"arrests", "drink", "drugs", "both"}
    assert hidden(*arrests(3, both=3)) == {"arrests", "both"}


def test_a_total_that_is_small_takes_its_parts_with_it():
    house = plan(replace(ALL, suppress_below=5), metric("drink", part_of="arrests"))
    figures = arrests(4, drink=2)
    withheld = told(*figures, house=house).withheld
    assert {each.metric: each.reason for each in withheld} == {
        "arrests": "below 5, which might identify somebody",
        "drink": "part of a small count",
    }


def test_an_area_is_not_worked_out_from_the_force_and_the_other_areas():
    figures = [
        figure(Q, 63, metric="drink", area="made"),
        figure(Q, 60, metric="drink", area="north"),
        figure(Q, 3, metric="drink", area="south"),
    ]
    assert hidden(*figures) == {"drink:south", "drink:north"}


def test_a_quarter_is_not_worked_out_from_its_year_and_the_other_quarters():
    """The quarters were told before the year was: it is the year that is withheld."""
    quarters = {"2021/22-Q1": 20, "2021/22-Q2": 3, "2021/22-Q3": 30, "2021/22-Q4": 40}
    figures = [figure(period, value, metric="drink") for period, value in quarters.items()]
    year = figure("2021-04..2022-03", 93, metric="drink")
    assert hidden(*figures, year) == {"drink:2021/22-Q2", "drink:2021-04..2022-03"}
    assert hidden(*figures) == {"drink:2021/22-Q2"}


def test_what_is_there_at_one_time_does_not_add_up_over_time():
    house = plan(replace(metric("officers"), stock=True, suppress_below=5))
    figures = [
        figure(f"2021-{month}", value, metric="officers") for month, value in ((10, 3), (11, 9))
    ]
    whole = [*figures, figure("2021-12", 8, metric="officers"), figure(Q, 20, metric="officers")]
    assert hidden(*whole, house=house) == {"officers:2021-10"}


def test_a_percentage_of_a_small_count_is_withheld_with_it():
    share = metric(
        "share", kind=MetricKind.PERCENT, unit="%", numerator="drink", denominator="arrests"
    )
    house = plan(ALL, *PARTS, share)
    figures = [*arrests(100, drink=3), figure(Q, "3.0", metric="share")]
    assert hidden(*figures, house=house) == {"drink", "share"}
    figures = [*arrests(100, drink=30), figure(Q, "30.0", metric="share")]
    assert hidden(*figures, house=house) == set()


def test_what_is_withheld_for_another_is_not_told_by_a_second_sum():
    """North's drugs protects north's both; so the force's total of drugs must not tell it."""
    figures = [
        *arrests(100, "north", drink=60, drugs=37, both=3),
        *(figure(Q, value, metric="drugs", area="south") for value in (50,)),
        *(figure(Q, value, metric="drugs") for value in (87,)),
    ]
    assert hidden(*figures) == {"both:north", "drugs:north", "drugs:south"}


def test_the_whole_family_decides_whichever_of_it_is_asked_for():
    assert analysis.family_of(HOUSE, ["drugs"]) == {"arrests", "drink", "drugs", "both"}
    assert analysis.family_of(plan(ALL, metric("drink", part_of="arrests")), ["drink"]) == {"drink"}


def reading(figures, name="drink", quarter=Q3):
    it = told(*figures)
    (found,) = readings_of(HOUSE, [HOUSE.metric(name)], it.figures, quarter, it.withheld)
    return found


def test_a_reading_says_that_its_figure_is_withheld_and_not_that_there_is_none():
    it = reading([figure("2020/21-Q3", 30, metric="drink"), *arrests(drink=2)])
    assert it.figure is None
    assert it.is_withheld
    assert it.sentence == (
        "Drink: withheld for 2021/22 Q3, below 5, which might identify somebody."
    )
    assert [(each.kind, each.text) for each in it.caveats] == [
        (CaveatKind.WITHHELD, "Withheld for 2021/22 Q3: below 5, which might identify somebody.")
    ]


def test_a_figure_is_not_compared_with_one_that_is_withheld():
    it = reading(
        [
            figure("2020/21-Q3", 2, metric="drink"),
            figure("2021/22-Q2", 1, metric="drink"),
            *arrests(drink=9),
        ]
    )
    assert (it.year_earlier, it.previous) == (None, None)
    assert it.year_earlier_withheld
    assert it.previous_withheld
    assert it.sentence == "Drink: 9 arrests (2021/22 Q3); a year earlier: withheld."


def test_a_month_does_not_stand_in_for_a_quarter_that_is_withheld():
    it = reading([*arrests(drink=4), figure("2021-12", 4, metric="drink")])
    assert it.is_withheld
    assert it.figure is None


def test_what_is_withheld_later_is_not_this_quarters_matter():
    it = reading([*arrests(drink=9), figure("2021/22-Q4", 1, metric="drink")])
    assert it.withheld == ()
    assert it.caveats == ()


def test_the_list_of_what_is_withheld_names_metric_area_periods_and_reason():
    figures = [
        *arrests(drink=1),
        figure("2020/21-Q3", 2, metric="drink"),
        figure(Q, 3, metric="drugs", area="north"),
    ]
    withheld = told(*figures).withheld
    assert withheld_words(HOUSE, withheld) == (
        "Drink, 2020/21 Q3 and 2021/22 Q3: below 5, which might identify somebody.",
        "Drugs, North LPA, 2021/22 Q3: below 5, which might identify somebody.",
    )
    assert withheld_words(HOUSE, withheld, Quarter(2020, 3)) == (
        "Drink, 2020/21 Q3: below 5, which might identify somebody.",
    )


def pictures(it):
    status = analysis.metric_status_of(HOUSE, HOUSE.metric("drink"), Q3, it, {})
    return analysis.pictures_of_metric(HOUSE, status)


def test_pictures_and_their_alt_texts_say_withheld():
    quarters = ("2020/21-Q4", "2021/22-Q1", "2021/22-Q2", "2021/22-Q3")
    values = (20, 2, 30, 40, 50)
    figures = [
        figure(period, value, metric="drink")
        for period, value in zip(("2020/21-Q3", *quarters), values, strict=True)
    ]
    (trend,) = pictures(told(*figures))
    said = charts.alt(trend)
    assert "Withheld for 2020/21 Q4: below 5, which might identify somebody." in said
    assert "No figure for 2020/21 Q4" not in said
    side = [
        figure(Q, value, metric="drink", area=area) for area, value in (("north", 3), ("south", 9))
    ]
    (bars,) = (p for p in pictures(told(*side)) if "by local" in p.title)
    assert "North LPA withheld; South LPA 9" in charts.alt(bars)


counts = st.integers(0, 12)
table = st.fixed_dictionaries(
    {(part, area): counts for part in ("drink", "drugs", "both") for area in ("north", "south")}
)


def whole_table(cells, rest):
    """Arrests by kind and area with all their totals; ``rest`` are arrests of no listed kind."""
    figures = [figure(Q, value, metric=key[0], area=key[1]) for key, value in cells.items()]
    for part in ("drink", "drugs", "both"):
        total = cells[part, "north"] + cells[part, "south"]
        figures += [figure(Q, total, metric=part)]
    for area in ("north", "south"):
        total = sum(value for (_, where), value in cells.items() if where == area) + rest
        figures += [figure(Q, total, metric="arrests", area=area)]
    return [*figures, figure(Q, sum(cells.values()) + 2 * rest, metric="arrests")]


@given(table, st.sampled_from((0, 0, 30)))
def test_no_small_count_of_a_table_can_be_worked_out_from_what_is_told(cells, rest):
    figures = whole_table(cells, rest)
    it = told(*figures)
    small = {key_of(f) for f in figures if f.value < 5 and f.metric != "arrests"}
    kept = {key_of(each) for each in it.figures}
    assert not small & kept
    assert {key_of(each) for each in figures} - kept == {
        (each.metric, each.area, each.period) for each in it.withheld
    }
    for key in small:
        assert not is_determined(key, figures, kept), key


@given(st.lists(counts, min_size=3, max_size=3), st.integers(0, 6))
def test_what_is_told_of_one_sum_leaves_every_small_number_possible(values, rest):
    """Tried by counting: whatever a reader may still believe includes all that is below 5."""
    parts = dict(zip(("drink", "drugs", "both"), values, strict=True))
    total = sum(values) + rest
    it = told(*arrests(total, **parts))
    shown = {each.metric: int(each.value) for each in it.figures}
    reasons = {each.metric: each.reason for each in it.withheld}
    if "arrests" not in shown:
        return
    for name in (name for name, value in parts.items() if value < 5):
        believed = {guess[name] for guess in guesses(shown, reasons, rest == 0)}
        assert believed == set(range(5)), (parts, rest, shown)


def guesses(shown, reasons, whole):
    """Every table that agrees with what is told and with the reasons that are given."""
    unknown = [name for name in ("drink", "drugs", "both") if name not in shown]
    left = shown["arrests"] - sum(value for name, value in shown.items() if name != "arrests")

    def tried(names, left):
        if not names:
            if left == 0 or (left > 0 and not whole):
                yield {}
            return
        first, *others = names
        low, high = (0, 4) if reasons[first].startswith("below 5") else (5, left)
        for value in range(low, min(high, left) + 1):
            for rest in tried(others, left - value):
                yield {first: value} | rest

    return tried(unknown, left)


def is_determined(key, figures, kept):
    """Whether the sums, with what is told, leave one number alone for this figure."""
    unknown = sorted({key_of(each) for each in figures} - kept)
    rows = []
    for each in sums_of(HOUSE, figures):
        if each.whole:
            row = {part: Fraction(1) for part in each.parts} | {each.total: Fraction(-1)}
            rows.append([row.get(cell, Fraction(0)) for cell in unknown])
    target = [Fraction(cell == key) for cell in unknown]
    return rank([*rows, target]) == rank(rows)


def rank(rows):
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(found, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for at in range(found + 1, len(rows)):
            factor = rows[at][column] / rows[found][column]
            rows[at] = [a - factor * b for a, b in zip(rows[at], rows[found], strict=True)]
        found += 1
    return found


@pytest.mark.parametrize("limit", [None, 1])
def test_a_limit_of_one_hides_nought_alone(limit):
    house = plan(metric("drink", suppress_below=limit))
    assert hidden(figure(Q, 0, metric="drink"), house=house) == ({"drink"} if limit else set())
    assert hidden(figure(Q, 1, metric="drink"), house=house) == set()
