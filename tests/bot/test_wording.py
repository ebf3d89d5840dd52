from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.plan import Good, Metric, MetricKind


def metric(kind: MetricKind, unit: str = "calls") -> Metric:
    return Metric("m", "Name", unit, kind, Good.NEITHER, "p", "u")


@pytest.mark.parametrize(
    ("value", "words"),
    [("88220", "88,220"), ("0.013", "0.013"), ("-0.25", "−0.25"), ("1E+3", "1,000"), ("0", "0")],
)
def test_numbers_keep_the_digits_recorded_and_group_the_thousands(value, words):
    assert wording.number(Decimal(value)) == words


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9)))
def test_a_number_in_words_reads_back_as_itself(value):
    written = wording.number(value).replace(",", "").replace("−", "-")
    assert Decimal(written) == value


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        ("0", "0 s"),
        ("0.4", "less than 1 s"),
        ("0.5", "1 s"),
        ("8", "8 s"),
        ("60", "1 min 00 s"),
        ("220", "3 min 40 s"),
        ("3725", "62 min 05 s"),
    ],
)
def test_durations_are_told_in_minutes_and_seconds(seconds, words):
    assert wording.duration(Decimal(seconds)) == words


@pytest.mark.parametrize(
    ("kind", "unit", "value", "amount", "quantity"),
    [
        (MetricKind.COUNT, "calls", "88220", "88,220", "88,220 calls"),
        (MetricKind.COUNT, "calls", "1", "1", "1 call"),
        (MetricKind.COUNT, "people", "1", "1", "1 person"),
        (
            MetricKind.RATE,
            "offences per 1,000 people",
            "1.0",
            "1.0",
            "1.0 offences per 1,000 people",
        ),
        (MetricKind.RATE, "offences per 1,000 people", "1", "1", "1 offence per 1,000 people"),
        (MetricKind.PERCENT, "%", "18", "18%", "18%"),
        (MetricKind.DURATION, "seconds", "8", "8 s", "8 s"),
        (MetricKind.MONEY, "pounds", "-1500", "−£1,500", "−£1,500"),
    ],
)
def test_a_value_is_told_by_its_kind(kind, unit, value, amount, quantity):
    assert wording.amount(Decimal(value), metric(kind, unit)) == amount
    assert wording.quantity(Decimal(value), metric(kind, unit)) == quantity


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("offences", "offence"),
        ("areas of focus", "area of focus"),
        ("parishes", "parish"),
        ("activities", "activity"),
        ("addresses", "address"),
        ("licences", "licence"),
        ("premises", "premises"),
        ("children", "child"),
        ("staff", "staff"),
        ("houses", "house"),
    ],
)
def test_the_noun_for_one(many, one):
    assert wording.singular(many) == one


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("351", "offences", "351 offences"),
        ("1", "offences", "1 offence"),
        ("2.7", "percentage points", "2.7 percentage points"),
        ("1", "percentage points", "1 percentage point"),
    ],
)
def test_a_number_agrees_with_its_noun(value, unit, words):
    assert wording.things(Decimal(value), unit) == words


def test_rates_stand_before_what_they_are_of():
    assert wording.rate(Decimal("7.8"), "per 1,000 people") == "7.8 per 1,000 people"
    assert wording.rate(Decimal("3.0"), "% of contracted hours") == "3.0% of contracted hours"
    assert wording.rate(Decimal("12"), "") == "12"


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        *[(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th")],
        *[(13, "13th"), (21, "21st"), (42, "42nd"), (43, "43rd"), (111, "111th")],
    ],
)
def test_ranks_have_their_endings(rank, words):
    assert wording.ordinal(rank) == words


def test_lists_and_counts_are_told_as_people_tell_them():
    assert [wording.listed(list(names)) for names in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert wording.listed(["a", "b"], "or") == "a or b"
    assert [wording.counted(n, "update") for n in (0, 1, 2)] == [
        "no updates",
        "1 update",
        "2 updates",
    ]
    assert wording.counted(2, "priority", "priorities") == "2 priorities"
    assert wording.counted(2_109, "update") == "2,109 updates"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Homicide offences", "homicide offences"),
        ("Online ASB reports", "online ASB reports"),
        ("KSI", "KSI"),
        ("999 calls", "999 calls"),
        ("MSG average", "MSG average"),
        ("Live Chat contacts", "Live Chat contacts"),
        ("Number of Special Constables", "number of Special Constables"),
        ("Operation SNARE arrests", "Operation SNARE arrests"),
        ("A", "A"),
        ("", ""),
    ],
)
def test_a_name_inside_a_sentence_keeps_its_proper_capitals(name, inside):
    assert wording.inline(name) == inside


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(" one of 8 ", "One of 8."), ("Really?", "Really?"), ("Cut…", "Cut…"), ("Done.", "Done.")],
)
def test_a_sentence_begins_with_a_capital_and_ends_once(words, sentence):
    assert wording.sentence(words) == sentence


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4), st.integers(0, 3))
def test_rounding_is_never_off_by_more_than_half_a_last_digit(value, digits):
    assert abs(wording.rounded(value, digits) - value) <= Decimal("0.5").scaleb(-digits)


def test_halves_are_rounded_away_from_zero():
    assert wording.rounded(Decimal("0.25")) == Decimal("0.3")
    assert wording.rounded(Decimal("-0.25")) == Decimal("-0.3")


def test_a_change_too_small_to_print_is_not_called_none():
    assert wording.percentage(Decimal("0.01")) == "less than 0.1%"
    assert wording.percentage(Decimal("-7.94")) == "7.9%"


def test_signs_are_told_for_more_and_for_less():
    assert [wording.signed(Decimal(n)) for n in (1, 0, -1)] == ["+1", "0", "−1"]
