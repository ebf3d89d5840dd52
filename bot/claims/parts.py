"""Parts and their whole: what is listed as making up a total must add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.claims.arithmetic import plain
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict

_SHARE = r"(?:\s\(<p\d+>\))?"
_ITEM = rf"<n\d+>{_SHARE}(?:\s(?!and\s<)[a-z0-9'’/&-]+{_SHARE}){{1,9}}"
_LIST = re.compile(rf"{_ITEM}(?:,\s{_ITEM})*,?\sand\s{_ITEM}")
_BARE = re.compile(
    r"\b(?:of\swhich|of\swhom|of\sthese|of\sthose)[,:]?\s(?=<)(?P<list><n\d+>(?:,\s<n\d+>)*,?\sand\s<n\d+>)"
)
_JOINT = re.compile(
    r"(?P<some>\b(?:of\swhich|of\swhom|of\sthese|of\sthose)[,:]?\s(?:(?:there\s)?(?:were|was|are)\s)?)$"
    r"|(?P<all>(?:\bcompris(?:ing|es|ed)(?:\sof)?|\bmade\sup\sof|\bconsisting\sof"
    r"|\b(?:breaks|broken|broke)\sdown\s(?:as|into)(?:\sfollows)?|:|\(|\s[–—-])\s?)$"
    r"|(?P<comma>,\s)$"
)
_OF = re.compile(r"(?:^|[.;:]\s|\b(?:that|and)\s)of\s(?:all\s|the\s|these\s|those\s)*$")
_IN_ALL = re.compile(
    r",?\s(?:making\s|a\stotal\sof\s|or\s)?(?P<whole><n\d+>)(?:\s[a-z]+){0,3}\s(?:in\s(?:all|total)|altogether)\b"
)
_SPLIT_IN_TWO = re.compile(r"\b(?:total|altogether)\b")
_EACH = re.compile(r"\b(?:each|apiece)\b")  # "one each in Harlow and Grays" are two
_MANY = 50  # a whole of which a part left out, or counted twice, is more than a person or two


@dataclass(frozen=True)
class _Sum:
    """``is_whole`` where the words leave nothing out; ``is_loose`` where parts may be some of the
    whole only, so that falling short of it says nothing."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    is_whole: bool = False
    is_loose: bool = False

    @property
    def total(self) -> Decimal:
        return sum((each.value for each in self.parts), Decimal(0))

    @property
    def is_certain(self) -> bool:
        """Whether a sum that misses its whole is one: it comes close, and the words leave
        nothing out. Far from it, the parts may be of something else, or only some of them; "of
        which" may leave a few out, but hardly one or two of hundreds."""
        if any(each.is_rough or each.half for each in (self.whole, *self.parts)):
            return False
        missed = abs(self.total - self.whole.value)
        share = 200 if self.is_loose and self.total < self.whole.value else 50
        closely = missed * share <= self.whole.value and self.whole.value >= _MANY
        return closely or (self.is_whole and missed <= 1)

    @property
    def says_nothing(self) -> bool:
        """Whether the parts are only some of the whole, and more than one or two are left."""
        left = self.whole.value - self.total
        return self.is_loose and left > max(Decimal(1), self.whole.value / 50)


def part_checks(marked: Marked) -> Iterator[Check]:
    for found in _sums(marked):
        if not found.says_nothing:
            outcome = _outcome(found)
            yield checked(marked, Kind.PARTS, decide(outcome, is_certain=found.is_certain))


def _sums(marked: Marked) -> Iterator[_Sum]:
    for found in _LIST.finditer(marked.text):
        one = None if _EACH.search(found[0]) else _of_list(marked, found)
        if one:
            yield one
    for found in _BARE.finditer(marked.text):
        parts = _marks(marked, found["list"])
        whole = _whole(marked, parts[0])
        if whole:
            yield _Sum(whole, parts, is_loose=True)


def _of_list(marked: Marked, found: re.Match[str]) -> _Sum | None:
    parts = _marks(marked, found[0])
    before = marked.text[: found.start()]
    after = _IN_ALL.search(marked.text, found.start(), found.end() + 60)
    if after and found.end() - len(found[0]) < after.start() <= found.end() + 2:
        last = marked.mark(after["whole"])
        its_own = tuple(each for each in parts if each.start < last.start)
        is_sum = its_own and not marked.averages & {each.start for each in its_own}
        return _Sum(last, its_own) if is_sum else None
    if _OF.search(before) and len(parts) > 2:
        return _Sum(parts[0], parts[1:], is_loose=True)
    joint, whole = _JOINT.search(before), _whole(marked, parts[0])
    if not joint or not whole:
        return None
    one = _Sum(whole, parts, is_whole=bool(joint["all"]), is_loose=bool(joint["some"]))
    fits = len(parts) > 2 and one.total == whole.value  # which is seldom so by chance
    return one if fits or _is_meant(joint, parts, before) else None


def _marks(marked: Marked, words: str) -> tuple[Quantity, ...]:
    return tuple(map(marked.mark, re.findall(r"<n\d+>", words)))


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


def _outcome(found: _Sum) -> Outcome:
    total, whole = found.total, found.whole
    parts = " + ".join(each.text for each in found.parts)
    why = f"{parts} = {plain(total)}; the whole is {whole.text}"
    verdict = Verdict.HOLDS if total == whole.value else Verdict.INCONSISTENT
    return Outcome(whole, verdict, plain(total), why)
