"""The quarter that a text speaks of: Q3, 21/22 q3, oct-dec 2021, december, last quarter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.quarter import Quarter

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH_WORDS = tuple(month for month in _MONTHS if len(month) > 3)


@dataclass(frozen=True)
class Dated:
    """Words about time: the quarters they may mean (none where they are impossible).

    ``loose`` where the asker should be told how they were read.
    """

    phrase: str
    quarters: tuple[Quarter, ...]
    loose: bool = False
    financial: bool = False

    @property
    def note(self) -> str:
        if not self.loose or len(self.quarters) != 1:
            return ""
        quarter = self.quarters[0]
        year = " of the financial year" if self.financial else ""
        return f'Read "{self.phrase}" as {quarter.label}{year}, {quarter.words}.'


_Reader = Callable[[re.Match[str], Quarter], Dated]


def find(line: str, latest: Quarter) -> tuple[str, list[Dated]]:
    """Take the words about time out of a line of lower-case words."""
    found = []
    for pattern, read in _PATTERNS:
        while match := pattern.search(line):
            found.append(read(match, latest))
            line = f"{line[: match.start()]} {line[match.end() :]}"
    return " ".join(line.split()), found


def _latest(match: re.Match[str], latest: Quarter) -> Dated:
    return Dated(match[0], (latest,))


def _relative(shift: int) -> _Reader:
    def read(match: re.Match[str], latest: Quarter) -> Dated:
        return Dated(match[0], (latest.shifted(shift),), loose=True)

    return read


def _quarter_of_year(match: re.Match[str], _: Quarter) -> Dated:
    year, number = _financial_year(match["year"]), _number(match)
    if year is None or number is None:
        return Dated(match[0], ())
    single = not re.search(r"[ /]", match["year"])
    return Dated(match[0], (Quarter(year, number),), loose=single, financial=single)


def _quarter(match: re.Match[str], latest: Quarter) -> Dated:
    number = _number(match)
    if number is None:
        return Dated(match[0], ())
    read = latest.shifted(-((latest.number - number) % 4))
    return Dated(match[0], (read,), loose=read != latest)


def _year(match: re.Match[str], _: Quarter) -> Dated:
    year = _financial_year(match["year"])
    return Dated(match[0], () if year is None else tuple(Quarter(year, n) for n in (1, 2, 3, 4)))


def _months(match: re.Match[str], latest: Quarter) -> Dated:
    end = _month(match["last"], match["last_year"], latest)
    first = _month_number(match["first"])
    year = int(match["first_year"] or (end.year - (first > end.month)))
    start = date(year, first, 1)
    if start > end or (end.year - start.year) * 12 + end.month - start.month >= 12:
        return Dated(match[0], ())
    quarters = [Quarter.containing(start)]
    while quarters[-1].end < end:
        quarters.append(quarters[-1].next())
    whole = (start, end) == (quarters[0].start, quarters[-1].end.replace(day=1))
    return Dated(match[0], tuple(quarters), loose=not whole or not match["last_year"])


def _in_month(match: re.Match[str], latest: Quarter) -> Dated:
    month = _month(match["month"], match["year"], latest)
    return Dated(match[0], (Quarter.containing(month),), loose=True)


def _month(word: str, year: str | None, latest: Quarter) -> date:
    """The first of that month; without a year, the last such month up to the latest quarter."""
    number = _month_number(word)
    end = latest.end
    return date(int(year) if year else end.year - (number > end.month), number, 1)


def _month_number(word: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(word[:3]))


def _financial_year(text: str) -> int | None:
    """The year in which it begins; None where the two years do not follow each other."""
    first, *second = re.split(r"[ /]", text)
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if second and int(second[0]) not in (year + 1, (year + 1) % 100):
        return None
    return year


def _number(match: re.Match[str]) -> int | None:
    words = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
    number = int(match["number"]) if match["number"] else words.get(match["nth"], 4)
    return number if 1 <= number <= 4 else None


_A_YEAR = "(?:19|20)[0-9]{2}"
_PAIR = f"(?:{_A_YEAR}|[0-9]{{2}})[ /](?:{_A_YEAR}|[0-9]{{2}})"
_QUARTER_WORD = "(?:quarter|qtr)"
_NUMBERED = (
    rf"(?:(?:q ?|{_QUARTER_WORD} ?)(?P<number>[0-9]{{1,2}})"
    rf"|(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th) {_QUARTER_WORD})"
)
_IN_YEAR = rf"(?:(?:fy|financial year) ?)?(?P<year>{_PAIR}|{_A_YEAR}|[1-4][0-9])"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR_AGO = "(?:last year|a year ago|(?:a |the )?year earlier|(?:the )?previous year)"
_MONTH_RANGE = (
    rf"(?P<first>{_MONTH})(?: (?P<first_year>{_A_YEAR}))? (?:to |until |till |through |and )?"
    rf"(?P<last>{_MONTH})(?: (?P<last_year>{_A_YEAR}))?"
)

# Tried in this order, so that the longer wording wins.
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(rf"\b{pattern}\b"), read)
    for pattern, read in (
        (rf"(?:same|this) (?:{_QUARTER_WORD}|period|time) (?:of |in )?{_YEAR_AGO}", _relative(-4)),
        (rf"{_NUMBERED} (?:of |in )?(?:the )?{_IN_YEAR}", _quarter_of_year),
        (rf"{_IN_YEAR} {_NUMBERED}", _quarter_of_year),
        (rf"(?:last|previous|prior|preceding) {_QUARTER_WORD}", _relative(-1)),
        (rf"(?:this|current|latest|present|most recent) {_QUARTER_WORD}", _latest),
        (rf"next {_QUARTER_WORD}", _relative(1)),
        (_YEAR_AGO, _relative(-4)),
        (_NUMBERED, _quarter),
        (_MONTH_RANGE, _months),
        (rf"(?P<month>{_MONTH}) (?:of )?(?P<year>{_A_YEAR})", _in_month),
        (rf"(?P<month>(?!may\b){_MONTH})(?P<year>)", _in_month),
        (rf"(?:fy|financial year) ?(?P<year>{_PAIR}|{_A_YEAR}|[0-9]{{2}})", _year),
        (rf"(?P<year>{_PAIR.replace('[ /]', '/')})", _year),
        (rf"(?P<year>{_A_YEAR} [0-9]{{2}}|{_A_YEAR})", _year),
    )
)
