"""What a passage says of its numbers: which are changes, which are values, and since what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.claims.changing import (
    BARE,
    BESIDE,
    BETWEEN,
    EARLIER,
    IN_BRACKETS,
    SIZES,
    THEN,
    way_before,
    way_of,
)
from bot.claims.passages import Passage
from bot.claims.quantities import Quantity, Unit, quantities

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
            text += f"{_plain(passage.text[last : each.start])}<{each.unit}{index}>"
            last = each.end
            ends.append(len(text))
        return cls(passage, found, text + _plain(passage.text[last:]), tuple(ends))

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
        """In order; where two readings overlap, one with the size of a change is meant, then
        the longer one."""
        kept: list[Event] = []
        for event in sorted(self._all_events(), key=lambda e: (not e.size, e.start - e.end)):
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
        return " ".join(
            re.findall(r"[a-z][a-z-]*", re.split(r"[.,;:]\s|\d", rest, maxsplit=1)[0])[:5]
        )

    def _all_events(self) -> Iterator[Event]:
        sized = [self._sized(found) for pattern in SIZES for found in pattern.finditer(self.text)]
        sized += self._signed()
        yield from sized
        sizes = {each.size.start for each in sized if each.size}
        for pattern in (*BETWEEN, *IN_BRACKETS):
            for found in pattern.finditer(self.text):
                yield from self._between(found)
        for pattern in EARLIER:
            for found in pattern.finditer(self.text):
                yield self._earlier(found, sizes)

    def _sized(self, found: re.Match[str]) -> Event:
        size = self.quantities[int(found["q"])]
        is_named = "noun" in found.re.groupindex
        noun = found["noun"] if is_named else self.noun_of(size).partition(" ")[0]
        return Event(found.start(), found.end(), way_of(found["way"]), size, noun or "")

    def _between(self, found: re.Match[str]) -> Iterator[Event]:
        earlier, now = self.quantities[int(found["e"])], self.quantities[int(found["c"])]
        if earlier.unit is now.unit:
            way = way_before(self.text, found.start())
            yield Event(found.start(), found.end(), way, earlier=earlier, now=now)

    def _earlier(self, found: re.Match[str], sizes: set[int]) -> Event:
        """An earlier value; the number right before the words is the later one, unless it is the
        size of a change itself."""
        way = way_of(found["way"]) if "way" in found.re.groupindex else 0
        earlier, start, now = self.quantities[int(found["e"])], found.start(), None
        if "c" in found.re.groupindex and found["c"]:
            now = self.quantities[int(found["c"])]
            doubtful = found["noun"] and self._has_others(now)
            if now.start in sizes or now.unit is not earlier.unit or doubtful:
                start, now = found.end("noun"), None
        return Event(start, found.end(), way, earlier=earlier, now=now)

    def _has_others(self, value: Quantity) -> bool:
        """Whether other numbers of its kind stand before it in its sentence."""
        start, _ = self.passage.sentence_at(value.start)
        return any(
            start <= each.start < value.start and each.unit is value.unit
            for each in self.quantities
        )

    def _signed(self) -> Iterator[Event]:
        for index, each in enumerate(self.quantities):
            if each.sign:
                mark = f"<{each.unit}{index}>"
                start = self.text.index(mark)
                noun = self.noun_of(each).partition(" ")[0]
                yield Event(start, start + len(mark), each.sign, each, noun)

    def _bare(self, events: Sequence[Event]) -> Iterator[Event]:
        """Percentages right behind a change, with no direction of their own: ``+12, 3.4%``."""
        for found in BARE.finditer(self.text):
            before = [each for each in events if each.end <= found.start()]
            last = max(before, key=lambda each: each.end, default=None)
            if last and BESIDE.fullmatch(self.text[last.end : found.start()]):
                yield Event(found.start(), found.end(), size=self.mark(found[0]))

    def _then(self, events: Sequence[Event]) -> Iterator[Event]:
        """The value that a change led to, or came from: ``fell by 12 to 30``."""
        for event in events:
            tried = (pattern.match(self.text, event.end) for pattern in THEN) if event.size else ()
            found = next(filter(None, tried), None)
            if found and "c" in found.re.groupindex:
                yield Event(event.end, found.end(), now=self.quantities[int(found["c"])])
            elif found:
                yield Event(event.end, found.end(), earlier=self.quantities[int(found["e"])])


def _plain(words: str) -> str:
    """In lower case, with nothing in it that looks like a mark."""
    return words.lower().replace("<", "‹")


def _overlaps(event: Event, others: Sequence[Event]) -> bool:
    return any(event.start < other.end and other.start < event.end for other in others)


def marked(passages: Sequence[Passage]) -> tuple[Marked, ...]:
    return tuple(each for each in map(Marked.of, passages) if each.quantities)
