"""The workbook and the CSV files, read back."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from bot.documents.data import drawn_in, sheets_of
from bot.documents.outline import paper_of
from bot.documents.tabular import csvs_of
from bot.documents.workbook import xlsx_of
from bot.figure import Figure, Standing
from tests.bot.analysis.made import figure, metric, plan, update
from tests.bot.documents.made import EDITION, PREVIEW, small

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "http://x.example"]


@pytest.fixture(scope="module")
def book(essex_documents):
    return load_workbook(BytesIO(essex_documents.xlsx))


def opened(report):
    xlsx = xlsx_of(paper_of(report), sheets_of(report), report.edition.at)
    return load_workbook(BytesIO(xlsx))


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def rows(sheet) -> list[dict]:
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_each_sheet_is_one_table_with_its_header_kept_in_sight(book):
    assert book.sheetnames == [
        *("About", "Findings", "Figures", "Positions", "Updates"),
        *("Missing and withheld", "Definitions", "Caveats"),
    ]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(cell.value for cell in sheet[1])
        assert sheet.auto_filter.ref
        assert "OFFICIAL" in sheet.oddHeader.center.text


def test_every_figure_and_position_that_is_drawn_is_in_it(book, essex_report):
    held = {(each["Measure id"], Decimal(str(each["Value"]))) for each in rows(book["Figures"])}
    for each in drawn_in(essex_report, Figure):
        assert (each.metric, each.value.normalize() + 0) in {(m, v.normalize()) for m, v in held}
    places = {(each["Measure id"], each["Position"]) for each in rows(book["Positions"])}
    for each in drawn_in(essex_report, Standing):
        assert (each.metric, each.position) in places


def test_it_says_which_report_it_is(book):
    about = {each["What"]: each["Value"] for each in rows(book["About"])}
    assert about["Edition"] == "1"
    assert about["Content hash"] == "abc123"
    assert about["Protective marking"] == "OFFICIAL"
    assert book.properties.title == "Essex Police: Police and Crime Plan, 2021/22 Q3"
    assert book.properties.created == EDITION.at.replace(tzinfo=None)


def test_the_csv_files_hold_the_same_tables(book, essex_documents):
    for sheet in book:
        name = f"{sheet.title.lower().replace(' ', '-')}.csv"
        assert len(read(essex_documents.csvs[name])) == sheet.max_row


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_looks_like_a_formula_stays_text(typed):
    report = small([replace(update("a", "answer", "desk", "made"), text=typed)])
    cell = opened(report)["Updates"]["F2"]
    assert (cell.value, cell.data_type) == (typed, "s")
    assert cell.hyperlink is None
    (_, row) = read(csvs_of(sheets_of(report))["updates.csv"])
    assert row[5] in (f"'{typed}", "http://x.example")


def test_negative_numbers_stay_numbers_in_both():
    money = metric(kind="money", unit="pounds")
    report = small(house=plan(money), figures=(figure("2021/22-Q3", "-5.50"),))
    cell = opened(report)["Figures"]["G2"]
    assert (cell.value, cell.data_type) == (-5.5, "n")
    (_, row) = read(csvs_of(sheets_of(report))["figures.csv"])
    assert row[6] == "-5.50"


def test_a_preview_is_marked_in_the_workbook():
    book = opened(small(edition=PREVIEW))
    assert "Preview: not published" in book["Figures"].oddHeader.center.text
    assert "Preview: not published" in book.properties.description


def test_a_text_that_no_cell_holds_is_cut_and_says_so():
    report = small([replace(update("a", "answer", "desk", "made"), text="long " * 8000)])
    assert "cut here" in opened(report)["Updates"]["F2"].value
    (_, row) = read(csvs_of(sheets_of(report))["updates.csv"])
    assert len(row[5]) == 40_000


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_no_cell_is_a_formula(text):
    report = small([replace(update("a", "answer", "desk", "made"), text=text)])
    try:
        book = opened(report)
    except IllegalCharacterError:
        return
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    (_, row) = read(csvs_of(sheets_of(report))["updates.csv"])
    assert not row[5].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("typed", [" =1+1", "\u3000=1+1", "\uff1d1+1", " \uff0b1"])
def test_a_formula_behind_a_blank_or_in_wide_signs_stays_text_in_a_csv_file(typed):
    report = small([replace(update("a", "answer", "desk", "made"), text=typed)])
    (_, row) = read(csvs_of(sheets_of(report))["updates.csv"])
    assert row[5].startswith("'")
