"""Text as keyboards, spreadsheets and web pages give it, brought into one shape."""

from __future__ import annotations

# What East Asian keyboards type for a digit or a sign is the same digit or sign. Superscripts and
# digits of other scripts are not: they stay, and are refused.
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | {
    ord(wide): plain for wide, plain in zip("，．：％￡－", ",.:%£-", strict=True)
}
_SPACES = dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"), " ")
_UNSEEN = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
_AROUND = f" \t\r\n{_UNSEEN}"


def tidied(text: str) -> str:
    """Without what nobody sees around it; spaces that do not break are spaces."""
    return text.translate(_WIDE | _SPACES).strip(_AROUND)


def storable(text: str) -> str:
    """As typed, without the null and the halves of letters that no database takes."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def is_blank(text: str) -> bool:
    """Whether there is nothing to read: not a letter, a digit or a sign."""
    return not tidied(text).strip()


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
