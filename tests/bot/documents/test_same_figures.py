"""The same figure stands for the same thing in Slack's answer, the PDF, the page and the tables."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from bot.documents.letters import settable
from bot.messages.answers import status_answer
from bot.wording import amount
from tests.bot.documents.made import Read, pages_of, squeezed


@pytest.fixture(scope="module")
def texts(essex_documents):
    return {
        "PDF": squeezed("".join(pages_of(essex_documents.pdf))),
        "page": squeezed(Read(essex_documents.html).text),
    }


@pytest.fixture(scope="module")
def shown(essex_documents):
    """By sheet: every row of the workbook's figures as (measure, area, period) and as shown."""
    sheet = load_workbook(BytesIO(essex_documents.xlsx))["Figures"]
    head, *rows = sheet.iter_rows(values_only=True)
    book = [dict(zip(head, row, strict=True)) for row in rows]
    text = essex_documents.csvs["figures.csv"].decode("utf-8-sig")
    return {"workbook": book, "CSV": list(csv.DictReader(StringIO(text)))}


def readings(report):
    return [r for section in report.sections for r in section.status.readings if r.figure]


def test_every_figure_of_the_quarter_is_the_same_in_all_files(essex_report, texts, shown):
    assert len(readings(essex_report)) > 100
    for reading in readings(essex_report):
        value = amount(reading.figure.value, reading.metric)
        for name, text in texts.items():
            assert squeezed(settable(value)) in text, (name, reading.metric.name)
        key = (reading.metric.name, reading.area.name, reading.figure.period.label)
        for name, rows in shown.items():
            told = {
                row["As shown"]
                for row in rows
                if (row["Measure"], row["Area"], row["Period"]) == key
            }
            assert told == {value}, (name, key)


def test_every_row_of_figures_reads_alike_in_the_pdf_and_on_the_page(essex_report, texts):
    """The value follows its measure's name, in both."""
    for reading in readings(essex_report):
        value = squeezed(settable(amount(reading.figure.value, reading.metric)))
        name = squeezed(settable(reading.metric.name))
        for where, text in texts.items():
            after = [each[: len(value) + 90] for each in text.split(name)[1:]]
            assert any(value in each for each in after), (where, reading.metric.name)


def test_slacks_status_says_what_the_documents_say(essex_report, texts):
    plan = essex_report.plan
    for section in essex_report.sections:
        pages = status_answer(plan, section.status, [], (), every=True)
        said = squeezed("".join(page.said for page in pages))
        headline = squeezed(section.status.headline)
        assert headline in said
        assert all(headline in text for text in texts.values())
        for reading in section.status.readings:
            if reading.figure:
                assert squeezed(amount(reading.figure.value, reading.metric)) in said
