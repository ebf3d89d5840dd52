"""Digits as people in Britain write them: ``88,220``, ``88 220``, ``7.8``."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.entries.faults import UnreadableError

_WHOLE_DIGITS, _DECIMALS = 12, 6
_NUMERAL = re.compile(
    r"""(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:[ ][0-9]{3})+|)
        (?:[.](?P<decimals>[0-9]+))?""",
    re.VERBOSE,
)


def numeral(words: str) -> Decimal | None:
    """The number, or None where the words are not one; raises UnreadableError where they are one
    that is longer than any figure of a plan."""
    found = _NUMERAL.fullmatch(words)
    if not found or not words:
        return None
    whole, decimals = re.sub("[, ]", "", found["whole"]) or "0", found["decimals"] or ""
    if len(whole) > _WHOLE_DIGITS or len(decimals) > _DECIMALS:
        raise UnreadableError(
            f"Write at most {_WHOLE_DIGITS} digits, and {_DECIMALS} behind the point."
        )
    return Decimal(f"{whole}.{decimals}" if decimals else whole)
