"""Checks as a list for people and as plain values for programs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from bot.claims.words import Check, Verdict
from bot.wording import counted, listed


def as_plain(checks: Sequence[Check]) -> list[dict[str, str | int]]:
    """As the check's own words, ready for JSON."""
    return [asdict(each) for each in checks]


def as_list(checks: Sequence[Check], text: str = "") -> str:
    """Place, words, verdict and why of each check, and how many there are of each verdict.

    Where the ``text`` has pages (parted by form feeds), places are told by page and line.
    """
    pages = _pages(text)
    return "\n\n".join([*(_item(each, pages) for each in checks), _summary(checks)])


def _pages(text: str) -> list[int]:
    """The numbers of the lines with which pages begin; only the first where there are no pages."""
    lines = text.splitlines(keepends=True)
    return [1, *(number for number, line in enumerate(lines, start=2) if line.endswith("\f"))]


def _place(line: int, pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"line {line}"
    page = bisect_right(pages, line)
    return f"page {page}, line {line - pages[page - 1] + 1}"


def _item(check: Check, pages: Sequence[int]) -> str:
    instead = f" (computed: {check.computed})" if check.verdict is Verdict.WRONG else ""
    return (
        f"{_place(check.line, pages)}: {check.excerpt}\n"
        f"  {check.verdict}: {check.printed}{instead}\n"
        f"  {check.why}"
    )


def _summary(checks: Sequence[Check]) -> str:
    found = Counter(each.verdict for each in checks)
    parts = [f"{found[each]} {_said(each, found[each])}" for each in Verdict if found[each]]
    claims = counted(len(checks), "claim")
    return f"{claims} with numbers read{': ' if parts else ''}{listed(parts)}.".capitalize()


def _said(verdict: Verdict, count: int) -> str:
    return "holds" if (verdict, count) == (Verdict.HOLDS, 1) else _SAID[verdict]


_SAID = {
    Verdict.HOLDS: "hold",
    Verdict.WRONG: "wrong",
    Verdict.IMPOSSIBLE: "impossible",
    Verdict.INCONSISTENT: "inconsistent",
    Verdict.LOOK: "worth a look",
    Verdict.UNCHECKABLE: "cannot be checked",
}
