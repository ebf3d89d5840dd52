from __future__ import annotations

import pytest

from bot import charts
from bot.analysis import report_of
from bot.documents import Documents, documents_of
from bot.report import Report
from tests.bot.analysis.test_reports import EDITION, snapshot_of
from tests.bot.documents.made import pictured


@pytest.fixture(scope="session")
def essex_report(essex) -> Report:
    return report_of(snapshot_of(essex.book, essex.quarter), EDITION, charts.alt)


@pytest.fixture(scope="session")
def essex_pictures(essex_report) -> dict:
    return {each.finding: charts.draw(each.finding).png for each in pictured(essex_report)}


@pytest.fixture(scope="session")
def essex_documents(essex_report, essex_pictures) -> Documents:
    return documents_of(essex_report, essex_pictures)
