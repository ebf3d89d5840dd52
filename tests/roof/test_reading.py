"""Files as people have them: text, Word documents, and what only looks like one."""

from __future__ import annotations

import json
import zipfile

import pytest

import cli
from reading import Unreadable, text_of

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FAULTY = "There were 400 calls. This is 100 fewer calls than last quarter (25% decrease)."
SOUND = "There were 400 calls. This is 100 fewer calls than last quarter (20% decrease)."


def paragraph(text: str, *, bullet: bool = False) -> str:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in text.split("|"))
    listed = "<w:pPr><w:numPr/></w:pPr>" if bullet else ""
    return f"<w:p>{listed}{runs}</w:p>"


def document(path, *paragraphs: str, head: str = ""):
    body = f'<w:document xmlns:w="{SPACE}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0"?>{head}{body}')
    return path


@pytest.fixture
def pcp(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.main(["check", *(str(each) for each in arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def write(path, text: str):
    path.write_text(text, encoding="utf-8")
    return path


def test_a_faulty_report_ends_with_1_and_says_why(pcp, tmp_path):
    code, out, err = pcp(write(tmp_path / "report.txt", f"Calls\n\n{FAULTY}"))
    assert (code, err) == (1, "")
    assert "line 3: " in out
    assert "wrong: 25% (computed: 20%)" in out
    assert "400 + 100 = 500 before; 100 / 500 = 20.0%" in out
    assert "right for the wrong base: 100 / 400" in out


def test_a_sound_report_ends_with_0(pcp, tmp_path):
    code, out, _ = pcp(write(tmp_path / "report.md", SOUND))
    assert code == 0
    assert ": 1 holds." in out


def test_json_is_a_list_of_plain_values(pcp, tmp_path):
    code, out, _ = pcp(write(tmp_path / "report.txt", FAULTY), "--format", "json")
    [one] = json.loads(out)
    assert code == 1
    assert one["excerpt"] == FAULTY.partition(". ")[2]
    assert {key: one[key] for key in ("line", "kind", "verdict", "printed", "computed")} == {
        "line": 1,
        "kind": "change",
        "verdict": "wrong",
        "printed": "25%",
        "computed": "20%",
    }


def test_the_quarter_can_be_given(pcp, tmp_path):
    report = write(
        tmp_path / "r.txt", "We took 91,000 calls this quarter, averaging 1,000 per day."
    )
    assert pcp(report, "--quarter", "2021/22-Q1")[0] == 0
    assert pcp(report, "--quarter", "2021/22-Q3")[0] == 1


def test_with_the_store_a_value_that_is_recorded_otherwise_is_a_fault(
    pcp, tmp_path, monkeypatch, essex_database
):
    monkeypatch.setenv("DATABASE_URL", essex_database)
    report = write(tmp_path / "r.txt", "There were 88,202 emergency calls in 2021/22 Q3.")
    assert pcp(report)[0] == 0
    code, out, _ = pcp(report, "--store")
    assert code == 1
    assert "inconsistent: 88,202" in out
    assert "the record has 88,220 for 999 calls, 2021/22 Q3" in out


def test_with_the_store_the_quarter_has_to_be_known(pcp, tmp_path, monkeypatch, essex_database):
    monkeypatch.setenv("DATABASE_URL", essex_database)
    report = write(tmp_path / "r.txt", "There were 88,202 emergency calls this quarter.")
    code, out, err = pcp(report, "--store")
    assert (code, out) == (2, "")
    assert "--quarter" in err
    assert pcp(report, "--store", "--quarter", "2021/22-Q3")[0] == 1


def test_without_a_database_the_store_cannot_be_asked(pcp, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    report = write(tmp_path / "r.txt", SOUND)
    code, _, err = pcp(report, "--store", "--quarter", "2021/22-Q3")
    assert code == 2
    assert "pcp migrate" in err


@pytest.mark.parametrize("quarter", ["2021/22-Q5", "Q3", "2021/23-Q1"])
def test_a_quarter_that_is_none_is_refused(pcp, tmp_path, quarter):
    code, out, err = pcp(write(tmp_path / "r.txt", SOUND), "--quarter", quarter)
    assert (code, out) == (2, "")
    assert "is not a quarter" in err


@pytest.mark.parametrize("name", ["none.txt", "report.pdf", "report.xlsx", "folder.txt"])
def test_what_cannot_be_read_ends_with_2_and_a_plain_word(pcp, tmp_path, name):
    (tmp_path / "folder.txt").mkdir()
    code, out, err = pcp(tmp_path / name)
    assert (code, out) == (2, "")
    assert name in err
    assert "Traceback" not in err


def test_an_empty_text_is_not_a_report(tmp_path):
    with pytest.raises(Unreadable, match="no text"):
        text_of(write(tmp_path / "empty.txt", " \n\n"))


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "noise.txt").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(Unreadable, match="UTF-8"):
        text_of(tmp_path / "noise.txt")


def test_a_word_document_is_checked_by_its_paragraphs(pcp, tmp_path):
    parts = (paragraph("Calls"), paragraph(FAULTY.replace("fewer", "few|er"), bullet=True))
    code, out, _ = pcp(document(tmp_path / "report.docx", *parts))
    assert code == 1
    assert "line 2: This is 100 fewer calls" in out


def test_paragraphs_of_a_word_document_do_not_run_into_each_other(pcp, tmp_path):
    parts = (
        paragraph("There were 400 calls."),
        paragraph("There were 100 fewer calls (25% less)."),
    )
    assert pcp(document(tmp_path / "report.docx", *parts))[0] == 0


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def test_a_document_that_declares_entities_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="entities"):
        text_of(document(tmp_path / "bomb.docx", paragraph("&amp;"), head=ENTITIES))


def test_a_document_that_unpacks_without_end_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(Unreadable, match="more than any report"):
        text_of(tmp_path / "bomb.docx")


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"PK\x03\x04" + b"\0" * 60])
def test_a_damaged_document_is_refused(tmp_path, data):
    (tmp_path / "broken.docx").write_bytes(data)
    with pytest.raises(Unreadable, match="not a Word document"):
        text_of(tmp_path / "broken.docx")


@pytest.mark.parametrize("xml", ["<w:p", "", "\x00"])
def test_a_document_part_that_is_no_xml_is_refused(tmp_path, xml):
    with zipfile.ZipFile(tmp_path / "broken.docx", "w") as archive:
        archive.writestr("word/document.xml", xml)
    with pytest.raises(Unreadable):
        text_of(tmp_path / "broken.docx")


def test_a_box_in_a_document_is_read_once(tmp_path):
    box = f"<w:txbxContent>{paragraph(FAULTY)}</w:txbxContent>"
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f"<c:Choice>{box}</c:Choice><c:Fallback>{box}</c:Fallback>"
    held = f'<c:AlternateContent xmlns:c="{space}">{both}</c:AlternateContent>'
    path = document(tmp_path / "box.docx", f"<w:p><w:r><w:t>Calls</w:t>{held}</w:r></w:p>")
    assert text_of(path).splitlines() == ["Calls", FAULTY]


def test_text_that_was_moved_is_read_where_it_is_now(tmp_path):
    run = f"<w:r><w:t>{SOUND}</w:t></w:r>"
    moved = f"<w:p><w:moveFrom>{run}</w:moveFrom></w:p><w:p><w:moveTo>{run}</w:moveTo></w:p>"
    assert text_of(document(tmp_path / "moved.docx", moved)).split() == SOUND.split()


def test_the_name_of_a_file_is_said_as_it_is(pcp, tmp_path):
    code, _, err = pcp(write(tmp_path / "empty.txt", "").name)
    assert (code, err) == (2, "empty.txt holds no text.\n")


def test_bullets_of_a_document_are_known_by_their_style_and_their_level(tmp_path):
    style, level = '<w:pStyle w:val="ListBullet2"/>', '<w:numPr><w:ilvl w:val="2"/></w:numPr>'
    run = "<w:r><w:t>Prevent</w:t></w:r>"
    said = [f"<w:p><w:pPr>{each}</w:pPr>{run}</w:p>" for each in (style, level)]
    assert text_of(document(tmp_path / "list.docx", *said)).splitlines() == [
        "  • Prevent",
        "    • Prevent",
    ]
