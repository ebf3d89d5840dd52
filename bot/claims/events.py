"""What a passage says of its numbers: which are changes, which are values, and since what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.claims.passages import Passage
from bot.claims.quantities import Quantity, Unit, quantities

_UP_VERBS = "increased|rose|risen|grew|grown|climbed|up"
_DOWN_VERBS = "decreased|fell|fallen|dropped|declined|reduced|down"
_UP_NOUNS = "increase|rise|growth"
_DOWN_NOUNS = "decrease|reduction|fall|drop|decline"
_UP_MORE = "more|higher|greater|longer"
_DOWN_MORE = "fewer|less|lower|shorter"
_UP = frozenset(f"{_UP_VERBS}|{_UP_NOUNS}|{_UP_MORE}|increasing|rising".split("|"))
_VERBS, _NOUNS = f"{_UP_VERBS}|{_DOWN_VERBS}", f"{_UP_NOUNS}|{_DOWN_NOUNS}"
_MORE = f"{_UP_MORE}|{_DOWN_MORE}"
_Q = r"<[npts](?P<q>\d+)>"
_SMALL = r"(?:(?:a|an|the|by|just|only|around|about|further|total|of|slight|small)\s)*"
_LINK = r"(?!(?:or|and|is|was|are|were|of|to|in|by|the|with|from|for|at|on|than)\b)"

_SIZES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_Q}\s(?:{_LINK}[a-z-]+\s)?(?P<way>{_MORE})\b(?:\s(?!than\b)(?P<noun>[a-z-]+))?",
        rf"{_Q}\s(?:{_LINK}[a-z-]+\s){{0,2}}(?P<way>{_NOUNS})\b",
        rf"\b(?P<way>{_NOUNS})\s(?:in\s(?:[a-z-]+\s){{1,6}})?of\s{_SMALL}{_Q}",
        rf"\b(?P<way>{_VERBS})\s{_SMALL}{_Q}",
    )
)
_FROM_TO = re.compile(
    r"\bfrom\s(?:[a-z]+\s)?<[npts](?P<e>\d+)>(?:\s[a-z-]+){0,6}?\sto\s<[npts](?P<c>\d+)>"
)
_TO_FROM = re.compile(
    r"\bto\s<[npts](?P<c>\d+)>(?:\s(?!and\b|but\b|while\b)[a-z-]+){0,4}?,?\sfrom\s"
    r"<[npts](?P<e>\d+)>(?!(?:\s[a-z-]+){0,6}?\sto\s<)"
)
_WAY_FROM = re.compile(
    rf"\b(?P<way>{_VERBS}|{_MORE}|{_NOUNS})\s(?:on\s|than\s)?from\s(?:a\stotal\sof\s|the\s)?"
    r"<[npts](?P<e>\d+)>(?!(?:\s[a-z-]+){0,6}?\sto\s<)"
)
_COMPARED = re.compile(
    r"\b(?:compare[sd]?\s(?:to|with|against)|versus|vs\.?)\s"
    r"(?:(?:a|the|just|only|total|of|figure)\s)*<[npts](?P<e>\d+)>"
)
_BRACKET_FROM = re.compile(r"\(from\s(?:the\s)?<[npts](?P<e>\d+)>(?!(?:\s[a-z-]+){0,6}?\sto\s<)")
_FRACTION_THAN = re.compile(
    rf"\b(?:half|third|quarter|fifth|tenth)s?\s(?:[a-z-]+\s)?(?:{_MORE})\s"
    r"(?:than|from|on)\s(?:the\s)?<[nps](?P<e>\d+)>"
)
_BARE = re.compile(r"<p\d+>(?=[),.;]|\s*$|\s(?:on|compared|than|since|year|lower|higher)\b)")
_BESIDE = re.compile(r"(?:\s(?!of\b|and\b|but\b)[\w'’/-]+){0,9}\s?[(,]\s?(?:or\s|i\.e\.\s)?$")
_THEN = re.compile(
    r"(?:\s(?!due|linked|thanks|related|relating|owing|down|up|prior|next)[a-z]+)?\)?\s"
    r"(?:to\s(?:a\stotal\sof\s|just\s|only\s)?<[nps](?P<c>\d+)>"
    r"|(?:from|than|on)\s(?:a\stotal\sof\s|the\s)?<[nps](?P<e>\d+)>)"
)
_DIRECTION = re.compile(rf"\b(?P<way>{_VERBS}|{_NOUNS}|increasing|rising|decreasing|falling)\b")
_AVERAGE = re.compile(
    r"\b(?:an?\s)?(?:daily|weekly|monthly)\saverage\sof\s<n\d+>"
    r"|<n\d+>(?:\s[a-z-]+){0,3}\s(?:per|a|each|every)\s(?:day|week|month|year)s?\b"
)


@dataclass(frozen=True)
class Event:
    """A change (its ``size``), or a value that it is between (``earlier``, ``now``). ``way`` is 1
    for up, -1 for down, 0 where the words do not say."""

    start: int
    end: int
    way: int = 0
    size: Quantity | None = None
    noun: str = ""
    earlier: Quantity | None = None
    now: Quantity | None = None


@dataclass(frozen=True)
class Marked:
    """A passage in lower case with each quantity as a mark (``<n0>``): what patterns are read
    from. Offsets of marks are offsets in ``text``."""

    passage: Passage
    quantities: tuple[Quantity, ...]
    text: str
    ends: tuple[int, ...] = ()  # of the marks

    @classmethod
    def of(cls, passage: Passage) -> Marked:
        found = quantities(passage)
        text, last, ends = "", 0, []
        for index, each in enumerate(found):
            text += f"{passage.text[last : each.start].lower()}<{each.unit}{index}>"
            last = each.end
            ends.append(len(text))
        return cls(passage, found, text + passage.text[last:].lower(), tuple(ends))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where each sentence of the passage begins and ends in ``text``."""
        for start, end in self.passage.sentences():
            yield self.offset_of(start), self.offset_of(end)

    def offset_of(self, place: int) -> int:
        """Where in ``text`` a place of the passage is."""
        before = bisect_right([each.end for each in self.quantities], place) - 1
        if before < 0:
            return place
        return self.ends[before] + place - self.quantities[before].end

    def place_of(self, offset: int) -> int:
        """Where in the passage an offset of ``text`` is; within a mark, where its number ends."""
        before = bisect_right(self.ends, offset) - 1
        if before < 0:
            return offset
        return self.quantities[before].end + offset - self.ends[before]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """In order; where two readings overlap the longer one is meant."""
        kept: list[Event] = []
        for event in sorted(self._all_events(), key=lambda each: each.start - each.end):
            if not _overlaps(event, kept):
                kept.append(event)
        for more in (self._then, self._bare, self._then):
            kept += [each for each in tuple(more(kept)) if not _overlaps(each, kept)]
        return tuple(sorted(kept, key=lambda each: each.start))

    @cached_property
    def averages(self) -> frozenset[int]:
        """Offsets of the quantities that are per day, week or month."""
        found = [self.mark(each[0]) for each in _AVERAGE.finditer(self.text)]
        return frozenset(each.start for each in found)

    @cached_property
    def levels(self) -> tuple[Quantity, ...]:
        """The quantities that are values themselves: no change, no average, no stretch of time."""
        sizes = {each.size.start for each in self.events if each.size}
        others = sizes | self.averages
        return tuple(
            each
            for each in self.quantities
            if each.unit is not Unit.TIME and each.start not in others
        )

    def mark(self, words: str) -> Quantity:
        """The first quantity that is marked in these words."""
        return self.quantities[int(re.findall(r"<[a-z](\d+)>", words)[0])]

    def gap(self, before: Event, after: Event) -> str:
        return self.text[before.end : after.start]

    def noun_of(self, quantity: Quantity) -> str:
        """The words behind a number, up to the next number or stop: what it counts."""
        rest = re.sub(r"\([^)]*\)", "", self.passage.text[quantity.end :].lower())
        return " ".join(re.findall(r"[a-z-]+", re.split(r"[.,;:]\s|\d", rest, maxsplit=1)[0])[:5])

    def _all_events(self) -> Iterator[Event]:
        for pattern in _SIZES:
            for found in pattern.finditer(self.text):
                yield self._sized(found)
        for pattern in (_FROM_TO, _TO_FROM):
            for found in pattern.finditer(self.text):
                earlier, now = self.quantities[int(found["e"])], self.quantities[int(found["c"])]
                way = self._way_before(found.start())
                yield Event(found.start(), found.end(), way, earlier=earlier, now=now)
        for pattern in (_WAY_FROM, _BRACKET_FROM, _COMPARED, _FRACTION_THAN):
            for found in pattern.finditer(self.text):
                way = _way(found["way"]) if "way" in pattern.groupindex else 0
                earlier = self.quantities[int(found["e"])]
                yield Event(found.start(), found.end(), way, earlier=earlier)
        yield from self._signed()

    def _sized(self, found: re.Match[str]) -> Event:
        size = self.quantities[int(found["q"])]
        is_named = "noun" in found.re.groupindex
        noun = found["noun"] if is_named else self.noun_of(size).partition(" ")[0]
        return Event(found.start(), found.end(), _way(found["way"]), size, noun or "")

    def _signed(self) -> Iterator[Event]:
        for index, each in enumerate(self.quantities):
            if each.sign:
                mark = f"<{each.unit}{index}>"
                start = self.text.index(mark)
                noun = self.noun_of(each).partition(" ")[0]
                yield Event(start, start + len(mark), each.sign, each, noun)

    def _bare(self, events: Sequence[Event]) -> Iterator[Event]:
        """Percentages right behind a change, with no direction of their own: ``+12, 3.4%``."""
        for found in _BARE.finditer(self.text):
            before = [each for each in events if each.end <= found.start()]
            last = max(before, key=lambda each: each.end, default=None)
            if last and _BESIDE.fullmatch(self.text[last.end : found.start()]):
                yield Event(found.start(), found.end(), size=self.mark(found[0]))

    def _then(self, events: Sequence[Event]) -> Iterator[Event]:
        """The value that a change led to, or came from: ``fell by 12 to 30``."""
        for event in events:
            found = _THEN.match(self.text, event.end) if event.size else None
            if found and found["c"]:
                yield Event(event.end, found.end(), now=self.quantities[int(found["c"])])
            elif found:
                yield Event(event.end, found.end(), earlier=self.quantities[int(found["e"])])

    def _way_before(self, offset: int) -> int:
        """The direction said in the same clause before an offset, the nearest one."""
        clause = re.split(r"[.;(]", self.text[max(0, offset - 80) : offset])[-1]
        found = [_way(each["way"]) for each in _DIRECTION.finditer(clause)]
        return found[-1] if found else 0


def _overlaps(event: Event, others: Sequence[Event]) -> bool:
    return any(event.start < other.end and other.start < event.end for other in others)


def _way(word: str) -> int:
    return 1 if word in _UP else -1


def marked(passages: Sequence[Passage]) -> tuple[Marked, ...]:
    return tuple(each for each in map(Marked.of, passages) if each.quantities)
