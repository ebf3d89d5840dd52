"""Lengths of time: ``3m40s``, ``3 min 40 s``, ``3:40``, ``1h 02m``, ``220``, ``8.4 s``."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.entries.faults import UnreadableError
from bot.entries.numerals import numeral

_NUMBER = r"[0-9][0-9, ]*"
_PARTS = re.compile(
    rf"""(?:(?P<h>{_NUMBER}?)\ ?(?:h|hrs?|hours?)(?:,?\ ?(?:and\ )?|\Z))?
         (?:(?P<m>{_NUMBER}?)\ ?(?:m|mins?|minutes?)(?:,?\ ?(?:and\ )?|\Z))?
         (?:(?P<s>{_NUMBER}?(?:[.][0-9]+)?)\ ?(?:s|secs?|seconds?))?""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:(?P<h>[0-9]{1,4}):(?=[0-9]{2}:))?(?P<m>[0-9]{1,4}):(?P<s>[0-9]{2})")
_SIXTY = Decimal(60)


def seconds(words: str) -> Decimal | None:
    """The length in seconds, or None; a bare number is seconds, and whole."""
    if re.fullmatch(r"[0-9]+[.][0-9]+", words):
        raise UnreadableError(f"Write {words} s for seconds, or a time such as 3m40s.")
    found = _CLOCK.fullmatch(words) or _PARTS.fullmatch(words)
    parts = [(size, found[name]) for name, size in _SIZES if found[name]] if found else []
    return _sum(parts) if parts else numeral(words)


_SIZES = (("h", 3600), ("m", 60), ("s", 1))


def _sum(parts: list[tuple[int, str]]) -> Decimal | None:
    """All parts together; all but the greatest must be below sixty, so 3m90s is not read."""
    values = [value for _, digits in parts if (value := _part(digits)) is not None]
    if len(values) < len(parts) or any(value >= _SIXTY for value in values[1:]):
        return None
    return sum((size * value for (size, _), value in zip(parts, values, strict=True)), Decimal(0))


def _part(digits: str) -> Decimal | None:
    """A part of a time may have a zero in front: ``3 min 05 s``."""
    return numeral(re.sub(r"\A0(?=[0-9])", "", digits.strip()))
