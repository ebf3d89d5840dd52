"""How tests read a picture: its words, its boxes, its pixels."""

from __future__ import annotations

import re
import sys
from functools import cache
from io import BytesIO

from PIL import Image

from bot.charts import Picture
from bot.charts.drawing import laid_out, picture
from bot.charts.sheet import Lettered, Sheet
from tests.bot.charts.examples import EXAMPLES


@cache
def sheet(name: str) -> Sheet:
    return laid_out(EXAMPLES[name])


@cache
def drawn(name: str) -> Picture:
    return picture(EXAMPLES[name])


def pixels(name: str) -> Image.Image:
    return Image.open(BytesIO(drawn(name).png))


def said(name: str) -> str:
    return " ".join(each.words for each in sheet(name).lettered)


def pyplot_is_loaded() -> bool:
    return "matplotlib.pyplot" in sys.modules


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def find(name: str, words: str) -> Lettered:
    """The only place where these words stand by themselves."""
    (found,) = [each for each in sheet(name).lettered if each.words == words]
    return found
