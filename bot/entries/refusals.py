"""What people type where there is no plain number, each with what to do instead."""

from __future__ import annotations

import re

from bot.entries.faults import UnreadableError

LONGEST = 60  # characters; a figure is shorter with any unit

_NOT_KNOWN = (
    r"[-‐‑‒–—−.?]+|n ?[/\\.]? ?[ka]\.?|nil|none|zero|unknown|not (known|available|applicable)"
    r"|tbc|tba|nothing( to report)?|no data"
)
_ABOUT = (
    r"[~≈≃<>≤≥±].*|(about|around|approx(imately)?|circa|ca?|roughly|nearly|almost|some"
    r"|over|under|up to|at least|more than|less than|fewer than)\b.*|.*[0-9] ?(\+|ish\b|plus\b).*"
)
_REFUSALS = (
    (
        _NOT_KNOWN,
        "Leave it empty, or press Nothing to report; write 0 only where there were none.",
    ),
    (_ABOUT, "Write the number alone, and say “about” in the update."),
    (r".*[\t\n\r].*", "Write one number; this holds more than one line or cell."),
    (r"[£$€]?[0-9.,]+ ?(k|mn|bn|thousand|million|billion)", "Write the number in full."),
    (r"[0-9.]+e[-+]?[0-9]+", "Write the number in full."),
    (r"0[0-9]+([.,][0-9]+)?", "Write the number without a zero in front."),
    (
        r"0,[0-9]+|[0-9]+,([0-9]{1,2}|[0-9]{4,})",
        "Write thousands in threes, as in 1,234, and decimals with a point.",
    ),
)
_COMPILED = [
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), advice) for pattern, advice in _REFUSALS
]
_POINTS_FOR_THOUSANDS = re.compile(r"([0-9]{1,3}(?:[.][0-9]{3})+),([0-9]+)")


def refuse_known(words: str) -> None:
    """Raise UnreadableError, with what to do, for what is known to be no plain number."""
    if len(words) > LONGEST:
        raise UnreadableError("Write the number alone; the rest belongs in the update.")
    for pattern, advice in _COMPILED:
        if pattern.fullmatch(words):
            raise UnreadableError(advice)
    if found := _POINTS_FOR_THOUSANDS.fullmatch(words):
        plain = f"{found[1].replace('.', '')}.{found[2]}"
        raise UnreadableError(f"Write {plain}, with a point for the decimals.")
