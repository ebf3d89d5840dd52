"""The numbers by which a document refers to its caveats: a figure never stands without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.plan import Caveat


class Notes:
    """Caveats, numbered in the order of the report. One that only a finding has takes the next
    number when it is met, so that none is dropped; the list of them is therefore set last."""

    def __init__(self, caveats: Sequence[Caveat]) -> None:
        self._numbers: dict[str, int] = {}
        self._caveats: list[Caveat] = []
        self.of(caveats)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        return tuple(self._caveats)

    def of(self, caveats: Iterable[Caveat]) -> tuple[int, ...]:
        return tuple(sorted({self._number(each) for each in caveats}))

    def _number(self, caveat: Caveat) -> int:
        if caveat.id not in self._numbers:
            self._caveats.append(caveat)
            self._numbers[caveat.id] = len(self._caveats)
        return self._numbers[caveat.id]
