"""The same figure stands for the same thing in Slack's answer, the PDF, the page and the tables."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from bot import charts
from bot.analysis import report_of
from bot.documents import documents_of
from bot.documents.letters import settable
from bot.messages.answers import status_answer
from bot.messages.digests.digest import digest
from bot.wording import amount
from tests.bot.analysis.test_reports import EDITION, snapshot_of
from tests.bot.documents.made import Read, pages_of, pictured, squeezed


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


def in_tables(pages):
    """Each row of figures that a digest shows: its name, its value and its change."""
    for page in pages:
        for block in page.blocks:
            if block["type"] == "table":
                head, *rows = ([cell["text"] for cell in row] for row in block["rows"])
                if head[0] == "Figure":
                    yield from (row[:2] for row in rows)


def test_the_digest_and_its_preview_say_what_the_documents_say(essex_report, texts, shown):
    pages = digest(essex_report)
    preview = digest(replace(essex_report, edition=replace(essex_report.edition, number=0)))
    assert list(in_tables(pages)) == list(in_tables(preview))
    columns = ("Measure", "Area", "Period", "As shown")
    told = {tuple(r[column] for column in columns) for rows in shown.values() for r in rows}
    force, quarter = essex_report.plan.force_area.name, essex_report.quarter.label
    rows = list(in_tables(pages))
    assert len(rows) > 40
    for name, value in rows:
        dated = re.fullmatch(r"(.*) \(([^()]*\d{4})\)", name)
        named, period = dated.groups() if dated else (name, quarter)
        measure, _, area = named.partition(", ")
        known = {(measure, area or force, period, value), (named, force, period, value)}
        assert known & told, (name, value)


def test_the_digest_and_the_documents_have_one_executive_summary(essex_report, texts):
    first = squeezed(digest(essex_report)[0].said)
    assert squeezed(essex_report.summary.headline) in first
    for finding in essex_report.executive:
        for text in texts.values():
            assert squeezed(settable(finding.sentence.partition(":")[0].removesuffix("."))) in text
    for section in essex_report.sections:
        headline = squeezed(section.status.headline)
        assert any(headline in squeezed(page.said) for page in digest(essex_report))


WITHHELD = ("88,220", "93,759", "76,856")  # emergency calls: this quarter, the last, a year ago


def test_what_is_withheld_is_withheld_alike_everywhere(essex):
    """In message, table, alt text, chart, document, page, workbook and CSV."""
    snapshot = snapshot_of(essex.book, essex.quarter)
    metrics = (
        replace(m, suppress_below=(m.id == "calls_999") * 10**6 or None)
        for m in snapshot.plan.metrics
    )
    snapshot = replace(snapshot, plan=replace(snapshot.plan, metrics=tuple(metrics)))
    report = report_of(snapshot, EDITION, charts.alt)
    files = documents_of(report, {})
    sheets = load_workbook(BytesIO(files.xlsx))
    cells = [str(c) for s in sheets for row in s.iter_rows(values_only=True) for c in row]
    told = {
        "digest": " ".join(f"{page.text} {page.blocks}" for page in digest(report)),
        "status": " ".join(
            f"{page.text} {page.blocks}"
            for section in report.sections
            for page in status_answer(report.plan, section.status, section.pictures, (), every=True)
        ),
        "charts": " ".join(f"{each.alt} {each.finding}" for each in pictured(report)),
        "PDF": " ".join(pages_of(files.pdf)),
        "page": Read(files.html).text,
        "workbook": " ".join(cells),
        "CSV": " ".join(each.decode() for each in files.csvs.values()),
    }
    said_by_units = " ".join(update.text for update in snapshot.updates)
    for where, text in told.items():
        for value in WITHHELD:
            assert value not in said_by_units
            assert value not in text, (where, value)
            assert value.replace(",", "") not in re.split(r"[^\d.]+", text), (where, value)
        if where not in ("charts", "CSV"):
            assert "withheld" in text.casefold(), where
