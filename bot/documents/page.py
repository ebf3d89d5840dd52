"""The web page: one file that needs nothing else, set from the same paper as the PDF."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from bot.documents import sparkline
from bot.documents.encoding import data_uri, size_of
from bot.documents.files import Pictures
from bot.documents.paper import Chart, Paper, Spark

_HERE = Path(__file__).parent
_TEMPLATE = "report.html.j2"
_STYLE = "report.css"


def html_of(paper: Paper, pictures: Pictures) -> bytes:
    """Everything that is said is escaped; nothing in it needs a script."""
    page = _templates().get_template(_TEMPLATE)
    return page.render(paper=paper, cover=paper.cover, picture=_Pictures(pictures)).encode()


class _Pictures:
    """What the template asks of a picture."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures

    def of(self, chart: Chart) -> dict[str, object] | None:
        png = self._pictures.get(chart.drawable)
        if not png:
            return None
        width, height = size_of(png)
        return {"uri": data_uri(png), "width": width // 2, "height": height // 2}


@cache
def _templates() -> Environment:
    files = {name: (_HERE / name).read_text(encoding="utf-8") for name in (_TEMPLATE, _STYLE)}
    environment = Environment(
        loader=DictLoader(files),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css"] = _in_css
    environment.filters["is_spark"] = lambda cell: isinstance(cell, Spark)
    environment.filters["line"] = _line
    return environment


def _line(spark: Spark) -> Markup:
    drawn = sparkline.svg(spark)
    return Markup(drawn)  # made of numbers  # noqa: S704 # nosec B704


def _in_css(words: str) -> Markup:
    """Words inside quotes in a style sheet: each letter that could end them is written by its
    number."""
    safe = "".join(c if c.isalnum() or c in " -" else f"\\{ord(c):x} " for c in words)
    return Markup(safe)  # letters, digits, blanks, and numbers of the rest  # noqa: S704 # nosec B704
