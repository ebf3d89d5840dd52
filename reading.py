"""The roof: the text of a report's file. What cannot be read is said, never guessed."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

_LARGEST = 64 * 1024 * 1024  # of a file, and of a document's text when unpacked
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLANKS = {f"{_WORD}tab": " ", f"{_WORD}br": " ", f"{_WORD}cr": " ", f"{_WORD}noBreakHyphen": "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_APART = (f"{_WORD}p", f"{_WORD}moveFrom")  # a box's own paragraphs, and text that was moved away
_PARAGRAPH = "\N{PARAGRAPH SEPARATOR}"
_DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError)
_TEXTS = (".txt", ".md")
_PAGE = "\f"
_LONGEST = 120  # seconds that a PDF is read for; one of 100 pages takes two or three
_DEEPEST = 8  # of lists within lists, as in Word
_MOST_PAGES = 1000
_MEMORY = 2 * 1024**3
_SPELT = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\uf0b7": "•"})
_REFUSED = 3  # how the reading of a PDF ends that is refused, with the reason as its output


class Unreadable(Exception):  # noqa: N818 - it is said to the person, it is not a fault of ours
    """A file that gives no text, with the reason in words."""


def text_of(path: Path) -> str:
    """The text of a .txt, .md, .docx or .pdf file, by its ending; raises Unreadable.

    The pages of a PDF are parted by form feeds.
    """
    read = _READERS.get(path.suffix.lower())
    if not read:
        raise Unreadable(f"{path}: give a .txt, .md, .docx or .pdf file.")
    try:
        if path.stat().st_size > _LARGEST:
            raise Unreadable(f"{path} is larger than any report: over {_LARGEST >> 20} MB.")
        text = read(path)
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror or problem}.") from problem
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{path} is not text in UTF-8.") from problem
    if not text.strip("\f\v" + _PARAGRAPH + " \n\t"):
        raise Unreadable(f"{path} holds no text.")
    return text


def pages_without_text(text: str) -> tuple[int, ...]:
    """The pages of a text with form feeds that hold none: in a PDF these are pictures."""
    pages = text.split(_PAGE)
    return tuple(number for number, each in enumerate(pages, start=1) if not each.strip())


def _plain(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _document(path: Path) -> str:
    """The paragraphs of a Word document, one to a line; those of lists begin with a bullet."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as part:
            data = part.read(_LARGEST + 1)
    except _DAMAGED as problem:
        raise Unreadable(f"{path} is not a Word document that can be opened.") from problem
    if len(data) > _LARGEST:
        raise Unreadable(f"{path} unpacks to more than any report holds.")
    body = _body(path, data)
    _drop_doubles(body)
    return _PARAGRAPH.join(_paragraph(each) for each in body.iter(f"{_WORD}p"))


def _body(path: Path, data: bytes) -> ET.Element:
    """The parsed document. One that declares entities is refused: Word writes none, and they
    can grow without end."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data:
        raise Unreadable(f"{path} declares entities, which no Word document needs.")
    try:
        return ET.fromstring(data)  # its size is known and it declares no entities  # noqa: S314 # nosec B314
    except ET.ParseError as problem:
        raise Unreadable(f"{path} is damaged: its document part is not XML.") from problem


def _drop_doubles(body: ET.Element) -> None:
    """Of a box, Word keeps a second copy for older programs."""
    for parent in body.iter():
        for each in parent.findall(_FALLBACK):
            parent.remove(each)


def _own(paragraph: ET.Element) -> Iterator[ET.Element]:
    """What stands in a paragraph, without the paragraphs of boxes that hang on it."""
    waiting = list(reversed(paragraph))
    while waiting:
        each = waiting.pop()
        if each.tag not in _APART:
            yield each
            waiting += reversed(each)


def _paragraph(paragraph: ET.Element) -> str:
    parts = [
        (each.text or "") if each.tag == f"{_WORD}t" else _BLANKS.get(each.tag, "")
        for each in _own(paragraph)
    ]
    return f"{_bullet(paragraph)}{''.join(parts)}".rstrip()


def _bullet(paragraph: ET.Element) -> str:
    """Further in where it is of a list within a list."""
    numbered = paragraph.find(f"{_WORD}pPr/{_WORD}numPr")
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    named = re.match(r"List(?:Bullet|Number)(\d?)$", _value(style))
    if numbered is None and not named:
        return ""
    level = _value(numbered.find(f"{_WORD}ilvl")) if numbered is not None else ""
    depth = int(level) if level.isdecimal() else int((named and named[1]) or 1) - 1
    return f"{'  ' * min(depth, _DEEPEST)}• "


def _value(element: ET.Element | None) -> str:
    return "" if element is None else element.get(f"{_WORD}val", "")


def _pdf(path: Path) -> str:
    """Read in a process of its own, which ends when it takes too long or too much memory: a
    small file can describe pages without end."""
    with path.open("rb"):  # who may not open it is told so
        pass
    command = [sys.executable, "-I", __file__, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603 - this file
    except subprocess.TimeoutExpired as problem:
        raise Unreadable(f"{path} takes longer to read than any report.") from problem
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode == _REFUSED:
        raise Unreadable(f"{path} {said}")
    if done.returncode:
        raise Unreadable(f"{path} cannot be read as a PDF, or not within memory.")
    return said


_READERS = {".txt": _plain, ".md": _plain, ".docx": _document, ".pdf": _pdf}


class _Refused(Exception):  # noqa: N818 - it is said to the person
    """The reason why a PDF gives no text, to be read after its name."""


def _text_of_pdf(path: Path) -> str:
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _Refused("needs a password. Save it without one.")
        if len(reader.pages) > _MOST_PAGES:
            raise _Refused(f"has more pages than any report: over {_MOST_PAGES:,}.")
        text = _PAGE.join(each.extract_text() for each in reader.pages)
    except DependencyError as problem:
        raise _Refused("is protected. Save it without protection.") from problem
    except (LimitReachedError, MemoryError) as problem:
        raise _Refused("unpacks to more than any report holds.") from problem
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as problem:
        raise _Refused("is damaged, or is no PDF.") from problem
    except (RecursionError, ArithmeticError, AssertionError, NotImplementedError) as problem:
        raise _Refused("is built in a way that cannot be read.") from problem
    return _checked(text.translate(_SPELT))


def _checked(text: str) -> str:
    letters = [each for each in text if not each.isspace()]
    if not letters:
        raise _Refused(
            "holds no text, only pictures of it. Save it from the program that wrote it, or run "
            "text recognition over it."
        )
    if sum(each.isascii() and each.isprintable() for each in letters) * 2 < len(letters):
        raise _Refused("names its letters in a way that cannot be read. Save it as .docx or text.")
    return text


def _child(path: Path) -> int:
    """What the process of its own does."""
    with suppress(ImportError, ValueError, OSError):  # not every system can bound memory
        import resource  # noqa: PLC0415 - nor has every system this

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        text, code = _text_of_pdf(path), 0
    except _Refused as refused:
        text, code = str(refused), _REFUSED
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return code


if __name__ == "__main__":
    sys.exit(_child(Path(sys.argv[1])))
