"""Parts and their whole: what is listed as making up a total must add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.claims.arithmetic import plain
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict

_ITEM = r"<n\d+>(?:\s(?!and\s<)[a-z'’/&-]+(?:\s\(<p\d+>\))?){1,9}"
_LIST = re.compile(rf"{_ITEM}(?:,\s{_ITEM})*,?\sand\s{_ITEM}")
_JOINT = re.compile(
    r"(?P<some>\b(?:of\swhich|of\swhom|of\sthese|of\sthose)[,:]?\s(?:(?:there\s)?(?:were|was|are)\s)?)$"
    r"|(?P<all>(?:\bcompris(?:ing|es|ed)(?:\sof)?|\bmade\sup\sof|\bconsisting\sof|:|\(|\s[–—-])\s?)$"
    r"|(?P<comma>,\s)$"
)
_SPLIT_IN_TWO = re.compile(r"\b(?:total|altogether)\b")
_MANY = 50  # a whole of which a part left out, or counted twice, is more than a person or two


def part_checks(marked: Marked) -> Iterator[Check]:
    for found in _LIST.finditer(marked.text):
        parts = tuple(map(marked.mark, re.findall(r"<n\d+>", found[0])))
        before = marked.text[: found.start()]
        joint = _JOINT.search(before)
        whole = _whole(marked, parts[0])
        if joint and whole and _is_meant(joint, parts, before):
            outcome = _sum(whole, parts)
            certain = _is_certain(joint, whole, parts)
            yield checked(marked, Kind.PARTS, decide(outcome, is_certain=certain))


def _whole(marked: Marked, first: Quantity) -> Quantity | None:
    """The last count before the list in its sentence, larger than its first part."""
    start, _ = marked.passage.sentence_at(first.start)
    before = [each for each in marked.levels if start <= each.start < first.start]
    counts = [each for each in before if each.unit is Unit.COUNT]
    return counts[-1] if counts and counts[-1].value >= first.value else None


def _is_meant(joint: re.Match[str], parts: tuple[Quantity, ...], before: str) -> bool:
    """A bare comma joins a list to its whole only where the whole is called a total, or there
    are too many parts for an aside."""
    return not joint["comma"] or (len(parts) > 2 and bool(_SPLIT_IN_TWO.search(before)))


def _sum(whole: Quantity, parts: tuple[Quantity, ...]) -> Outcome:
    total = sum((each.value for each in parts), Decimal(0))
    why = f"{' + '.join(each.text for each in parts)} = {plain(total)}; the whole is {whole.text}"
    verdict = Verdict.HOLDS if total == whole.value else Verdict.INCONSISTENT
    return Outcome(whole, verdict, plain(total), why)


def _is_certain(joint: re.Match[str], whole: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """Whether a sum that misses its whole is one: it comes close, and the words leave nothing
    out. Far from it, the parts may be of something else, or only some of them."""
    if whole.is_rough or whole.half or any(each.is_rough or each.half for each in parts):
        return False
    missed = abs(sum(each.value for each in parts) - whole.value)
    closely = missed * 50 <= whole.value and whole.value >= _MANY
    return closely or (bool(joint["all"]) and missed <= 1)
