"""A text against the record: the same metric with another value, and what was published before."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bot.claims import Kind, Verdict, check, known_from
from bot.folder import parse
from bot.quarter import Quarter

QUARTER = Quarter(2021, 3)


@pytest.fixture(scope="module")
def known():
    folder = Path(__file__).parents[3] / "practice" / "essex"
    book = parse({each.name: each.read_text(encoding="utf-8") for each in folder.iterdir()})
    return known_from(book.plan, book.figures, book.standings)


def said(text, known):
    checks = check(text, QUARTER, known)
    return [(c.printed, c.verdict) for c in checks if c.kind is Kind.STORE]


@pytest.mark.parametrize(
    ("text", "printed", "verdict"),
    [
        ("There were 88,220 emergency calls this quarter.", "88,220", Verdict.HOLDS),
        ("There were 88,202 emergency calls this quarter.", "88,202", Verdict.INCONSISTENT),
        ("We received 5,292 Live Chat contacts in the quarter.", "5,292", Verdict.HOLDS),
        ("We received 6,292 Live Chat contacts in the quarter.", "6,292", Verdict.INCONSISTENT),
        # what narrows it, or leaves the quarter open, may well be right
        ("There were 80,120 emergency calls answered in time this quarter.", "80,120", "look"),
        ("There were 88,202 emergency calls.", "88,202", "look"),
        ("About 80,000 emergency calls were received this quarter.", "80,000", "look"),
    ],
)
def test_a_value_is_held_against_the_record(known, text, printed, verdict):
    assert said(text, known) == [(printed, Verdict(verdict))]


@pytest.mark.parametrize(
    "text",
    [
        "There were 1,342 emergency calls on Halloween.",
        "In Colchester there were 80,000 emergency calls this quarter.",
        "Emergency calls led to 412 arrests this quarter.",
        "There were 12 crimes this quarter.",
        "There were 93,759 emergency calls in Q2.",
        "There were 88,202 emergency calls and 5,300 Live Chat contacts this quarter.",
    ],
)
def test_what_may_be_about_something_else_is_left_alone(known, text):
    assert said(text, known) == []


def test_last_quarters_published_value_is_known(known):
    right = "There were 88,220 emergency calls this quarter, down from 93,759 last quarter."
    assert said(right, known) == [("88,220", Verdict.HOLDS), ("93,759", Verdict.HOLDS)]
    other = "There were 88,220 emergency calls this quarter, down from 94,759 last quarter."
    assert said(other, known) == [("88,220", Verdict.HOLDS), ("94,759", Verdict.LOOK)]


def test_what_a_difference_implies_is_held_against_what_was_published(known):
    right = (
        "There were 88,220 emergency calls. This is 5,539 fewer calls than the previous quarter."
    )
    assert ("5,539", Verdict.HOLDS) in said(right, known)
    other = right.replace("5,539", "5,593")
    assert ("5,593", Verdict.LOOK) in said(other, known)


def test_without_a_record_nothing_is_held_against_it():
    assert said("There were 88,202 emergency calls this quarter.", None) == []


def test_the_why_names_the_record(known):
    [one] = [
        each
        for each in check("There were 88,202 emergency calls this quarter.", QUARTER, known)
        if each.kind is Kind.STORE
    ]
    assert one.why == "the record has 88,220 for 999 calls, 2021/22 Q3 (p. 6, line 106)"
    assert Decimal(one.computed.replace(",", "")) == 88_220
