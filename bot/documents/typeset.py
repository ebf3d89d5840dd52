"""The PDF: a paper set by Typst, tagged to PDF/UA-1.

All words and pictures reach Typst as data, never as its markup, so nothing that a person wrote
can be obeyed. Typst refuses to write a picture without alt text.
"""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from bot.documents import sparkline
from bot.documents.encoding import data_uri, size_of
from bot.documents.files import Pictures
from bot.documents.letters import FONTS, settable
from bot.documents.paper import Chart, Paper, Spark
from bot.publishing import Branding

_TEMPLATE = Path(__file__).with_name("report.typ")


def pdf_of(paper: Paper, pictures: Pictures, at: datetime) -> bytes:
    """The same paper gives the same bytes: its date is the edition's. A crest that cannot be set
    is left out; the force's name stands beside its place."""
    try:
        return _set(paper, pictures, at)
    except typst.TypstError:
        if not paper.branding.crest:
            raise
        plain = replace(paper, branding=replace(paper.branding, crest=""))
        return _set(plain, pictures, at)


def _set(paper: Paper, pictures: Pictures, at: datetime) -> bytes:
    data = json.dumps(_plain(paper, pictures), ensure_ascii=False)
    return typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"paper": data, "date": f"{at:%Y-%m-%d}"},
        pdf_standards="ua-1",
        timestamp=at.replace(microsecond=0),
        font_paths=_fonts(),
        ignore_system_fonts=True,
    )


@cache
def _fonts() -> typst.Fonts:
    """Ours alone: another cut of the same name on the machine would give other bytes."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def _plain(value: object, pictures: Pictures) -> Any:  # noqa: ANN401 - whatever JSON holds
    """A paper as JSON holds it, each text with what the typeface can show."""
    match value:
        case str():
            return settable(value)
        case tuple():
            return [_plain(each, pictures) for each in value]
        case Chart() | Spark() | Branding():
            return _with_pictures(value, pictures)
    if is_dataclass(value):
        names = [each.name for each in fields(value)]
        return {name: _plain(getattr(value, name), pictures) for name in names}
    return value


def _with_pictures(value: Chart | Spark | Branding, pictures: Pictures) -> dict[str, Any]:
    match value:
        case Branding():
            return {**vars(value), "crest": _crest(value.crest)}
        case Spark():
            return {"svg": sparkline.svg(value), "words": value.words, "alt": value.alt}
    drawn = pictures.get(value.drawable)
    words = {"caption": settable(value.caption), "alt": settable(value.alt)}
    return {"kind": value.kind, **words, **(_wrapped(drawn) if drawn else {"svg": ""})}


def _crest(uri: str) -> str:
    """The crest as SVG, whichever of the two it is."""
    media, _, content = uri.partition(",")
    if not content:
        return ""
    crest = b64decode(content)
    return crest.decode() if "svg" in media else str(_wrapped(crest)["svg"])


def _wrapped(png: bytes) -> dict[str, str | float]:
    """A picture as text, which is all that can be handed over without touching the disk, and
    how tall it is for its width."""
    width, height = size_of(png)
    return {
        "svg": (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            f'<image width="{width}" height="{height}" xlink:href="{data_uri(png)}"/></svg>'
        ),
        "tall": height / width,
    }
