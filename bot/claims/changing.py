"""How a change is worded, as patterns over text in which each number is a mark (``<n0>``)."""

from __future__ import annotations

import re

_UP_VERBS = "increased|rose|risen|grew|grown|climbed|jumped|up"
_DOWN_VERBS = "decreased|fell|fallen|dropped|declined|reduced|shrank|shrunk|down"
_UP_NOUNS = "increase|rise|growth|jump"
_DOWN_NOUNS = "decrease|reduction|fall|drop|decline"
_EITHER_NOUNS = "improvement|deterioration|change"
_UP_MORE = "more|higher|greater|longer|slower|above"
_DOWN_MORE = "fewer|less|lower|shorter|quicker|faster|below"
_EITHER_MORE = "better|worse"
_UP = frozenset(f"{_UP_VERBS}|{_UP_NOUNS}|{_UP_MORE}|increasing|rising".split("|"))
_EITHER = frozenset(f"{_EITHER_NOUNS}|{_EITHER_MORE}".split("|"))
_VERBS, _NOUNS = f"{_UP_VERBS}|{_DOWN_VERBS}", f"{_UP_NOUNS}|{_DOWN_NOUNS}"
_ALL_NOUNS = f"{_NOUNS}|{_EITHER_NOUNS}"
_MORE = f"{_UP_MORE}|{_DOWN_MORE}|{_EITHER_MORE}"
_PLAIN_VERBS = _VERBS.replace("|up", "").replace("|down", "")

_WHEN = r"(?:quarter|year|period|months?|time|q[1-4]|20\d\d|ago)"
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_SMALL = r"(?:(?:a|an|the|by|just|only|around|about|further|total|of|slight|small)\s)*"
_LINK = r"(?!(?:or|and|is|was|are|were|of|to|in|by|the|with|from|for|at|on|than|times)\b)"
_EXACTLY = r"(?:exactly\s|just\s|only\s|a\stotal\sof\s|the\s)?"
_ASIDE = r"(?:\s\([^()]{0,40}\))?"


def _mark(name: str, units: str = "npts") -> str:
    return rf"<[{units}](?P<{name}>\d+)>"


_Q = _mark("q")
# "we set up 12 hubs", "broke down 3 doors" and "makes up 22%" tell no change
_STANDS = "".join(
    (
        r"(?:(?<=[,(;:–-]\s)|(?<=[(])|(?<=>\s)|(?<=\b(?:is|as)\s)|(?<=\b(?:are|was|now)\s)",
        r"|(?<=\b(?:were|went|gone|been|also)\s)|(?<=\bmoved\s))",
    )
)
_NO_PART = "".join(
    rf"(?<!{each}\s)" for each in ("makes", "make", "made", "making", "take", "taken", "took")
)

SIZES = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"{_Q}\s(?:{_LINK}[a-z][a-z-]*\s)?(?P<way>{_MORE})\b"
            r"(?:\s(?!than\b|the\b)(?P<noun>[a-z-]+))?"
        ),
        rf"{_Q}\s(?:{_LINK}[a-z][a-z-]*\s){{0,2}}(?P<way>{_ALL_NOUNS})\b",
        rf"{_Q}(?=\s\(<p\d+>\)\s(?P<way>{_MORE})\b)",
        rf"\({_mark('q', 'p')}\)\s(?P<way>{_MORE})\b",
        rf"{_Q}\s(?P<way>up|down)(?=\son\s)",
        rf"\b(?P<way>{_ALL_NOUNS})\s(?:in\s(?:[a-z-]+\s){{1,6}})?(?:of|is|was)\s{_SMALL}{_Q}",
        rf"\b(?P<way>{_PLAIN_VERBS})\s{_SMALL}{_Q}",
        rf"{_STANDS}(?P<way>up|down)\s{_SMALL}{_Q}",
        rf"{_NO_PART}\b(?P<way>up|down)\s(?:by\s)?{_mark('q', 'pt')}",
    )
)
_NOT_TO = r"(?!(?:\s[a-z-]+){0,6}?\sto\s<)"
_NOW = rf"(?:{_mark('c')}(?P<noun>(?:\s[a-z-]+){{0,2}}),?\s\(?(?:which\s(?:is|was)\s)?)?"
BETWEEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bfrom\s(?:[a-z]+\s)?{_mark('e')}{_ASIDE}(?:\s[a-z-]+){{0,6}}?\sto\s{_EXACTLY}{_mark('c')}",
        rf"\({_mark('e')}\sto\s{_mark('c')}\)",
        (
            rf"\b(?:to|at)\s{_mark('c')}{_ASIDE}(?:\s(?!and\b|but\b|while\b)[a-z-]+){{0,4}}?,?\sfrom\s"
            rf"{_EXACTLY}{_mark('e')}{_NOT_TO}"
        ),
        (
            rf"{_mark('c')}(?:\s[a-z-]+)?\sthis\s{_WHEN},?\s(?:and\s)?{_mark('e')}(?:\s[a-z-]+)?"
            r"\s(?:in\sthe\s)?(?:last|previous)\b"
        ),
    )
)
# a value with what it was in brackets: "(was 12)", "(Q2: 12)", "(12 last quarter)"
IN_BRACKETS = tuple(
    re.compile(rf"{_mark('c')}(?:\s[a-z-]+){{0,3}}\s\({pattern}")
    for pattern in (
        rf"(?:it\s)?(?:was|were)\s{_mark('e')}(?=[;,)])",
        rf"(?:last|previous)\s{_WHEN},?\s{_mark('e')}(?=[;,)])",
        rf"(?=[^<>()]{{0,40}}{_WHEN})[^<>():]{{1,40}}:\s{_mark('e')}(?=[;,)])",
        (
            rf"{_mark('e')}\s(?:last\s{_WHEN}"
            rf"|in\s(?:q[1-4](?:\slast\syear|\s20\d\d(?:/\d\d)?)?|20\d\d|the\sprevious\s{_WHEN})"
            rf"|(?:a|the)\s(?:year|quarter|previous)\s?(?:before|ago|earlier|{_WHEN})?)"
            r"(?:\)|(?=,\s<p\d+>\)))"
        ),
    )
)
EARLIER = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"{_NOW}\b(?P<way>{_VERBS}|{_MORE}|{_NOUNS})\s(?:on\s|than\s)?from\s{_EXACTLY}"
            rf"{_mark('e')}{_NOT_TO}"
        ),
        rf"\(from\s(?:the\s)?{_mark('e')}{_NOT_TO}",
        (
            rf"{_NOW}\b(?:compare[sd]?\s(?:to|with|against)|versus|vs\.?|v|against)\s"
            rf"(?:(?:a|the|just|only|total|of|figure)\s)*{_mark('e')}"
        ),
        (
            rf"\b(?:compare[sd]?\s(?:to|with|against)|than(?:\s(?:in|for))?|on)\s(?=[^<>]{{0,60}}\b{_WHEN}\b)"
            rf"(?:[^\s<>;]+\s){{1,8}}\({_mark('e')}(?!\s(?:compared|versus|vs|v|against)\b)"
        ),
        (
            rf"\b(?:(?<!in\sthe\s)last|previous|same|corresponding)\s{_WHEN}(?:\slast\syear)?"
            r"(?:['’]s)?(?:\s(?:figure|total|number))?,?\s"
            r"(?:when\s(?:it\swas\s|there\swere\s)?|(?:it\s|there\s)?(?:was|were|stood\sat)\s)"
            rf"{_EXACTLY}{_mark('e')}"
        ),
        rf"\ba\syear\s(?:earlier|ago|before),?\s(?:it|there)\s(?:was|were)\s{_EXACTLY}{_mark('e')}",
        rf"\b(?:{_MONTHS}|quarter|year)['’]s\s{_mark('e')}",
        (
            rf"\b(?:half|third|quarter|fifth|tenth)s?\s(?:[a-z-]+\s)?(?:{_MORE})\s"
            rf"(?:than|from|on)\s(?:the\s)?{_mark('e', 'nps')}"
        ),
        rf"\b(?:twice|double|treble|half\sof)\sthe\s{_mark('e', 'nps')}",
    )
)
BARE = re.compile(r"<p\d+>(?=[),.;]|\s*$|\s(?:on|compared|than|since|year|lower|higher)\b)")
BESIDE = re.compile(
    r"(?:\s(?!of\b|and\b|but\b)[\w'’/-]+){0,9}(?:\s?[(,]\s?(?:or\s|i\.e\.\s)?|\sor\s)$"
)
THEN = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?:\s(?!due|linked|thanks|related|relating|owing|down|up|prior|next)[a-z]+)?\)?\s"
            rf"to\s(?:a\stotal\sof\s|just\s|only\s)?{_mark('c', 'nps')}"
        ),
        (
            r"(?:\s(?!due|linked|thanks|related|relating|owing|down|up|prior|next)[a-z]+)?\)?\s"
            rf"(?:from|than|on)\s(?:a\stotal\sof\s|exactly\s|the\s)?{_mark('e', 'nps')}"
        ),
        rf"(?:(?<=above)|(?<=below))\s(?:the\s(?:[a-z]+\s){{0,3}})?{_mark('e', 'nps')}",
    )
)
_DIRECTION = re.compile(rf"\b(?P<way>{_VERBS}|{_NOUNS}|increasing|rising|decreasing|falling)\b")


def way_of(word: str) -> int:
    """1 for up, -1 for down, 0 where the word tells only whether it is good."""
    if word in _EITHER:
        return 0
    return 1 if word in _UP else -1


def way_before(text: str, offset: int) -> int:
    """The direction said in the same clause before an offset, the nearest one."""
    clause = re.split(r"[.;(]", text[max(0, offset - 80) : offset])[-1]
    found = [way_of(each["way"]) for each in _DIRECTION.finditer(clause)]
    return found[-1] if found else 0
