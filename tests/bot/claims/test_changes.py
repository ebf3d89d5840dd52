"""Changes in sentences of many shapes; in each the right verdict is known."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.claims import Kind, Verdict, check


def verdicts(text: str, kind: Kind = Kind.CHANGE) -> list[tuple[str, str]]:
    return [(each.printed, each.verdict.value) for each in check(text) if each.kind is kind]


HOLD = [
    ("Stop and search rose from 120 to 150, an increase of 25%.", "25%"),
    ("Robberies fell by 12 from 30 to 18 (40%).", "12"),
    ("Robberies fell by 12 to 18, a 40% decrease.", "40%"),
    ("Vehicle crime decreased by 15 offences (5%) to 285 offences.", "5%"),
    ("Offences rose by 12% to 560 from 500.", "12%"),
    ("Violence rose 4.2% from 5,000 to 5,210 offences.", "4.2%"),
    ("There were 1,510 incidents, up 10.2% from 1,370 in the previous quarter.", "10.2%"),
    ("Burglary: 312 offences this quarter (-48, -13.3%).", "-13.3%"),
    ("There were 17 deaths, up from 10, an increase of seven.", "seven"),
    ("The solved rate fell from 13.8% to 13.2%, down 0.6 percentage points.", None),
    ("Arrests doubled from 40 to 81 this quarter.", "doubled"),
    ("Referrals increased threefold from 12 to 36.", "threefold"),
    ("There were 1,200 burglaries, a third fewer than the 1,800 last year.", None),
    ("Knife crime fell by a quarter, from 80 to 60.", None),
    ("There were 450 offences compared with 500 a year ago, a decrease of 10%.", "10%"),
    ("In the quarter 1,204 knives were seized. This is up 12% (128 more) on last year.", "12%"),
    ("Arrests were up 10 from 30 to 40 (33%). Charges were up 5 from 20 (25%).", "25%"),
    ("Calls rose from 1.2 million to 1.3 million, an increase of 8%.", "8%"),
]
WRONG = [
    ("Stop and search rose from 120 to 150, an increase of 20%.", "20%", "25%"),
    ("Robberies fell by 12 to 18, a 30% decrease.", "30%", "40%"),
    ("There were 312 offences, 48 fewer than last year (-15.4%).", "-15.4%", "13.3%"),
    ("There were 17 deaths, up from 10, an increase of eight.", "eight", "7"),
    ("The solved rate fell from 13.8% to 13.2%, a decrease of 0.6%.", "0.6%", "4.3%"),
    ("Robberies were up from 10 to 8.", "8", "down"),
    ("Referrals increased threefold from 12 to 24.", "threefold", "2.00"),
    ("Arrests doubled from 40 to 61 this quarter.", "doubled", "1.53"),
    (
        "There were 450 offences compared with 500 a year ago, a decrease of 11.1%.",
        "11.1%",
        "10.0%",
    ),
    ("There were 1,200 burglaries, 30% fewer than the 1,800 last year.", "30%", "33%"),
]
NOT_CERTAIN = [
    "There were 600 thefts and 80 robberies. Burglary saw 30 fewer offences (20% decrease).",
    "There are 60 volunteers. Burglary saw 30 fewer offences (20% decrease).",
    "Theft was 600 offences but burglary saw 30 fewer offences (20% decrease).",
    "There were about 600 thefts, 30 fewer than last year (roughly 20% lower).",
    "Officer numbers grew from 3,000 in 2019 to 3,600 in 2022, a growth of 600 (20%).",
    "Knife seizures trebled from 5 to 15 and drug seizures halved from 20 to 10.",
    "Charges were up 5 from 20 (25%) and arrests up 10 from 30 to 40 (33%).",
    "Theft was up 4% on 2019 and up 12% on last quarter when there were 1,000 offences.",
    "There were 300 arrests, 45 fewer than last quarter and 12 fewer than last year (13%).",
    "Over 500 children were given presents, an increase of 20%.",
]


@pytest.mark.parametrize(("text", "printed"), HOLD)
def test_a_right_change_holds(text, printed):
    found = verdicts(text)
    assert found
    assert {verdict for _, verdict in found} == {"holds"}
    assert printed is None or printed in dict(found)


@pytest.mark.parametrize(("text", "printed", "computed"), WRONG)
def test_a_wrong_change_is_found_with_the_right_value(text, printed, computed):
    wrong = [each for each in check(text) if each.verdict is Verdict.WRONG]
    assert [(each.printed, each.computed) for each in wrong] == [(printed, computed)]


@pytest.mark.parametrize("text", NOT_CERTAIN)
def test_what_may_be_said_of_something_else_is_never_called_a_fault(text):
    assert not [each for each in check(text) if each.verdict.is_fault]


def test_a_difference_and_a_percentage_in_opposite_directions_contradict_each_other():
    text = "There were 5,244 fewer calls (8.6% increase)."
    assert verdicts(text) == [("8.6%", "inconsistent")]


def test_more_of_an_increase_than_there_is_now_is_impossible():
    text = "There were 40 offences, 50 more offences than last year."
    assert verdicts(text) == [("50", "impossible")]


def test_a_lone_percentage_says_what_would_make_it_checkable():
    [one] = check("The campaign reached 914K people, an increase of 47% on the previous month.")
    assert one.verdict is Verdict.UNCHECKABLE
    assert "914K is printed" in one.why


def test_points_of_a_count_are_worth_a_look():
    assert verdicts("Thefts rose from 100 to 110, up 10 percentage points.") == [
        ("10 percentage points", "look")
    ]


def test_the_line_is_the_one_where_the_number_stands():
    text = "Calls\n\n• There were 400 calls.\nThis is 100 fewer calls than\nlast (25% decrease)."
    [one] = check(text)
    assert (one.line, one.verdict, one.computed) == (5, Verdict.WRONG, "20%")


NOUNS = st.sampled_from(["offences", "calls", "arrests", "incidents", "searches"])
SENTENCES = (
    "There were {now:,} {noun} now. This is {size:,} {less} than last ({percent}% {fall}).",
    "There were {now:,} {noun}. This is {size:,} {less} {noun} than before ({percent}% {fall}).",
    "{Noun} {fell} from {before:,} to {now:,}, a {fall} of {percent}%.",
    "There were {now:,} {noun}, {down} from {before:,}, a {percent}% {fall}.",
    "There were {now:,} {noun} ({sign}{size:,}, {sign}{percent}%).",
    "{Noun} {fell} by {size:,} to {now:,} ({percent}%).",
    "There were {now:,} {noun}, compared to {before:,} in the\nsame one: a {fall} of {percent}%.",
)


def written(template: str, before: int, now: int, percent: Decimal, noun: str) -> str:
    up = now > before
    return template.format(
        now=now,
        before=before,
        size=abs(now - before),
        percent=percent,
        noun=noun,
        Noun=noun.capitalize(),
        less="more" if up else "fewer",
        fall="increase" if up else "decrease",
        fell="rose" if up else "fell",
        down="up" if up else "down",
        sign="+" if up else "-",
    )


@st.composite
def changes(draw):
    before, now = draw(st.integers(3, 90_000)), draw(st.integers(2, 90_000))
    assume(before != now and before < 20 * now)
    assume(not {before, now, abs(now - before)} & {101, 111, 112, 999})  # these are dialled
    digits = draw(st.integers(0, 2))
    exact = Decimal(abs(now - before)) / before * 100
    rounded = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assume(rounded > 0 and "e" not in str(rounded).lower())
    return before, now, rounded, digits, draw(NOUNS), draw(st.sampled_from(SENTENCES))


def of_the_percentage(text: str) -> list[Verdict]:
    return [each.verdict for each in check(text) if "%" in each.printed]


@given(changes())
def test_any_rightly_rounded_percentage_holds(made):
    before, now, percent, _, noun, template = made
    text = written(template, before, now, percent, noun)
    assert of_the_percentage(text) == [Verdict.HOLDS], text
    assert not [each for each in check(text) if each.verdict.is_fault]


@given(changes(), st.integers(1, 40), st.sampled_from((-1, 1)))
def test_any_percentage_one_digit_or_more_off_is_wrong(made, steps, way):
    before, now, percent, digits, noun, template = made
    off = percent + way * Decimal(steps).scaleb(-digits)
    exact = Decimal(abs(now - before)) / before * 100
    assume(off > 0 and abs(off - exact) > Decimal("0.5").scaleb(-digits))
    text = written(template, before, now, off, noun)
    assert of_the_percentage(text) == [Verdict.WRONG], text


@given(st.text(max_size=300) | st.text("0123456789,.%()-+ fewermothan\n", max_size=300))
def test_any_text_is_read_without_complaint_and_always_alike(text):
    found = check(text)
    assert found == check(text)
    assert all(1 <= each.line <= text.count("\n") + text.count("\r") + 40 for each in found)


@pytest.mark.parametrize("long", ["1" * 60, f"0.{'1' * 60}", ",".join(["111"] * 30)])
def test_a_number_longer_than_any_figure_is_left_alone(long):
    assert check(f"There were {long} calls, {long} fewer calls ({long}% decrease).") == ()


WORDS = """
    up down from to 0 0% 5 120 1,204 (5%) (-3%) fewer more calls offences , . ( ) : of which and
    0.0 £3m 9K increase decrease of by compared doubled halved a third per day average 3rd improved
    remains last zero years since Sep-17 five areas • % points 100% twice as many out
"""


@given(st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=60).map(" ".join))
def test_any_order_of_the_words_of_claims_is_read_without_complaint(text):
    assert all(each.excerpt and each.why for each in check(text))


def test_zero_years_are_a_span_like_any_other():
    assert len(check("the last zero years (since Sep-17) with data to March 2020")) <= 1


# a change of another matter that stands beside two values, in words of real reports
BESIDE_ANOTHER = [
    "Despite 10% fewer officers, the team raised arrests from 100 to 150.",
    "Arrests rose from 100 to 150 and 20 more officers were recruited.",
    "Arrests (150, up from 100) led to 30% more charges.",
    "Arrests rose from 100 to 150, above the group average increase of 20%.",
    "Arrests rose from 100 to 150, against a national increase of 20%.",
    "Arrests rose from 100 to 150, compared with a 20% rise nationally.",
    "Arrests rose from 100 to 150. This follows a rise of 20% last year.",
    "Arrests rose from 100 to 150. This compares to a 20% increase nationally.",
    "Arrests rose from 100 to 150. This includes a 20% increase in drug arrests.",
    "Arrests rose from 100 to 150. They were 20% up on the previous quarter.",
    "Arrests rose from 100 to 150, driven by a 20% rise in drug arrests.",
    "Arrests rose from 100 to 150, including 20 more for drugs.",
    "Arrests rose by 50 to 150 (drugs up 20%).",
    "Arrests rose by 50 to 150, with drug arrests up 20%.",
    "Arrests rose from 100 to 150 and charges from 50 to 60, up 50% and 20%.",
    "Arrests rose from 30 to 45, 12.5% above the target of 40.",
    "Arrests were 45 (up from 30), 12.5% above the target of 40.",
    "Abandonment rose to 18% (from 12% in Q2), 8% above the 10% target.",
    "The team grew from 12 to 15 officers, with 4 more to come.",
    "The team grew from 12 to 15 officers with 20% more expected by spring.",
    "Deaths are to halve from 800 to 400 by 2030, having fallen by 10% to 720 so far.",
    "It took 30% fewer officers 12 days to clear 400 cases, down from 600.",
    "The team made 300 arrests (up 50%) from 1,200 stops.",
    "The team seized 120 phones (up 20%) from 80 suspects.",
    "Attendance rose 20% to 600 from 15 schools.",
    "Charges rose from 100 (35%) to 120 (40%).",
    "Charges rose from 100 to 120 in the north (60%) and south (40%).",
    "We hit 95% of the target of 200 stops (190), up from 170 (85%) in Q2.",
    "Of 3,500 officers, 1,200 (34%) are women, 100 more than last year (9%).",
    "Reports are up from 400 to 500, or one more every day.",
    "Reports rose from 400 to 500: 60 more in the north and 40 more in the south.",
    "Reports rose from 400 to 500: an increase of 30% online and 20% by telephone.",
    "Reports rose from 400 to 500 over five quarters, an increase of 20 a quarter.",
    "Reports rose from 400 to 500, an increase of 5% per month.",
    "There were 60 arrests, three times more than the 20 of last year.",
]


@pytest.mark.parametrize("text", BESIDE_ANOTHER)
def test_a_change_of_another_matter_beside_two_values_is_never_called_a_fault(text):
    assert not [each for each in check(text) if each.verdict.is_fault]


POINTS = [
    ("The solved rate rose from 13.2% to 13.8% (+0.6pp).", "+0.6pp", "holds"),
    ("Satisfaction rose 3.7pts to 74.9% from 71.2%.", "3.7pts", "holds"),
    ("Satisfaction rose 4.7ppts to 74.9% from 71.2%.", "4.7ppts", "wrong"),
]


@pytest.mark.parametrize(("text", "printed", "verdict"), POINTS)
def test_points_may_be_written_right_behind_their_number(text, printed, verdict):
    assert verdicts(text) == [(printed, verdict)]


def test_values_set_against_each_other_in_brackets_are_the_ones_compared():
    text = "Volumes are {} higher than last year (600 v 500)."
    assert verdicts(text.format("25%")) == [("25%", "wrong")]
    assert verdicts(text.format("20%")) == [("20%", "holds")]


def test_a_dash_is_no_word_between_a_value_and_a_change():
    text = "Incidents reduced to 8,411 from 9,800 - a decrease of {}."
    assert verdicts(text.format("14.2%")) == [("14.2%", "holds")]
    assert verdicts(text.format("16.5%")) == [("16.5%", "wrong")]


BEHIND_ITS_YEAR = [
    "We received 9,200 forms (8,000 last year, {}).",
    "We received 9,200 forms (8,000 in Q3 2020/21) {}.",
    "We received 9,200 forms (8,000 in Q3 last year, {}).",
]


@pytest.mark.parametrize("text", BEHIND_ITS_YEAR)
def test_a_change_may_stand_behind_the_value_and_the_time_that_it_is_on(text):
    assert verdicts(text.format("+15%")) == [("+15%", "holds")]
    assert verdicts(text.format("+13%")) == [("+13%", "wrong")]
