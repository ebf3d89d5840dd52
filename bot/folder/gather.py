"""Gathering the sound values of many entries."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from bot.folder.sheets import Row
from bot.folder.yamls import Entry

Value = TypeVar("Value")
Source = TypeVar("Source", Entry, Row)


def all_of(entries: Iterable[Entry], read: Callable[[Entry], Value | None]) -> list[Value]:
    return [value for value in map(read, entries) if value is not None]


def unlike(
    read: Iterable[tuple[Source, Value | None]], key: Callable[[Value], Hashable], of: str
) -> list[Value]:
    """The sound values; one that has the same key as an earlier one is a fault."""
    first: dict[Hashable, int] = {}
    values = []
    for source, value in read:
        if value is None:
            continue
        line = first.setdefault(key(value), source.line)
        if line == source.line:
            values.append(value)
        else:
            source.fault(f"the same {of} as on line {line}; keep one of the two")
    return values
