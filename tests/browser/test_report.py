"""The report's web page in a browser: nothing that axe finds, and room at every width."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot import charts
from bot.analysis import report_of
from bot.documents.outline import paper_of
from bot.documents.page import html_of
from tests.bot.analysis.test_reports import snapshot_of
from tests.bot.documents.made import PREVIEW, pictured

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 320)


@pytest.fixture(scope="module")
def address(essex, tmp_path_factory):
    """The report of Essex as a file, as a preview, with every chart the same small picture."""
    edition = replace(PREVIEW, digest="e89414d8" * 8)  # as long as a hash is
    report = report_of(snapshot_of(essex.book, essex.quarter), edition, charts.alt)
    wanted = pictured(report)
    png = charts.draw(wanted[0].finding).png
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(html_of(paper_of(report), {each.finding: png for each in wanted}))
    return path.as_uri()


@pytest.fixture
def opened(request, chromium, address):
    width = getattr(request, "param", WIDTHS[0])
    page = chromium.new_page(viewport={"width": width, "height": 800})
    complaints = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(address)
    yield page
    assert complaints == []
    page.close()


@pytest.mark.parametrize("opened", WIDTHS, indirect=True)
def test_axe_finds_nothing_and_nothing_needs_scrolling_sideways(opened):
    # axe is let in where the page itself lets nothing run
    found = Axe().run(opened, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == []
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert opened.evaluate(wide)


def test_the_first_stop_of_the_keyboard_skips_to_the_report(opened):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert opened.locator(".skip").bounding_box()["x"] >= 0
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"


def test_print_leaves_out_what_is_for_the_screen(opened):
    opened.emulate_media(media="print")
    assert not opened.locator("nav").is_visible()
    assert opened.locator("h1").is_visible()


def test_text_at_twice_its_size_still_fits(opened):
    opened.add_style_tag(content="html { font-size: 200% }")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert opened.evaluate(wide) <= 1
