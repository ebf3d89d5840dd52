"""Whether a change and the values printed beside it are certainly said of one thing."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.claims.events import Event, Marked
from bot.claims.quantities import Unit

_IS = (
    r"(?:(?:which|this|that|it)\s(?:is|was|represents?|represented|means|marks|equals"
    r"|equates\sto|amounts\sto)|representing|giving|making|i\.e\.|equivalent\sto)\s"
)
_SMALL = r"(?:(?:an?|the|or|just|only|overall|about|around|further)\s)*"
_STOP = re.compile(r"[.!?]['\"”’)]*\s")
_ADDED = re.compile(rf"(?:[,:(–-]\s*(?:{_IS})?|\s(?:{_IS}|or\s)){_SMALL}$")
_RESUMED = re.compile(
    r"(?:(?:however|but|and|so|overall|in\stotal)?,?\s*"
    r"(?:this|that|these|it|they|which)\s[a-z]+\s(?:to\s)?|(?:an?|the)\s)"
    rf"{_SMALL}$"
)
_OTHER_VERBS = re.compile(
    r"\b(?:follows?|followed|compares|compared|includes?|included|came|comes|hides?|masks?)\s"
)
_AND = re.compile(r"\sand\s(?:an?\s)?$")
_NO_CLAUSE = re.compile(
    r"\)?[^,;:()<]*[,:(–-]?\s*(?:(?:going|moving|falling|rising|dropping|up|down|with|i\.e\.)\s)?$"
)
# what stands before "fell" where a sentence begins with "Compared with May (120), demand"
_MAIN_CLAUSE = re.compile(r"[^,;.<]*,\s[a-z][^,;.()<]*$")
_TIME = (
    r"(?:the\s|a\s)*(?:last|past|previous|same|corresponding|first|q[1-4]|20\d\d|years?|quarters?"
    r"|months?|number|total)\b"
)
_OF_SOME = re.compile(
    rf"\)?\s(?:(?:in|for|among|within|across|of)\s(?!{_TIME}|<)|nationally\b|expected\b|planned\b"
    r"|due\b|to\s(?!<|[a-z\s]{0,20}<))"
)
_A_RATE = re.compile(
    r"\b(?:per|every|each|an?)\s(?:day|week|month|quarter|year)\b(?!\s(?:ago|earlier|before|later))"
)
_NEAR = 14  # characters behind a change in which it is said what it is per
_BESIDE_A_MARK = re.compile(r"\b(?:above|below)(?:\s[a-z-]+)?$")
_THAN_TIME = re.compile(rf"\s{_TIME}")
_ON_ANOTHER = re.compile(r"\)?(?:\s[a-z-]+){0,2}?\s(?:than|on|since|compared|against|over)\b")
_FROM = re.compile(r"\bfrom\s(?:[a-z]+\s){0,3}$")
_NO_THING = re.compile(
    r"$|[a-z]+ed\b|(?:offence|crime|incident|report|call|case)s?\b"
    r"|(?:in|on|at|to|for|of|by|and|or|but|with|over|during|between|per|a|an|the|this|that|last|previous|when|which|while|year|quarter|month|before|ago"
    r"|earlier|then|since|across|among|down|up|as|it|is|was|were)\b"
)


def are_joined(marked: Marked, events: tuple[Event, ...]) -> bool:
    """Whether each follows the one before it with nothing in between that may begin another
    matter: "rose from 100 to 150, a rise of 50%", not "... thanks to a rise of 20% in drugs"."""
    if any(_comes_from_others(marked, each) for each in events):
        return False
    return all(_follows(marked, *two) for two in pairwise(events))


def _comes_from_others(marked: Marked, event: Event) -> bool:
    """Whether the value before counts other things: "120 phones (up 20%) from 80 suspects"."""
    before = event.earlier
    if not before or (event.now and event.now.start > before.start):
        return False
    text = marked.passage.text.lower()
    thing = marked.noun_of(before).partition(" ")[0]
    if not _FROM.search(text[: before.start]) or _NO_THING.match(thing):
        return False
    return not re.search(rf"\b{re.escape(thing.rstrip('s'))}", text[: before.start])


def _follows(marked: Marked, before: Event, after: Event) -> bool:
    gap = marked.text[before.end : after.start]
    if not after.size:
        return not before.size or bool(_NO_CLAUSE.match(gap))
    if before.size and not gap.strip(" ("):
        return True
    opens = not (before.now or before.size) and _MAIN_CLAUSE.match(gap)
    added = opens or _is_added(marked.text, before, after)
    return bool(added) and not _is_narrower(marked, before, after)


def _is_added(text: str, before: Event, after: Event) -> bool:
    gap = text[before.end : after.start]
    if _STOP.search(gap):
        rest = _STOP.split(gap)[-1]
        resumed = _RESUMED.match(rest) and not _OTHER_VERBS.search(rest)
        return bool(resumed) and not _ON_ANOTHER.match(text[after.end :])
    if before.size and _AND.search(gap):
        return True
    return not gap.strip(" )") or bool(_ADDED.search(gap))


def _is_narrower(marked: Marked, before: Event, after: Event) -> bool:
    """Whether the change is of a part, on a mark that was set, or one of several in a row."""
    rest = marked.text[after.end :]
    if before.earlier and _BESIDE_A_MARK.search(marked.text[after.start : after.end]):
        return not _THAN_TIME.match(rest)
    unit = after.size.unit if after.size else ""
    in_a_row = re.match(rf"[^<.;]{{0,40}}?(?:\sand|,)\s<{unit}\d+>", rest)
    rate = _A_RATE.search(marked.text[after.start : after.end + _NEAR])
    return bool(in_a_row or rate or _OF_SOME.match(rest) or _may_be_a_share(marked, before, after))


def _may_be_a_share(marked: Marked, before: Event, after: Event) -> bool:
    """Whether a percentage in brackets with no direction may be of something else: "from 100
    (35%) to 120 (40%)", "to 120 in the north (60%)"."""
    size = after.size
    if not size or size.unit is not Unit.PERCENT or after.way:
        return False
    start, _ = marked.passage.sentence_at(size.start)
    shares = (each for each in marked.levels if each.unit is Unit.PERCENT)
    values = (before.earlier, before.now)
    others = any(start <= each.start < size.start and each not in values for each in shares)
    return others or bool(_OF_SOME.search(marked.text[before.end : after.start]))
