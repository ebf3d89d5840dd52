"""The ids that a folder declares, so that what refers to one can be checked."""

from __future__ import annotations

from bot.folder.faults import Faults, did_you_mean, shown


class Names:
    """The ids of one kind ("metric") and the file that declares them.

    Where that file could not be read, ``complete`` is False and every id is taken on trust:
    one broken file must not turn into a fault on every line of the others.
    """

    def __init__(self, kind: str, file: str) -> None:
        self.kind = kind
        self.file = file
        self.complete = True
        self._lines: dict[str, int] = {}

    def declare(self, id: str, line: int, faults: Faults) -> None:
        if id in self._lines:
            first = self._lines[id]
            faults.add(
                self.file,
                line,
                f"{self.kind} {id!r} stands here a second time (first on line {first}); "
                f"give one of them another id",
            )
        elif id:
            self._lines[id] = line

    def line(self, id: str) -> int:
        return self._lines.get(id, 0)

    def fault_of(self, id: str) -> str:
        """What is wrong with referring to this id; empty where nothing is."""
        if id in self._lines or not self.complete:
            return ""
        return (
            f"{shown(id)} is no {self.kind} in {self.file}"
            f"{did_you_mean(id, self._lines) or f'; write the id of a {self.kind}'}"
        )


class Vocabulary:
    """All the names of a folder."""

    def __init__(self) -> None:
        self.areas = Names("area", "plan.yml")
        self.units = Names("unit", "plan.yml")
        self.priorities = Names("priority", "plan.yml")
        self.commitments = Names("commitment", "plan.yml")
        self.metrics = Names("metric", "metrics.yml")
        self.caveats = Names("caveat", "caveats.yml")
        self.people = Names("person", "people.yml")
        self.updates = Names("update", "updates.yml")

    def trust(self, file: str) -> None:
        """Take the ids of an unreadable file on trust."""
        for names in vars(self).values():
            if names.file == file:
                names.complete = False
