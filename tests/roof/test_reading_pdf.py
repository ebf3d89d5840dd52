"""PDF files with text are read page by page; what holds none, or never ends, is refused."""

from __future__ import annotations

import time

import pytest
import typst
from pypdf import PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
)

import cli
import reading
from reading import Unreadable, pages_without_text, text_of

PAGE = """= Contact
The control room answered 64,216 emergency calls in the quarter, an average of 698 a day, which
reflects a longstanding upward development of emergency demand and of communication.

- There were 400 calls. This is 100 fewer calls than last quarter (25% decrease).
- Non-emergency calls dropped from 88,412 to 79,503, a reduction of 10.1%.
"""


def typeset(path, body: str):
    typst.compile(f"#set document(title: [A])\n{body}".encode(), output=str(path))
    return path


def drawn(path, stream: bytes, pages: int = 1):
    """A PDF with a page that draws what a content stream says."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 300)
    content = DecodedStreamObject()
    content.set_data(stream)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page = writer.pages[0]
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.write(path)
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    return typeset(path, f"{PAGE}\n#pagebreak()\n{PAGE}")


def test_a_report_is_checked_and_places_are_told_by_page_and_line(report, capsys):
    assert cli.main(["check", str(report), "--quarter", "2023/24-Q2"]) == 1
    out = capsys.readouterr().out
    assert "page 2, line 4: This is 100 fewer calls than last quarter (25% decrease)." in out
    assert "wrong: 25% (computed: 20%)" in out
    assert out.count("wrong: ") == 2


def test_columns_are_read_one_after_the_other(tmp_path):
    text = text_of(typeset(tmp_path / "columns.pdf", f"#columns(2)[{PAGE * 6}]"))
    assert "dropped from" in " ".join(text.split())
    assert "88,412 to 79,503, a reduction of 10.1%." in " ".join(text.split())


def test_a_hundred_pages_take_seconds(tmp_path):
    path = typeset(tmp_path / "long.pdf", "\n#pagebreak()\n".join([PAGE * 4] * 100))
    begun = time.monotonic()
    assert cli.main(["check", str(path)]) == 1
    assert time.monotonic() - begun < 60  # 3 on a machine that does nothing else


def test_a_page_that_is_a_picture_is_said_not_to_be_read(tmp_path, capsys):
    path = typeset(tmp_path / "mixed.pdf", f"{PAGE}\n#pagebreak()\n#rect()\n#pagebreak()\n{PAGE}")
    assert pages_without_text(text_of(path)) == (2,)
    cli.main(["check", str(path)])
    assert "Page 2 holds no text and was not read." in capsys.readouterr().err


def test_only_pictures_are_no_text(tmp_path):
    with pytest.raises(Unreadable, match="only pictures"):
        text_of(typeset(tmp_path / "scan.pdf", "#rect()"))


def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_copying_is_read(
    tmp_path, report
):
    for name, password in (("locked", "secret"), ("open", "")):
        writer = PdfWriter(clone_from=report)
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
        writer.write(tmp_path / f"{name}.pdf")
    assert "64,216" in text_of(tmp_path / "open.pdf")
    with pytest.raises(Unreadable, match="needs a password"):
        text_of(tmp_path / "locked.pdf")


@pytest.mark.parametrize("share", [0, 1, 10, 50, 90])
def test_a_damaged_pdf_is_refused_or_read_but_never_a_stack_trace(tmp_path, report, share):
    data = report.read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(data[: len(data) * share // 100])
    with pytest.raises(Unreadable, match=r"damaged|no text"):
        text_of(path)


@pytest.mark.parametrize("data", [b"hello", b"%PDF-1.7\n", b"PK\x03\x04" + bytes(99)])
def test_what_is_no_pdf_is_refused(tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(Unreadable, match="damaged, or is no PDF"):
        text_of(tmp_path / "a.pdf")


def test_a_page_that_unpacks_without_end_is_refused(tmp_path):
    path = drawn(tmp_path / "bomb.pdf", b" " * (200 * 1024 * 1024))
    with pytest.raises(Unreadable, match="unpacks to more"):
        text_of(path)


def test_a_pdf_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    path = drawn(tmp_path / "slow.pdf", b"BT /F1 9 Tf " + b"1 0 Td (a) Tj " * 400_000 + b" ET")
    monkeypatch.setattr(reading, "_LONGEST", 1)
    with pytest.raises(Unreadable, match="longer to read"):
        text_of(path)


def test_more_pages_than_any_report_has_are_refused(tmp_path):
    with pytest.raises(Unreadable, match="more pages than any report"):
        text_of(drawn(tmp_path / "long.pdf", b"", pages=1001))


def test_ligatures_are_spelt_out(tmp_path):
    text = text_of(typeset(tmp_path / "fi.pdf", "A five per cent fall in traffic offences."))
    assert text.split() == ["A", "five", "per", "cent", "fall", "in", "traffic", "offences."]
