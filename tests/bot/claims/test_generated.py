"""Prose that is made so that the right verdict is known, for every kind of claim."""

from __future__ import annotations

import time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.claims import Kind, Known, Verdict, check, known_from
from bot.figure import Figure
from bot.quarter import Quarter
from bot.wording import ordinal
from tests.bot.analysis.made import metric, plan

QUARTERS = st.builds(Quarter, st.integers(2012, 2030), st.integers(1, 4))
COUNTS = st.integers(200, 900_000)


def verdicts(text: str, kind: Kind, quarter: Quarter | None = None, known: Known | None = None):
    return {c.printed: c.verdict for c in check(text, quarter, known) if c.kind is kind}


def rounded(value: Decimal, digits: int = 1) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


# every wording tells now, before, the difference and the percentage; some leave one out
CHANGES = [
    "There were {now:,} crimes this quarter, {diff:,} {more} than the {before:,} of last quarter.",
    "Crime went from {before:,} offences to {now:,}, {way} {pct}%.",
    "Crime: {now:,} offences (Q2: {before:,}), {way} {pct}%.",
    "Crime stood at {now:,}, {way} {pct}% on the {before:,} of last year.",
    "Crime {fell} by {pct}%, from {before:,} to {now:,} offences.",
    "Crime {fell} by {diff:,} to {now:,} from {before:,}, or {pct}%.",
    "There were {now:,} crimes compared with {before:,} last year, {pct}% {more}.",
    "Crime {fell} {pct}%: {now:,} against {before:,}.",
    "{now:,} offences were recorded; {before:,} a year ago. Robbery is level.",
    "Crime was {way} from {before:,} to {now:,}, a {rise} of {diff:,} or {pct}%.",
]


@given(COUNTS, COUNTS, st.sampled_from(CHANGES), st.integers(-9, 9))
def test_a_change_is_wrong_where_its_numbers_do_not_agree_and_only_there(now, before, words, off):
    assume(now != before)
    up = now > before
    right = rounded(abs(Decimal(now - before)) / before * 100)
    pct = right + Decimal(off) / 2
    assume(pct > 0)
    text = words.format(
        now=now,
        before=before,
        diff=abs(now - before),
        pct=pct,
        more="more" if up else "fewer",
        way="up" if up else "down",
        fell="rose" if up else "fell",
        rise="rise" if up else "fall",
    )
    found = verdicts(text, Kind.CHANGE)
    assert all(not each.is_fault for printed, each in found.items() if "%" not in printed), text
    percents = [each for printed, each in found.items() if "%" in printed]
    if "{pct}" in words and off:
        assert percents == [Verdict.WRONG], text
    else:
        assert not any(each.is_fault for each in percents), text


FRACTIONS = {"a third": (1, 3), "a quarter": (1, 4), "a fifth": (1, 5), "half": (1, 2)}


@given(st.sampled_from(["a third", "a quarter", "a fifth"]), st.integers(10, 5000))
def test_a_fraction_lower_is_wrong_where_it_is_another_fraction(said, twelfths):
    before = twelfths * 60
    for name, (part, whole) in FRACTIONS.items():
        now = before - before * part // whole
        text = f"Burglary fell by {said}, from {before:,} to {now:,} offences."
        [verdict] = [c.verdict for c in check(text) if c.printed.startswith("fell")]
        if name == said:
            assert verdict is Verdict.HOLDS
        else:
            assert verdict in (Verdict.WRONG, Verdict.LOOK)
            assert verdict is Verdict.WRONG or abs(part / whole - _share(said)) <= 0.051


def _share(name: str) -> float:
    part, whole = FRACTIONS[name]
    return part / whole


PARTS = [
    "Of {whole:,} cases, {a:,} were closed, {b:,} remain open and {c:,} were referred.",
    "There were {whole:,} arrests, of which {a:,}, {b:,} and {c:,} led to a charge, bail and none.",
    "{whole:,} people were arrested ({a:,} men, {b:,} women and {c:,} children).",
    "{a:,} men, {b:,} women and {c:,} children, {whole:,} people in all, came.",
]


@given(*[st.integers(60, 9000)] * 3, st.sampled_from(PARTS), st.integers(-2, 2))
def test_parts_hold_where_they_add_up_and_are_inconsistent_where_one_or_two_are_lost(
    a, b, c, words, off
):
    whole = a + b + c + off
    assume(whole >= 100 + abs(off))
    [verdict] = verdicts(words.format(whole=whole, a=a, b=b, c=c), Kind.PARTS).values()
    if off > 0 and words.startswith(("Of", "There")):  # it may leave some out on purpose
        certain = off * 200 <= whole
        assert verdict is (Verdict.INCONSISTENT if certain else Verdict.LOOK)
    else:
        assert verdict is (Verdict.INCONSISTENT if off else Verdict.HOLDS)


@given(*[st.integers(60, 9000)] * 3, st.integers(1000, 90_000))
def test_parts_that_are_only_some_of_the_whole_are_no_fault(a, b, c, more):
    text = PARTS[0].format(whole=a + b + c + more, a=a, b=b, c=c)
    assert not any(each.is_fault for each in verdicts(text, Kind.PARTS).values())


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_share_in_words_is_not_accused_where_it_is_nearest(part, rest):
    whole = part + rest
    text = f"About half ({part} of {whole}) of the cases were solved."
    found = verdicts(text, Kind.SHARE)
    off = abs(part / whole - 0.5)
    if off < 0.07:
        assert list(found.values()) == [Verdict.HOLDS]
    assert not any(each.is_fault for each in found.values())  # "about"


@given(st.integers(1, 8), st.integers(1, 8), st.booleans())
def test_ranks_move_the_way_they_are_said_to(before, now, turned):
    assume(before != now)
    best = ", where 8th is best" if turned else ""
    better = (now > before) if turned else (now < before)
    for word, is_up in (("improved", True), ("dropped", False)):
        text = f"The force {word} from {ordinal(before)} to {ordinal(now)}{best}."
        [verdict] = verdicts(text, Kind.RANK).values()
        if better == is_up:
            assert verdict is Verdict.HOLDS
        else:
            assert verdict is (Verdict.INCONSISTENT if turned else Verdict.LOOK)


@given(QUARTERS, st.integers(1, 9), st.integers(-2, 2))
def test_a_span_is_as_long_as_it_is_said_to_be(quarter, years, off):
    since = quarter.end.year - years
    month = quarter.end.strftime("%B")
    text = f"Burglary has fallen in the last {years} years (since {month} {since + off})."
    [verdict] = verdicts(text, Kind.SPAN, quarter).values()
    assert verdict is (Verdict.LOOK if off else Verdict.HOLDS)


MONTHS = {1: ("April", "June"), 2: ("July", "September"), 3: ("October", "December")}


@given(QUARTERS, st.integers(-6, 6))
def test_a_period_is_worth_a_look_where_it_is_not_the_quarter(quarter, off):
    said = quarter.shifted(off)
    first, last = MONTHS.get(said.number, ("January", "March"))
    text = f"Between {first} and {last} {said.end.year} the team closed 61 cases."
    assert list(verdicts(text, Kind.PERIOD, quarter).values()) == ([Verdict.LOOK] if off else [])


@given(st.integers(12_345, 98_765), st.integers(0, 3))
def test_a_number_with_two_digits_changed_over_is_worth_a_look(number, at):
    digits = list(str(number))
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    other = int("".join(digits))
    assume(other >= 10_000)
    text = (
        f"Recorded burglary offences came to {number:,}.\n\nRecorded burglary offences: {other:,}."
    )
    found = verdicts(text, Kind.REPEAT)
    assert list(found.values()) == ([Verdict.LOOK] if other != number else [])


@st.composite
def histories(draw) -> tuple[Quarter, list[int]]:
    values = draw(st.lists(st.integers(100, 99_999), min_size=3, max_size=24, unique=True))
    return draw(QUARTERS), values


def recorded(quarter: Quarter, values: list[int]) -> Known:
    """The values of a metric up to a quarter, the last of them its own."""
    calls = metric(name="Calls taken", aliases=("front desk calls",))
    first = 1 - len(values)
    figures = [
        Figure("calls", "made", quarter.shifted(first + at).period(), Decimal(value))
        for at, value in enumerate(values)
    ]
    return known_from(plan(calls), figures)


@given(histories(), st.data())
def test_highest_since_is_decided_by_the_record(history, data):
    quarter, values = history
    back = data.draw(st.integers(2, len(values)))
    since = quarter.shifted(-back)
    text = f"Calls taken were the highest since {since.label}."
    [verdict] = verdicts(text, Kind.HIGHEST, quarter, recorded(quarter, values)).values()
    compared = values[-back:-1]  # what follows the quarter named, up to this one
    assert verdict is (Verdict.HOLDS if values[-1] > max(compared) else Verdict.LOOK)


@given(histories(), st.integers(1, 40))
def test_a_record_that_does_not_go_back_so_far_can_only_deny_that_it_is_the_lowest(history, more):
    quarter, values = history
    since = quarter.shifted(-len(values) - more)
    text = f"Calls taken were the lowest since {since.label}."
    checks = check(text, quarter, recorded(quarter, values))
    [one] = [each for each in checks if each.kind is Kind.HIGHEST]
    is_denied = min(values[:-1]) < values[-1]
    assert one.verdict is (Verdict.LOOK if is_denied else Verdict.UNCHECKABLE)
    assert is_denied or "would decide it" in one.why


@given(histories(), st.integers(-50, 50))
def test_a_value_that_is_recorded_otherwise_is_inconsistent(history, off):
    quarter, values = history
    text = f"There were {values[-1] + off:,} front desk calls this quarter."
    found = verdicts(text, Kind.STORE, quarter, recorded(quarter, values))
    assert list(found.values()) == [Verdict.INCONSISTENT if off else Verdict.HOLDS]


@given(histories(), st.integers(-50, 50))
def test_a_value_published_before_is_known(history, off):
    quarter, values = history
    text = f"Calls taken: {values[-1]:,} calls, against {values[-2] + off:,} calls last quarter."
    found = verdicts(text, Kind.STORE, quarter, recorded(quarter, values))
    assert not any(each.is_fault for each in found.values())
    if off == 0:
        assert set(found.values()) <= {Verdict.HOLDS}


ROWS = st.lists(
    st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(1, 8)), min_size=3, max_size=9
)
NAMES = ("Arson", "Burglary", "Robbery", "Murder", "Fraud", "Rape", "Theft", "Assault", "Stalking")


@given(ROWS, st.data())
def test_lists_are_those_that_follow_from_the_table(rows, data):
    named = list(zip(NAMES, rows, strict=False))
    table = "".join(
        f"\n\n{name} offences {ordinal(aim)} in MSG {before} {now}\nNo more is said."
        for name, (aim, before, now) in named
    )
    missed = [name for name, (aim, _, now) in named if now > aim]
    better = [name for name, (_, before, now) in named if now < before]
    texts = []
    for heading, names in (
        ("is not meeting its aspiration", missed),
        ("position improved", better),
    ):
        if names:
            items = "".join(f"• {name} offences\n" for name in names)
            texts.append(f"The force {heading} in {len(names)} areas:\n{items}\n")
    found = [c for c in check("".join(texts) + table) if c.kind is Kind.LISTS]
    assert [(c.verdict, c.computed) for c in found if c.verdict is not Verdict.HOLDS] == []
    assert len(found) == len(texts)
    if len(missed) > 2:  # fewer leave no list to tell that it is of the table
        left = data.draw(st.sampled_from(missed))
        text = texts[0].replace(f"• {left} offences\n", "").replace(str(len(missed)), "some", 1)
        [one] = [c for c in check(text + table) if c.kind is Kind.LISTS]
        assert (one.verdict, one.computed) == (Verdict.LOOK, str(len(missed)))
        assert f"left out of the list: {left} offences" in one.why


@pytest.mark.parametrize("text", ["<p1> more than <n0>", "12 <n99> fewer (<p3>)", "<n0>: a, b"])
def test_what_looks_like_our_own_marks_is_only_text(text):
    assert not any(each.verdict.is_fault for each in check(text))


ENDLESS = {
    "digits": "1" * 30_000,
    "numbers": "1 " * 15_000,
    "brackets": "(" * 15_000 + ")" * 15_000,
    "words": "a " * 15_000,
    "changes": "from 5 to 6 " * 3_000,
    "rates": "5 a day " * 3_000,
    "items": "12 cats, " * 4_000,
    "ranks": "improved to 4th " * 2_000,
    "rows": "4th in MSG 5 (" * 2_000,
    "bullets": "three areas:\n" + "• a\n" * 8_000,
    "years": "three years since " * 2_000,
    "comparisons": "compared to the year " * 1_500,
    "letters that grow": "İ12 ﬁ ½ ٣ " * 3_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_text_without_end_is_read_in_a_time_that_grows_with_it(text):
    begun = time.process_time()
    check(text, Quarter(2021, 3))
    assert time.process_time() - begun < 60  # it takes one or two
