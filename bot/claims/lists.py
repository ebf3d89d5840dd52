"""Lists: a count of things that are then listed, and lists that disagree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.passages import Passage
from bot.claims.quantities import Quantity
from bot.claims.words import Check, Kind, Verdict

_THINGS = (
    r"areas?|measures?|metrics?|indicators?|priorit(?:y|ies)|themes?|forces?|districts?|boroughs?"
    r"|lpas?|units?|teams?|operations?|projects?|campaigns?|categor(?:y|ies)|actions?|objectives?"
    r"|points?|reasons?|commitments?|ways|factors?|risks?|recommendations?|items?|towns?|stations?|parishes|villages|wards|schools|sites|aims|goals|winners|awards"
)
_HEADING = re.compile(rf"<n(\d+)>(?:\s[a-z-]+){{0,2}}?\s(?:{_THINGS})(?:\s[a-z]+){{0,6}}:$")
_SOME = re.compile(
    r"\b(?:including|such as|e\.g|for example|among|mostly|mainly|notably|like|other|others|etc"
    r"|funded|led|run|based|both|all|with|by)\b"
)
_OF_THEM = re.compile(r"\bof\s(?:the\s|these\s|those\s|its\s|our\s)?$")
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|will)\b.*\.$")
_INNER = re.compile(r"\(\d\)|\s\d\)\s")  # more than one item in a line
_INLINE = re.compile(
    rf"(<n\d+>)(?:\s[a-z-]+){{0,2}}?\s(?:{_THINGS})(?:\s(?:are|were|have\sbeen|was)\s[a-z]+)?\s?(?::\s(?P<open>[^<:;.()]+)(?:\.|$)"
    r"|(?:\s[a-z]+){0,2}\s?\((?P<closed>[^<:;.()]+)\))"
)


@dataclass(frozen=True)
class Listing:
    """A heading with its bullets. ``others`` are bullets behind a gap, which may go on with it."""

    heading: Marked
    items: tuple[Passage, ...]
    others: tuple[Passage, ...]

    def says(self, words: str) -> bool:
        return bool(re.search(words, self.heading.text))


def listings(passages: Sequence[Passage]) -> tuple[Listing, ...]:
    found = []
    for index, passage in enumerate(passages):
        if passage.text.endswith(":"):
            items, others = _bullets(passages[index + 1 :])
            if items:
                found.append(Listing(Marked.of(passage), items, others))
    return tuple(found)


def _bullets(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    bullets = []
    for each in passages:
        if not each.is_bullet:
            break
        bullets.append(each)
    gap = next((n for n, each in enumerate(bullets) if n and each.after_blank), len(bullets))
    return tuple(bullets[:gap]), tuple(bullets[gap:])


def listed_checks(listing: Listing) -> Iterator[Check]:
    """The number in the heading against the bullets under it."""
    found = _HEADING.search(listing.heading.text)
    if found and not any(_INNER.search(each.text) for each in listing.items):
        printed = listing.heading.quantities[int(found[1])]
        alike = [each for each in listing.items if _look(each) == _look(listing.items[0])]
        counts = (len(listing.items), len(alike), len(listing.items) + len(listing.others))
        number = next((each for each in counts if each == printed.value), counts[0])
        why = f"{number} listed under it, {printed.text} said"
        verdict = Verdict.HOLDS if printed.value == number else Verdict.WRONG
        certain = len(set(counts)) == 1 and not listing.heading.passage.is_bullet
        outcome = Outcome(printed, verdict, str(number), why)
        yield checked(listing.heading, Kind.LISTED, decide(outcome, is_certain=certain))


def _look(item: Passage) -> tuple[str, bool]:
    """A bullet of another mark, or a sentence among names, may not be one of those counted."""
    return item.mark, bool(_SENTENCE.search(item.text))


def named_checks(marked: Marked) -> Iterator[Check]:
    """The number against the names that follow it in the sentence: ``two towns: A and B``."""
    for found in _INLINE.finditer(marked.text):
        if _OF_THEM.search(marked.text, 0, found.start()):
            continue  # "two of the five teams": the two are named
        names = found["open"] or found["closed"]
        if re.search(r"[a-z](?:,| and ).*[a-z]", names) and not _SOME.search(names):
            outcome = _named(marked.mark(found[1]), names)
            certain = _are_names(marked, found)
            yield checked(marked, Kind.LISTED, decide(outcome, is_certain=certain))


def _are_names(marked: Marked, found: re.Match[str]) -> bool:
    """Whether what is listed are names, with no words that hide one."""
    group = "open" if found["open"] else "closed"
    start, end = (marked.place_of(each) for each in found.span(group))
    names = re.split(r",\s|\sand\s", marked.passage.text[start:end].strip())
    articles = ("the ", "The ")
    words = [each[4:] if each.startswith(articles) else each for each in names]
    return len(words) > 1 and all(each[:1].isupper() for each in words)


def _named(printed: Quantity, names: str) -> Outcome:
    """A name can hold an "and" of its own, so the names are a number between two."""
    by_comma = [each for each in re.split(r",\s(?:and\s)?", names) if each.strip()]
    most = sum(len(re.split(r"\s(?:and|&)\s", each)) for each in by_comma)
    last = len(re.split(r"\sand\s", by_comma[-1])) > 1
    fewest = len(by_comma) + (1 if last and len(by_comma) > 1 else 0)
    why = f"{most if most == fewest else f'{fewest} to {most}'} named, {printed.text} said"
    if fewest <= printed.value <= most:
        return Outcome(printed, Verdict.HOLDS, str(printed.value), why)
    return Outcome(printed, Verdict.WRONG, str(most), why)


def disagreeing(all_listings: Sequence[Listing], passages: Sequence[Passage]) -> Iterator[Check]:
    """Items in both of two lists that exclude each other, and items whose position moved that
    are neither met nor not met."""
    listings_ = [
        each for each in all_listings if each.says(r"\baspirations?\b|\btargets?\b|\bposition\b")
    ]
    missed = [each for each in listings_ if each.says(r"\bnot\s(?:meeting|met)\b|\bbelow\b")]
    met = [each for each in listings_ if each.says(r"\b(?:meeting|met)\b") and each not in missed]
    better = [each for each in listings_ if each.says(r"\bimproved\b")]
    worse = [each for each in listings_ if each.says(r"\bdeteriorated\b|\bworsened\b")]
    yield from _in_both(met, missed)
    yield from _in_both(better, worse)
    if met and missed:
        excused = [_key(each.text) for each in passages if _EXCUSED.search(each.text)]
        yield from _in_neither([*better, *worse], {**_items(met), **_items(missed)}, excused)


_EXCUSED = re.compile(r"\bno (?:aspiration|target)", re.IGNORECASE)


def _items(listings_: Sequence[Listing]) -> dict[str, tuple[Listing, Passage]]:
    return {_key(item.text): (each, item) for each in listings_ for item in each.items}


def _key(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _in_both(some: Sequence[Listing], others: Sequence[Listing]) -> Iterator[Check]:
    first = _items(some)
    for key, (listing, item) in _items(others).items():
        if key in first:
            where = f"{_short(first[key][0])} and {_short(listing)}"
            yield _of_item(item, Verdict.INCONSISTENT, f"listed under both {where}")


def _in_neither(
    moved: Sequence[Listing], judged: dict[str, tuple[Listing, Passage]], excused: Sequence[str]
) -> Iterator[Check]:
    for key, (listing, item) in _items(moved).items():
        if not _is_among(key, judged) and not any(key in each for each in excused):
            why = f"listed under {_short(listing)}, but neither as met nor as not met"
            yield _of_item(item, Verdict.LOOK, why)


def _is_among(key: str, others: Iterable[str]) -> bool:
    """Whether one of the others names the same, in as many words or in more or fewer."""
    words = set(key.split())
    return any(words <= set(each.split()) or set(each.split()) <= words for each in others)


def _short(listing: Listing) -> str:
    words = listing.heading.passage.text.rstrip(": ")
    return f"“{words if len(words) <= 60 else '… ' + words[-58:].partition(' ')[2]}”"


def _of_item(item: Passage, verdict: Verdict, why: str) -> Check:
    return Check(item.lines[0], item.excerpt(0), Kind.LISTS, verdict, item.text, "", why)
