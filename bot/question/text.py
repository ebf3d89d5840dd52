"""Typed text made plain: without Slack's markup, look-alike characters and hidden controls."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4_000
ECHO = 40

_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_ANGLED = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_CALL = re.compile(r"<![^<>]*>")  # typed letter by letter, to call a channel: no word of a question
_EMOJI_CODE = re.compile(r":(?:[+-]1|[a-z][a-z0-9_+'-]*):")
_MARKUP = re.compile(r"[<>*_~`|]")
_HIDDEN = {"Cf", "Cs", "Co", "Cn"}
_BLANK = {"Cc", "Zl", "Zp"}
_APOSTROPHE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]")
_NOT_A_WORD = re.compile(r"(?<![0-9])/|/(?![0-9])|[^\w/]|_")
_SHORTEST_PLURAL = 4


def plain(text: str) -> str:
    """One line of what a person meant to type; mentions, links' addresses and emoji codes go."""
    text = "".join(map(_visible, unicodedata.normalize("NFKC", text[:LONGEST])))
    text = _ANGLED.sub(_label, text)
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    text = _CALL.sub(" ", text)
    text = _MARKUP.sub(" ", _EMOJI_CODE.sub(" ", text)).replace("&", " and ")
    return " ".join(unicodedata.normalize("NFKC", text).split())


def tokens(text: str) -> list[str]:
    """The words of plain text in lower case; a slash stays between digits (2021/22)."""
    return _NOT_A_WORD.sub(" ", _APOSTROPHE.sub("", text.casefold())).split()


def stem(word: str) -> str:
    """Make a plural and its singular one word."""
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def echo(text: str) -> str:
    """What was typed, short and as plain text, to be quoted in a message."""
    text = plain(text)
    return text if len(text) <= ECHO else f"{text[: ECHO - 1].rstrip()}…"


def clip(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _label(match: re.Match[str]) -> str:
    target, label = match[1], match[2] or ""
    return " " if target.startswith(("@", "#", "!")) else f" {label} "


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    return "" if category in _HIDDEN else " " if category in _BLANK else character
