"""One entry of a file, read value by value; whatever is wrong with a value is noted and gone past.

A reader that finds a fault returns a stand-in of the right type and marks the record as not
``sound``: its values must then not be used.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from bot.folder.faults import Faults, did_you_mean, shown
from bot.folder.names import Names
from bot.folder.numbers import read_number, read_whole
from bot.quarter import Period, Quarter

MOST_LETTERS = 300
LONG_TEXT = 3000

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_DATES = r"\d{4}-\d{2}(-\d{2})?"
_PERIOD = re.compile(rf"\d{{4}}/\d{{2}}[- ]Q[1-4]|{_DATES}(\.\.{_DATES})?", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NOWHEN = Period(date(1, 1, 1), date(1, 1, 1))

Choice = TypeVar("Choice", bound=StrEnum)


class Record(ABC):
    """What an entry of a YAML file and a row of a CSV file have in common."""

    def __init__(self, file: str, line: int, what: str, faults: Faults) -> None:
        self.file = file
        self.line = line
        self.what = what
        self.faults = faults
        self.sound = True

    @abstractmethod
    def raw(self, key: str) -> str:
        """The text of a value, empty where there is none."""

    @abstractmethod
    def line_of(self, key: str) -> int: ...

    @abstractmethod
    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, each once; empty where there is none."""

    def fault(self, message: str, key: str = "") -> None:
        self.sound = False
        self.faults.add(self.file, self.line_of(key) if key else self.line, message)

    def optional(self, key: str, limit: int = MOST_LETTERS) -> str:
        text = self.raw(key)
        if len(text) > limit:
            self.fault(
                f"{key!r} of {self.what} has {len(text):,} characters; at most {limit:,}", key
            )
        return text

    def text(self, key: str, limit: int = MOST_LETTERS) -> str:
        text = self.optional(key, limit)
        if not text:
            self.fault(f"{self.what} has no {key!r}", key)
        return text

    def id(self, key: str = "id") -> str:
        """A well-formed id; anything else is a fault and an empty string."""
        text = self.text(key)
        if not text or _ID.fullmatch(text):
            return text
        self.fault(
            f"{shown(text)} cannot be an id; write at most 64 lower-case letters, digits and "
            f"underscores, beginning with a letter",
            key,
        )
        return ""

    def choice(self, key: str, choices: type[Choice], *barred: Choice) -> Choice:
        """One of a vocabulary's words, except those that a folder may not use."""
        text = self.text(key)
        allowed = {each.value: each for each in choices if each not in barred}
        if text and text not in allowed:
            hint = did_you_mean(text, allowed)
            self.fault(f"{shown(text)} is no {key}; write one of {', '.join(allowed)}{hint}", key)
        return allowed.get(text, next(iter(choices)))

    def whole(self, key: str) -> int:
        return read_whole(self.text(key), lambda message: self.fault(message, key))

    def number(self, key: str) -> Decimal:
        text = self.text(key)
        return self._number(text, key) if text else Decimal(0)

    def number_or_none(self, key: str) -> Decimal | None:
        text = self.raw(key)
        return self._number(text, key) if text else None

    def _number(self, text: str, key: str) -> Decimal:
        return read_number(text, lambda message: self.fault(message, key))

    def period(self, key: str) -> Period:
        return self._period(
            key, self.text(key), _PERIOD, "2021/22-Q3, 2021-12, 2021-12-21 or a span"
        )

    def quarter(self, key: str) -> Quarter:
        text = self.text(key)
        try:
            quarter = Quarter.parse(text)
        except ValueError:
            if text:
                self.fault(f"{shown(text)} is not a quarter; write it like 2021/22-Q3", key)
            return Quarter(1, 1)
        return quarter

    def day(self, key: str) -> date:
        return self._period(key, self.text(key), _DAY, "a day like 2021-10-21").end

    def month(self, key: str) -> date:
        """The last day of a month."""
        return self._period(key, self.text(key), _MONTH, "a month like 2021-10").end

    def month_or_none(self, key: str) -> date | None:
        return self.month(key) if self.raw(key) else None

    def _period(self, key: str, text: str, form: re.Pattern[str], example: str) -> Period:
        try:
            if form.fullmatch(text):
                return Period.parse(text)
        except (ValueError, OverflowError):
            pass
        if text:
            self.fault(f"{shown(text)} is no {key.replace('_', ' ')}; write {example}", key)
        return _NOWHEN

    def one_of(self, key: str, names: Names) -> str:
        text = self.text(key)
        self._check([text] if text else [], key, names)
        return text

    def one_of_or_none(self, key: str, names: Names) -> str | None:
        text = self.raw(key)
        self._check([text] if text else [], key, names)
        return text or None

    def some_of(self, key: str, names: Names) -> tuple[str, ...]:
        words = self.words(key)
        self._check(words, key, names)
        return words

    def _check(self, ids: Iterable[str], key: str, names: Names) -> None:
        for wrong in filter(None, map(names.fault_of, ids)):
            self.fault(wrong, key)
