"""The typeface, and how wide words are in it."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontEntry, FontProperties, fontManager

from bot.charts.style import REGULAR, SEMI_BOLD, Look

# A name of our own, so that another cut of Inter on the machine is never taken for ours.
_FAMILY = "PCP bot sans"
_FALLBACK = "DejaVu Sans"
_FONTS = Path(__file__).parent / "fonts"
_FILES = {REGULAR: _FONTS / "Inter-Regular.otf", SEMI_BOLD: _FONTS / "Inter-SemiBold.otf"}


@cache
def families() -> tuple[str, ...]:
    """The families to set text in, best first; enters our own fonts where they are present."""
    if not all(path.is_file() for path in _FILES.values()):
        return (_FALLBACK,)
    fontManager.ttflist.extend(
        FontEntry(fname=str(path), name=_FAMILY, weight=weight, size="scalable")
        for weight, path in _FILES.items()
    )
    return (_FAMILY, _FALLBACK)


@cache
def font(size: int, weight: int) -> FontProperties:
    return FontProperties(family=list(families()), weight=weight, size=size)


@cache
def _renderer() -> RendererAgg:
    return RendererAgg(8, 8, 72)


@lru_cache(maxsize=4096)
def _width(words: str, size: int, weight: int) -> float:
    width, _, _ = _renderer().get_text_width_height_descent(words, font(size, weight), ismath=False)
    return float(width)


def width(words: str, look: Look) -> float:
    return _width(words, look.size, look.weight) if words else 0.0


def wrap(words: str, look: Look, limit: float) -> list[str]:
    """Break words into lines no wider than ``limit``; a word that is wider is cut."""
    lines: list[str] = []
    line = ""
    for word in _pieces(words, look, limit):
        longer = f"{line} {word}" if line else word
        if line and width(longer, look) > limit:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _pieces(words: str, look: Look, limit: float) -> list[str]:
    pieces: list[str] = []
    for word in words.split():
        rest = word
        while width(rest, look) > limit and len(rest) > 1:
            cut = _fitting(rest, look, limit)
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces


def _fitting(word: str, look: Look, limit: float) -> int:
    """How many letters of a word fit; at least one."""
    cut = len(word) - 1
    while cut > 1 and width(word[:cut], look) > limit:
        cut -= 1
    return cut
