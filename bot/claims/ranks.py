"""Ranks: the words of a movement against the positions printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.claims.words import Check, Kind, Verdict

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_RANK = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
_MOVED = (
    r"(?P<moved>improved|risen|rose|climbed|(?:moved|gone|went|is|are)\s+up|deteriorated|worsened"
    r"|fallen|fell|dropped|slipped|(?:moved|gone|went|is|are)\s+down|remains?|remained|stayed|is)"
    r"(?:\s+(?:currently|ranked|still|now|down|up|at|to|in))*"
)
_LONGEST = 160  # characters that are quoted
_CELL = r"(?:\([^)]*\)\s*)?"
_BESIDE = re.compile(
    rf"(?<![\w.,%+\-/])(?P<before>\d{{1,2}})\s+{_CELL}(?P<now>\d{{1,2}})\s+{_CELL}"
    rf"(?P<said>[A-Z][\w’']*(?:\s+(?:Police|has|have))*\s+{_MOVED}\s+(?P<rank>{_RANK})\b[^.\n]*)"
)
_PLACES = r"(?:\s+(?:by\s+)?(?:\w+)\s+places?)?,?"
_AWAY = rf"(?:(?!\b{_RANK}\b)[\w\s,]){{0,50}}?"
_PATTERNS = tuple(
    re.compile(rf"(?P<said>{pattern}\b[^.\n]*)", re.IGNORECASE)
    for pattern in (
        rf"{_MOVED}{_PLACES}\s+from\s+(?P<before>{_RANK})\s+to\s+(?P<rank>{_RANK})",
        rf"{_MOVED}\s+(?P<rank>{_RANK}){_AWAY}\s*\(?(?:up|down)?\s*from\s+(?P<before>{_RANK})",
        rf"(?<=[:,;(]\s)(?P<moved>up|down)\s+from\s+(?P<before>{_RANK})\s+to\s+(?P<rank>{_RANK})",
        (
            rf"\b(?P<rank>{_RANK})(?:\s(?!from\b|to\b)[\w]+){{0,6}},\s+(?:where\s+{_RANK}\s+is\s+best,\s+)?"
            rf"(?P<moved>up|down|improved|worsened|dropped|slipped)\s+from\s+(?P<before>{_RANK})"
        ),
        (
            rf"\b(?P<rank>{_RANK})\s+\((?:it\s+)?was\s+(?P<before>{_RANK})\)(?:,\s+an?\s+"
            r"(?P<moved>improvement|deterioration))?"
        ),
        (
            rf"(?P<moved>remains?|remained|stayed|still)\s+(?P<rank>{_RANK})\b{_AWAY}\("
            rf"(?P<before>{_RANK})\s+(?:last|before)"
        ),
        rf"\b(?P<rank>{_RANK})\s(?:[\w]+\s){{0,6}}?\(?having\s+been\s+(?P<before>{_RANK})",
    )
)
_BEST = re.compile(rf"({_RANK})\s+(?:is|being|=)\s+(?:the\s+)?best", re.IGNORECASE)
_BETTER = ("improved", "improvement", "risen", "rose", "climbed", "up")
_WORSE = (
    *("deteriorated", "deterioration", "worsened", "fallen", "fell", "dropped", "slipped"),
    "down",
)
_SAME = ("remain", "stayed", "still")


def rank_checks(text: str) -> Iterator[Check]:
    for found in _BESIDE.finditer(text):
        rank, now = _number(found["rank"]), int(found["now"])
        line = text.count("\n", 0, found.start("rank")) + 1
        yield _check(found, line, rank, now, int(found["before"]))
    seen: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            at = found.span("rank")
            if at not in seen:
                seen.append(at)
                line = text.count("\n", 0, at[0]) + 1
                rank = _number(found["rank"])
                yield _check(found, line, rank, rank, _number(found["before"]))


def _check(found: re.Match[str], line: int, rank: int, now: int, before: int) -> Check:
    around = _sentence(found)
    verdict, why = _verdict(around, _way(found["moved"] or ""), rank, now, before)
    said = " ".join(found["said"].split())[:_LONGEST]
    computed = {-1: "better", 0: "unchanged", 1: "worse"}[(now > before) - (now < before)]
    if _best(around) > 1 and now != before:
        computed = "worse" if computed == "better" else "better"
    printed = " ".join((found["moved"] or found["rank"]).split())
    return Check(line, said, Kind.RANK, verdict, printed, computed, why)


def _sentence(found: re.Match[str]) -> str:
    """The words around, from the stop before to the end: which end is best is said there."""
    before = found.string[max(0, found.start() - _LONGEST) : found.start()]
    return re.split(r"[.\n]", before)[-1] + found["said"]


def _verdict(said: str, way: int | None, rank: int, now: int, before: int) -> tuple[Verdict, str]:
    if rank != now:
        return Verdict.INCONSISTENT, f"position {now} is printed beside it, the words say {rank}"
    why = f"position {before} before, {now} now"
    if way is None:
        return Verdict.HOLDS, why
    if not way or now == before:
        same = not way and now == before
        return (Verdict.HOLDS if same else Verdict.INCONSISTENT), why
    best = _best(said)
    better = (now < before) != (best > 1)
    if better == (way > 0):
        return Verdict.HOLDS, why
    if best:
        return Verdict.INCONSISTENT, f"{why}, where {best} is best"
    return Verdict.LOOK, f"{why}; which end is best is not said"


def _way(moved: str) -> int | None:
    """1 better, -1 worse, 0 the same, None where only a position is said."""
    last = moved.rsplit(maxsplit=1)[-1].lower() if moved else ""
    if last in _BETTER or last in _WORSE:
        return 1 if last in _BETTER else -1
    return 0 if last.startswith(_SAME) else None


def _best(said: str) -> int:
    """The position that is said to be best; 0 where none is."""
    found = _BEST.search(said)
    return _number(found[1]) if found else 0


def _number(rank: str) -> int:
    word = rank.lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", rank))
