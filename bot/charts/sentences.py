"""Sentences of alt text: each ended, and no more of them than may be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

LONGEST = 1000

Item = TypeVar("Item")


def fitting(
    head: Sequence[str], items: Iterable[Item], forms: Sequence[Callable[[Item], str]]
) -> str:
    """The fullest form in which every item can still be said."""
    said = ""
    items = list(items)
    for form in forms:
        said = sentences([*head, "; ".join(filter(None, map(form, items)))])
        if len(said) <= LONGEST:
            return said
    return said[: LONGEST - 1].rstrip() + "…"


def sentences(parts: Iterable[str]) -> str:
    tidy = (" ".join(part.split()) for part in parts)
    ended = (part if part.endswith((".", "!", "?")) else f"{part}." for part in tidy if part)
    return " ".join(ended)
