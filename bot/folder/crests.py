"""A force's crest: an SVG or PNG that only shows itself, or it is not taken.

Documents carry it inside them and are opened on people's machines, so what could run, reach
out, or grow without end is a fault: scripts, links, references to elsewhere, entities.
"""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator

from bot.folder.faults import shown

MOST_BYTES = 200_000
MOST_PIXELS = 4_000  # a side

Tell = Callable[[str], None]

_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset({"script", "foreignObject", "a", "iframe", "image", "use", "animate", "set"})
_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?(?!#)|javascript:", re.IGNORECASE)
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY", b"<?xml-stylesheet", b"\x00")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">I4s")
_NO_PNG = "{} is not a whole PNG picture; save it again as PNG or SVG"


def crest_of(name: str, content: bytes, tell: Tell) -> str:
    """The picture as a data URI; empty, with the fault told, where it cannot be used."""
    kind = name.rpartition(".")[2].lower()
    if len(content) > MOST_BYTES:
        tell(f"{shown(name)} has more than {MOST_BYTES:,} bytes; a crest needs far fewer")
        return ""
    fault = _svg_fault(name, content) if kind == "svg" else _png_fault(name, content)
    if fault:
        tell(fault)
        return ""
    media = "image/svg+xml" if kind == "svg" else "image/png"
    return f"data:{media};base64,{b64encode(content).decode('ascii')}"


def _png_fault(name: str, content: bytes) -> str:
    chunks = list(_chunks(content))
    kinds = [kind for kind, _ in chunks]
    whole = kinds[:1] == [b"IHDR"] and b"IDAT" in kinds and kinds[-1:] == [b"IEND"]
    if not whole or len(chunks[0][1]) < 8:
        return _NO_PNG.format(shown(name))
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        return f"{shown(name)} is {width} by {height} pixels; at most {MOST_PIXELS:,} a side"
    return ""


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, up to the first that is cut off or damaged."""
    at = len(_SIGNATURE)
    while content.startswith(_SIGNATURE) and at + 12 <= len(content):
        length, kind = _HEADER.unpack_from(content, at)
        body = content[at + 8 : at + 8 + length]
        check = content[at + 8 + length : at + 12 + length]
        if len(body) < length or check != struct.pack(">I", zlib.crc32(kind + body)):
            return
        yield kind, body
        at += 12 + length


def _svg_fault(name: str, content: bytes) -> str:
    if any(each in content for each in _DECLARED):
        return f"{shown(name)} declares a document type or style; save it as a plain SVG in UTF-8"
    try:
        root = ET.fromstring(content.decode("utf-8-sig"))  # it declares no entities  # noqa: S314 # nosec B314
    except (ET.ParseError, UnicodeDecodeError, ValueError):
        return f"{shown(name)} is not readable as SVG; save it again as a plain SVG in UTF-8"
    if root.tag != f"{_SVG}svg":
        return f"{shown(name)} is not an SVG: it begins with {shown(root.tag)}"
    unwanted = next((what for each in root.iter() for what in _unwanted(each)), "")
    return f"{shown(name)} holds {unwanted}; a crest is shapes alone" if unwanted else ""


def _unwanted(element: ET.Element) -> Iterator[str]:
    """What in an element could run, move, or reach out of the picture."""
    tag = element.tag.rpartition("}")[2]
    if tag in _ACTIVE or tag.startswith("animate"):
        yield f"<{tag}>"
    if tag == "style" and _ELSEWHERE.search("".join(element.itertext())):
        yield "a style that reaches elsewhere"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            yield f"the attribute {attribute}"
        elif (attribute == "href" and not value.startswith("#")) or _ELSEWHERE.search(value):
            yield f"a reference to elsewhere ({attribute})"
