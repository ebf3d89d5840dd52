"""Typed text made plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question.text import ECHO, echo, plain, stem, tokens


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<@U123|bob> status *violence*", "status violence"),
        ("<@U123> hi <#C1|general> <!channel> <!subteam^S1|@x>", "hi"),
        ("see <https://x.example/a|the page> _now_", "see the page now"),
        ("<https://x.example>", ""),
        ("crime &amp; disorder", "crime and disorder"),
        ("a &lt;b&gt; c", "a b c"),
        ("vio\u200blence \u202enorth\u202c", "violence north"),
        ("ｓｔａｔｕｓ", "status"),
        ("one\ntwo\tthree\x00four", "one two three four"),
        (":rocket: status :+1:", "status"),
        ("`status` ~no~", "status no"),
    ],
)
def test_markup_and_hidden_characters_go(typed, meant):
    assert plain(typed) == meant


def test_tokens_keep_the_slash_of_a_year_and_join_apostrophes():
    assert tokens("Children’s 2021/22-Q3 and/or; x") == [
        "childrens",
        "2021/22",
        "q3",
        "and",
        "or",
        "x",
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("roads", "road"),
        ("burglaries", "burglary"),
        ("status", "status"),
        ("class", "class"),
        ("das", "das"),
    ],
)
def test_plurals_and_singulars_are_one_word(word, expected):
    assert stem(word) == expected


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_an_echo_is_short_and_cannot_mention_anybody(text):
    said = echo(text)
    assert len(said) <= ECHO
    assert not set("<>&*_~`\n\x00") & set(said)
