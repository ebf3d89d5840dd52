"""What is wrong with a plan folder, gathered so that everything is told at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

MOST_FAULTS = 500  # per file: a file this wrong is the wrong file


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right. Line 0 means the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message}"


class FolderFaults(ValueError):  # noqa: N818 - it holds faults, it is not one
    """A plan folder cannot be used; ``faults`` says everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self._found: dict[str, list[Fault]] = {}

    def add(self, file: str, line: int, message: str) -> None:
        found = self._found.setdefault(file, [])
        if len(found) < MOST_FAULTS:
            found.append(Fault(file, line, message))
        elif len(found) == MOST_FAULTS:
            found.append(Fault(file, line, "there are more faults from here on; mend these first"))

    def found(self) -> tuple[Fault, ...]:
        return tuple(sorted(fault for faults in self._found.values() for fault in faults))

    def settle(self) -> None:
        """Raise FolderFaults if anything was found."""
        if self._found:
            raise FolderFaults(self.found())


def did_you_mean(word: str, known: Collection[str]) -> str:
    """`` (did you mean 'calls_999'?)``, or nothing where nothing is close."""
    near = get_close_matches(word[:64], known, n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


def shown(text: str) -> str:
    """What somebody wrote, quoted and short enough to repeat in a fault."""
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
