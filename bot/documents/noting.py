"""The numbers by which a document refers to its caveats: a figure never stands without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.plan import Caveat


class Notes:
    """Caveats, numbered in the order of the report."""

    def __init__(self, caveats: Sequence[Caveat]) -> None:
        self.caveats = tuple(caveats)
        self._numbers = {each.id: number for number, each in enumerate(caveats, start=1)}

    def of(self, caveats: Iterable[Caveat]) -> tuple[int, ...]:
        return tuple(sorted({self._numbers[each.id] for each in caveats}))
