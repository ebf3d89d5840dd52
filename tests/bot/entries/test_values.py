"""What may be typed for a figure, and what is said of everything else."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.entries import UnreadableError, read_value
from bot.form import accepted
from bot.plan import MetricKind
from bot.wording import amount
from tests.bot.entries.metrics import COUNT, DURATION, EVERY, MONEY, PERCENT, RATE

# Numerals, and what people put around and between them.
TYPED = st.text(
    st.sampled_from("0123456789,.:;+-−~%£ \u00a0\u202f\tkmshin/()²٣１aboutper"), max_size=24
)


def refused(text, metric):
    with pytest.raises(UnreadableError) as problem:
        read_value(text, metric)
    return str(problem.value)


def value_or_words(text, metric):
    try:
        return read_value(text, metric)
    except UnreadableError as problem:
        return str(problem)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("88220", 88220),
        ("12,345", 12345),
        ("1,234,567", 1234567),
        ("12 345", 12345),
        ("12\u00a0345", 12345),
        ("12\u202f345", 12345),
        (" 12,345 \n", 12345),
        ("\u200b12,345\ufeff", 12345),
        ("１２，３４５", 12345),
        ("0", 0),
        ("88,220 calls", 88220),
        ("1 call", 1),
        ("999999999999", 999_999_999_999),
    ],
)
def test_a_count_is_read_as_it_is_plainly_written(text, value):
    assert read_value(text, COUNT) == value


@pytest.mark.parametrize(
    "text",
    ["1,23", "12,34,567", "1,2345", "0,123", ",123", "12,345,", "1 23", "12  345", "1,234 567"],
)
def test_digits_that_are_not_grouped_in_threes_are_refused(text):
    assert refused(text, COUNT).startswith("Write ")


def test_a_decimal_comma_is_answered_with_the_number_to_write():
    assert "12345.6" in refused("12.345,6", RATE)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "n/k",
            "N/K",
            "nk",
            "n/a",
            "N.A.",
            "-",
            "–",
            "—",
            "--",
            ".",
            "?",
            "nil",
            "None",
            "unknown",
        ),
        *("not known", "TBC", "nothing", "Nothing to report", "no data", "zero"),
    ],
)
@pytest.mark.parametrize("metric", EVERY, ids=str)
def test_what_means_that_there_is_no_figure_is_answered_with_what_to_do(text, metric):
    words = refused(text, metric)
    assert "eave it empty" in words
    assert "Nothing to report" in words


@pytest.mark.parametrize(
    "text",
    [
        *("~500", "≈500", "about 500", "About 500", "approx 500", "approx. 500", "circa 500"),
        *("c. 500", "c.500", "500+", "500 +", "500-ish", "500ish", ">500", "<5", "≤5", "over 500"),
        *("more than 500", "roughly 500", "nearly 500", "500 plus", "±5"),
    ],
)
@pytest.mark.parametrize("metric", EVERY, ids=str)
def test_an_estimate_is_refused_and_belongs_in_the_update(text, metric):
    words = refused(text, metric)
    assert "Write the number alone" in words or text == "500-ish"
    assert "the update" in words or text == "500-ish"


@pytest.mark.parametrize(
    "text",
    [
        *("1e5", "1E5", "1e400", "12²", "²", "½", "٣", "१२", "Ⅻ", "①", "0x10", "1_000", "1'000"),
        *(
            "(5)",
            "5-10",
            "5/6",
            "5 or 6",
            "12k",
            "1.2k",
            "£5m",
            "inf",
            "nan",
            "+5",
            "#5",
            "5!",
            "=",
        ),
        *("9" * 13, "9" * 40, "1" * 5000, "12\t13", "12\n13", "12\r\n13", "12;13", "=1+1", ""),
    ],
)
@pytest.mark.parametrize("metric", EVERY, ids=str)
def test_anything_that_is_not_one_plain_number_is_refused(text, metric):
    assert refused(text, metric)


@pytest.mark.parametrize("text", ["12.5", "12.0", "12.345", "88,220.0"])
def test_a_count_has_no_decimals(text):
    assert "whole number" in refused(text, COUNT)


@pytest.mark.parametrize("metric", [COUNT, RATE, PERCENT, DURATION])
@pytest.mark.parametrize("text", ["-5", "−5", "- 5"])
def test_only_money_may_be_below_zero(text, metric):
    assert refused(text, metric)


@pytest.mark.parametrize(
    "text", ["18%", "18 %", "18", "18.0%", "18 per cent", "18 percent", "１８％"]
)
def test_a_percentage_is_read_with_and_without_its_sign(text):
    assert read_value(text, PERCENT) == 18


@pytest.mark.parametrize("text", ["100.1", "101%", "1,000%", "18%%", "%18", "18% of calls"])
def test_a_percentage_is_from_0_to_100_and_nothing_else(text):
    assert "0 to 100" in refused(text, PERCENT)


@pytest.mark.parametrize("metric", [COUNT, RATE, DURATION, MONEY])
def test_a_percent_sign_is_refused_where_no_percentage_is_asked_for(metric):
    assert refused("18%", metric)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("3m40s", 220), ("3 min 40 s", 220), ("3 mins and 40 secs", 220), ("3:40", 220)),
        *(("3 minutes, 40 seconds", 220), ("220", 220), ("220 s", 220), ("220 seconds", 220)),
        *(("3 MIN 40 S", 220), ("0:08", 8), ("1:02:03", 3723), ("1h 2m 3s", 3723), ("3m", 180)),
        *(("3 min 05 s", 185), ("90 min", 5400), ("1,200", 1200), ("90 s", 90), ("0 s", 0)),
    ],
)
def test_a_duration_is_read_in_seconds(text, seconds):
    assert read_value(text, DURATION) == seconds


def test_parts_of_a_second_need_their_unit_so_that_3_40_is_not_taken_for_minutes():
    assert read_value("8.4 s", DURATION) == Decimal("8.4")
    assert "3.40 s" in refused("3.40", DURATION)


@pytest.mark.parametrize(
    "text",
    ["3m90s", "3:4", "3:60", "3:400", "1h 60m", "3:40:5", "40s 3m", "3m 40", "3.5 min", "1:2:3"],
)
def test_a_duration_that_can_be_read_two_ways_is_refused(text):
    assert refused(text, DURATION)


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        *(("£1,200.50", "1200.50"), ("£ 1,200.50", "1200.50"), ("1200", "1200"), ("-£50", "-50")),
        *(("£-50", "-50"), ("−50", "-50"), ("1,200 pounds", "1200"), ("￡5", "5"), ("-0", "0")),
    ],
)
def test_money_is_read_in_pounds(text, pounds):
    assert str(read_value(text, MONEY)) == pounds


@pytest.mark.parametrize(
    "text", ["£1.234", "$5", "€5", "5p", "£", "££5", "--5", "£5 million", "£-"]
)
def test_other_money_is_refused(text):
    assert refused(text, MONEY)


def test_a_rate_keeps_its_digits():
    assert str(read_value("7.80", RATE)) == "7.80"
    assert read_value(".013", RATE) == Decimal("0.013")


@pytest.mark.parametrize("text", ["1.2345678", "0.00000000000001"])
def test_more_decimals_than_any_figure_has_are_refused(text):
    assert "digits" in refused(text, RATE)


@pytest.mark.parametrize(
    ("metric", "examples"),
    [
        *((COUNT, ["88,220"]), (RATE, ["7.8"]), (PERCENT, ["18", "18.5"])),
        *((DURATION, ["3m40s", "220"]), (MONEY, ["1,200.50"])),
    ],
)
def test_what_is_said_to_be_accepted_is(metric, examples):
    for each in examples:
        assert re.search(rf"(as|or) {re.escape(each)}\b", accepted(metric))
        assert read_value(each, metric) > 0


@given(st.one_of(st.text(), TYPED), st.sampled_from(EVERY))
@example("\ud800", COUNT)
@example("1" * 100_000, DURATION)
@example("1," * 29, COUNT)
@example("0:" * 29, DURATION)
def test_any_text_is_read_or_refused_in_one_short_sentence(text, metric):
    read = value_or_words(text, metric)
    if isinstance(read, str):
        assert 0 < len(read) <= 150
    else:
        assert read.is_finite()
        assert read >= 0 or metric.kind is MetricKind.MONEY


@given(TYPED, st.sampled_from([COUNT, RATE, PERCENT, MONEY]))
def test_no_digit_is_added_dropped_or_moved(text, metric):
    read = value_or_words(text, metric)
    digits = [each for each in text.translate({0xFF11: "1"}) if each in "0123456789."]
    assert isinstance(read, str) or Decimal("".join(digits)) == abs(read)


@given(st.integers(0, 10**12 - 1))
def test_a_count_is_read_back_from_its_own_words(number):
    assert read_value(amount(Decimal(number), COUNT), COUNT) == number


@given(st.integers(0, 10**6))
def test_a_duration_is_read_back_from_its_own_words(seconds):
    assert read_value(amount(Decimal(seconds), DURATION), DURATION) == seconds


@given(st.decimals(0, 100, places=2))
def test_a_percentage_is_read_back_from_its_own_words(value):
    assert read_value(amount(value, PERCENT), PERCENT) == value


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(0, 10**6, places=3))
def test_money_and_rates_are_read_back_from_their_own_words(pounds, rate):
    assert read_value(amount(pounds, MONEY), MONEY) == pounds
    assert read_value(amount(rate, RATE), RATE) == rate
