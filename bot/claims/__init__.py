"""Claims: prose in, checked claims out. No disk, no clock."""

from __future__ import annotations

from bot.claims.averages import average_checks
from bot.claims.changes import change_checks
from bot.claims.events import marked
from bot.claims.factors import factor_checks
from bot.claims.parts import part_checks
from bot.claims.passages import passages
from bot.claims.periods import quarter_said
from bot.claims.printing import as_list, as_plain
from bot.claims.shares import share_checks
from bot.claims.words import Check, Kind, Verdict
from bot.quarter import Quarter

__all__ = ["Check", "Kind", "Verdict", "as_list", "as_plain", "check"]


def check(text: str, quarter: Quarter | None = None) -> tuple[Check, ...]:
    """Every claim found in a report, in the order of its lines.

    ``quarter`` is the quarter reported, where the text does not say.
    """
    read = marked(passages(text))
    reported = quarter or quarter_said(text)
    found: list[Check] = []
    for one in read:
        found += change_checks(one)
        found += factor_checks(one)
        found += average_checks(one, reported)
        found += part_checks(one)
        found += share_checks(one)
    return tuple(sorted(found, key=lambda each: each.line))
