"""The web page: whole by itself, safe, and built for everybody."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.outline import paper_of
from bot.documents.page import html_of
from bot.plan import Caveat, CaveatKind
from bot.signal import Finding, Strength
from tests.bot.analysis.made import plan, update
from tests.bot.documents.made import EDITION, PREVIEW, Read, pictured, small, squeezed


@pytest.fixture(scope="module")
def page(essex_documents) -> Read:
    return Read(essex_documents.html)


def said(text: str):
    return replace(update("a", "answer", "desk", "made"), text=text)


def made(report) -> Read:
    return Read(html_of(paper_of(report), {}))


def test_it_needs_nothing_from_elsewhere_and_no_script(page):
    assert not page.all("script", "link", "iframe", "object", "form")
    assert all(each["src"].startswith("data:image/png;base64,") for each in page.all("img"))
    assert all(each["href"].startswith("#") for each in page.all("a"))


def test_language_title_and_landmarks_are_there(page):
    assert page.all("html")[0]["lang"] == "en-GB"
    assert "Essex Police: Police and Crime Plan, 2021/22 Q3" in page.text
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.all(landmark)) == 1
    assert len(page.all("h1")) == 1
    first = page.all("a")[0]
    assert (first["class"], first["href"]) == ("skip", "#main")


def test_every_link_leads_somewhere_and_no_id_is_used_twice(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {each["href"][1:] for each in page.all("a")} <= set(ids)


def test_headings_never_skip_a_level(page):
    levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4", "h5")]
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))


def test_every_picture_carries_its_alt_text(page, essex_report):
    assert [each["alt"] for each in page.all("img")] == [p.alt for p in pictured(essex_report)]


def test_every_table_has_a_caption_and_headers_with_a_scope(page):
    assert len(page.all("caption")) == len(page.all("table")) > 20
    assert {each["scope"] for each in page.all("th")} == {"col", "row"}


def test_it_says_what_the_pdf_says(page, essex_report):
    text = squeezed(page.text)
    for finding in essex_report.executive:
        assert squeezed(finding.opening) in text
    for section in essex_report.sections:
        assert squeezed(section.status.headline) in text
        for account in section.status.accounts:
            assert squeezed(account.update.text) in text
    assert all(squeezed(each.text) in text for each in essex_report.caveats)


def test_a_preview_says_so_in_its_title_and_at_its_top():
    page = made(small(edition=PREVIEW))
    assert page.text.count("Preview: not published") >= 3


def test_the_marking_stands_at_top_and_bottom(page):
    assert len([each for each in page.words if each == "OFFICIAL"]) >= 2


def test_markup_in_an_update_is_shown_and_not_obeyed():
    typed = '<script>alert(1)</script><img src=x onerror="y"> {{ 7*7 }} {% raw %} &amp; </p></li>'
    page = made(small([said(typed)]))
    assert not page.all("script")
    assert not page.all("img")
    assert typed in page.text


def test_a_marking_cannot_break_out_of_the_style_sheet():
    house = replace(plan(), marking='OFF"; } body { display: none } </style><b>')
    raw = html_of(paper_of(small(house=house)), {})
    style = raw.decode().partition("<style>")[2].partition("</style>")[0]
    assert "</style" not in style
    assert "OFF\\22 " in style
    assert "body { display: none }" not in style
    assert not Read(raw).all("b")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=500))
def test_whatever_is_typed_is_shown_as_typed(text):
    page = made(small([said(text)]))
    assert not page.all("script", "img", "b")
    kept = squeezed(text.replace("\x00", "\ufffd"))
    assert (
        kept in squeezed(page.text.replace("\x00", "\ufffd")) or "\ud800" <= max(text) <= "\udfff"
    )


def test_nothing_known_makes_a_page_too():
    assert "Nothing is withheld." in made(small(edition=EDITION)).text


def test_a_caveat_that_only_a_finding_has_is_not_dropped(essex_report):
    own = Caveat("own", CaveatKind.EXPLAINED, "Counted twice, said the unit.")
    finding = Finding("Calls", "Calls are high.", None, Strength.SIGNAL, caveats=(own,))
    section = replace(essex_report.sections[0], findings=(finding,))
    page = made(replace(essex_report, sections=(section,)))
    number = len(essex_report.caveats) + 1
    assert f"Calls are high. [{number}]" in page.text
    assert own.text in page.text
    assert any(each.get("id") == f"note-{number}" for each in page.all("li"))


def test_what_is_more_than_chance_is_said_once_in_the_executive_summary():
    words = "999 calls: unusual, as 55,515 is above what 24 quarters lead to expect"
    signal = Finding("999 calls", words, None, Strength.SIGNAL)
    page = made(replace(small(), executive=(signal,)))
    assert f"Signal. {words}" in page.text
    assert "999 calls. 999 calls" not in page.text
