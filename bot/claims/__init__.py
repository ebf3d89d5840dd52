"""Claims: prose in, checked claims out. No disk, no clock."""

from __future__ import annotations

from collections.abc import Iterator

from bot.claims.averages import average_checks
from bot.claims.changes import change_checks
from bot.claims.concerns import concerns_among
from bot.claims.derived import Derived, derived_checks
from bot.claims.events import Marked, marked
from bot.claims.factors import factor_checks
from bot.claims.fractions import fraction_checks
from bot.claims.known import Known, known_from
from bot.claims.lists import disagreeing, listed_checks, listings, named_checks
from bot.claims.parts import part_checks
from bot.claims.passages import passages
from bot.claims.periods import quarter_said
from bot.claims.printing import as_list, as_plain
from bot.claims.ranks import rank_checks
from bot.claims.reported import period_checks, repeat_checks
from bot.claims.rows import rows_in, rows_known
from bot.claims.shares import share_checks
from bot.claims.spans import span_checks
from bot.claims.store import store_checks
from bot.claims.superlatives import superlative_checks
from bot.claims.words import Check, Kind, Verdict
from bot.quarter import Quarter

__all__ = [
    "Check",
    "Kind",
    "Known",
    "Verdict",
    "as_list",
    "as_plain",
    "check",
    "concerns_among",
    "known_from",
    "quarter_said",
]


def check(
    text: str, quarter: Quarter | None = None, known: Known | None = None
) -> tuple[Check, ...]:
    """Every claim found in a report, in the order of its lines.

    ``quarter`` is the quarter reported; without it, the one that the text names most often.
    ``known`` is what the record says already, where there is one to hold the text against.
    """
    return tuple(sorted(_checks(text, quarter or quarter_said(text), known), key=_place))


def _place(one: Check) -> int:
    return one.line


def _checks(text: str, quarter: Quarter | None, known: Known | None) -> Iterator[Check]:
    read = passages(text)
    all_marked = marked(read)
    for each in all_marked:
        yield from _of_passage(each, quarter)
        yield from store_checks(each, quarter, known)
    for passage in read:
        yield from superlative_checks(passage, quarter, known)
    found = listings(read)
    yield from derived_checks(found, all_marked, _derived(text, quarter, known))
    for listing in found:
        yield from listed_checks(listing)
    yield from disagreeing(found, read)
    yield from repeat_checks(all_marked)
    yield from rank_checks(text)
    yield from span_checks(text, quarter)


def _derived(text: str, quarter: Quarter | None, known: Known | None) -> Derived:
    """What follows from the positions on record, or else from the tables of the text itself."""
    rows = rows_known(known, quarter) if known and quarter else ()
    return Derived(rows, is_recorded=True) if rows else Derived(rows_in(text), is_recorded=False)


def _of_passage(one: Marked, quarter: Quarter | None) -> Iterator[Check]:
    yield from change_checks(one)
    yield from factor_checks(one)
    yield from average_checks(one, quarter)
    yield from part_checks(one)
    yield from share_checks(one)
    yield from fraction_checks(one)
    yield from named_checks(one)
    yield from period_checks(one, quarter)
