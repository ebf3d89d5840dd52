"""The PDF: accessible by PDF/UA-1, whole, and the same each time."""

from __future__ import annotations

import itertools
from base64 import b64encode
from dataclasses import replace
from io import BytesIO

import page
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from bot.charts.samples import SAMPLES
from bot.documents import documents_of
from bot.documents.endings import _KINDS
from bot.documents.letters import settable
from bot.documents.outline import paper_of
from bot.documents.paper import Chapter, Chart
from bot.documents.typeset import pdf_of
from bot.plan import CaveatKind
from bot.publishing import Branding, Publishing
from tests.bot.analysis.made import figure, metric, plan, update
from tests.bot.analysis.test_reports import EDITION
from tests.bot.documents.made import (
    PREVIEW,
    pages_of,
    pictured,
    small,
    squeezed,
)


@pytest.fixture(scope="module")
def reader(essex_documents) -> PdfReader:
    return PdfReader(BytesIO(essex_documents.pdf))


def accessible(pdf: bytes) -> page.ValidationReport:
    found = page.validate_pdf_bytes(pdf, profile="ua1")
    assert found.is_compliant, [(each.rule_id, each.message) for each in found.failures]
    return found


def made(report, pictures=None) -> bytes:
    return pdf_of(paper_of(report), pictures or {}, report.edition.at)


def tagged(reader: PdfReader) -> list:
    """Every element of the structure tree, in reading order."""
    found = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif hasattr(node, "get"):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def said(text: str):
    return replace(update("a", "answer", "desk", "made"), text=text)


def kinds(reader: PdfReader) -> list[str]:
    return [str(each["/S"]) for each in tagged(reader)]


def test_the_report_passes_every_rule_of_pdf_ua(essex_documents):
    found = accessible(essex_documents.pdf)
    assert found.rules.total > 100
    assert found.rules.failed == 0


def test_title_language_and_bookmarks_are_there(reader, essex_report):
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "Essex Police: Police and Crime Plan, 2021/22 Q3"
    assert str(root["/Lang"]).startswith("en")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    chapters = [each.title for each in reader.outline if not isinstance(each, list)]
    assert chapters[0] == "Executive summary"
    assert [c for c in chapters if c.startswith("Priority")] == [
        f"Priority {p.number}: {p.name}" for p in essex_report.plan.priorities
    ]
    assert chapters[-1] == "About this report"


def test_every_picture_carries_its_alt_text(reader, essex_report):
    told = [str(each["/Alt"]) for each in tagged(reader) if str(each["/S"]) == "/Figure"]
    for picture in pictured(essex_report):
        assert settable(picture.alt) in told
    sparklines = [each for each in told if each.startswith("Positions: ")]
    assert len(sparklines) == len(essex_report.summary.places)


def test_headings_never_skip_a_level(reader):
    levels = [int(kind[2:]) for kind in kinds(reader) if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))


def test_every_table_has_headers(reader):
    tables = [each for each in tagged(reader) if str(each["/S"]) == "/Table"]
    heads = kinds(reader).count("/TH")
    assert len(tables) > 20
    assert heads >= 2 * len(tables)


def test_all_fonts_are_embedded_and_are_ours(reader):
    for sheet in reader.pages:
        for font in sheet["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "Inter" in inner["/BaseFont"]
            assert "/FontFile3" in inner["/FontDescriptor"].get_object()


def test_the_marking_and_the_version_stand_on_every_page(essex_documents, essex_report):
    pages = pages_of(essex_documents.pdf)
    assert all("OFFICIAL" in each for each in pages)
    assert all("Edition 1 · abc123" in each for each in pages[1:])
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_nothing_that_a_unit_said_is_left_out(essex_documents, essex_report):
    text = squeezed("".join(pages_of(essex_documents.pdf)))
    for section in essex_report.sections:
        for account in section.status.accounts:
            words = settable(account.update.text).split()
            assert squeezed(" ".join(words[:6])) in text
            assert squeezed(" ".join(words[-4:])) in text


def test_every_conclusion_and_every_caveat_stands_in_it(essex_documents, essex_report):
    text = squeezed("".join(pages_of(essex_documents.pdf)))
    for finding in essex_report.executive:
        assert squeezed(finding.opening) in text
        for point in finding.points:
            assert squeezed(point[1:]) in text
    for caveat in essex_report.caveats:
        assert squeezed(caveat.text[:40]) in text


def test_a_preview_says_on_every_page_that_it_is_not_published():
    pages = pages_of(made(small(edition=PREVIEW)))
    assert all("Preview: not published" in each for each in pages)


def test_the_same_report_gives_the_same_bytes(essex_report, essex_pictures, essex_documents):
    assert documents_of(essex_report, essex_pictures) == essex_documents


def test_a_picture_that_could_not_be_drawn_is_named_with_what_it_would_have_shown(essex_report):
    pdf = made(essex_report)
    accessible(pdf)
    text = squeezed("".join(pages_of(pdf)))
    assert text.count(squeezed("could not be drawn")) == len(pictured(essex_report))
    assert squeezed(pictured(essex_report)[0].alt[:60]) in text


def test_a_quarter_of_which_nothing_is_known_is_set_all_the_same():
    pdf = made(small())
    accessible(pdf)
    text = squeezed("".join(pages_of(pdf)))
    assert squeezed("No position is recorded for this quarter.") in text
    assert squeezed("Nothing was reported under this commitment.") in text
    assert squeezed("Nothing that was owed is missing.") in text


def test_what_is_missing_and_what_is_withheld_is_listed_and_told_nowhere():
    house = plan(metric(suppress_below=10))
    figures = (figure("2021/22-Q3", 7), figure("2020/21-Q3", 61234))
    report = small(house=house, figures=figures, missing=("Front Desk: 1 update",))
    files = documents_of(report, {})
    text = squeezed("".join(pages_of(files.pdf)))
    assert squeezed("Front Desk: 1 update.") in text
    assert squeezed("Calls taken, 2021/22 Q3: below 10") in text
    assert squeezed("Calls taken Withheld") in text.replace("[1]", "")
    assert b"Withheld" in files.html
    kept = [row.split(",")[6] for row in files.csvs["figures.csv"].decode().splitlines()[1:]]
    assert "7" not in kept


def test_every_kind_of_caveat_has_its_label():
    assert set(_KINDS) == set(CaveatKind)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def branded(media: str, content: bytes):
    crest = f"data:image/{media};base64,{b64encode(content).decode()}"
    branding = Branding(crest=crest, colour="#7A1020", accent="#00605A")
    return small(house=replace(plan(), publishing=Publishing(branding=branding)))


@pytest.mark.parametrize("kind", ["svg+xml", "png"])
def test_the_crest_of_the_force_stands_on_the_cover_with_its_alt_text(kind, essex_pictures):
    content = SVG if kind == "svg+xml" else next(iter(essex_pictures.values()))
    pdf = made(branded(kind, content))
    accessible(pdf)
    told = [each.get("/Alt") for each in tagged(PdfReader(BytesIO(pdf)))]
    assert "Crest of Made Police" in told


def test_a_crest_that_cannot_be_set_costs_the_crest_alone():
    accessible(made(branded("svg+xml", b"<svg")))


def test_very_long_names_and_words_without_a_break_are_set():
    long = "Measure " + "of a very long name " * 30 + "x" * 300
    house = plan(metric(name=long, unit="very long units " * 10, definition=long))
    figures = (figure("2021/22-Q3", 10**15), figure("2020/21-Q3", 10**14))
    accessible(made(small(house=house, figures=figures)))


def test_what_looks_like_markup_is_printed_as_it_was_typed():
    typed = '#panic("x") *bold* _it_ = Head $x$ `raw` @ref <label> \\ // not /* a */ #let x = 1'
    pdf = made(small([said(typed)]))
    assert squeezed(typed) in squeezed("".join(pages_of(pdf)))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=400), st.text(min_size=1, max_size=60))
def test_whatever_is_typed_the_pdf_is_written_and_accessible(text, name):
    accessible(
        made(small([said(text)], house=plan(metric(name=name)), figures=(figure("2021/22-Q3", 9),)))
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain – “quoted” £5 ½ é", "plain – “quoted” £5 ½ é"),
        ("smile 😀 漢字", "smile □ □□"),
        ("\u202eback\u200b \x00x\ud800", "back x"),
        ("e\u0301", "é"),
        ("thumbs 👍🏽", "thumbs □□"),
        ("thin\u2009space\u00a0kept", "thin space\u00a0kept"),
    ],
)
def test_what_the_typeface_does_not_have_is_a_square(typed, shown):
    assert settable(typed) == shown


def test_the_cover_says_which_edition_it_is_with_its_reason_and_its_whole_hash():
    digest = "e89414d8" * 8
    edition = replace(EDITION, number=2, reason="One offence was counted twice", digest=digest)
    cover = squeezed(pages_of(made(small(edition=edition)))[0])
    for words in ("Edition: 2", "Reason for this edition: One offence was counted twice"):
        assert squeezed(words) in cover
    assert f"hash:{digest}" in cover


def test_the_frame_of_a_chart_is_seen_on_all_four_sides(monkeypatch):
    chart = Chart(SAMPLES[0], "A chart", "A chart in words")
    paper = replace(paper_of(small()), chapters=(Chapter("one", "One", (chart,)),))
    sheet = painted(monkeypatch, paper, {chart.drawable: red(720, 403)})
    is_red = sheet.getchannel("G").point(lambda level: 255 * (level < 8))
    left, top, right, bottom = is_red.getbbox()
    across, down = (left + right) // 2, (top + bottom) // 2
    around = [
        [(left - 1 - step, down) for step in range(4)],
        [(right + step, down) for step in range(4)],
        [(across, top - 1 - step) for step in range(4)],
        [(across, bottom + step) for step in range(4)],
    ]
    for side in around:
        assert any(is_grey(sheet.getpixel(spot)) for spot in side)


def red(width, height) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "#f00").save(made, "PNG")
    return made.getvalue()


def painted(monkeypatch, paper, pictures) -> Image.Image:
    """The last page as a picture."""
    compiled = typst.compile
    as_picture = {"format": "png", "pdf_standards": [], "timestamp": None, "ppi": 144.0}
    monkeypatch.setattr(typst, "compile", lambda it, **how: compiled(it, **how | as_picture))
    return Image.open(BytesIO(pdf_of(paper, pictures, EDITION.at)[-1])).convert("RGB")


def is_grey(colour) -> bool:
    return len(set(colour)) == 1 and colour[0] < 230
