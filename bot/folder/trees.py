"""Things that lie in things of their own kind: nothing may come to lie in itself."""

from __future__ import annotations

from collections.abc import Mapping

from bot.folder.faults import Faults
from bot.folder.names import Names


def check_tree(parents: Mapping[str, str | None], names: Names, faults: Faults) -> None:
    for each in parents:
        ring = _ring(each, parents)
        if ring and each == min(ring):
            faults.add(
                names.file,
                names.line(each),
                f"{names.kind} {each!r} comes to lie in itself: {' in '.join([*ring, each])}",
            )


def _ring(start: str, parents: Mapping[str, str | None]) -> list[str]:
    """The way from an id back to itself; empty where there is none."""
    way, at = [start], parents.get(start)
    while at is not None and at not in way:
        way.append(at)
        at = parents.get(at)
    return way if at == start else []
