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
_CELL = r"(?:\([^)]*\)\s*)?"
_BESIDE = re.compile(
    rf"(?<![\w.,%+\-/])(?P<before>\d{{1,2}})\s+{_CELL}(?P<now>\d{{1,2}})\s+{_CELL}"
    rf"(?P<said>[A-Z][\w’']*(?:\s+(?:Police|has|have))*\s+{_MOVED}\s+(?P<rank>{_RANK})\b[^.\n]*)"
)
_FROM_TO = re.compile(
    rf"(?P<said>{_MOVED}\s+(?:from\s+(?P<before>{_RANK})\s+to\s+(?P<rank>{_RANK})"
    rf"|(?P<rank2>{_RANK})[\w\s]{{0,40}}?\s*\(?(?:up|down)?\s*from\s+(?P<before2>{_RANK}))\b[^.\n]*)",
    re.IGNORECASE,
)
_BEST = re.compile(rf"({_RANK})\s+(?:is|being|=)\s+(?:the\s+)?best", re.IGNORECASE)
_BETTER = ("improved", "risen", "rose", "climbed", "up")
_WORSE = ("deteriorated", "worsened", "fallen", "fell", "dropped", "slipped", "down")
_SAME = ("remain", "stayed")


def rank_checks(text: str) -> Iterator[Check]:
    for found in _BESIDE.finditer(text):
        rank, now = _number(found["rank"]), int(found["now"])
        line = text.count("\n", 0, found.start("rank")) + 1
        yield _check(found, line, rank, now, int(found["before"]))
    for found in _FROM_TO.finditer(text):
        printed = found["rank"] or found["rank2"]
        line = text.count("\n", 0, found.start("rank" if found["rank"] else "rank2")) + 1
        before = _number(found["before"] or found["before2"])
        yield _check(found, line, _number(printed), _number(printed), before)


def _check(found: re.Match[str], line: int, rank: int, now: int, before: int) -> Check:
    verdict, why = _verdict(found["said"], _way(found["moved"]), rank, now, before)
    said = " ".join(found["said"].split())
    computed = {-1: "better", 0: "unchanged", 1: "worse"}[(now > before) - (now < before)]
    if _best(found["said"]) > 1 and now != before:
        computed = "worse" if computed == "better" else "better"
    return Check(line, said, Kind.RANK, verdict, " ".join(found["moved"].split()), computed, why)


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
    last = moved.rsplit(maxsplit=1)[-1].lower()
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
