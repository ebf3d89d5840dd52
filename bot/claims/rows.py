"""Positions against aspirations, a row for each measure: from a report's own tables, or from the
record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.claims.known import Known, simple
from bot.figure import Standing
from bot.finding import Movement, Verdict, against, moved
from bot.plan import Aspiration, AspirationKind
from bot.quarter import Quarter
from bot.wording import ordinal

_NTH = r"\d{1,2}\s?(?:st|nd|rd|th)"
_AIM = (
    rf"(?P<nth>{_NTH})\s+in\s+(?:the\s+|its\s+)?(?:MSG|group)\.?"
    r"|(?P<best>best)\s+in\s+(?:the\s+|its\s+)?(?:MSG|group)\.?"
    r"|(?P<upper>(?:upper|top)\s+quartile)(?:\s+rank)?"
    r"|(?P<average>(?:MSG|group)\s+average)"
    r"|(?P<none>\((?:small\s+numbers|not\s+just[^()]{0,40})\)|no\s+(?:aspiration|target)|none\b)"
)
_CELL = r"(?:\s*\([^()]{0,60}\))?"
_ROW = re.compile(
    rf"(?P<aim>{_AIM})\s+(?P<before>\d{{1,2}}){_CELL}\s+(?P<now>\d{{1,2}}){_CELL}(?=\s+[^\W\d]|\s*$)",
    re.IGNORECASE,
)
_BEST = re.compile(
    rf"\bwhere\s+({_NTH})\s+(?:place\s+)?(?:is|being)\s+(?:the\s+)?best", re.IGNORECASE
)
_GROUP = re.compile(
    r"\b(?:group\s+of\s+(\d{1,2})|of\s+(\d{1,2})\s+(?:similar\s+)?forces)\b", re.IGNORECASE
)
_USUAL = 8  # forces in a most similar group
_GAP = re.compile(r"\n[ \t]*\n|[.]\s")
_LONGEST = 400  # characters in front of an aspiration in which its measure is named
_NAME = 12  # words of it that are looked at
_AFTER = 400  # characters behind a row in which it is said which end is best


@dataclass(frozen=True)
class Row:
    """``words`` are those in front of the positions in a table, of which the last name the
    measure; ``names`` are all its names in the record."""

    name: str
    aspiration: Aspiration
    standing: Standing
    earlier: Standing | None
    words: tuple[str, ...] = ()
    names: tuple[frozenset[str], ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Against the aspiration; the first of a group is never below its average, nor the last
        above it."""
        found = against(self.aspiration, self.standing)
        if found is Verdict.UNKNOWN and self.standing.rank in (1, self.standing.size):
            return Verdict.MET if self.standing.rank == 1 else Verdict.NOT_MET
        return found

    @property
    def movement(self) -> Movement:
        return moved(self.standing, self.earlier)

    @property
    def said(self) -> str:
        """``5th before, 4th now, aspiration Best in MSG``."""
        now, turned = self.standing, ""
        if now.best != 1:
            turned = f", where {ordinal(now.best)} is best"
        before = f"{ordinal(self.earlier.position)} before, " if self.earlier else ""
        aim = self.aspiration.printed
        aimed = f", aspiration {aim}" if self.aspiration.kind is not AspirationKind.NONE else ""
        return f"{before}{ordinal(now.position)} now{turned}{aimed}"

    def fit(self, words: frozenset[str]) -> int | None:
        """How well words name this measure, the higher the better; None where they do not."""
        if self.names:
            return max((len(each) for each in self.names if each <= words), default=None)
        for length in range(len(words), len(self.words) + 1):
            if words <= set(self.words[-length:]):
                return -length
        return None


def row_of(rows: Sequence[Row], item: str) -> Row | None:
    """The one row that an item of a list names."""
    words = frozenset(simple(item).split())
    fits = [(fit, each) for each in rows if (fit := each.fit(words)) is not None]
    best = max((fit for fit, _ in fits), default=None)
    found = [each for fit, each in fits if fit == best]
    return found[0] if len(found) == 1 else None


def rows_in(text: str) -> tuple[Row, ...]:
    """Rows of a table as a report's text has them: aspiration, position before, position now."""
    group = _GROUP.search(text)
    size = int(group[1] or group[2]) if group else _USUAL
    found = list(_ROW.finditer(text))
    ends = [0, *(each.end() for each in found)]
    return tuple(
        _row(text, each, ends[at], size)
        for at, each in enumerate(found)
        if max(int(each["before"]), int(each["now"])) <= size
    )


def _row(text: str, found: re.Match[str], begins: int, size: int) -> Row:
    before = text[begins : found.start()]
    after = _ROW.split(text[found.end() : found.end() + _AFTER], maxsplit=1)[0]
    best = _BEST.search(after)
    end = int(re.sub(r"\D", "", best[1])) if best else 1
    then, now = (
        Standing("", date(1, month, 1), int(found[name]), size, end)
        for month, name in ((1, "before"), (2, "now"))
    )
    name = _named(before)
    return Row(name, _aspiration(found), now, then, tuple(simple(name).split()[-_NAME:]))


def _named(before: str) -> str:
    """What stands between the last gap or full stop and the aspiration."""
    return " ".join(_GAP.split(before[-_LONGEST:].rstrip())[-1].split())


def _aspiration(found: re.Match[str]) -> Aspiration:
    printed = " ".join(found["aim"].split()).rstrip(".")
    if found["nth"]:
        position = int(re.sub(r"\D", "", found["nth"]))
        return Aspiration(AspirationKind.POSITION, printed, position)
    kinds = {
        "best": AspirationKind.BEST,
        "upper": AspirationKind.UPPER_QUARTILE,
        "average": AspirationKind.AVERAGE,
    }
    return Aspiration(next((k for n, k in kinds.items() if found[n]), AspirationKind.NONE), printed)


def rows_known(known: Known, quarter: Quarter) -> tuple[Row, ...]:
    """The rows that the record has of the quarter itself."""
    return tuple(_rows_known(known, quarter))


def _rows_known(known: Known, quarter: Quarter) -> Iterator[Row]:
    for metric in known.plan.metrics:
        past = [each for each in known.standings if each.metric == metric.id]
        past = [each for each in past if each.as_at <= quarter.end]
        if past and past[0].as_at >= quarter.start:
            names = tuple(frozenset(simple(n).split()) for n in (metric.name, *metric.aliases))
            aspiration = metric.aspiration or Aspiration(AspirationKind.NONE, "")
            earlier = past[1] if len(past) > 1 else None
            yield Row(metric.name, aspiration, past[0], earlier, names=names)
