"""A sheet of paper to draw on from the top down, in pixels, that ends as a PNG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D
from PIL import Image, ImageColor

from bot.charts import colours, lettering, style
from bot.charts.lettering import Line
from bot.charts.style import Look, Pen

_PIXELS_PER_INCH = 72  # so that a point is a pixel
_SHADES = 64
_HAIR = 4
_ANCHORS = {"left": 0.0, "center": 0.5, "right": 1.0}
_MEANT = [ImageColor.getrgb(each)[:3] for each in colours.ALL]


@dataclass(frozen=True)
class Lettered:
    """Words on the sheet, and the box that they fill."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


class Sheet:
    """``y`` is how far down the sheet is filled; drawers draw below it and move it on.

    ``lettered`` lists all words drawn and ``marked`` all marks, each by its shape and its place,
    so that tests can read the picture.
    """

    def __init__(self) -> None:
        self.y = 0.0
        self.lettered: list[Lettered] = []
        self.marked: list[tuple[str, float, float]] = []
        self._figure = Figure(dpi=_PIXELS_PER_INCH, facecolor=colours.PAPER)
        self._downwards = Affine2D()
        self._artists: list[Artist] = []

    @property
    def height(self) -> int:
        return math.ceil(self.y)

    def text(self, x: float, baseline: float, words: str, look: Look, anchor: str = "left") -> None:
        """Set one line of words; ``anchor`` is the end that stands at ``x``."""
        left = x - lettering.width(words, look) * _ANCHORS[anchor]
        self._note(words, left, baseline, look)
        self._add(Line(left, baseline, words, look))

    def line(self, points: Sequence[tuple[float, float]], pen: Pen) -> None:
        xs, ys = zip(*points, strict=True)
        self._add(
            Line2D(
                xs,
                ys,
                color=pen.colour,
                linewidth=pen.width,
                linestyle=(0, (4, 2.5)) if pen.dashed else "-",
                solid_capstyle="butt",
            )
        )

    def dots(
        self, points: Sequence[tuple[float, float]], size: float, fill: str, edge: Pen
    ) -> None:
        """Circles of one look; filled with the paper's colour they read as hollow."""
        self.marks(points, "o", size, fill, edge)

    def marks(
        self, points: Sequence[tuple[float, float]], shape: str, size: float, fill: str, edge: Pen
    ) -> None:
        """Marks of one look, by the drawing library's name for their shape."""
        self.marked += [(shape, x, y) for x, y in points]
        xs, ys = zip(*points, strict=True)
        self._add(
            Line2D(
                xs,
                ys,
                linestyle="none",
                marker=shape,
                markersize=size,
                markerfacecolor=fill,
                markeredgecolor=edge.colour,
                markeredgewidth=edge.width,
            )
        )

    def bar(
        self,
        corner: tuple[float, float],
        opposite: tuple[float, float],
        fill: str,
        edge: Pen | None,
    ) -> None:
        """A rectangle between two corners; an edge is drawn within them."""
        inset = edge.width / 2 if edge else 0.0
        left, right = sorted((round(corner[0]), round(opposite[0])))
        top, bottom = sorted((round(corner[1]), round(opposite[1])))
        self._add(
            Rectangle(
                (left + inset, top + inset),
                max(right - left - 2 * inset, 1.0),
                max(bottom - top - 2 * inset, 1.0),
                facecolor=fill,
                edgecolor=edge.colour if edge else "none",
                linewidth=edge.width if edge else 0.0,
                joinstyle="miter",
            )
        )

    def png(self) -> bytes:
        """Draw everything, in the order in which it was put on the sheet."""
        self._downwards.clear().scale(1, -1).translate(0, self.height)
        self._figure.set_size_inches(style.WIDTH / _PIXELS_PER_INCH, self.height / _PIXELS_PER_INCH)
        canvas = FigureCanvasAgg(self._figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        return _encoded(canvas)

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._downwards)
        artist.set_zorder(len(self._artists))
        self._artists.append(artist)
        self._figure.add_artist(artist)

    def _note(self, words: str, left: float, baseline: float, look: Look) -> None:
        right = left + lettering.width(words, look)
        top, bottom = baseline - look.size * 0.76, baseline + look.size * 0.22
        self.lettered.append(Lettered(words, left, top, right, bottom))


def _encoded(canvas: FigureCanvasAgg) -> bytes:
    """A PNG of few colours: a third of the bytes, and encoded in half the time."""
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    image = Image.frombuffer("RGBA", canvas.get_width_height(), pixels).convert("RGB")
    image = image.quantize(_SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.putpalette(_true_to_the_colours(image.getpalette() or []))
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


Shade = tuple[int, ...]


def _true_to_the_colours(palette: list[int]) -> list[int]:
    """Set shades that the reduction missed by a hair, such as white, to the colours meant."""
    shades = zip(palette[::3], palette[1::3], palette[2::3], strict=True)
    return [part for shade in shades for part in _meant(shade)]


def _meant(shade: Shade) -> Shade:
    for colour in _MEANT:
        if all(abs(a - b) <= _HAIR for a, b in zip(shade, colour, strict=True)):
            return colour
    return shade
