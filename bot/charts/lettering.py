"""The typeface, and how wide words are in it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontEntry, FontProperties, fontManager
from matplotlib.ft2font import FT2Font

from bot.charts.style import REGULAR, SEMI_BOLD, Look

# Names of our own, so that another cut of these on the machine is never taken for ours.
_FAMILY = "PCP bot sans"
_FALLBACK = "PCP bot fallback"
_FONTS = Path(__file__).parent / "fonts"
_FILES = {REGULAR: _FONTS / "Inter-Regular.otf", SEMI_BOLD: _FONTS / "Inter-SemiBold.otf"}
_MATPLOTLIBS = Path(get_data_path()) / "fonts" / "ttf"
_FALLBACK_FILES = {
    REGULAR: _MATPLOTLIBS / "DejaVuSans.ttf",
    SEMI_BOLD: _MATPLOTLIBS / "DejaVuSans-Bold.ttf",
}


class Line(Artist):
    """One line of words whose place is known, drawn without laying it out a second time.

    ``baseline`` is measured down from the top, as the renderer does.
    """

    def __init__(self, left: float, baseline: float, words: str, look: Look) -> None:
        super().__init__()
        self._at = (left, baseline)
        self._words = settable(words)
        self._look = look

    def draw(self, renderer: RendererBase) -> None:
        context = renderer.new_gc()
        context.set_foreground(self._look.colour)
        typeface = font(self._look.size, self._look.weight)
        renderer.draw_text(context, *self._at, self._words, typeface, 0)
        context.restore()


@cache
def families() -> tuple[str, ...]:
    """The families to set text in, best first: a letter that one lacks is taken from the next."""
    _enter(_FALLBACK, _FALLBACK_FILES)
    if not _present():
        return (_FALLBACK,)
    _enter(_FAMILY, _FILES)
    return (_FAMILY, _FALLBACK)


def _present() -> tuple[Path, ...]:
    """Our own files, or none if not all are there."""
    files = tuple(_FILES.values())
    return files if all(path.is_file() for path in files) else ()


def _enter(family: str, files: dict[int, Path]) -> None:
    fontManager.ttflist.extend(
        FontEntry(fname=str(path), name=family, weight=weight, size="scalable")
        for weight, path in files.items()
    )


@cache
def font(size: int, weight: int) -> FontProperties:
    return FontProperties(family=list(families()), weight=weight, size=size)


@cache
def _renderer() -> RendererAgg:
    return RendererAgg(8, 8, 72)  # type: ignore[no-untyped-call]


def settable(words: str) -> str:
    """Leave out what no face has a shape for, such as emoji, rather than print empty boxes."""
    return words if words.isascii() else "".join(filter(_letters().__contains__, words))


@cache
def _letters() -> frozenset[str]:
    faces = [FT2Font(str(path)) for path in (_FALLBACK_FILES[REGULAR], *_present())]
    return frozenset(chr(code) for face in faces for code in face.get_charmap())


@lru_cache(maxsize=4096)
def _width(words: str, size: int, weight: int) -> float:
    measured = _renderer().get_text_width_height_descent(  # type: ignore[no-untyped-call]
        settable(words), font(size, weight), ismath=False
    )
    return float(measured[0])


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
    wider = bisect_right(range(len(word)), limit, key=lambda cut: width(word[:cut], look))
    return max(1, wider - 1)
