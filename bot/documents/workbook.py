"""The workbook: one table a sheet, and no text that a spreadsheet would take for a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.documents.data import Sheet, Value
from bot.documents.paper import Paper

_WIDEST, _NARROWEST = 70, 9
_MOST = 32_767  # characters that a cell holds
_TEXT_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_of(paper: Paper, sheets: Sequence[Sheet], at: datetime) -> bytes:
    """The same report gives the same bytes: its date is the edition's."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _TEXT_ONLY) as book:
        cover = paper.cover
        book.set_properties(
            {
                "title": paper.title,
                "author": cover.force,
                "subject": f"{cover.quarter}, {cover.months}",
                "category": cover.marking,
                "comments": " · ".join(filter(None, (cover.marking, cover.warning, cover.foot))),
                "created": at.replace(tzinfo=None, microsecond=0),
            }
        )
        looks = _Looks(book, paper)
        for each in sheets:
            _write(book.add_worksheet(each.name), each, looks, paper)
    return buffer.getvalue()


class _Looks:
    def __init__(self, book: xlsxwriter.Workbook, paper: Paper) -> None:
        top = {"valign": "top"}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": paper.branding.colour}
        self.head: Format = book.add_format({**head, "text_wrap": True, "valign": "bottom"})
        self.text: Format = book.add_format({**top, "text_wrap": True})
        self.number: Format = book.add_format({**top, "num_format": "#,##0.############"})
        self.whole: Format = book.add_format({**top, "num_format": "#,##0"})
        self.day: Format = book.add_format({**top, "num_format": "d mmm yyyy"})


def _write(worksheet: Worksheet, sheet: Sheet, looks: _Looks, paper: Paper) -> None:
    for at, title in enumerate(sheet.columns):
        worksheet.write_string(0, at, title, looks.head)
        worksheet.set_column(at, at, _width(sheet, at))
    for down, row in enumerate(sheet.rows, start=1):
        for across, value in enumerate(row):
            _put(worksheet, down, across, value, looks)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    _set_up_printing(worksheet, paper)


def _put(worksheet: Worksheet, down: int, across: int, value: Value, looks: _Looks) -> None:
    match value:
        case None:
            worksheet.write_blank(down, across, None, looks.text)
        case int():
            worksheet.write_number(down, across, value, looks.whole)
        case Decimal():
            look = looks.whole if value % 1 == 0 else looks.number
            worksheet.write_number(down, across, float(value), look)
        case date():
            worksheet.write_datetime(down, across, value, looks.day)
        case _:
            worksheet.write_string(down, across, _fitting(value), looks.text)


def _fitting(text: str) -> str:
    """What a cell cannot hold is told, and stands whole in the other files."""
    told = " [cut here: the cell is full; the other files have the whole text]"
    return text if len(text) <= _MOST else f"{text[: _MOST - len(told)]}{told}"


def _width(sheet: Sheet, at: int) -> float:
    longest = max((len(str(row[at] or "")) for row in sheet.rows), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, len(sheet.columns[at])) + 2))


def _set_up_printing(worksheet: Worksheet, paper: Paper) -> None:
    marking = _in_header(" ".join(filter(None, (paper.cover.marking, paper.cover.warning))))
    worksheet.set_landscape()
    worksheet.set_paper(9)  # A4
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_header(f"&C{marking}")
    worksheet.set_footer(f"&C{marking}&R&P / &N")


def _in_header(words: str) -> str:
    """An ampersand would begin a code, and more than 255 characters are refused."""
    return words.replace("&", "&&")[:120]
