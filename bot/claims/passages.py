"""A report's text in passages: bullets and paragraphs, joined where a line only broke."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BULLET = re.compile(r"\s*(?:[•●▪◦‣·*]|[-–—](?=\s)|\(?(?:\d{1,2}|[a-z])[.)](?=\s))\s*")
_SENTENCE_END = re.compile(
    r"(?<!\bOp)(?<!\bNo)(?<!\bvs)(?<!\bi\.e)(?<!\be\.g)(?<!\bapprox)[.!?]['\"”’)]*\s+(?=[^a-z\s])"
)
_REFERS_BACK = re.compile(r"(?:This|That|These|It|They|However|Of (?:these|those))\b")
_PARAGRAPH = "\N{PARAGRAPH SEPARATOR}"
_UNWRAPPED = 170  # a longer line was not broken to fit a page
_WRAPPED = 40  # a shorter one did not break because the page was full
_LONGEST = 4000  # characters of a line read as one; no paragraph that people write is as long
_MOST_LINES = 40  # joined into one passage
_LONGEST_EXCERPT = 160
_BEFORE = 110  # of it, in front of the number


@dataclass(frozen=True)
class Passage:
    """A bullet or a paragraph as one line of text; ``starts`` are the offsets at which the
    lines of the report begin in it, and ``lines`` their numbers. ``mark`` is what stands before
    a bullet, blanks and all: one of another look may be of a list within the list."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    is_bullet: bool
    after_blank: bool
    mark: str = ""

    def line_at(self, offset: int) -> int:
        return self.lines[bisect_right(self.starts, offset) - 1]

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends."""
        cuts = [found.end() for found in _SENTENCE_END.finditer(self.text)]
        return tuple(zip([0, *cuts], [*cuts, len(self.text)], strict=True))

    def sentence_at(self, offset: int) -> tuple[int, int]:
        return next(
            each for each in self.sentences() if offset < each[1] or each[1] == len(self.text)
        )

    def excerpt(self, offset: int) -> str:
        """The sentence at an offset, or as much of it around the offset as fits in a line."""
        start, end = self.sentence_at(offset)
        words = self.text[start:end].strip()
        if len(words) <= _LONGEST_EXCERPT:
            return words
        first = max(start, min(offset - _BEFORE, end - _LONGEST_EXCERPT))
        last = min(end, first + _LONGEST_EXCERPT)
        cut = self.text[first:last].strip()
        if first > start:
            cut = f"… {cut.partition(' ')[2]}"
        return cut if last == end else f"{cut.rpartition(' ')[0]} …"


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    is_bullet: bool
    after_blank: bool
    ends_paragraph: bool
    mark: str


def passages(text: str) -> tuple[Passage, ...]:
    groups: list[list[_Line]] = []
    for line in _lines(text):
        if groups and len(groups[-1]) < _MOST_LINES and _continues(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_passage(group) for group in groups)


def _lines(text: str) -> Iterator[_Line]:
    blank = True
    for number, raw in enumerate(text.splitlines(keepends=True), start=1):
        bullet = _BULLET.match(raw)
        body = " ".join((raw[bullet.end() :] if bullet else raw).split())
        for start in range(0, len(body), _LONGEST):
            part = body[start : start + _LONGEST]
            is_bullet = bool(bullet) and not start
            ends = raw.endswith(_PARAGRAPH)
            mark = _look(bullet) if is_bullet else ""
            yield _Line(number, part, is_bullet, blank and not start, ends, mark)
        blank = not body


def _look(bullet: re.Match[str] | None) -> str:
    """A bullet's mark with what stands before it; numbers look alike, as do letters."""
    mark = bullet[0].rstrip().replace("\t", "    ") if bullet else ""
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "1", mark))


def _continues(before: _Line, line: _Line) -> bool:
    """Whether a line goes on with the sentence or the paragraph of the line before it."""
    if line.is_bullet or before.ends_paragraph or len(before.text) > _UNWRAPPED:
        return False
    unfinished = len(before.text) >= _WRAPPED and before.text[-1] not in ".:!?"
    if line.after_blank:
        return unfinished and (line.text[0].islower() or line.text[0].isdigit())
    goes_on = line.text[0].islower() or bool(_REFERS_BACK.match(line.text))
    return goes_on or unfinished or len(before.text) > 2 * _WRAPPED


def _passage(group: Sequence[_Line]) -> Passage:
    text, starts, lines = "", [], []
    for line in group:
        starts.append(len(text))
        lines.append(line.number)
        text += f"{line.text} "
    return Passage(
        text.rstrip(),
        tuple(starts),
        tuple(lines),
        group[0].is_bullet,
        group[0].after_blank,
        group[0].mark,
    )
