"""The PDF: a paper set by Typst, tagged to PDF/UA-1.

All words and pictures reach Typst as data, never as its markup, so nothing that a person wrote
can be obeyed. Typst refuses to write a picture without alt text.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
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

_TEMPLATE = Path(__file__).with_name("report.typ")


def pdf_of(paper: Paper, pictures: Pictures, at: datetime) -> bytes:
    """The same paper gives the same bytes: its date is the edition's."""
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
        case Chart():
            drawn = pictures.get(value.drawable)
            words = {"kind": value.kind, "caption": settable(value.caption)}
            picture = _wrapped(drawn) if drawn else {"svg": ""}
            return {**words, "alt": settable(value.alt), **picture}
        case Spark():
            return {"svg": sparkline.svg(value), "words": value.words, "alt": value.alt}
    if is_dataclass(value):
        names = [each.name for each in fields(value)]
        return {name: _plain(getattr(value, name), pictures) for name in names}
    return value


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
