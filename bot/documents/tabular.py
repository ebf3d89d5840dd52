"""CSV files: one table each, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from unicodedata import normalize

from bot.documents.data import Sheet, Value

_SIGNS = ("=", "+", "-", "@")
_BLANKS = ("\t", "\r", "\n")


def csvs_of(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """By file name. They begin with the mark by which spreadsheets know UTF-8."""
    return {f"{each.name.lower().replace(' ', '-')}.csv": _csv(each) for each in sheets}


def _csv(sheet: Sheet) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    """Numbers and days as programs read them; text never begins a formula."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}"
        case str():
            return harmless(value)
    return str(value)


def harmless(text: str) -> str:
    """Text for a CSV file: behind an apostrophe where a spreadsheet would take it for a formula.
    Programs pass over blanks before a sign, and take a wide sign for a plain one."""
    seen = normalize("NFKC", text)
    is_formula = seen.startswith(_BLANKS) or seen.lstrip().startswith(_SIGNS)
    return f"'{text}" if is_formula else text
