"""Reports to make documents from, and what their files say when they are read back."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

from pypdf import PdfReader

from bot import charts
from bot.analysis import report_of
from bot.publication import Edition, Snapshot
from bot.report import Report
from tests.bot.analysis.made import plan
from tests.bot.analysis.test_reports import EDITION, Q3

PREVIEW = replace(EDITION, number=0)


def small(updates=(), edition: Edition = EDITION, house=None, **more) -> Report:
    """A report of the small made-up plan."""
    given = {"figures": (), "standings": (), "updates": tuple(updates)} | more
    snapshot = Snapshot(house or plan(), Q3, **given)
    return report_of(snapshot, edition, charts.alt)


def pictured(report: Report) -> list:
    return [*report.pictures, *(each for s in report.sections for each in s.pictures)]


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Without blanks: a PDF breaks lines where it likes."""
    return "".join(text.split())


class Read(HTMLParser):
    """What a page holds: its tags with their attributes, and its text."""

    VOID = frozenset({"meta", "img", "link", "br"})

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._in: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._in.append(tag)

    def handle_endtag(self, tag):
        if tag in self._in:
            while self._in.pop() != tag:
                pass

    def handle_data(self, data):
        if "style" not in self._in:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in tags]
