"""The table block and the data table block."""

from __future__ import annotations

from collections.abc import Iterator

from practice.kit.checks import (
    Faults,
    anything,
    both,
    by_type,
    fault,
    flag,
    items,
    one_of,
    shape,
    string,
    whole,
)
from practice.kit.objects import ID
from practice.kit.richtext import RICH_TEXT

MOST_ROWS, MOST_CELLS, MOST_CHARACTERS = 100, 20, 10_000


def _numeric(value: object, at: str) -> Faults:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield fault("must be a number", at)


_RAW = {
    "raw_text": shape({"text": string(MOST_CHARACTERS)}),
    "raw_number": shape({"value": _numeric, "text": string(MOST_CHARACTERS)}),
}
_CELL = by_type({**_RAW, "rich_text": RICH_TEXT})
_ROW = items(_CELL, MOST_CELLS)
_SETTING = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _setting(value: object, at: str) -> Faults:
    """A column without settings is written as null."""
    yield from () if value is None else _SETTING(value, at)


def _rows(value: object) -> Iterator[list[object]]:
    rows = value.get("rows") if isinstance(value, dict) else None
    if isinstance(rows, list):
        yield from (each for each in rows if isinstance(each, list))


def _equal_rows(value: object, at: str) -> Faults:
    if len({len(each) for each in _rows(value)}) > 1:
        yield fault("all rows must have the same number of cells", f"{at}/rows")


def _short_enough(value: object, at: str) -> Faults:
    texts = [cell.get("text") for row in _rows(value) for cell in row if isinstance(cell, dict)]
    if sum(len(each) for each in texts if isinstance(each, str)) > MOST_CHARACTERS:
        yield fault(
            f"must be less than {MOST_CHARACTERS + 1} characters in all cells", f"{at}/rows"
        )


def _plain_header(value: object, at: str) -> Faults:
    header = next(_rows(value), [])
    for number, cell in enumerate(header):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            yield fault("unsupported type: rich_text", f"{at}/rows/0/{number}/type")


TABLE = both(
    shape(
        {"rows": items(_ROW, MOST_ROWS)},
        {"column_settings": items(_setting, MOST_CELLS), "block_id": ID},
    ),
    _equal_rows,
    _short_enough,
)
DATA_TABLE = both(
    shape(
        {"caption": string(255), "rows": items(_ROW, MOST_ROWS + 1, 2)},
        {
            "page_size": whole(1, 100),
            "row_header_column_index": whole(0, MOST_CELLS - 1),
            "block_id": ID,
            "column_settings": anything,
        },
    ),
    _equal_rows,
    _short_enough,
    _plain_header,
)
