"""All the files of a report at once; loads the libraries that make them."""

from __future__ import annotations

from bot.documents.data import sheets_of
from bot.documents.files import Documents, Pictures
from bot.documents.outline import paper_of
from bot.documents.page import html_of
from bot.documents.tabular import csvs_of
from bot.documents.typeset import pdf_of
from bot.documents.workbook import xlsx_of
from bot.report import Report


def made(report: Report, pictures: Pictures) -> Documents:
    paper, sheets = paper_of(report), sheets_of(report)
    at = report.edition.at
    return Documents(
        stem=f"{report.plan.id}-{report.quarter.key.replace('/', '-')}-{_version(report)}",
        title=paper.title,
        pdf=pdf_of(paper, pictures, at),
        html=html_of(paper, pictures),
        xlsx=xlsx_of(paper, sheets, at),
        csvs=csvs_of(sheets),
    )


def _version(report: Report) -> str:
    edition = report.edition
    return "preview" if edition.is_preview else f"v{edition.number}"
