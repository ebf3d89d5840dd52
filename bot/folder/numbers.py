"""Numbers as plan data writes them: plain digits, nothing else; and what to say of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bot.folder.faults import shown

MOST_DIGITS = 18

_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_ADVICE = (
    (
        r"[-+]?\d{1,3}(\.\d{3})*,\d{1,2}|[-+]?\d{1,3}(\.\d{3})+,\d+",
        "write the decimal with a point",
    ),
    (r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", "leave the thousands comma out"),
    (r"[-+]?\d{1,3}([ \u00a0\u202f']\d{3})+(\.\d+)?", "leave the gaps between the digits out"),
    (
        r"(~|≈|<|>|c\.? ?|ca\.? ?|about |approx\.? ?|around |over |under |almost |nearly ).*\d.*",
        "write the printed number alone, and say in a caveat that it is not exact",
    ),
    (
        r"[-–—.]|n/?k|n/?a|nil|none|null|nan|unknown|not known|not available|tbc|tba|\?+",
        "leave the whole row out where nothing is known",
    ),
    (r"[-+]?[\d.,]+ ?%", "leave the % out; the metric's kind says it"),
    (r"[-+]?[£$€] ?[\d.,]+[kmb]?n?", "leave the pound sign out; the metric's kind says it"),
    (r"\d+:\d{2}(:\d{2})?", "write a duration in seconds"),
    (r"\([\d.,]+\)|[−–]\d.*", "write a negative number with a plain hyphen: -5"),
    (r"\+\d+(\.\d+)?", "leave the plus sign out"),
    (r"[-+]?\d+(\.\d+)?e[-+]?\d+", "write all the digits out"),
    (r"[-+]?\.\d+|\d+\.", "write a digit on both sides of the point"),
    (r"[-+]?[\d.,]+ ?[a-z].*", "leave the unit out; the metric names it"),
)


def read_number(text: str, fault: Callable[[str], None]) -> Decimal:
    """The digits exactly as written; tells ``fault`` and gives 0 where it is not a plain number."""
    if not _PLAIN.fullmatch(text):
        fault(f"{shown(text)} is not a number; {_advice(text)}")
    elif sum(map(str.isdigit, text)) > MOST_DIGITS:
        fault(f"{shown(text)} has more than {MOST_DIGITS} digits")
    else:
        return Decimal(text)
    return Decimal(0)


def read_whole(text: str, fault: Callable[[str], None]) -> int:
    """A whole number of at most nine digits; an empty text is the caller's fault to tell."""
    if re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        return int(text)
    if text:
        fault(f"{shown(text)} is not a whole number; write digits alone")
    return 0


def _advice(text: str) -> str:
    for form, advice in _ADVICE:
        if re.fullmatch(form, text, re.IGNORECASE):
            return advice
    return "write plain digits, like 12345 or 12.3"
