"""Printed lists and counts against those that follow from positions and aspirations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.claims.events import Marked
from bot.claims.lists import Listing
from bot.claims.outcomes import Outcome, checked
from bot.claims.passages import Passage
from bot.claims.quantities import Quantity
from bot.claims.rows import Row, row_of
from bot.claims.words import Check, Kind, Verdict
from bot.finding import Movement
from bot.finding import Verdict as Aim
from bot.wording import listed

Topic = Aim | Movement

_TOPICS: tuple[tuple[Topic, str], ...] = (
    (Aim.NO_ASPIRATION, r"\bno (?:aspirations?|targets?)\b"),
    (Aim.NOT_MET, r"\bnot\s(?:yet\s|currently\s)?(?:meeting|met|meet)\b|\bbelow\b"),
    (Aim.MET, r"\b(?:meeting|met|meets|meet|exceeded|exceeding)\b"),
    (Movement.UNCHANGED, r"\bunchanged\b|\bnot\s(?:changed|moved)\b|\bstayed the same\b"),
    (Movement.IMPROVED, r"\bimproved\b"),
    (Movement.DETERIORATED, r"\bdeteriorated\b|\bworsened\b|\bdeclined\b"),
)  # fmt: skip
_ABOUT = r"\b(?:aspirations?|targets?|positions?|ranks?|ranking|msg|most similar)\b"
_THINGS = r"(?:areas?|measures?|metrics?|indicators?|aspirations?|targets?|positions?|ranks?)"
_FEWEST = 3  # rows that make a table


@dataclass(frozen=True)
class Derived:
    """The rows, and whether they are recorded or read from a table in the text."""

    rows: tuple[Row, ...]
    is_recorded: bool

    @property
    def whose(self) -> str:
        return "the record" if self.is_recorded else "the table"

    def of(self, topic: Topic) -> tuple[Row, ...]:
        return tuple(each for each in self.rows if topic in (each.verdict, each.movement))

    @property
    def is_table(self) -> bool:
        return len(self.rows) >= _FEWEST

    def knows(self, topic: Topic) -> bool:
        """Whether it is known of every row if it belongs to the topic."""
        if isinstance(topic, Aim):
            return not any(each.verdict is Aim.UNKNOWN for each in self.rows)
        return not any(each.movement is Movement.UNKNOWN for each in self.rows)


def derived_checks(
    listings: Sequence[Listing], marked: Sequence[Marked], derived: Derived
) -> Iterator[Check]:
    if not derived.is_table:
        return
    headings = {listing.heading.passage for listing in listings}
    for listing in listings:
        topic = _topic(listing.heading.text)
        if topic and listing.says(_ABOUT):
            yield from _of_listing(listing, topic, derived)
    for each in marked:
        if each.passage not in headings:
            yield from _counts(each, derived)


def _topic(words: str) -> Topic | None:
    return next((topic for topic, said in _TOPICS if re.search(said, words)), None)


def _of_listing(listing: Listing, topic: Topic, derived: Derived) -> Iterator[Check]:
    """Items that do not belong under their heading, and rows that are left out of it."""
    items = [(each, row_of(derived.rows, each.text)) for each in listing.items]
    named = [row for _, row in items if row]
    if len(named) * 2 <= len(items):
        return  # it is a list of other things
    wrong = [(item, row, other) for item, row in items if row and (other := _other(row, topic))]
    for item, row, other in wrong:
        yield _of_item(item, f"{derived.whose} has {row.said}: {other}")
    left = [each for each in derived.of(topic) if each not in named]
    if len(named) == len(items) and (left or not wrong):
        yield _whole(listing, topic, left, derived)


def _other(row: Row, topic: Topic) -> Topic | None:
    """What the row is instead of what it is listed as, where that is known."""
    found: Topic = row.verdict if isinstance(topic, Aim) else row.movement
    unknown = (Aim.UNKNOWN, Movement.UNKNOWN)
    return None if found is topic or found in unknown else found


def _of_item(item: Passage, why: str) -> Check:
    return Check(
        item.lines[0], item.excerpt(0), Kind.LISTS, Verdict.INCONSISTENT, item.text, "", why
    )


def _whole(listing: Listing, topic: Topic, left: Sequence[Row], derived: Derived) -> Check:
    """Of a list that is as it should be, or leaves rows out."""
    passage = listing.heading.passage
    number = len(derived.of(topic))
    why = f"{derived.whose} gives {number} {topic}"
    verdict = Verdict.HOLDS
    if left:
        why += f"; left out of the list: {listed([f'{each.name} ({each.said})' for each in left])}"
        verdict = Verdict.INCONSISTENT if derived.is_recorded else Verdict.LOOK
    count = len(listing.items)
    numbers = [each.text for each in listing.heading.quantities if each.value == count]
    printed = numbers[-1] if numbers else str(count)
    line = passage.lines[-1]
    return Check(line, passage.excerpt(0), Kind.LISTS, verdict, printed, str(number), why)


_STATES = "|".join(f"(?P<s{at}>{said})" for at, (_, said) in enumerate(_TOPICS))
_COUNT = re.compile(
    rf"(?:{_STATES})(?:\s(?:its|their|the|our|an?|for|in|against|by)|\s{_THINGS}|:){{0,5}}\s"
    rf"(?P<after><n\d+>)(?!\s?(?:places?|positions?|%)\b)(?=\s(?:of|out|and|but)\b|\s{_THINGS}\b|[.,;)]|$)"
    rf"|(?P<before><n\d+>)\s(?:of\s<n\d+>\s)?(?:{_THINGS}\s)?(?:(?:are|is|were|was|have|has|had)\s)?"
    rf"(?:{_STATES.replace('<s', '<b')})"
)


def _counts(marked: Marked, derived: Derived) -> Iterator[Check]:
    """``meeting 1 and not meeting 8``, ``improved: 5``."""
    for start, end in marked.sentences():
        words = marked.text[start:end]
        if not re.search(_ABOUT, words):
            continue
        for found in _COUNT.finditer(words):
            kind = "s" if found["after"] else "b"
            topic = next(t for at, (t, _) in enumerate(_TOPICS) if found[f"{kind}{at}"])
            if derived.knows(topic):
                printed = marked.mark(found["after"] or found["before"])
                yield _counted(marked, printed, topic, derived)


def _counted(marked: Marked, printed: Quantity, topic: Topic, derived: Derived) -> Check:
    rows = derived.of(topic)
    holds = printed.value == len(rows)
    different = Verdict.INCONSISTENT if derived.is_recorded else Verdict.LOOK
    names = f": {listed([each.name for each in rows])}" if rows else ""
    why = f"{derived.whose} gives {len(rows)} {topic}{names}"
    verdict = Verdict.HOLDS if holds else different
    return checked(marked, Kind.LISTS, Outcome(printed, verdict, str(len(rows)), why))
