"""Shares: a percentage of a whole count must be some whole number of it, and the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from bot.claims.arithmetic import Range, as_printed, fits, plain, shown
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict

_OF = r"\s(?:out\s)?of\s(?:(?:the|a|all|these|those|total|of)\s)*"
_WORDS = r"(?:\s(?!and\b|or\b|with\b|than\b)[a-z'’/-]+)"
_ANY = r"(?:\s(?!and\b|or\b|than\b)[a-z'’/-]+)"
_BOTH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<a><n\d+>){_WORDS}{{0,2}}{_OF}(?P<w><n\d+>){_ANY}{{0,9}}\s?(?:\(|,\sor\s)(?P<p><p\d+>)\s?[),.;]",
        rf"(?P<a><n\d+>){_WORDS}{{0,2}}\s\((?P<p><p\d+>)\){_OF}(?P<w><n\d+>)",
        rf"(?P<p><p\d+>){_WORDS}{{0,3}}\s\((?P<a><n\d+>){_WORDS}{{0,2}}{_OF}(?P<w><n\d+>)",
    )
)
_OUTCOME = (
    r"outcomes?|solved|resolved|charged|charge|conviction|convicted|success\w*|satisf\w+|attended"
    r"|detected|detection|closed|answered|abandoned|prosecuted|completed|clearance|clear-up"
)
_DID = rf"(?:were|was|had|have|are|met|led\sto|resulted|received|{_OUTCOME})\b"
_OF_THEM = rf"of\s(?P<them>them|these|those)\s{_DID}"
_WHOLE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<p><p\d+>){_OF}(?P<w><n\d+>)",
        rf"(?P<w><n\d+>),?{_WORDS}{{0,3}}\s?\((?:[a-z-]+\s){{0,3}}(?:{_OUTCOME})(?:\s[a-z]+){{0,2}}:?\s(?P<p><p\d+>)\)",
        rf"\bof\s(?:the\s|these\s|those\s)?(?P<w><n\d+>){_WORDS}{{0,6}},?\s(?P<p><p\d+>)\s(?:were|was|had|have|are)\b",
        rf"(?P<w><n\d+>){_WORDS}{{0,3}}\s?\((?P<p><p\d+>)\s(?:(?:were|was)\s)?(?:{_OUTCOME})\)",
        rf"(?P<w><n\d+>){_WORDS}{{0,6}}(?:,|\sand)\s(?P<p><p\d+>)\s{_OF_THEM}",
        rf"(?P<w><n\d+>){_WORDS}{{0,6}}\.\sof\s(?P<them>these|those|them),?\s(?P<p><p\d+>)\s{_DID}",
        (
            rf"\b(?:survey|panel|sample|group|poll)\sof\s(?:the\s)?(?P<w><n\d+>){_WORDS}{{0,6}}"
            rf"(?:\s(?:was|were)\sasked)?[,:]\s(?P<p><p\d+>)"
        ),
        rf"(?P<w><n\d+>){_WORDS}{{0,6}},?\s(?P<p><p\d+>)\sof\s(?P<them>which|whom)\b",
        rf"(?P<w><n\d+>){_WORDS}{{0,6}},?\sof\s(?P<them>which|whom)\s(?P<p><p\d+>)\s(?:were|was|had|have|are)\b",
    )
)
# answers are weighted, and not everybody who is asked answers
_SURVEY = re.compile(r"\b(?:survey\w*|panel|sample|poll|respondents|asked|weighted)\b")
_BRACKET = re.compile(rf"(?P<a><n\d+>){_WORDS}{{0,4}}\s\((?P<p><p\d+>)\)")
_LINK = re.compile(r"\b(?:of which|of whom|of these|of those|of them|out of)\b")


def share_checks(marked: Marked) -> Iterator[Check]:
    """Each percentage once, by the reading that leaves the least open."""
    seen = {each.size.start for each in marked.events if each.size}
    for share, outcome, is_certain in _all(marked):
        if share.start not in seen:
            seen.add(share.start)
            yield checked(marked, Kind.SHARE, decide(outcome, is_certain=is_certain))


def _all(marked: Marked) -> Iterator[tuple[Quantity, Outcome, bool]]:
    for pattern in _BOTH:
        for found in pattern.finditer(marked.text):
            part, whole, share = (marked.mark(found[name]) for name in "awp")
            yield share, _of(share, part, whole), not (part.is_rough or whole.is_rough)
    for pattern in _WHOLE:
        for found in pattern.finditer(marked.text):
            whole, share = marked.mark(found["w"]), marked.mark(found["p"])
            if _can_be_tested(share, whole):
                surveyed = bool(_SURVEY.search(marked.text, 0, found.end()))
                vague = "them" in pattern.groupindex and _has_others(marked, whole)
                certain = not (whole.is_rough or surveyed or vague)
                yield share, _possible(share, whole), certain
    for found in _BRACKET.finditer(marked.text):
        part, share = marked.mark(found["a"]), marked.mark(found["p"])
        yield share, *_of_some(marked, share, part)


def _has_others(marked: Marked, whole: Quantity) -> bool:
    """Whether "of them" may be of another count too: "12 officers and 24 Specials"."""
    start, _ = marked.passage.sentence_at(whole.start)
    before = (each for each in marked.levels if start <= each.start < whole.start)
    return any(each.unit is Unit.COUNT for each in before)


def _of(share: Quantity, part: Quantity, whole: Quantity) -> Outcome:
    if part.value > whole.value or not whole.value:
        why = f"{part.text} is more than the {whole.text} it is a part of"
        return Outcome(share, Verdict.IMPOSSIBLE, "", why)
    found = part.value / whole.value * 100
    holds = fits(share, Range(found, found)) or bool(part.half or whole.half)
    why = f"{part.text} / {whole.text} = {shown(found, share.digits + 1)}%"
    verdict = Verdict.HOLDS if holds else Verdict.WRONG
    return Outcome(share, verdict, as_printed(found, share), why)


def _of_some(marked: Marked, share: Quantity, part: Quantity) -> tuple[Outcome, bool]:
    """A share whose whole stands somewhere before it; which one gives it is said."""
    wholes = _wholes(marked, part)
    if not wholes:
        why = f"the whole of which {part.text} is a part is not printed before it"
        return Outcome(share, Verdict.UNCHECKABLE, "", why), False
    tried = [_of(share, part, whole) for whole in wholes]
    best = next((each for each in tried if each.verdict is Verdict.HOLDS), tried[-1])
    between = marked.passage.text[wholes[-1].end : part.start].lower()
    return best, len(wholes) == 1 and bool(_LINK.search(between))


def _wholes(marked: Marked, part: Quantity) -> tuple[Quantity, ...]:
    start, _ = marked.passage.sentence_at(part.start)
    before = [each for each in marked.levels if each.start < part.start]
    larger = [each for each in before if each.unit is Unit.COUNT and each.value >= part.value]
    here = tuple(each for each in larger if each.start >= start)
    if here or not _LINK.search(marked.passage.text[start : part.end + 12].lower()):
        return here
    return tuple(larger)


def _can_be_tested(share: Quantity, whole: Quantity) -> bool:
    """A whole so large that every printed percentage is some whole number of it tests nothing."""
    is_exact = not (whole.half or share.is_rough) and 0 < share.value <= 100
    return is_exact and 0 < whole.value < Decimal(100).scaleb(share.digits)


def _possible(share: Quantity, whole: Quantity) -> Outcome:
    lower = (share.value * whole.value / 100).to_integral_value(ROUND_FLOOR)
    nearest = [(k, k / whole.value * 100) for k in (lower, lower + 1) if k <= whole.value]
    for count, found in nearest:
        if fits(share, Range(found, found)):
            why = f"{plain(count)} / {whole.text} = {shown(found, share.digits + 1)}%"
            return Outcome(share, Verdict.HOLDS, as_printed(found, share), why)
    sums = " and ".join(
        f"{plain(count)} / {whole.text} = {shown(found, share.digits + 1)}%"
        for count, found in nearest
    )
    why = f"{sums}; no whole number of {whole.text} gives {share.text}"
    return Outcome(share, Verdict.IMPOSSIBLE, "", why)
