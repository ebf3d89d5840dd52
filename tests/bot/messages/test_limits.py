from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.limits import clip, split

texts = st.text(st.sampled_from("ab \n—😀"), max_size=120)


@settings(max_examples=150)
@given(texts, st.integers(1, 40))
def test_splitting_loses_nothing_but_white_space(text, most):
    pieces = split(text, most)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < len(piece) <= most for piece in pieces)


def test_a_short_text_is_one_piece_as_it_stands():
    assert split(" a b ", 5) == [" a b "]
    assert split("", 5) == []


def test_splitting_keeps_words_and_prefers_line_ends():
    assert split("one two three", 8) == ["one two", "three"]
    assert split("first line\nsecond one", 16) == ["first line", "second one"]


def test_a_word_longer_than_a_piece_is_cut():
    assert split("abcdefgh", 3) == ["abc", "def", "gh"]


@settings(max_examples=150)
@given(texts, st.integers(1, 40))
def test_clipping_fits_and_says_that_it_cut(text, most):
    clipped = clip(text, most)
    assert len(clipped) <= most
    if len(text) <= most:
        assert clipped == text
    else:
        assert clipped.endswith("…")
        assert text.startswith(clipped[:-1])


@pytest.mark.parametrize(
    ("text", "most", "clipped"),
    [("one two three", 10, "one two…"), ("abcdefghijk", 5, "abcd…"), ("one", 3, "one")],
)
def test_clipping_ends_at_a_word_where_one_is_near(text, most, clipped):
    assert clip(text, most) == clipped
