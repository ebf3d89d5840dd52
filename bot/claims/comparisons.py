"""Comparisons: changes and values that are said of the same thing, gathered from a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bot.claims.events import Event, Marked
from bot.claims.joins import are_joined
from bot.claims.quantities import Quantity, Unit

_PARTING = re.compile(r";|\b(?:and|but|while|whilst|whereas|however|although)\b")
_SHORT = 12  # "10 more and 5% more" is one comparison, "10 more than in May and 5% ..." is not
_IN_BRACKET = re.compile(r"(?:\s(?!and\b|but\b|while\b)[\w'’/-]+){0,8}\s?\(\s?(?:an?\s)?")
_REACH = 30  # characters behind a change in which it is said what it is on
_THAN = re.compile(r"\)?(?:\s[a-z-]+){0,2}?\s(?:than|a\syear)\b")
_ON = re.compile(r"\)?(?:\s[a-z-]+){0,2}?\s(?:on|since|compared|against|over|from)\b")
_TIMED = re.compile(
    r"\b(?:since|(?:19|20)\d\d|q[1-4]|quarter|years?|months?|january|february|march|april|june|july"
    r"|august|september|october|november|december)\b"
)
_STOP = re.compile(r"[.!?]['\"”’)]*\s")
_BACK = re.compile(
    r"(?:however|but|and|so|overall|in total)?,?\s*(?:this|that|these|it|they|which)\b"
)
_ATTACHED = re.compile(
    r"[,(–-]\s*(?:(?:which|this|that)\s(?:is|was|represents|being)\s)?(?:(?:an?|the|or|just|only)\s)?$"
)


@dataclass(frozen=True)
class Comparison:
    """``now`` are the values that it may be about, most likely first."""

    marked: Marked
    events: tuple[Event, ...]

    @property
    def start(self) -> int:
        return self.events[0].start

    @property
    def way(self) -> int:
        return next((each.way for each in self.events if each.way), 0)

    @property
    def contradicts_itself(self) -> bool:
        """Whether the difference goes up and the percentage beside it down, or the reverse."""
        ways = {each.way for each in self.events if each.size and each.way}
        return len(ways) > 1

    @property
    def difference(self) -> Quantity | None:
        return self._size(Unit.COUNT, Unit.SECONDS)

    @property
    def percent(self) -> Quantity | None:
        return self._size(Unit.PERCENT)

    @property
    def points(self) -> Quantity | None:
        return self._size(Unit.POINTS)

    @property
    def earlier(self) -> Quantity | None:
        return next((each.earlier for each in self.events if each.earlier), None)

    @cached_property
    def now(self) -> tuple[Quantity, ...]:
        given = next((each.now for each in self.events if each.now), None)
        if given:
            return (given,)
        return tuple(reversed(self._alike or self._before))

    @property
    def is_certain(self) -> bool:
        """Whether it is certain which value is compared, and with which."""
        if self._may_be_with_another or self._mixes_units or not self.is_joined:
            return False
        if any(each.now for each in self.events):
            return True
        nearest = self.now[0]
        between = self.marked.passage.text[nearest.end : self._offset].lower()
        if self._is_close(between):
            return True
        if self._noun and not self._alike:
            return False
        return len(self.now) == 1 and self._goes_on(between)

    @property
    def _mixes_units(self) -> bool:
        """Whether a count stands beside percentages: "1,200 (34%), 100 more than in 2020 (9%)"."""
        before = self.earlier
        return bool(self.difference and before and before.unit is Unit.PERCENT)

    @property
    def is_joined(self) -> bool:
        return are_joined(self.marked, self.events)

    @property
    def _may_be_with_another(self) -> bool:
        """Whether the change may be on another earlier time than that of the two values: "fell
        from 12 to 8, one fewer than in 2019"."""
        pair = next((each for each in self.events if each.earlier and each.now), None)
        if not pair:
            return False
        text = self.marked.text
        before = text[self._sentence_start : pair.end]
        for each in self.events:
            if each.size and each.start >= pair.end:
                after = text[each.end : each.end + _REACH]
                if _THAN.match(after) or (_ON.match(after) and _TIMED.search(before)):
                    return True
        return False

    @property
    def _sentence_start(self) -> int:
        place, _ = self.marked.passage.sentence_at(self._offset)
        return self.marked.offset_of(place)

    def can_take(self, event: Event) -> bool:
        gap = self.marked.gap(self.events[-1], event)
        if self._slots(event) & set().union(*map(self._slots, self.events)):
            return False
        if self._has_level(gap):
            return False
        if event.way * self.way < 0:
            return bool(_IN_BRACKET.fullmatch(gap))
        if _STOP.search(gap):
            return bool(self.earlier and event.size and _BACK.match(_STOP.split(gap)[-1] + " "))
        return len(gap) <= _SHORT or not _PARTING.search(gap)

    def _size(self, *units: Unit) -> Quantity | None:
        sizes = (each.size for each in self.events if each.size)
        return next((each for each in sizes if each.unit in units), None)

    @staticmethod
    def _slots(event: Event) -> set[str]:
        """What an event settles, which no second one can."""
        if event.size:
            return {"n" if event.size.unit is Unit.SECONDS else event.size.unit.value}
        values = {"earlier": event.earlier, "now": event.now}
        return {name for name, value in values.items() if value}

    def _has_level(self, gap: str) -> bool:
        return bool(re.search(r"<[npts]\d+>", gap))

    @property
    def _offset(self) -> int:
        """Where its first number stands in the passage."""
        first = self.events[0]
        found = first.size or first.earlier or first.now
        assert found is not None  # noqa: S101 - an event is about a number
        return found.start

    @property
    def _noun(self) -> str:
        nouns = (each.noun for each in self.events if each.size and each.size.unit is Unit.COUNT)
        return next((each.rstrip("s") for each in nouns if each not in _NO_NOUNS), "")

    @cached_property
    def _before(self) -> tuple[Quantity, ...]:
        """The values that stand before it and can be meant: of its unit, and not themselves the
        earlier value of another comparison."""
        earlier = {each.earlier.start for each in self.marked.events if each.earlier}
        unit = (self.earlier or self.difference or _ANY).unit
        return tuple(
            each
            for each in self.marked.levels
            if each.start < self._offset and each.unit is unit and each.start not in earlier
        )

    @cached_property
    def _alike(self) -> tuple[Quantity, ...]:
        """Of those, the ones that count the same things."""
        if not self._noun:
            return ()
        pattern = re.compile(rf"\b{re.escape(self._noun)}")
        return tuple(each for each in self._before if pattern.search(self.marked.noun_of(each)))

    def _is_close(self, between: str) -> bool:
        """Whether it follows its value with no other number and no other thing in between."""
        return (
            not re.search(r"\d", between)
            and bool(_ATTACHED.search(self._lead(between)))
            and (not _STOP.search(between))
        )

    def _lead(self, between: str) -> str:
        """The words between value and comparison, without those of the comparison itself."""
        words = self.marked.text[: self.start]
        return words[-len(between) :] if between else ""

    def _goes_on(self, between: str) -> bool:
        """Whether the comparison is said of the value before it: in the same sentence with no
        new clause, or in one that refers back."""
        if _STOP.search(between):
            return bool(_BACK.match(_STOP.split(between)[-1]))
        return not _PARTING.search(between)


_ANY = Quantity(0, 0, "", Decimal(0), Unit.COUNT)
_NO_NOUNS = (
    "",
    "than",
    "in",
    "compared",
    "on",
    "this",
    "and",
    "or",
    "over",
    "the",
    "during",
    "since",
)


def comparisons(marked: Marked) -> Iterator[Comparison]:
    events: Sequence[Event] = marked.events
    current: Comparison | None = None
    for event in events:
        if current and current.can_take(event):
            current = Comparison(marked, (*current.events, event))
            continue
        if current:
            yield current
        current = Comparison(marked, (event,))
    if current:
        yield current
