"""Every other kind of claim: planted faults are found, right ones hold, the rest is left."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims import Kind, Verdict, check, quarter_said
from bot.quarter import Quarter


def found(text: str, kind: Kind, quarter: Quarter | None = None) -> list[tuple[str, str, str]]:
    checks = check(text, quarter)
    return [(c.printed, c.verdict.value, c.computed) for c in checks if c.kind is kind]


AVERAGE = "There were {total:,} calls this quarter, an average of {average:,} calls per {unit}."


@given(
    st.integers(1000, 500_000),
    st.builds(Quarter, st.integers(2015, 2030), st.integers(1, 4)),
    st.sampled_from(["day", "week", "month"]),
    st.integers(-3, 3),
)
def test_an_average_is_over_the_real_length_of_the_quarter(total, quarter, unit, off):
    length = {"day": Decimal(quarter.days), "week": Decimal(quarter.days) / 7, "month": Decimal(3)}
    right = (total / length[unit]).quantize(Decimal(1), ROUND_HALF_UP)
    text = AVERAGE.format(total=total, average=right + off, unit=unit)
    [(_, verdict, computed)] = found(text, Kind.AVERAGE, quarter)
    exact = abs(total / length[unit] - (right + off))
    assert verdict == ("holds" if exact <= Decimal("0.5") else "wrong")
    assert computed.replace(",", "") == str(right)


BEHIND = [
    ("On average 958.9 calls per day were answered, 88,220 in total.", "holds"),
    ("An average of 969 calls per day were answered, 88,220 calls in total.", "look"),
    ("An average of 50 a day were searched, 4,600 in the quarter.", "holds"),
]


@pytest.mark.parametrize(("text", "verdict"), BEHIND)
def test_the_total_may_stand_behind_its_average(text, verdict):
    assert [each for _, each, _ in found(text, Kind.AVERAGE, Quarter(2021, 3))] == [verdict]


def test_an_average_is_no_part_of_a_total():
    text = "We took 500 calls a day and 88,220 in total from the public."
    assert not found(text, Kind.PARTS, Quarter(2021, 3))


def test_the_last_quarter_of_a_leap_year_has_91_days():
    text = AVERAGE.format(total=91_000, average=1000, unit="day")
    assert found(text, Kind.AVERAGE, Quarter(2023, 4)) == [("1,000", "holds", "1,000")]
    assert found(text, Kind.AVERAGE, Quarter(2022, 4)) == [("1,000", "wrong", "1,011")]


def test_the_quarter_is_taken_from_the_text_where_none_is_given():
    text = "Update 2022/23 Q4\n\n" + AVERAGE.format(total=91_000, average=1000, unit="day")
    assert found(text, Kind.AVERAGE) == [("1,000", "wrong", "1,011")]


def test_the_quarter_in_the_heading_is_reported_however_often_last_year_is_named():
    last = "Calls were {} in 2021/22 Q4.\n\n"
    text = "Quarterly report, 2022/23 Q4\n\n" + last.format(500) + last.format(600)
    text += AVERAGE.format(total=90_000, average=1000, unit="day")
    assert found(text, Kind.AVERAGE) == [("1,000", "holds", "1,000")]
    assert quarter_said(text) == Quarter(2022, 4)


def test_a_first_sentence_that_names_last_year_is_no_heading():
    text = "In 2021/22 Q4 there were 500 calls.\n\nIn 2022/23 Q4 there were 600; Q4 2022/23 is up."
    assert quarter_said(text) == Quarter(2022, 4)


def test_an_average_of_another_stretch_of_time_is_not_judged():
    text = "There were 3,100 calls in a year, an average of 90 calls per day."
    assert [verdict for _, verdict, _ in found(text, Kind.AVERAGE)] == ["uncheckable"]


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("in December", 31),
        ("between October and December 2021", 92),
        ("in November and December 2021", None),
        ("in February 2020", 29),
        ("since April", 275),
        ("in the first week of December", 7),
        ("in Q2", 92),
    ],
)
def test_an_average_is_over_the_time_that_is_spoken_of(when, days):
    right, wrong = 120, 110
    text = "There were {:,} calls {}, an average of {} calls per day."
    quarter = Quarter(2021, 3)
    total = (days or 61) * right
    verdicts = [
        found(text.format(total, when, average), Kind.AVERAGE, quarter)[0][1]
        for average in (right, wrong)
    ]
    assert verdicts == (["holds", "wrong"] if days else ["uncheckable", "uncheckable"])


def test_an_average_of_other_things_is_worth_a_look_at_most():
    text = "There were 600 arrests this quarter and officers averaged 25 searches per day."
    assert [verdict for _, verdict, _ in found(text, Kind.AVERAGE)] == ["uncheckable"]


@given(st.integers(2, 99), st.data(), st.sampled_from([0, 1]))
def test_a_percentage_of_a_whole_count_is_possible_where_some_count_gives_it(whole, data, digits):
    tenths = data.draw(st.integers(1, 100 * 10**digits))
    share = Decimal(tenths).scaleb(-digits)
    step = Decimal(1).scaleb(-digits)
    exact = [Decimal(100 * part) / whole for part in range(whole + 1)]
    ways = (ROUND_HALF_UP, ROUND_HALF_EVEN)
    possible = {each.quantize(step, way) for each in exact for way in ways}
    [(_, verdict, _)] = found(
        f"Victims were content in {share}% of {whole} cases.", Kind.SHARE
    ) or [("", "untested", "")]
    if whole >= 100 * 10**digits:
        assert verdict == "untested"
    else:
        assert verdict == ("holds" if share in possible else "impossible")


@given(st.integers(1, 400), st.integers(0, 400))
def test_a_share_with_its_part_and_whole_is_wrong_unless_they_give_it(part, rest):
    whole = part + rest
    right = (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    [(_, verdict, _)] = found(f"In all {part} of {whole} cases ({right}%) were solved.", Kind.SHARE)
    assert verdict == "holds"
    off = right + Decimal("0.2")
    [(_, verdict, _)] = found(f"In all {part} of {whole} cases ({off}%) were solved.", Kind.SHARE)
    assert verdict == "wrong"


SHARES = [
    ("There were 500 calls, of which 120 (25%) were abandoned.", "wrong"),
    ("There were 500 calls, of which 120 (24%) were abandoned.", "holds"),
    ("12 out of 10 (120%) came.", "impossible"),
    ("Careless driving 237 (positive outcome 60.5%).", "impossible"),
    ("Close pass 162 (positive outcome 60.5%).", "holds"),
    ("Some 120 (25%) were abandoned.", "uncheckable"),
]


@pytest.mark.parametrize(("text", "verdict"), SHARES)
def test_a_share_is_judged_by_its_base(text, verdict):
    assert [each for _, each, _ in found(text, Kind.SHARE)] == [verdict]


PARTS = [
    ("A total of 264 people, of which 130 were drink, 101 drugs and 33 no specimen.", "holds"),
    (
        "A total of 264 people, of which 130 were drink, 101 drugs and 34 no specimen.",
        "inconsistent",
    ),
    ("There were 40 arrests: 20 for theft, 10 for assault and 10 for drugs.", "holds"),
    ("There were 40 arrests: 20 for theft, 10 for assault and 9 for drugs.", "inconsistent"),
    ("Of these 12 arrests, of which six were for theft and five for drugs.", "look"),
    ("We met 90 people, of whom 50 were men and 40 under age.", "holds"),
    ("We met 90 people, of whom 50 were men and 60 under age.", "look"),
]


@pytest.mark.parametrize(("text", "verdict"), PARTS)
def test_parts_add_up_to_their_whole(text, verdict):
    assert [each for _, each, _ in found(text, Kind.PARTS)] == [verdict]


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_count_of_things_is_that_of_the_bullets_under_it(said, listed):
    bullets = "\n".join(f"• Measure {chr(97 + n)} is met" for n in range(listed))
    text = f"The force has improved in {said} areas:\n{bullets}\n\nThe end."
    verdict = "holds" if said == listed else "wrong"
    assert found(text, Kind.LISTED) == [(str(said), verdict, str(listed))]


NAMED = [
    ("Work went on in three districts (Tendring, Maldon and Colchester).", "holds"),
    ("Work went on in three districts (Tendring, Maldon, Harlow and Colchester).", "wrong"),
    ("Work went on in three districts (Tendring, Castle Point and Rochford and Harlow).", "holds"),
]


@pytest.mark.parametrize(("text", "verdict"), NAMED)
def test_names_are_counted(text, verdict):
    assert [each for _, each, _ in found(text, Kind.LISTED)] == [verdict]


def test_an_item_under_two_lists_that_exclude_each_other_is_inconsistent():
    text = (
        "Aspirations met:\n• Homicide\n• Robbery\n\nAspirations not met:\n• Robbery – \n• Theft\n\n"
        "The end."
    )
    assert found(text, Kind.LISTS) == [("Robbery –", "inconsistent", "")]


RANKS = [
    ("8 7\n\nKent has improved to 7th in its group.", "holds"),
    (
        "3\n\n3\n(last data to\nMarch 2021)\n\nKent has improved to 3rd in its group.",
        "inconsistent",
    ),
    ("3 4\n\nKent has moved down to 5th.", "inconsistent"),
    ("5 5\nKent remains fifth.", "holds"),
    ("Kent improved from 5th to 7th, where 1st is best.", "inconsistent"),
    ("Kent improved from 5th to 7th, where 8th is best.", "holds"),
    ("Kent improved from 5th to 7th.", "look"),
    ("Kent improved to 3rd from 3rd.", "inconsistent"),
]


@pytest.mark.parametrize(("text", "verdict"), RANKS)
def test_the_words_of_a_movement_fit_the_positions(text, verdict):
    assert [each for _, each, _ in found(text, Kind.RANK)] == [verdict]


PERIODS = [
    ("999 calls: 88,220 in the quarter (July to September 2021).", "July to September 2021"),
    ("Between September and November 2021 we answered 61,010 calls.", "September to November 2021"),
    ("The solved rate is 12.4% in the 12 months to January 2022.", "January 2022"),
    ("In the twelve months to 31 March 2022 there were 30 closures.", "March 2022"),
    ("In the three months to November 2021 there were 30 closures.", "September to November 2021"),
]


@pytest.mark.parametrize(("text", "meant"), PERIODS)
def test_a_value_of_other_months_than_the_quarter_s_is_worth_a_look(text, meant):
    [one] = [c for c in check(text, Quarter(2021, 3)) if c.kind is Kind.PERIOD]
    assert one.verdict is Verdict.LOOK
    assert one.why.startswith(f"{meant} is not of the quarter reported, 2021/22 Q3 (October to")


@pytest.mark.parametrize(
    "text",
    [
        "999 calls: 88,220 in the quarter (October to December 2021).",
        "Calls were 88,220, compared with 76,856 between July and September 2021.",
        "The solved rate is 12.4% in the 12 months to December 2021.",
        "The solved rate is 12.4% (12 months to March 2020, the latest data).",
        "Between April and December 2021 we answered 61,010 calls.",
        "There were 400 burglaries in November 2021.",
        "We expect 500 closures in the 12 months to March 2022.",
        "The board meets (January to March 2022).",
    ],
)
def test_what_a_quarter_s_report_may_say_of_other_months_is_left_alone(text):
    assert not found(text, Kind.PERIOD, Quarter(2021, 3))


SPANS = [
    ("over the last three years (since December 2018)", "holds"),
    ("over the last three years (since September 2017)", "look"),
    ("in the 12 months from January 2021 to December 2021", "holds"),
    ("in the 12 months from April 2021 to December 2021", "inconsistent"),
    ("for six months, from April to September 2021", "holds"),
    ("for five months, from October 2020 to February 2021", "holds"),
    ("for five months (from October to February 2021)", "holds"),
    ("for six months, from April to August 2021", "look"),
    ("for two weeks, from 1 to 14 December", "holds"),
    ("for two weeks, from 29 November to 12 December 2021", "holds"),
    ("for three weeks, from 20 December to 9 January", "holds"),
    ("for two weeks, from 1 to 21 December", "look"),
    ("over 10 days between 1st and 10th December", "holds"),
    ("over 12 days between 1st and 10th December", "look"),
    ("Between 2015 and 2020, a period of six years, burglary fell", "holds"),
    ("From 2015 to 2020 (five years) burglary fell", "holds"),
    ("Between 2015 and 2020, a period of eight years, burglary fell", "look"),
]


@pytest.mark.parametrize(("text", "verdict"), SPANS)
def test_a_span_is_as_long_as_it_says(text, verdict):
    assert [each for _, each, _ in found(text, Kind.SPAN, Quarter(2021, 3))] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "for two weeks, from 1 to 31 February",
        "for two weeks, from 14 to 1 December",
        "between 20 and 30 calls in two weeks",
        "officers worked 12 hour days from 1 to 14 December",
    ],
)
def test_what_is_no_span_of_days_is_left_alone(text):
    assert not found(text, Kind.SPAN, Quarter(2021, 3))


LEFT_ALONE = """
Section 46 of the Firearms Act 1968 led to a 12 year custodial sentence on 21st December 2021.
Operation 2020 and Op 15 ended in Euro 2020, during COVID 19, with Op. RAPTOR on the A127.
Ring 01245 491491 or 0300 333 4444, call 101 or 999, or see page 12, table 3 and paragraph 4.1.2.
Drivers aged 17-25 and a 15-year-old met at 10.30am on 3/12/2021, 24/7, in 2021/22 Q3 and 2019-20.
Priority 1 of the three year strategy: 1 in 5 homes, 6th form, per 1,000 people, Tier 2, Grade 4.
"""


def test_numbers_that_measure_nothing_are_left_alone():
    assert check(LEFT_ALONE) == ()


HONEST = """
The control room took 46,000 calls this quarter, averaging 500 calls per day. This is 4,000 fewer
calls than the previous quarter (8% decrease) but 1,000 more than the same quarter last year (2.2%
more). December was the busiest month, with 17,204 calls, and 31 December the busiest day.

• 240 burglaries were recorded, of which 60 (25%) were solved. 12 of 80 victims asked (15%) replied.
• Robbery fell from 50 to 40, a 20% decrease, and the solved rate rose from 8.0% to 10.5%, up 2.5
percentage points. Response took 8 minutes (down from 9 minutes).
• Two officers attended 14 schools with 3,200 pupils, 45% of whom had been to an earlier talk.
• Over 500 people were stopped, 12% more than in summer; 35 were arrested and 7 charged.
• Knife crime doubled from 10 to 20. Seizures rose to 45 (from 30, an increase of 50%).
• 3 teams covered 5 towns: 40% of patrols were on foot, 60% by car. Nine in ten people felt safe.
"""


def test_an_honest_report_has_no_fault():
    checks = check(HONEST, Quarter(2021, 3))
    assert not [each for each in checks if each.verdict.is_fault or each.verdict is Verdict.LOOK]
    assert sum(each.verdict is Verdict.HOLDS for each in checks) >= 10


WITHIN = [
    "There are three aims:\n• Protect\n• Prevent\n    - early help\n    - schools\n• Pursue\n",
    "There are three aims:\n• Protect\n• Prevent\n  • Early help\n  • Schools\n• Pursue\n",
    "There are three aims:\n1. Protect\n2. Prevent\n- Early help\n- Schools\n3. Pursue\n",
    "There are three aims:\n• Protect\n• Prevent\n• Pursue\n• All are measured yearly.\n",
]


@pytest.mark.parametrize("text", WITHIN)
def test_a_list_within_a_list_may_be_counted_or_not(text):
    assert found(text, Kind.LISTED) == [("three", "holds", "3")]
    assert found(text.replace("three", "six"), Kind.LISTED)[0][1] == "look"


def test_one_each_in_two_towns_are_two():
    text = "We attended four events: two in Harlow and one each in Grays and Clacton."
    assert found(text, Kind.PARTS) == []


def test_a_move_is_from_the_position_of_its_own_measure():
    text = "The force remains 5th for violence and has moved to 3rd for burglary from 4th."
    assert not [each for each in check(text) if each.verdict.is_fault]


SHARED = [
    "Of 24 homicides {} were solved.",
    "Of the 24 homicides recorded {} have been solved.",
    "There were 24 homicides ({} solved).",
    "There were 24 homicides, {} of them solved.",
    "There were 24 homicides and {} of these were solved.",
    "We dealt with 24 homicides. Of these, {} were solved.",
]


@pytest.mark.parametrize("text", SHARED)
def test_a_percentage_that_no_whole_number_gives_is_impossible_in_many_wordings(text):
    assert found(text.format("61.0%"), Kind.SHARE) == [("61.0%", "impossible", "")]
    assert found(text.format("62.5%"), Kind.SHARE) == [("62.5%", "holds", "62.5%")]


MAY_BE_OF_ANOTHER = [
    "There were 12 officers and 24 Specials, 61.1% of whom were women.",
    "There were 24 homicides and 310 robberies. Of these, 61.1% were solved.",
    "There were 24 homicides and 61.0% of these forms of violence were at home.",
    "There were 24 homicides (61.0% of the county's violent deaths).",
]


@pytest.mark.parametrize("text", MAY_BE_OF_ANOTHER)
def test_a_percentage_that_may_be_of_another_count_is_worth_a_look_at_most(text):
    assert not [each for each in check(text) if each.verdict.is_fault]


IN_WORDS = [
    ("Two thirds of the 90 victims ({}) withdrew.", "60", "30"),
    ("Of the 90 victims, half ({}) withdrew.", "45", "30"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), IN_WORDS)
def test_a_share_in_words_is_held_against_the_number_behind_it(text, right, wrong):
    assert [v for _, v, _ in found(text.format(right), Kind.SHARE)] == ["holds"]
    assert [v for _, v, _ in found(text.format(wrong), Kind.SHARE)] == ["wrong"]
