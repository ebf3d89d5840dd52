"""The roof: the text of a report's file. What cannot be read is said, never guessed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
import zlib
from pathlib import Path

_LARGEST = 64 * 1024 * 1024  # of a file, and of a document's text when unpacked
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLANKS = {f"{_WORD}tab": " ", f"{_WORD}br": " ", f"{_WORD}cr": " ", f"{_WORD}noBreakHyphen": "-"}
_PARAGRAPH = "\N{PARAGRAPH SEPARATOR}"
_DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError)
_TEXTS = (".txt", ".md")


class Unreadable(Exception):  # noqa: N818 - it is said to the person, it is not a fault of ours
    """A file that gives no text, with the reason in words."""


def text_of(path: Path) -> str:
    """The text of a .txt, .md or .docx file, by its ending; raises Unreadable."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        raise Unreadable(f"{path}: PDF is not read yet. Save it as text or as .docx.")
    if ending not in (*_TEXTS, ".docx"):
        raise Unreadable(f"{path}: give a .txt, .md or .docx file.")
    try:
        if path.stat().st_size > _LARGEST:
            raise Unreadable(f"{path} is larger than any report: over {_LARGEST >> 20} MB.")
        text = _document(path) if ending == ".docx" else path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror or problem}.") from problem
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{path} is not text in UTF-8.") from problem
    if not text.strip("\f\v" + _PARAGRAPH + " \n\t"):
        raise Unreadable(f"{path} holds no text.")
    return text


def _document(path: Path) -> str:
    """The paragraphs of a Word document, one to a line; those of lists begin with a bullet."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as part:
            data = part.read(_LARGEST + 1)
    except _DAMAGED as problem:
        raise Unreadable(f"{path} is not a Word document that can be opened.") from problem
    if len(data) > _LARGEST:
        raise Unreadable(f"{path} unpacks to more than any report holds.")
    return _PARAGRAPH.join(_paragraph(each) for each in _body(path, data).iter(f"{_WORD}p"))


def _body(path: Path, data: bytes) -> ET.Element:
    """The parsed document. One that declares entities is refused: Word writes none, and they
    can grow without end."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data:
        raise Unreadable(f"{path} declares entities, which no Word document needs.")
    try:
        return ET.fromstring(data)  # noqa: S314 - its size is known and it declares no entities
    except ET.ParseError as problem:
        raise Unreadable(f"{path} is damaged: its document part is not XML.") from problem


def _paragraph(paragraph: ET.Element) -> str:
    parts = [
        (each.text or "") if each.tag == f"{_WORD}t" else _BLANKS.get(each.tag, "")
        for each in paragraph.iter()
    ]
    bullet = "• " if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None else ""
    return f"{bullet}{''.join(parts)}".rstrip()
