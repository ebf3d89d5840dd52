"""CSV files, read row by row; every row knows its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from bot.folder.faults import Faults, did_you_mean, shown
from bot.folder.record import Record

MOST_CELL = 5000


class Row(Record):
    """A row of a CSV file."""

    def __init__(self, file: str, line: int, cells: dict[str, str], faults: Faults) -> None:
        super().__init__(file, line, "this row", faults)
        self._cells = cells

    def raw(self, key: str) -> str:
        return self._cells[key]

    def line_of(self, key: str) -> int:  # noqa: ARG002 - a row is one line
        return self.line

    def words(self, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._cells[key].split()))


def read_rows(file: str, text: str, columns: Sequence[str], faults: Faults) -> Iterator[Row]:
    """The rows of a sheet with these columns, in any order; blank lines are passed over."""
    lines = _lines(file, text, faults)
    line, header = next(lines, (1, []))
    if not _is_header(file, line, header, columns, faults):
        return
    for at, cells in lines:
        if len(cells) == len(header):
            yield Row(file, at, dict(zip(header, cells, strict=True)), faults)
        else:
            faults.add(
                file,
                at,
                f"this row has {len(cells)} values for {len(header)} columns; put quotes around "
                f"a value that holds a comma, and leave nothing between commas for no value",
            )


def _lines(file: str, text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip().partition("\n")[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            values = [" ".join(cell.split()) for cell in cells]
            if any(values):
                yield before + 1, values
            before = reader.line_num
    except csv.Error as error:
        faults.add(
            file,
            before + 1,
            f"this is not readable as CSV: {error}; look for a quote that is not closed",
        )


def _is_header(
    file: str, line: int, header: list[str], columns: Sequence[str], faults: Faults
) -> bool:
    missing = [each for each in columns if each not in header]
    wrong = [each for at, each in enumerate(header) if each not in columns or each in header[:at]]
    for each in wrong:
        twice = "stands twice" if each in columns else "is not a column"
        hint = "" if each in columns else did_you_mean(each, missing or columns)
        faults.add(file, line, f"{shown(each)} {twice} here{hint}")
    if missing:
        faults.add(
            file,
            line,
            f"the first line lacks {', '.join(missing)}; it should read {','.join(columns)}",
        )
    return not (missing or wrong)
