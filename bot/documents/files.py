"""What is handed in and back: drawn pictures, and the files of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.finding import Drawable

Pictures = Mapping[Drawable, bytes]


@dataclass(frozen=True)
class Documents:
    """A report's files. ``stem`` is how they are named; ``csvs`` are by file name."""

    stem: str
    title: str
    pdf: bytes = field(repr=False)
    html: bytes = field(repr=False)
    xlsx: bytes = field(repr=False)
    csvs: Mapping[str, bytes] = field(repr=False)

    def whole(self) -> dict[str, bytes]:
        """The files that hold all of the report, by name."""
        kinds = {"pdf": self.pdf, "html": self.html, "xlsx": self.xlsx}
        return {f"{self.stem}.{ending}": content for ending, content in kinds.items()}

    def by_name(self) -> dict[str, bytes]:
        """Every file by its name; those in CSV have a folder of their own."""
        tables = {f"{self.stem}/{name}": content for name, content in self.csvs.items()}
        return {**self.whole(), **tables}
